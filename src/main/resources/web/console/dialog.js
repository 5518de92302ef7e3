// @ts-check
/** Modal dialogs on <dialog>: the browser traps the focus, closing gives it back. */
import { h, icon, uid } from './dom.js';
import { t } from './words.js';

/**
 * @typedef {{title: string, className?: string, content?: (Node | false | null)[], heading?: boolean, onclose?: () => void}} Shape
 * @param {Shape} shape
 * @returns {HTMLDialogElement}
 */
export function openDialog({ title, className = '', content = [], heading = true, onclose }) {
  const before = document.activeElement;
  const name = uid('dialog');
  const dialog = h(`dialog${className || '.dlg'}`, heading ? { 'aria-labelledby': name } : { 'aria-label': title });
  if (heading) dialog.append(header(name, title, dialog));
  dialog.append(...content.filter(Boolean));
  dialog.addEventListener('click', (/** @type {MouseEvent} */ event) => onVeil(event, dialog));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    onclose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** @param {string} id @param {string} title @param {HTMLDialogElement} dialog */
function header(id, title, dialog) {
  return h('div.dh', {},
    h('h2', { id, dir: 'auto' }, title),
    h('button.ib', { type: 'button', 'aria-label': t('close'), onclick: () => dialog.close() }, icon('x')));
}

/** A press beside the box closes it. @param {MouseEvent} event @param {HTMLDialogElement} dialog */
function onVeil(event, dialog) {
  if (event.target !== dialog || dialog.dataset.firm) return;
  const box = dialog.getBoundingClientRect();
  const within = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!within) dialog.close();
}

export const dialogIsOpen = () => document.querySelector('dialog[open]') !== null;

/**
 * @param {{title: string, text: string, yes: string}} question
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, yes }) {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = openDialog({
      title,
      className: '.dlg.narrow',
      content: [
        h('form.form', { method: 'dialog', onsubmit: () => { answer = true; } },
          h('p', {}, text),
          h('div.btns', {},
            h('button.b.pri', {}, yes),
            h('button.b', { type: 'button', onclick: () => dialog.close() }, t('cancel')))),
      ],
      onclose: () => resolve(answer),
    });
    /** @type {HTMLElement | null} */ (dialog.querySelector('button.pri'))?.focus();
  });
}

/** An error that is focused, so that it is read at once. @param {...string} lines */
export function problem(...lines) {
  return h('div.probl', { role: 'alert', tabindex: '-1' },
    h('b', {}, t('problem')), ...lines.map((line) => h('p', {}, line)));
}

/** @param {any} error */
export function sentence(error) {
  if (error?.status === 0) return t('error.unreachable');
  if (!error?.status) return t('error.signedout');
  return error.body?.detail || t('error.other');
}
