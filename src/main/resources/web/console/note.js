// @ts-check
/** A note for the other moderators. */
import { api } from './api.js';
import { noteAdded } from './changes.js';
import { openDialog, problem, sentence } from './dialog.js';
import { field, fill, h } from './dom.js';
import { say } from './status.js';
import { dispatch, reading } from './state.js';
import { t } from './words.js';

export function addNote() {
  const one = reading();
  if (!one) return;
  const text = h('textarea.inp', { rows: 4, maxlength: 2000 });
  const errors = h('div');
  const form = h('form.form', { onsubmit }, errors, field(t('note'), text),
    h('div.btns', {}, h('button.b.pri', {}, t('note.save')), h('button.b', { type: 'button', onclick: () => dialog.close() }, t('cancel'))));
  const dialog = openDialog({ title: t('note.add'), className: '.dlg.narrow', content: [form] });
  text.focus();

  /** @param {Event} event */
  async function onsubmit(event) {
    event.preventDefault();
    const words = text.value.trim();
    if (!words || !one) return text.focus();
    try {
      dispatch(noteAdded(one.id, await api.note(one.id, words)));
      dialog.close();
      say(t('note.added'));
    } catch (error) {
      fill(errors, problem(sentence(error)));
      /** @type {HTMLElement} */ (errors.firstChild).focus();
    }
  }
}
