// @ts-check
/**
 * The cases a page knows, each once by its id, and the ids of those that are listed. Here is no page and no service: each
 * function tells what is then, and changes nothing.
 */

/** @typedef {import('./state.js').Case} Case */
/** @typedef {ReadonlyMap<string, Case>} Cases */
/** @typedef {{id: string, index: number}} Place where a case stands in the list */

/**
 * A case after an answer of the service. The answer may be of a list, which tells less, or from before our own last decision.
 * @param {Case | undefined} known @param {Case} read @returns {Case}
 */
export function merged(known, read) {
  if (!known) return read;
  const { marked } = known.comment.body === read.comment.body ? known.comment : read.comment;
  return {
    ...read,
    version: Math.max(known.version, read.version),
    history: read.history ?? known.history,
    comment: { ...read.comment, marked: read.comment.marked ?? marked },
    author: { ...read.author, urlRecord: read.author.urlRecord ?? known.author.urlRecord },
  };
}

/** @param {Cases} cases @param {Case[]} read */
export const learned = (cases, read) => new Map([...cases, ...read.map((one) => /** @type {const} */ ([one.id, merged(cases.get(one.id), one)]))]);

/** One of them changed; one that is not known stays so. @param {Cases} cases @param {string} id @param {Partial<Case>} change */
export function altered(cases, id, change) {
  const one = cases.get(id);
  return one ? new Map([...cases, [id, { ...one, ...change }]]) : cases;
}

/** Those that do not stand in the list. @param {readonly string[]} list @param {Case[]} read */
export function unlisted(list, read) {
  const there = new Set(list);
  return read.filter((one) => !there.has(one.id));
}

/** Only those that somebody may still ask for. @param {Cases} cases @param {Iterable<string>} ids */
export function kept(cases, ids) {
  const wanted = new Set(ids);
  return new Map([...cases].filter(([id]) => wanted.has(id)));
}

/** @param {readonly string[]} list @param {Iterable<string>} ids */
export function without(list, ids) {
  const gone = new Set(ids);
  return list.filter((id) => !gone.has(id));
}

/** @param {readonly string[]} list @param {readonly string[]} ids @returns {Place[]} */
export const placesOf = (list, ids) => ids.map((id) => ({ id, index: list.indexOf(id) }));

/** They stand again where they stood; those that were not listed, at the start. @param {readonly string[]} list @param {Place[]} places */
export function restored(list, places) {
  const then = [...list];
  for (const { id, index } of [...places].sort((a, b) => a.index - b.index)) {
    if (!then.includes(id)) then.splice(Math.max(0, Math.min(index, then.length)), 0, id);
  }
  return then;
}

/**
 * What to read after the cases that go: first what nobody else reads, from that place on; else the last that is left.
 * @param {readonly string[]} list @param {number} from @param {{gone: Set<string>, done: (id: string) => boolean, claimed: (id: string) => boolean}} how
 * @returns {string | null}
 */
export function following(list, from, { gone, done, claimed }) {
  const open = list.filter((id) => !gone.has(id) && !done(id));
  const after = open.filter((id) => list.indexOf(id) >= from);
  return after.find((id) => !claimed(id)) ?? after[0] ?? open[open.length - 1] ?? null;
}

/** The nearest case in a direction that is not done. @param {readonly string[]} list @param {number} at @param {1 | -1} step @param {(id: string) => boolean} done */
export function nearest(list, at, step, done) {
  for (let i = step > 0 ? at + 1 : at - 1; i >= 0 && i < list.length; i += step) if (!done(list[i])) return list[i];
  return null;
}

/** What a selection from one case to another takes. @param {readonly string[]} list @param {string} from @param {string} to */
export function between(list, from, to) {
  const [start, end] = [list.indexOf(from), list.indexOf(to)].sort((a, b) => a - b);
  return list.slice(Math.max(0, start), end + 1);
}
