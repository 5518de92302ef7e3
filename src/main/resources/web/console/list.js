// @ts-check
/** Reading the queue: counts, pages, and arrivals when they are asked for. */
import { api } from './api.js';
import { sentence } from './dialog.js';
import { say } from './status.js';
import { changed, isFiltered, isListed, learn, state } from './state.js';
import { toast } from './toast.js';
import { t } from './words.js';

const PAGE = 50;
/** More arrivals than this are read as a new list, not one by one. */
const ONE_BY_ONE = 20;

/** Answers that come after another list was asked for are thrown away. */
let asked = 0;
/** @type {string | null} why the list could not be read */
let failure = null;
export const listFailure = () => failure;

const query = () => ({ queue: state.queue, sort: state.sort, q: state.q, ...state.filters, limit: PAGE });

/** The list from its start. */
export async function loadList() {
  const turn = ++asked;
  Object.assign(state, { loading: true });
  failure = null;
  changed('list');
  try {
    const page = await api.cases(query());
    if (turn !== asked) return;
    state.elsewhere.clear();
    state.arrived.clear();
    learn(page.cases);
    Object.assign(state, { list: page.cases.map(({ id }) => id), next: page.next, alsoIn: page.alsoIn ?? {} });
    forgetUnlisted();
  } catch (error) {
    if (turn === asked) failure = sentence(error);
  } finally {
    if (turn === asked) {
      state.loading = false;
      changed('list', 'picked', 'arrived');
    }
  }
}

/** What is selected must be seen. */
function forgetUnlisted() {
  for (const id of state.picked) if (!isListed(id)) state.picked.delete(id);
}

/** @returns {Promise<string | null>} the first case that came */
export async function loadMore() {
  if (!state.next || state.loading) return null;
  const turn = asked;
  state.loading = true;
  changed('list');
  try {
    const page = await api.cases({ ...query(), cursor: state.next });
    if (turn !== asked) return null;
    const fresh = unlisted(page.cases);
    learn(fresh);
    state.list = [...state.list, ...fresh.map(({ id }) => id)];
    state.next = page.next;
    return fresh[0]?.id ?? null;
  } catch (error) {
    toast(sentence(error), { bad: true });
    return null;
  } finally {
    if (turn === asked) state.loading = false;
    changed('list');
  }
}

/** @param {import('./state.js').Case[]} cases */
function unlisted(cases) {
  const there = new Set(state.list);
  return cases.filter((one) => !there.has(one.id));
}

/** @returns {Promise<string | null>} the first of those that came since */
export async function showArrived() {
  const ids = [...state.arrived];
  if (isFiltered() || state.sort === 'worst' || ids.length > ONE_BY_ONE) {
    await loadList();
    return state.list.find((id) => ids.includes(id)) ?? state.list[0] ?? null;
  }
  const found = await Promise.allSettled(ids.map((id) => api.case(id)));
  const cases = unlisted(found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  state.arrived.clear();
  learn(cases);
  const waiting = cases.filter((one) => one.status !== 'deleted').map(({ id }) => id);
  state.list = state.sort === 'newest' ? [...[...waiting].reverse(), ...state.list] : [...state.list, ...waiting];
  changed('list', 'arrived');
  say(t('arrived.shown', { n: waiting.length }));
  return (state.sort === 'newest' ? waiting[waiting.length - 1] : waiting[0]) ?? null;
}

let soon = 0;
/** Counts are read again after things happened, once for many of them. */
export function countsSoon() {
  clearTimeout(soon);
  soon = window.setTimeout(loadCounts, 400);
}

export async function loadCounts() {
  try {
    state.counts = await api.queues();
    changed('counts');
  } catch {
    // The counts shown stay; the next event asks again.
  }
}

/** @param {number} by of the queue that is shown */
export function count(by) {
  const of = state.counts[state.queue];
  if (of && !of.capped) of.count = Math.max(0, of.count + by);
  changed('counts');
  return of?.count ?? state.list.length;
}
