// @ts-check
/** A comment's text with its evidence marked. */
import { h } from './dom.js';
import { askedFor, blurred } from './hidden.js';
import { hurts, label, markKind } from './reasons.js';
import { shown } from './shown.js';
import { hidesWords } from './state.js';

/** @typedef {{start: number, end: number, kind: string, title: string, hurts: boolean}} Mark */

/** Where marks overlap, an exact rule says more than a model, and a model more than a link. */
const RANK = ['word', 'model', 'link'];

/** @param {import('./state.js').Case} one @returns {Mark[]} */
function marksOf(one) {
  const length = one.comment.body.length;
  return one.signals
    .flatMap((signal) => (signal.evidence ?? []).map((span) => ({
      start: Math.max(0, span.start), end: Math.min(length, span.end), kind: markKind(signal), title: label(signal, one), hurts: hurts(signal),
    })))
    .filter((mark) => mark.start < mark.end);
}

/** The comment as readers see it, with its evidence marked. @param {import('./state.js').Case} one */
export const shownBody = (one) => withMarks(one, one.comment.marked ?? one.comment.html, askedFor);

/** Two lines of it for a row. @param {import('./state.js').Case} one */
export const snippet = (one) => withMarks(one, one.comment.snippet, blurred);

/** @param {import('./state.js').Case} one @param {string} html @param {(words: Node[]) => Node} hide */
function withMarks(one, html, hide) {
  const marks = marksOf(one);
  const hides = hidesWords(one.id);
  return shown(html, (children, start) => markOf(children, start, marks, hides ? hide : null));
}

/** @param {Node[]} children @param {number} at a letter of the body @param {Mark[]} marks @param {((words: Node[]) => Node) | null} hide */
function markOf(children, at, marks, hide) {
  const here = marks.filter((mark) => mark.start <= at && at < mark.end);
  const kind = RANK.find((rank) => here.some((mark) => mark.kind === rank));
  const title = [...new Set(here.map((mark) => mark.title))].join(', ');
  return h(kind === 'model' ? 'mark' : `mark.${kind}`, { title }, ...(hide && here.some((mark) => mark.hurts) ? [hide(children)] : children));
}
