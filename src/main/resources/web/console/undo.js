// @ts-check
/** The last fifty decisions of this page, to take back. */
import { api } from './api.js';
import { restored, without } from './cases.js';
import { sentence } from './dialog.js';
import { count, countsSoon } from './list.js';
import { openCase, refreshOpen } from './open.js';
import { say } from './status.js';
import { alter, caseOf, changed, state, whileBusy } from './state.js';
import { hideToast, toast } from './toast.js';
import { t } from './words.js';

/**
 * @typedef {import('./cases.js').Place & {status: string}} Place where a case stood, in the list and by its status
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
/** The cases that may come back. */
export const undoable = () => stack.flatMap(({ places }) => places.map(({ id }) => id));
/** @param {string[]} ids */
export const settled = (ids) => Promise.all(ids.map((id) => under.get(id)));

/** Rows stand again where they stood. @param {Place[]} places */
export function putBack(places) {
  for (const { id, status } of places) alter(id, { status });
  state.list = restored(state.list, places);
  changed('list');
}

/** @param {string[]} gone */
export function takeAway(gone) {
  state.list = without(state.list, gone);
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
  const ids = entry.places.map(({ id }) => id);
  for (const id of ids) under.set(id, work);
  await whileBusy(ids, work);
  if (ids.some((id) => id === state.open)) refreshOpen();
  for (const id of ids) if (under.get(id) === work) under.delete(id);
}

/** @param {Entry} entry */
function comeBack(entry) {
  putBack(entry.places);
  count(entry.places.length);
  const [{ id }] = entry.places;
  openCase(id, { focus: true });
  say(t('undone', { n: entry.places.length, name: nameOf(id) }));
}

/** @param {Entry} entry */
async function takeBack(entry) {
  /** @type {Place[]} */
  const failed = [];
  let why = '';
  const saved = await entry.saved;
  for (const place of entry.places) {
    const decision = saved.get(place.id);
    if (!decision) continue;
    try {
      const answer = await api.undo(decision);
      alter(place.id, { version: answer.version, status: answer.status });
      state.elsewhere.delete(place.id);
    } catch (error) {
      failed.push(place);
      why = /** @type {any} */ (error).code === 'decided-since' ? t('undo.since', { name: nameOf(place.id) }) : sentence(error);
    }
  }
  changed('list', 'whole');
  countsSoon();
  if (failed.length) undoFailed(entry, failed, why);
}

/** @param {string} id */
const nameOf = (id) => caseOf(id)?.author.name ?? '';

/** @param {Entry} entry @param {Place[]} failed @param {string} why */
function undoFailed(entry, failed, why) {
  takeAway(failed.map(({ id }) => id));
  const rest = { ...entry, places: failed };
  remember(rest);
  toast(why, { bad: true, stays: true, action: t('retry'), onaction: () => undo(rest) });
}
