// @ts-check
/** The address says which view, queue, sort, filters and case are shown, so that reload and Back work. */
import { FILTERS, LOG_FILTERS, isWaiting, state } from './state.js';
import { store, stored } from './stored.js';

/** @typedef {import('./state.js').State} State */

/** What waits longest comes first; what is done, latest first. @param {string} queue */
export const usualSort = (queue) => (isWaiting(queue) ? 'oldest' : 'newest');

/** What the address says. @returns {Partial<State>} */
export function fromAddress() {
  const query = new URLSearchParams(location.search);
  const sites = state.moderator?.sites ?? [];
  const site = (sites.find(({ slug }) => slug === query.get('site')) ?? usualSite(sites))?.slug ?? '';
  const queue = oneOf(state.vocabulary.queues.map((one) => one.queue), query.get('queue'), 'pending');
  const sort = oneOf(state.vocabulary.sorts, query.get('sort'), usualSort(queue));
  const rest = { site, queue, sort, open: query.get('case') };
  return query.get('view') === 'log'
    ? { ...rest, view: 'log', q: '', filters: {}, logFilters: taken(query, LOG_FILTERS) }
    : { ...rest, view: 'queue', q: query.get('q') ?? '', filters: taken(query, FILTERS), logFilters: {} };
}

const LAST = () => `parley-site-${state.moderator?.id}`;

/** The site of last time if there is work, else the one with the most. @param {{slug: string, name: string}[]} sites */
function usualSite(sites) {
  const waits = (/** @type {{slug: string}} */ site) => state.work.get(site.slug)?.count ?? 0;
  const last = sites.find((site) => site.slug === stored(LAST()));
  if (last && waits(last)) return last;
  const busiest = [...sites].sort((a, b) => waits(b) - waits(a))[0];
  return busiest && waits(busiest) ? busiest : (last ?? sites[0]);
}

export const rememberSite = () => store(LAST(), state.site);

/** @param {string[]} known @param {string | null} value @param {string} otherwise */
const oneOf = (known, value, otherwise) => (value && known.includes(value) ? value : otherwise);

/** @param {URLSearchParams} query @param {string[]} names */
function taken(query, names) {
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? '']).filter(([, value]) => value));
}

/** The address of the state, or of the state with some parts changed. @param {Partial<State>} [changes] */
export function address(changes = {}) {
  const to = { ...state, ...changes };
  const query = new URLSearchParams();
  if ((to.moderator?.sites.length ?? 0) > 1) query.set('site', to.site);
  if (to.view === 'log') add(query, { view: 'log', ...to.logFilters });
  else addQueue(query, to);
  const search = query.toString();
  return search ? `?${search}` : location.pathname;
}

/** @param {URLSearchParams} query @param {State} to */
function addQueue(query, to) {
  add(query, {
    queue: to.queue === 'pending' ? '' : to.queue,
    sort: to.sort === usualSort(to.queue) ? '' : to.sort,
    q: to.q,
    ...to.filters,
    case: to.open ?? '',
  });
}

/** @param {URLSearchParams} query @param {Record<string, string>} values */
function add(query, values) {
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
}

/** @param {import('./state.js').Case} one */
const siteAddress = (one) => (one.comment.article.url ? `${one.comment.article.url.split('#')[0]}#comment-${one.id}` : null);

/** Only the web: a key may carry any scheme. @param {import('./state.js').Case} one */
export function safeAddress(one) {
  const url = siteAddress(one);
  return url && /^https?:/i.test(url) ? url : null;
}

/** @param {Record<string, boolean> | null} [mark] @param {Partial<State>} [changes] */
export const push = (mark = null, changes = {}) => history.pushState(mark, '', address(changes));
/** @param {Partial<State>} [changes] */
export const replace = (changes) => history.replaceState(history.state, '', address(changes));

/** @type {(changes: Partial<State>) => void} */
let navigate = () => {};
/** @param {typeof navigate} go */
export function onNavigate(go) {
  navigate = go;
}

/** Shows another list or view. @param {Partial<State>} changes */
export const goTo = (changes) => navigate({ open: null, ...changes });

/** Filters name articles and authors of one site; they mean nothing on another. @param {string} site */
export const changeSite = (site) => goTo({ site, filters: {}, logFilters: {}, q: '' });
