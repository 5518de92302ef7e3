// @ts-check
/** Going to another list or view; whoever shows views says how. */
/** @typedef {import('./state.js').State} State */

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
