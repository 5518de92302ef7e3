// @ts-check
/** Reading the queue: counts, pages, and arrivals when they are asked for. */
import { api } from './api.js';
import { unlisted } from './cases.js';
import { arrivalsShown, countedOn, countsRead, listAsked, listFailed, listRead, pageAdded } from './changes.js';
import { sentence } from './dialog.js';
import { say, toast } from './status.js';
import { dispatch, isFiltered, state } from './state.js';
import { t } from './words.js';

const PAGE = 50;
/** More arrivals than this are read as a new list, not one by one. */
const ONE_BY_ONE = 20;

/** Answers that come after another list was asked for are thrown away. */
let asked = 0;

const query = () => ({ queue: state.queue, sort: state.sort, q: state.q, ...state.filters, limit: PAGE });

/** The list from its start. */
export async function loadList() {
  const turn = ++asked;
  dispatch(listAsked);
  try {
    const page = await api.cases(query());
    if (turn === asked) dispatch(listRead(page));
  } catch (error) {
    if (turn === asked) dispatch(listFailed(sentence(error)));
  }
}

/** @returns {Promise<string | null>} the first case that came */
export async function loadMore() {
  if (!state.next || state.loading) return null;
  const turn = asked;
  dispatch(listAsked);
  try {
    const page = await api.cases({ ...query(), cursor: state.next });
    if (turn !== asked) return null;
    const [first] = unlisted(state.list, page.cases);
    dispatch(pageAdded(page));
    return first?.id ?? null;
  } catch (error) {
    toast(sentence(error), { bad: true });
    if (turn === asked) dispatch(listFailed(null));
    return null;
  }
}

/** @returns {Promise<string | null>} the first of those that came since */
export async function showArrived() {
  const ids = [...state.arrived];
  if (isFiltered() || state.sort === 'worst' || ids.length > ONE_BY_ONE) {
    await loadList();
    return state.list.find((id) => ids.includes(id)) ?? state.list[0] ?? null;
  }
  const found = await Promise.allSettled(ids.map((id) => api.case(id)));
  const before = new Set(state.list);
  dispatch(arrivalsShown(found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))));
  const waiting = state.list.filter((id) => !before.has(id));
  say(t('arrived.shown', { n: waiting.length }));
  return waiting[0] ?? null;
}

let soon = 0;
/** Counts are read again after things happened, once for many of them. */
export function countsSoon() {
  clearTimeout(soon);
  soon = window.setTimeout(loadCounts, 400);
}

export async function loadCounts() {
  try {
    dispatch(countsRead(await api.queues()));
  } catch {
    // The counts shown stay; the next event asks again.
  }
}

/** @param {number} by of the queue that is shown @returns how many are left in it */
export function count(by) {
  dispatch(countedOn(by));
  return state.counts[state.queue]?.count ?? state.list.length;
}
