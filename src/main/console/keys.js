// @ts-check
/** Single keys for the moderator's loop. They are never taken from a field, a dialog or an input method. */
import { openReasons } from './actions.js';
import { showBan } from './ban.js';
import { pickedAll, pickedOne, wordsTurned } from './changes.js';
import { decide } from './decide.js';
import { dialogIsOpen } from './dialog.js';
import { showDrawer } from './drawer.js';
import { showHelp } from './help.js';
import { menuIsOpen } from './menu.js';
import { addNote } from './note.js';
import { closeCase, next, previous } from './open.js';
import { nextTab } from './queue.js';
import { safeAddress } from './route.js';
import { dispatch, mayDecide, reading, state } from './state.js';
import { say } from './status.js';
import { t } from './words.js';
import { isPhone } from './dom.js';
import { undo } from './undo.js';

/** @type {Record<string, () => void>} */
const READING = {
  j: next,
  k: previous,
  h: () => { const one = reading(); if (one) showDrawer(one.author); },
  c: () => document.getElementById('conversation')?.click(),
  o: openOnSite,
  t: nextTab,
  v: turnWords,
};

/** Not for those who may only read. @type {Record<string, () => void>} */
const DECIDING = {
  a: () => decide({ action: 'approve' }),
  r: () => openReasons(),
  s: () => decide({ action: 'spam' }),
  z: () => undo(),
  u: () => undo(),
  x: () => pickCurrent(false),
  n: addNote,
  b: () => { const one = reading(); if (one) showBan(one.author); },
};

/** Not letters: they stay when single keys are off. @type {Record<string, () => void>} */
const OTHERS = { ArrowDown: next, ArrowUp: previous, Escape: leave };

/** @param {KeyboardEvent} event */
export function onKey(event) {
  if (ignored(event)) return;
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  act();
}

/** @param {KeyboardEvent} event */
function ignored(event) {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  // 229: some browsers end a composition with a key that no longer says so.
  const composing = event.isComposing || event.keyCode === 229;
  return event.defaultPrevented || modified || composing || dialogIsOpen() || menuIsOpen() || inField(event.target);
}

/** @param {EventTarget | null} target */
function inField(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'button'].includes(target.type);
}

/** @param {KeyboardEvent} event @returns {(() => void) | undefined} */
function actOf(event) {
  const { key } = event;
  noteScript(key);
  const slash = otherScript && event.code === 'Slash';
  if (state.singleKeys && (key === '?' || slash && event.shiftKey)) return showHelp;
  if (state.singleKeys && (key === '/' || slash)) return toSearch;
  if (state.view !== 'queue') return undefined;
  if (key in OTHERS && !event.shiftKey) return OTHERS[key];
  if (!state.singleKeys) return undefined;
  const letter = letterOf(event);
  if (event.shiftKey) return letter === 'x' && mayDecide() ? () => pickCurrent(true) : undefined;
  // With the capitals locked the letter is a capital without the shift key.
  return READING[letter] ?? (mayDecide() ? DECIDING[letter] : undefined);
}

/** Whether the keyboard last wrote letters of another script than ours. */
let otherScript = false;

/** @param {string} key */
function noteScript(key) {
  if (/^\p{L}$/u.test(key)) otherScript = !/^\p{Script=Latin}$/u.test(key);
}

/** The letter of a key; on a keyboard of another script, the one that stands at its place elsewhere. @param {KeyboardEvent} event */
function letterOf({ key, code }) {
  const foreign = /^\P{ASCII}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return foreign && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key.toLowerCase();
}

function toSearch() {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById('find'));
  if (field && !field.offsetParent) /** @type {HTMLElement | null} */ (document.querySelector('.mnav'))?.click();
  field?.focus();
}

/** The row that has the focus, else the one that is open. @param {boolean} range */
function pickCurrent(range) {
  const row = document.activeElement?.closest('li.row');
  const id = row ? row.id.slice('row-'.length) : state.open;
  if (id) dispatch(pickedOne(id, range));
}

function leave() {
  if (state.picked.size) dispatch(pickedAll(false));
  else if (isPhone() && state.open) closeCase();
}

/** Shows the hidden words of the open case, or hides them again. */
function turnWords() {
  if (!state.open || !state.care.hidesWords) return;
  dispatch(wordsTurned(state.open));
  say(t(state.shownWords.has(state.open) ? 'words.shown' : 'words.hidden'));
}

function openOnSite() {
  const one = reading();
  const url = one && safeAddress(one);
  if (url) window.open(url, '_blank', 'noopener,noreferrer');
}
