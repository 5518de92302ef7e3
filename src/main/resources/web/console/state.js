// @ts-check
/** Everything the console knows, in one place, and who wants to hear when a part of it changed. */

import { altered, learned } from './cases.js';

/**
 * @typedef {Api.Case} Case @typedef {Api.Author} Author @typedef {Api.Signal} Signal @typedef {Api.HistoryItem} History
 * @typedef {{id: string, name: string}} Person
 * @typedef {NonNullable<Api.Author['ban']>} Ban
 * @typedef {{status: string, by: Person | null}} Elsewhere what somebody else made of a case
 */

export const FILTERS = ['reason', 'article', 'author', 'scoreFrom', 'scoreTo', 'from', 'to'];
export const LOG_FILTERS = ['moderator', 'action', 'q', 'from', 'to'];

export const state = {
  /** @type {Api.Moderator | null} */
  moderator: null,
  /** @type {Map<string, Api.Reason>} as the service names them */
  reasons: new Map(),
  /** @type {Api.Vocabulary} the codes there are, as the service lists them */
  vocabulary: { statuses: [], actions: [], rejections: [], reports: [], queues: [], sorts: [], logged: [] },
  /** @type {Map<string, {count: number, capped?: boolean, oldest?: string | null}>} what waits, by site */
  work: new Map(),
  /** @type {Record<string, number>} what a search found in other queues */
  alsoIn: {},
  /** @type {Map<string, number>} cases a decision or its undoing is under way for: what is read meanwhile is old */
  busy: new Map(),
  site: '',
  /** @type {'queue' | 'log'} */
  view: 'queue',
  queue: 'pending',
  sort: 'oldest',
  q: '',
  /** @type {Record<string, string>} */
  filters: {},
  /** @type {Record<string, string>} */
  logFilters: {},
  /** @type {string | null} the case that is read */
  open: null,
  /** @type {Api.Queues} */
  counts: {},
  /** @type {import('./cases.js').Cases} what is known of cases, each once: of those listed, read, or to be taken back */
  cases: new Map(),
  /** @type {string[]} the ids of those that are listed, in their order */
  list: [],
  /** @type {string | null} */
  next: null,
  loading: false,
  /** @type {Set<string>} */
  picked: new Set(),
  /** @type {Set<string>} cases that came since the list was read */
  arrived: new Set(),
  /** @type {Map<string, Elsewhere>} */
  elsewhere: new Map(),
  /** @type {Set<string>} open cases whose text changed under the reader */
  edited: new Set(),
  /** @type {Map<string, {by: Person, until: string}>} by others */
  claims: new Map(),
  tellReason: true,
  singleKeys: true,
};

/** @type {Map<string, Set<() => void>>} */
const listeners = new Map();

/** @param {string} topics separated by spaces @param {() => void} listener */
export function on(topics, listener) {
  for (const topic of topics.split(' ')) {
    const of = listeners.get(topic) ?? new Set();
    listeners.set(topic, of.add(listener));
  }
}

/** Forgets all listeners: the view that had them is gone. */
export const silence = () => listeners.clear();

/** @param {...string} topics */
export function changed(...topics) {
  const called = new Set(topics.flatMap((topic) => [...(listeners.get(topic) ?? [])]));
  for (const listener of called) listener();
}

/** @param {string | null} id */
export const caseOf = (id) => state.cases.get(id ?? '') ?? null;
/** The case that is read, as whole as it is known. */
export const reading = () => caseOf(state.open);
/** The list, as it is shown. */
export const listed = () => state.list.flatMap((id) => caseOf(id) ?? []);
/** @param {string} id */
export const isListed = (id) => state.list.includes(id);
/** @param {Case[]} read answers of the service */
export function learn(read) {
  state.cases = learned(state.cases, read);
  read.forEach(noteClaim);
}
/** @param {string} id @param {Partial<Case>} change */
export function alter(id, change) {
  state.cases = altered(state.cases, id, change);
}
export const isFiltered = () => state.q !== '' || Object.keys(state.filters).length > 0;
/** Whether comments wait there: their age matters and they are claimed. */
export const isWaiting = (queue = state.queue) => state.vocabulary.queues.some((one) => one.queue === queue && one.waits);

/** @param {string[]} ids @param {Promise<unknown>} work */
export async function whileBusy(ids, work) {
  for (const id of ids) state.busy.set(id, (state.busy.get(id) ?? 0) + 1);
  await work.catch(() => {});
  for (const id of ids) {
    const left = (state.busy.get(id) ?? 1) - 1;
    if (left) state.busy.set(id, left);
    else state.busy.delete(id);
  }
}

/** @param {string} id @returns {{by: Person, until: string} | null} a claim of somebody else that still holds */
export function claimOf(id) {
  const claim = state.claims.get(id);
  return claim && Date.parse(claim.until) > Date.now() ? claim : null;
}

/** @param {Case} one */
export function noteClaim(one) {
  if (one.claim && one.claim.by.id !== state.moderator?.id) state.claims.set(one.id, one.claim);
  else state.claims.delete(one.id);
}
