// @ts-check
/** The last fifty decisions of this page, to take back. */
import { api } from './api.js';
import { sentence } from './dialog.js';
import { count, countsSoon } from './list.js';
import { openCase, refreshOpen } from './open.js';
import { say } from './status.js';
import { caseOf, changed, state, whileBusy } from './state.js';
import { hideToast, toast } from './toast.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Case} Case */
/**
 * @typedef {{one: Case, index: number}} Place where a case stood in the list
 * @typedef {{site: string, queue: string, places: Place[], saved: Promise<Map<string, string>>}} Entry
 *   saved: the decisions' ids by case, once the server has them
 */

const DEPTH = 50;
/** @type {Entry[]} */
const stack = [];
/** Undos under way: the next decision on such a case needs its new version. @type {Map<string, Promise<unknown>>} */
const under = new Map();

/** @param {Entry} entry */
export function remember(entry) {
  stack.push(entry);
  if (stack.length > DEPTH) stack.shift();
  changed('undo');
}

/** @param {Entry} entry */
export function forget(entry) {
  const at = stack.indexOf(entry);
  if (at >= 0) stack.splice(at, 1);
  changed('undo');
}

export const canUndo = () => stack.length > 0;
/** @param {string[]} ids */
export const settled = (ids) => Promise.all(ids.map((id) => under.get(id)));

/** Rows stand again where they stood. @param {Place[]} places */
export function putBack(places) {
  for (const { one, index } of [...places].sort((a, b) => a.index - b.index)) {
    if (!caseOf(one.id)) state.cases.splice(Math.min(index, state.cases.length), 0, one);
  }
  changed('list');
}

/** @param {Place[]} places */
export function takeAway(places) {
  const gone = new Set(places.map(({ one }) => one.id));
  state.cases = state.cases.filter((one) => !gone.has(one.id));
  for (const id of gone) state.picked.delete(id);
  changed('list', 'picked');
}

/** @param {Entry | undefined} [entry] the last one, unless said */
export async function undo(entry = stack[stack.length - 1]) {
  if (!entry) return say(t('undo.none'));
  forget(entry);
  hideToast();
  const here = entry.site === state.site && entry.queue === state.queue && state.view === 'queue';
  if (here) comeBack(entry);
  const work = takeBack(entry);
  for (const { one } of entry.places) under.set(one.id, work);
  await whileBusy(entry.places.map(({ one }) => one.id), work);
  if (entry.places.some(({ one }) => one.id === state.open)) refreshOpen();
  for (const { one } of entry.places) if (under.get(one.id) === work) under.delete(one.id);
}

/** @param {Entry} entry */
function comeBack(entry) {
  putBack(entry.places);
  count(entry.places.length);
  const [{ one }] = entry.places;
  openCase(one.id, { focus: true });
  say(t('undone', { n: entry.places.length, name: one.author.name }));
}

/** @param {Entry} entry */
async function takeBack(entry) {
  /** @type {Place[]} */
  const failed = [];
  let why = '';
  const saved = await entry.saved;
  for (const place of entry.places) {
    const decision = saved.get(place.one.id);
    if (!decision) continue;
    try {
      const answer = await api.undo(decision);
      restamp(place.one, answer);
      state.elsewhere.delete(place.one.id);
    } catch (error) {
      failed.push(place);
      why = /** @type {any} */ (error).code === 'decided-since' ? t('undo.since', { name: place.one.author.name }) : sentence(error);
    }
  }
  changed('list', 'whole');
  countsSoon();
  if (failed.length) undoFailed(entry, failed, why);
}

/** @param {Case} one @param {{version: number, status: string}} answer */
function restamp(one, answer) {
  for (const copy of [one, caseOf(one.id), state.reading]) {
    if (copy?.id === one.id) Object.assign(copy, { version: answer.version, status: answer.status });
  }
}

/** @param {Entry} entry @param {Place[]} failed @param {string} why */
function undoFailed(entry, failed, why) {
  takeAway(failed);
  const rest = { ...entry, places: failed };
  remember(rest);
  toast(why, { bad: true, stays: true, action: t('retry'), onaction: () => undo(rest) });
}
