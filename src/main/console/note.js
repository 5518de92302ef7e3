// @ts-check
/** A note for the other moderators. */
import { api } from './api.js';
import { noteAdded } from './changes.js';
import { ask } from './dialog.js';
import { field, h } from './dom.js';
import { say } from './status.js';
import { dispatch, reading } from './state.js';
import { t } from './words.js';

export function addNote() {
  const one = reading();
  if (!one) return;
  const text = h('textarea.inp', { name: 'text', rows: 4, maxlength: 2000, autofocus: true });
  ask({
    title: t('note.add'), content: [field(t('note'), text)], yes: t('note.save'), look: '.pri',
    send: () => api.note(one.id, text.value),
    done: (note) => {
      dispatch(noteAdded(one.id, note));
      say(t('note.added'));
    },
  });
}
