// @ts-check
/**
 * What can happen to the state, each change by its name. They are pure: each tells which parts are another afterwards, and
 * neither changes what it is given nor asks the page or the service.
 */
import { altered, between, kept, learned, restored, unlisted, without } from './cases.js';

/**
 * @typedef {import('./state.js').State} State @typedef {import('./state.js').Case} Case
 * @typedef {import('./state.js').Claim} Claim @typedef {import('./state.js').Elsewhere} Elsewhere
 * @typedef {import('./state.js').Place} Place @typedef {import('./state.js').Undo} Undo
 * @typedef {(state: State) => Partial<State>} Change
 */

const UNDOS = 50;

/** @template V @param {ReadonlyMap<string, V>} map @param {string} key @param {V} value */
const set = (map, key, value) => new Map(map).set(key, value);

/** @template V @param {ReadonlyMap<string, V>} map @param {string} key @returns {ReadonlyMap<string, V>} */
const unset = (map, key) => (map.has(key) ? new Map([...map].filter(([one]) => one !== key)) : map);

/** @param {ReadonlySet<string>} from @param {string[]} ids */
const leftOut = (from, ids) => (ids.some((id) => from.has(id)) ? new Set(without([...from], ids)) : from);

/* ---- who, where ---- */

/** @param {Api.Moderator} moderator @returns {Change} */
export const signedIn = (moderator) => () => ({ moderator });

/** @param {Api.Reason[]} reasons @returns {Change} */
export const reasonsRead = (reasons) => () => ({ reasons: new Map(reasons.map((one) => [one.reason, one])) });

/** @param {Api.Vocabulary} vocabulary @returns {Change} */
export const vocabularyRead = (vocabulary) => () => ({ vocabulary });

/** @param {State['canned']} canned @returns {Change} */
export const cannedRead = (canned) => () => ({ canned });

/** @param {Api.Work['sites']} sites @returns {Change} */
export const workRead = (sites) => () => ({ work: new Map(sites.map((one) => [one.slug, one])) });

/** To another list or view. @param {Partial<State>} to @returns {Change} */
export const went = (to) => () => to;

/** A list begins from nothing; what may come back by an undo stays known. @type {Change} */
export const listLeft = ({ cases, undos }) => ({
  cases: kept(cases, undos.flatMap(({ places }) => places.map(({ id }) => id))), list: [], next: null, counts: {}, anchor: null,
  picked: new Set(), arrived: new Set(), elsewhere: new Map(), edited: new Set(), claims: new Map(),
});

/** @param {string} name @param {string} value @returns {Change} */
export const logFiltered = (name, value) => ({ logFilters }) => {
  const { [name]: _, ...others } = logFilters;
  return { logFilters: value ? { ...others, [name]: value } : others };
};

/** @param {boolean} singleKeys @returns {Change} */
export const singleKeysTurned = (singleKeys) => () => ({ singleKeys });

/** @param {import('./care.js').Care} care @returns {Change} */
export const careChosen = (care) => () => ({ care });

/** Shows the hidden words of a case, or hides them again. @param {string} id @returns {Change} */
export const wordsTurned = (id) => ({ shownWords }) => ({ shownWords: shownWords.has(id) ? leftOut(shownWords, [id]) : new Set([...shownWords, id]) });

/** Longer without a decision is a break. */
const BREAK = 5 * 60_000;

/** @param {number} now in milliseconds @returns {Change} */
export const handDecided = (now) => ({ run }) => ({ run: { since: run && now - run.last < BREAK ? run.since : now, last: now } });

/** The next reminder comes as long after this one. @param {number} now in milliseconds @returns {Change} */
export const pauseTold = (now) => () => ({ run: { since: now, last: now } });

/** @param {boolean} tellReason @returns {Change} */
export const tellingReason = (tellReason) => () => ({ tellReason });

/* ---- the list ---- */

/** Cases as the service has them, and who is at them. @param {State} state @param {Case[]} read */
function known({ cases, claims, moderator }, read) {
  const then = new Map(claims);
  for (const { id, claim } of read) {
    if (claim && claim.by.id !== moderator?.id) then.set(id, claim);
    else then.delete(id);
  }
  return { cases: learned(cases, read), claims: then };
}

