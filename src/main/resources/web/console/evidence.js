// @ts-check
/** A comment's text with its evidence marked. */
import { h } from './dom.js';
import { label, markKind } from './reasons.js';
import { shown } from './shown.js';

/** @typedef {{start: number, end: number, kind: string, title: string}} Mark */

/** Where marks overlap, an exact rule says more than a model, and a model more than a link. */
const RANK = ['word', 'model', 'link'];

/** @param {import('./state.js').Case} one @returns {Mark[]} */
export function marksOf(one) {
  const length = one.comment.body.length;
  return one.signals
    .flatMap((signal) => (signal.evidence ?? []).map((span) => ({
      start: Math.max(0, span.start), end: Math.min(length, span.end), kind: markKind(signal), title: label(signal, one),
    })))
    .filter((mark) => mark.start < mark.end);
}

/**
 * The text from one offset to another, cut at every border of a mark, so that overlapping marks cannot tear each other.
 * @param {string} text @param {Mark[]} marks @param {number} [from] @param {number} [to]
 * @returns {Node[]}
 */
export function marked(text, marks, from = 0, to = text.length) {
  const within = marks.filter((mark) => mark.start < to && mark.end > from);
  const borders = within.flatMap((mark) => [Math.max(from, mark.start), Math.min(to, mark.end)]);
  const cuts = [...new Set([from, ...borders, to])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => piece(text.slice(cuts[index], end), cuts[index], within));
}

/** The comment as readers see it, with its evidence marked. @param {import('./state.js').Case} one */
export function shownBody(one) {
  const marks = marksOf(one);
  return shown(one.comment.marked ?? one.comment.html, (children, start) => markOf(children, start, marks));
}

/** @param {string} text @param {number} at @param {Mark[]} marks */
const piece = (text, at, marks) =>
  (marks.some((mark) => mark.start <= at && at < mark.end) ? markOf([document.createTextNode(text)], at, marks) : document.createTextNode(text));

/** @param {Node[]} children @param {number} at a letter of the body @param {Mark[]} marks */
function markOf(children, at, marks) {
  const here = marks.filter((mark) => mark.start <= at && at < mark.end);
  const kind = RANK.find((rank) => here.some((mark) => mark.kind === rank));
  const title = [...new Set(here.map((mark) => mark.title))].join(', ');
  return h(kind === 'model' ? 'mark' : `mark.${kind}`, { title }, ...children);
}

const EXCERPT = 220;
const LEAD = 40;

/** Two lines for a row; a long text starts shortly before its first evidence. @param {import('./state.js').Case} one */
export function excerpt(one) {
  const { body } = one.comment;
  const marks = marksOf(one);
  const first = Math.min(...marks.filter((mark) => mark.kind !== 'link').map((mark) => mark.start), body.length);
  const from = first > 90 && first < body.length ? wordStart(body, first - LEAD) : 0;
  const to = Math.min(body.length, from + EXCERPT);
  return [from > 0 && '…', ...marked(body, marks, from, to), to < body.length && '…'];
}

/** @param {string} text @param {number} at */
function wordStart(text, at) {
  const space = text.indexOf(' ', at);
  return space > 0 && space < at + LEAD ? space + 1 : at;
}
