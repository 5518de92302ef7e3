// @ts-check
/**
 * Everything the console knows, in one place. It is read everywhere and changed only here, by `dispatch`: views draw it and
 * never change it, and what asks the service or waits for it ends in one of the changes of `changes.js`.
 */
import { mayDecideOn } from './role.js';

/**
 * @typedef {Api.Case} Case @typedef {Api.Author} Author @typedef {Api.Signal} Signal @typedef {Api.HistoryItem} History
 * @typedef {{id: string, name: string}} Person
 * @typedef {NonNullable<Api.Author['ban']>} Ban
 * @typedef {{status: string, by: Person | null}} Elsewhere what somebody else made of a case
 * @typedef {{by: Person, until: string}} Claim
 * @typedef {import('./cases.js').Place & {status: string}} Place where a case stood, in the list and by its status
 * @typedef {{site: string, queue: string, places: Place[], saved: Promise<Map<string, string>>}} Undo
 *   saved: the decisions' ids by case, once the service has them
 */

/**
 * @typedef {Readonly<{
 *   moderator: Api.Moderator | null,
 *   reasons: ReadonlyMap<string, Api.Reason>,
 *   vocabulary: Api.Vocabulary,
 *   canned: Readonly<{site: string, language: string, reasons: NonNullable<Api.Policy['cannedReasons']>}>,
 *   work: ReadonlyMap<string, Api.Work['sites'][number]>,
 *   site: string, view: 'queue' | 'log', queue: string, sort: string, q: string,
 *   filters: Readonly<Record<string, string>>, logFilters: Readonly<Record<string, string>>,
 *   open: string | null,
 *   counts: Readonly<Api.Queues>,
 *   cases: import('./cases.js').Cases,
 *   list: readonly string[], next: string | null, loading: boolean, failure: string | null,
 *   alsoIn: Readonly<Record<string, number>>,
 *   picked: ReadonlySet<string>, anchor: string | null,
 *   arrived: ReadonlySet<string>, elsewhere: ReadonlyMap<string, Elsewhere>, edited: ReadonlySet<string>,
 *   claims: ReadonlyMap<string, Claim>,
 *   busy: ReadonlyMap<string, number>,
 *   authors: ReadonlyMap<string, Api.AuthorPage>,
 *   undos: readonly Undo[],
 *   tellReason: boolean, singleKeys: boolean,
 *   care: import('./care.js').Care, shownWords: ReadonlySet<string>, run: Readonly<{since: number, last: number}> | null,
 * }>} State
 */

export const FILTERS = ['reason', 'article', 'author', 'scoreFrom', 'scoreTo', 'from', 'to'];
export const LOG_FILTERS = ['moderator', 'action', 'q', 'from', 'to'];

/** What is known before anything is read. @type {State} */
export const nothing = {
  moderator: null,
  /** As the service names them. */
  reasons: new Map(),
  /** The codes there are, as the service lists them. */
  vocabulary: { statuses: [], actions: [], rejections: [], reports: [], queues: [], sorts: [], logged: [] },
  /** The reasons that the site they were read for has written itself. */
  canned: { site: '', language: 'en', reasons: [] },
  /** What waits, by site. */
  work: new Map(),
  site: '',
  view: 'queue',
  queue: 'pending',
  sort: 'oldest',
  q: '',
  filters: {},
  logFilters: {},
  /** The case that is read. */
  open: null,
  counts: {},
  /** What is known of cases, each once: of those listed, read, or to be taken back. */
  cases: new Map(),
  /** The ids of those that are listed, in their order. */
  list: [],
  next: null,
  loading: false,
  /** Why the list could not be read. */
  failure: null,
  /** What a search found in other queues. */
  alsoIn: {},
  picked: new Set(),
  /** Where a range starts. */
  anchor: null,
  /** Cases that came since the list was read. */
  arrived: new Set(),
  elsewhere: new Map(),
  /** Open cases whose text changed under the reader. */
  edited: new Set(),
  /** By others. */
  claims: new Map(),
  /** Cases a decision or its undoing is under way for: what is read meanwhile is old. */
  busy: new Map(),
  /** What was told of authors, so that going back and forth does not wait again. */
  authors: new Map(),
  /** The last decisions of this page, to take back. */
  undos: [],
  tellReason: true,
  singleKeys: true,
  /** What the moderator spares themselves. */
  care: { hidesWords: false, pauseAfter: 0 },
  /** Cases whose hidden words were asked for. */
  shownWords: new Set(),
  /** Since when they have been deciding without a break, and when they last did. */
  run: null,
};

export let state = Object.freeze({ ...nothing });

/** @type {Map<string, Set<() => void>>} by the part they want to hear of */
const listeners = new Map();

/** @param {string} parts of the state, separated by spaces @param {() => void} listener */
export function on(parts, listener) {
  for (const part of parts.split(' ')) listeners.set(part, (listeners.get(part) ?? new Set()).add(listener));
}

/** Forgets all listeners: the view that had them is gone. */
export const silence = () => listeners.clear();

/** Changes the state, and tells each of those who want to hear of a part that is another now. @param {(state: State) => Partial<State>} change */
export function dispatch(change) {
  const before = /** @type {Record<string, any>} */ (state);
  state = Object.freeze({ ...state, ...change(state) });
  const now = /** @type {Record<string, any>} */ (state);
  const called = new Set([...listeners].flatMap(([part, of]) => (now[part] === before[part] ? [] : [...of])));
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
export const isFiltered = () => state.q !== '' || Object.keys(state.filters).length > 0;
/** Whether the moderator may decide on this site, or only read. */
export const mayDecide = () => mayDecideOn(state.moderator, state.site);
/** Whether words that hurt are hidden in a case. @param {string} id */
export const hidesWords = (id) => state.care.hidesWords && !state.shownWords.has(id);
/** Whether comments wait there: their age matters and they are claimed. */
export const isWaiting = (queue = state.queue) => state.vocabulary.queues.some((one) => one.queue === queue && one.waits);
export const canUndo = () => state.undos.length > 0;

/** @param {string} id @returns {Claim | null} a claim of somebody else that still holds */
export function claimOf(id) {
  const claim = state.claims.get(id);
  return claim && Date.parse(claim.until) > Date.now() ? claim : null;
}