/** @type {Change} */
export const listAsked = () => ({ loading: true, failure: null });

/** @param {Api.Cases} page @returns {Change} */
export const listRead = ({ cases, next, alsoIn = {} }) => (state) => {
  const list = cases.map(({ id }) => id);
  return {
    ...known(state, cases), list, next, alsoIn, loading: false, elsewhere: new Map(), arrived: new Set(),
    // What is selected must be seen.
    picked: new Set([...state.picked].filter((id) => list.includes(id))),
  };
};

/** @param {string | null} failure @returns {Change} */
export const listFailed = (failure) => () => ({ loading: false, failure });

/** @param {Api.Cases} page @returns {Change} */
export const pageAdded = ({ cases, next }) => (state) => {
  const fresh = unlisted(state.list, cases);
  return { ...known(state, fresh), list: [...state.list, ...fresh.map(({ id }) => id)], next, loading: false };
};

/** What came since stands where the order has it. @param {Case[]} cases @returns {Change} */
export const arrivalsShown = (cases) => (state) => {
  const fresh = unlisted(state.list, cases);
  const waiting = fresh.filter((one) => one.status !== 'deleted').map(({ id }) => id);
  const list = state.sort === 'newest' ? [...[...waiting].reverse(), ...state.list] : [...state.list, ...waiting];
  return { ...known(state, fresh), list, arrived: new Set() };
};

/** @param {string[]} ids @returns {Change} */
export const arrived = (ids) => (state) => ({ arrived: new Set([...state.arrived, ...ids]) });

/** @param {Api.Queues} counts @returns {Change} */
export const countsRead = (counts) => () => ({ counts });

/** Of the queue that is shown. @param {number} by @returns {Change} */
export const countedOn = (by) => ({ counts, queue }) => {
  const of = counts[queue];
  return of && !of.capped ? { counts: { ...counts, [queue]: { ...of, count: Math.max(0, of.count + by) } } } : {};
};

/* ---- the selection ---- */

/** @param {string} id @param {boolean} range @returns {Change} */
export const pickedOne = (id, range) => (state) => {
  const { list, anchor, picked } = state;
  if (range && anchor && list.includes(anchor)) return { anchor: id, picked: new Set([...picked, ...undecided(state, between(list, anchor, id))]) };
  return { anchor: id, picked: picked.has(id) ? leftOut(picked, [id]) : new Set([...picked, ...undecided(state, [id])]) };
};

/** @param {boolean} checked @returns {Change} */
export const pickedAll = (checked) => (state) => ({ picked: new Set(checked ? undecided(state, state.list) : []) });

/** @param {State} state @param {readonly string[]} ids */
const undecided = ({ elsewhere }, ids) => ids.filter((id) => !elsewhere.has(id));

/* ---- the case that is read ---- */

/** @param {string | null} open @returns {Change} */
export const opened = (open) => () => ({ open });

/**
 * The case as the service has it now; what changed under the reader is told. What was read while a decision of ours was on
 * its way is old: the end of that reads it again.
 * @param {Case} whole @returns {Change}
 */
export const wholeRead = (whole) => (state) => {
  const { id, status } = whole;
  if (state.busy.has(id)) return {};
  const before = state.cases.get(id);
  const changed = before && before.comment.body !== whole.comment.body;
  const decided = before && before.status !== status && !state.elsewhere.has(id);
  return {
    ...known(state, [whole]),
    ...(changed && { edited: new Set([...state.edited, id]) }),
    ...(decided && { elsewhere: set(state.elsewhere, id, { status, by: lastDecider(whole) }) }),
  };
};

/** @param {Case} whole */
const lastDecider = (whole) => whole.history?.find((item) => item.kind === 'decision' || item.kind === 'undo')?.by ?? null;

/** The latest comes first. @param {string} id @param {Api.HistoryItem} note @returns {Change} */
export const noteAdded = (id, note) => ({ cases }) => ({ cases: altered(cases, id, { history: [note, ...(cases.get(id)?.history ?? [])] }) });

/** @param {string} id @param {Api.AuthorPage} page @returns {Change} */
export const authorRead = (id, page) => ({ authors }) => ({ authors: set(authors, id, page) });

