// @ts-check
/** Everything the console knows, in one place, and who wants to hear when a part of it changed. */

/** @typedef {{id: string, name: string}} Person */
/**
 * @typedef {object} Case
 * @property {string} id
 * @property {number} version
 * @property {string} status
 * @property {string} queue
 * @property {{id: string, body: string, html: string, marked?: string, createdAt: string, editedAt?: string, conversation?: number,
 *   parent?: {id: string, author: {name: string}, html: string},
 *   article: {key: string, url?: string, title?: string}}} comment
 * @property {Author} author
 * @property {Signal[]} signals
 * @property {{reason: string, count: number, at?: string, details: string[]}[]} [reports]
 * @property {number} [reportCount]
 * @property {string} [waitingSince]
 * @property {{by: Person, until: string}} [claim]
 * @property {string[]} actions
 * @property {History[]} history
 */
/**
 * @typedef {{id: string, name: string, email?: string, ip?: string, approved: number, rejected: number, putAside?: number,
 *   pending?: number, firstSeen: string, ban?: Ban, network?: string, otherNames?: string[],
 *   lastRejectedReason?: string, url?: string,
 *   urlRecord?: {domain: string, approved: number, rejected: number, putAside: number}}} Author
 * @typedef {{id: string, until?: string | null, reason?: string}} Ban
 * @typedef {{start: number, end: number, text: string}} Span
 * @typedef {{check: string, reason: string, score: number, weight: number, message?: string, threshold?: number,
 *   evidence?: Span[]}} Signal
 * @typedef {{at: string, by: Person | null, kind: string, action?: string, from?: string, to?: string, reason?: string,
 *   note?: string, decision?: string, undone?: boolean}} History
 * @typedef {{status: string, by: Person | null}} Elsewhere what somebody else made of a case
 */

export const FILTERS = ['reason', 'article', 'author', 'scoreFrom', 'scoreTo', 'from', 'to'];
export const LOG_FILTERS = ['moderator', 'action', 'q', 'from', 'to'];

export const state = {
  /** @type {{id: string, name: string, email: string, sites: {slug: string, name: string}[]} | null} */
  moderator: null,
  /** @type {Map<string, {label: string, sentence: string, score: boolean}>} as the service names them */
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
  /** @type {Case | null} that case, as whole as it is known */
  reading: null,
  /** @type {Record<string, {count: number, capped?: boolean, oldest?: string | null}>} */
  counts: {},
  /** @type {Case[]} the list, as it is shown */
  cases: [],
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
export const caseOf = (id) => state.cases.find((one) => one.id === id) ?? null;
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
