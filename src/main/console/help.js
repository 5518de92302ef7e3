// @ts-check
/** The keys, and the switch that turns single ones off, as each account has chosen in this browser. */
import { singleKeysTurned } from './changes.js';
import { openDialog } from './dialog.js';
import { h } from './dom.js';
import { dispatch, mayDecide, state } from './state.js';
import { store, stored } from './stored.js';
import { t } from './words.js';

/** @typedef {[string, string[]]} Line @typedef {[string, Line[]]} Group */

/** @returns {Group[]} */
const groups = () => [
  ['decide', [['approve', ['A']], ['reject', ['R', '⏎']], ['rejectwhy', ['R', `1–${state.vocabulary.rejections.length}`]], ['spam', ['S']], ['undo', ['Z', 'U']]]],
  ['move', [['next', ['J', '↓']], ['previous', ['K', '↑']], ['site', ['O']], ['conversation', ['C']], ['tab', ['T']], ['search', ['/']]]],
  ['more', [['select', ['X']], ['range', ['Shift', 'X']], ['clear', ['Esc']], ['note', ['N']], ['ban', ['B']], ['history', ['H']], ['words', ['V']], ['help', ['?']]]],
];

/** What those who may only read have keys for. */
const READING = ['next', 'previous', 'site', 'conversation', 'tab', 'search', 'history', 'words', 'help'];

/** @param {Line} line */
const does = ([name]) => (mayDecide() || READING.includes(name)) && (name !== 'words' || state.care.hidesWords);

export function showHelp() {
  const box = h('input.k', { type: 'checkbox', checked: state.singleKeys, onchange: () => setSingleKeys(box.checked) });
  openDialog({
    title: t('help'),
    content: [h('div.keys', {}, ...groups().map(([name, keys]) => group(name, keys.filter(does)))), h('label.switchrow', {}, box, t('help.switch'))],
  });
}

/** @param {string} name @param {Line[]} keys */
const group = (name, keys) => keys.length > 0 && h('section', {}, h('h3', {}, t(`keys.${name}`)), h('ul', {}, ...keys.map(line)));

/** @param {Line} line */
const line = ([name, keys]) => h('li', {}, t(`key.${name}`), h('span', {}, ...keys.map((key) => h('kbd', {}, key))));

/** Each account has its own choice. */
const choice = () => `parley-single-keys-${state.moderator?.id}`;

export function readSingleKeys() {
  dispatch(singleKeysTurned(stored(choice()) !== 'off'));
  showSingleKeys();
}

/** @param {boolean} on */
function setSingleKeys(on) {
  dispatch(singleKeysTurned(on));
  store(choice(), on ? 'on' : 'off');
  showSingleKeys();
}

const showSingleKeys = () => document.documentElement.classList.toggle('noshort', !state.singleKeys);