/** What was known of an author no longer holds, after a ban for instance. @param {string} id @returns {Change} */
export const authorForgotten = (id) => ({ authors }) => ({ authors: unset(authors, id) });

/** @param {string} author @returns {Change} */
export const banLifted = (author) => ({ cases }) => ({
  cases: new Map([...cases].map(([id, one]) => [id, one.author.id === author ? { ...one, author: { ...one.author, ban: undefined } } : one])),
});

/* ---- who is at it ---- */

/** @param {string} id @param {Claim} claim by somebody else @returns {Change} */
export const claimed = (id, { by, until }) => ({ claims }) => ({ claims: set(claims, id, { by, until }) });

/** @param {string} id @returns {Change} */
export const released = (id) => ({ claims }) => ({ claims: unset(claims, id) });

/** Claims end by themselves. @param {number} now @returns {Change} */
export const timePassed = (now) => ({ claims }) => ({ claims: new Map([...claims].filter(([, { until }]) => Date.parse(until) > now)) });

/* ---- decisions ---- */

/** @param {string[]} ids whose decision is under way @returns {Change} */
export const begun = (ids) => ({ busy }) => ({ busy: new Map([...busy, ...ids.map((id) => /** @type {const} */ ([id, (busy.get(id) ?? 0) + 1]))]) });

/** @param {string[]} ids @returns {Change} */
export const ended = (ids) => ({ busy }) => ({
  busy: new Map([...busy].map(([id, n]) => /** @type {const} */ ([id, ids.includes(id) ? n - 1 : n])).filter(([, n]) => n > 0)),
});

/** @param {Undo} entry @returns {Change} */
export const remembered = (entry) => ({ undos }) => ({ undos: [...undos, entry].slice(-UNDOS) });

/** @param {Undo} entry @returns {Change} */
export const forgotten = (entry) => ({ undos }) => ({ undos: undos.filter((one) => one !== entry) });

/** @param {string[]} ids @returns {Change} */
export const takenAway = (ids) => ({ list, picked }) => ({ list: without(list, ids), picked: leftOut(picked, ids) });

/** Rows stand again where they stood. @param {Place[]} places @returns {Change} */
export const putBack = (places) => ({ cases, list }) => ({
  cases: places.reduce((then, { id, status }) => altered(then, id, { status }), cases), list: restored(list, places),
});

/** One that stands in the list again is being taken back: it keeps the status it had. @param {Api.Outcomes['decisions']} applied @returns {Change} */
export const decisionsSaved = (applied) => ({ cases, list }) => ({
  cases: applied.reduce((then, { case: id, version, status }) =>
    (version && status ? altered(then, id, list.includes(id) ? { version } : { version, status }) : then), cases),
});

/** @param {Api.Undone} answer @returns {Change} */
export const decisionUndone = ({ case: id, version, status }) => ({ cases, elsewhere }) => ({
  cases: altered(cases, id, { version, status }), elsewhere: unset(elsewhere, id),
});

/** Others were faster. @param {Api.Outcomes['decisions']} lost @param {Place[]} places where they stood @returns {Change} */
export const overtaken = (lost, places) => ({ elsewhere }) => ({
  elsewhere: lost.reduce((then, { case: id, outcome, status, by }) => {
    if (outcome === 'gone') return set(then, id, { status: 'deleted', by: null });
    return status && status !== places.find((place) => place.id === id)?.status ? set(then, id, { status, by: by ?? null }) : then;
  }, elsewhere),
});

/** Decided by others. @param {{case: string, version: number, status: string, by: any}} event @returns {Change} */
export const decidedElsewhere = ({ case: id, version, status, by }) => (state) => {
  const seen = state.list.includes(id) || state.open === id ? state.cases.get(id) : undefined;
  return {
    arrived: leftOut(state.arrived, [id]), picked: leftOut(state.picked, [id]),
    ...(seen && seen.version < version && { elsewhere: set(state.elsewhere, id, { status, by }) }),
  };
};

/** It waits here again. @param {string} id @param {string} status @returns {Change} */
export const cameBack = (id, status) => ({ cases, elsewhere }) => ({ cases: altered(cases, id, { status }), elsewhere: unset(elsewhere, id) });
