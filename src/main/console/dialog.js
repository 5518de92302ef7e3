// @ts-check
/** Modal dialogs; their forms tell what is refused and keep what was typed. */
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
  dialog.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => onKey(event, dialog));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (!before?.isConnected && document.activeElement === document.body) focusInstead(before?.id);
    onclose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** @param {KeyboardEvent} event @param {HTMLDialogElement} dialog */
function onKey(event, dialog) {
  if (event.key === 'Tab') stayWithin(event, dialog);
  // A search field would only be emptied.
  if (event.key !== 'Escape' || event.isComposing) return;
  event.preventDefault();
  dialog.close();
}

/** After its last control comes its first. @param {KeyboardEvent} event @param {HTMLElement} dialog */
function stayWithin(event, dialog) {
  const controls = /** @type {HTMLElement[]} */ ([...dialog.querySelectorAll('a, button, input, select, textarea')]);
  const beyond = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  if (controls.some((one) => (document.activeElement ?? dialog).compareDocumentPosition(one) & beyond)) return;
  event.preventDefault();
  controls.at(event.shiftKey ? -1 : 0)?.focus();
}

/** What opened it is gone: what was drawn in its place, else the case that is read. @param {string} [id] */
function focusInstead(id) {
  const there = [`#${id || 'author'}`, '.cur a', '#author'].map((one) => /** @type {HTMLElement | null} */ (document.querySelector(one)));
  there.find((one) => one?.offsetParent)?.focus({ preventScroll: true });
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

/** An error that is focused, so that it is read at once. @param {...import('./dom.js').Child} lines */
export function problem(...lines) {
  return h('div.probl', { role: 'alert', tabindex: '-1' },
    h('b', {}, t('problem')), ...lines.map((line) => h('div', {}, line)));
}

/** @param {any} error */
export function sentence(error) {
  if (error?.status === 0) return t('error.unreachable');
  if (!error?.status) return t('error.signedout');
  return error.body?.detail || t('error.other');
}

/**
 * @typedef {import('./dom.js').Child} Child
 * @typedef {{message: string, field?: string, of?: HTMLInputElement[]}} Wrong field: the name of its control, else of: those it is about
 * @typedef {{send?: () => any, done: (answer: any) => void, explain?: (error: any) => Wrong[]}} Sending done: what follows when nothing is refused
 */

/** @param {string} tag @param {Sending & {submit: HTMLElement}} sending submit: its main button @param {...Child} content controls named as the service's fields */
export function checkedForm(tag, { submit, send, done, explain = wrongOf }, ...content) {
  const form = h(tag, { novalidate: true, onsubmit, onkeydown }, ...content);
  return form;

  /** @param {Event} event */
  async function onsubmit(event) {
    event.preventDefault();
    if (submit.ariaDisabled) return;
    if (tell(form, impossible(form))) return;
    let answer;
    submit.ariaDisabled = 'true';
    try {
      answer = await send?.();
    } catch (error) {
      return tell(form, explain(error));
    } finally {
      submit.ariaDisabled = null;
    }
    done(answer);
  }

  /** Enter alone begins a line where several can be written. @param {KeyboardEvent} event */
  function onkeydown(event) {
    if (event.key !== 'Enter' || !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    form.requestSubmit();
  }
}

/**
 * Asks for something in a dialog, which closes when it is done.
 * @param {Sending & {title: string, content: Child[], yes: string, look?: string, onclose?: () => void}} question yes: the words of its main button
 * @returns {HTMLElement} that button
 */
export function ask({ title, content, yes, look = '.danger', onclose, send, done }) {
  const submit = h(`button.b${look}`, {}, yes);
  const form = checkedForm('form.form', { submit, send, done: (answer) => { dialog.close(); done(answer); } }, ...content,
    h('div.btns', {}, submit, h('button.b', { type: 'button', onclick: () => dialog.close() }, t('cancel'))));
  const dialog = openDialog({ title, className: '.dlg.narrow', content: [form], onclose });
  return submit;
}

/** @param {{title: string, text: string, yes: string}} question @returns {Promise<boolean>} */
export const confirmed = ({ title, text, yes }) => new Promise((resolve) => {
  ask({ title, content: [h('p', {}, text)], yes, look: '.pri', done: () => resolve(true), onclose: () => resolve(false) }).focus();
});

/** @param {any} error @returns {Wrong[]} */
const wrongOf = (error) => error.body?.errors ?? [{ message: sentence(error) }];

/** @param {HTMLFormElement} form @returns {any[]} */
const controlsOf = (form) => [...form.elements];

/** What its controls cannot hold; what is left empty is for the service to refuse. @param {HTMLFormElement} form @returns {Wrong[]} */
const impossible = (form) => controlsOf(form).filter(({ validity }) => validity.badInput || validity.rangeOverflow || validity.rangeUnderflow)
  .map(({ name, type }) => ({ field: name, message: t(`wrong.${type}`) }));

/** @param {HTMLFormElement} form @param {Wrong[]} wrong @returns {boolean} whether anything is */
function tell(form, wrong) {
  for (const old of form.querySelectorAll('.probl, .err')) old.remove();
  for (const control of controlsOf(form)) control.ariaInvalid = null;
  if (!wrong.length) return false;
  const box = problem(...wrong.map((one) => line(form, one)));
  form.prepend(box);
  box.focus();
  return true;
}

/** A link to the control, or the words that its controls point to. @param {HTMLFormElement} form @param {Wrong} wrong */
function line(form, { message, field, of = [] }) {
  const control = controlsOf(form).find(({ name }) => name === field);
  const words = h('p.err', { id: uid('e') }, message);
  for (const one of control ? [control] : of) {
    one.ariaInvalid = 'true';
    one.setAttribute('aria-describedby', words.id);
  }
  if (!control) return words;
  control.before(words);
  return h('a', { href: `#${control.id}`, onclick: (/** @type {Event} */ event) => { event.preventDefault(); control.focus(); } }, message);
}
