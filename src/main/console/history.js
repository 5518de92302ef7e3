// @ts-check
/** What happened to a case, latest first. */
import { reasonLabel } from './reasons.js';
import { state } from './state.js';
import { h } from './dom.js';
import { absolute, firstName, humanised, moment, reasonWords } from './format.js';
import { has, t } from './words.js';

/** @typedef {import('./state.js').History} History */

/** @param {History[]} history the latest first */
export const noteList = (history) => history.map(item);

/** @param {History} one */
function item(one) {
  const text = one.kind === 'note'
    ? h('div.note.prose', { dir: 'auto' }, one.note ?? '', h('br'), h('span.sub', {}, firstName(one.by)))
    : h(one.undone ? 'div.gone' : 'div', { dir: 'auto' }, words(one));
  return h('li', {}, h('time', { datetime: one.at, title: absolute(one.at) }, moment(one.at)), text);
}

/** @param {History} one */
function words(one) {
  const name = firstName(one.by);
  const key = one.kind === 'decision' ? decisionKey(one) : `history.${one.kind}`;
  const plain = has(key) ? t(key, { name }) : humanised(`${one.kind} ${one.action ?? ''}`);
  const because = one.reason ? t('history.because', { what: plain, reason: has(`report.${one.reason}`) && one.kind === 'report' ? t(`report.${one.reason}`) : reasonOf(one.reason) }) : plain;
  return one.note ? t('history.noted', { what: because, note: one.note }) : because;
}

/** @param {History} one */
const decisionKey = (one) => `history.${one.by ? '' : 'rules.'}${one.action ?? one.to}`;

/** @param {string} reason */
const reasonOf = (reason) => (state.reasons.has(reason) ? reasonLabel(reason) : reasonWords(reason));
