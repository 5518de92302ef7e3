// @ts-check
/** The last fifty decisions of this page, to take back. */
import { api } from './api.js';
import { begun, decisionUndone, ended, forgotten, putBack, remembered, takenAway } from './changes.js';
import { sentence } from './dialog.js';
import { count, countsSoon } from './list.js';
import { openCase, refreshOpen } from './open.js';
import { hideToast, say, toast } from './status.js';
import { caseOf, dispatch, state } from './state.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Place} Place @typedef {import('./state.js').Undo} Undo */

/** Undos under way: the next decision on such a case needs its new version. @type {Map<string, Promise<unknown>>} */
const under = new Map();

/** @param {Undo} entry */
export const forget = (entry) => dispatch(forgotten(entry));

/** @param {string[]} ids */
export const settled = (ids) => Promise.all(ids.map((id) => under.get(id)));

/** What is read of them meanwhile is old. @param {string[]} ids @param {Promise<unknown>} work */
export async function whileBusy(ids, work) {
  dispatch(begun(ids));
  await work.catch(() => {});
  dispatch(ended(ids));
}

/** @param {Undo | undefined} [entry] the last one, unless said */
export async function undo(entry = state.undos[state.undos.length - 1]) {
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

/** @param {Undo} entry */
function comeBack(entry) {
  dispatch(putBack(entry.places));
  count(entry.places.length);
  const [{ id }] = entry.places;
  openCase(id, { focus: true });
  say(t('undone', { n: entry.places.length, name: nameOf(id) }));
}

/** @param {Undo} entry */
async function takeBack(entry) {
  /** @type {Place[]} */
  const failed = [];
  let why = '';
  const saved = await entry.saved;
  for (const place of entry.places) {
    const decision = saved.get(place.id);
    if (!decision) continue;
    try {
      dispatch(decisionUndone(await api.undo(decision)));
    } catch (error) {
      failed.push(place);
      why = /** @type {any} */ (error).code === 'decided-since' ? t('undo.since', { name: nameOf(place.id) }) : sentence(error);
    }
  }
  countsSoon();
  if (failed.length) undoFailed(entry, failed, why);
}

/** @param {string} id */
const nameOf = (id) => caseOf(id)?.author.name ?? '';

/** @param {Undo} entry @param {Place[]} failed @param {string} why */
function undoFailed(entry, failed, why) {
  dispatch(takenAway(failed.map(({ id }) => id)));
  const rest = { ...entry, places: failed };
  dispatch(remembered(rest));
  toast(why, { bad: true, stays: true, action: t('retry'), onaction: () => undo(rest) });
}
