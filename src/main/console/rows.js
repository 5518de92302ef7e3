// @ts-check
/** One row of the queue, in each of its states. */
import { fill, h, icon } from './dom.js';
import { snippet } from './evidence.js';
import { age, firstName, initials, isOld, moment } from './format.js';
import { rowChips } from './reasons.js';
import { address } from './route.js';
import { claimOf, hidesWords, isWaiting, mayDecide, state } from './state.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Case} Case */
/** @typedef {{element: HTMLLIElement, one: Case, update: (one: Case) => void}} Row */

/** @param {Case} first @param {{open: (id: string) => void, pick: (id: string, range: boolean) => void}} does @returns {Row} */
export function createRow(first, does) {
  const { name } = first.author;
  const box = h('input.k', {
    type: 'checkbox', 'aria-label': t('select', { name }),
    onclick: (/** @type {MouseEvent} */ event) => does.pick(first.id, event.shiftKey),
  });
  const link = h('a.go', { href: address({ open: first.id }), onclick: onOpen }, h('b', { dir: 'auto' }, name));
  const when = h('span.age');
  const text = h('p.rx', { dir: 'auto' });
  const meta = h('div.meta');
  const element = h('li.row', { id: `row-${first.id}` },
    mayDecide() ? h('label.hit', {}, box) : h('span'), h('div', {}, h('div.r1', {}, link, when), text, meta));

  /** @param {MouseEvent} event */
  function onOpen(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    does.open(first.id);
  }

  let drawn = '';
  let shown = '';
  /** Draws only what differs: a list of hundreds is gone through at every decision. @param {Case} one */
  function update(one) {
    row.one = one;
    const current = state.open === one.id;
    const picked = state.picked.has(one.id);
    const elsewhere = state.elsewhere.get(one.id);
    const { body } = one.comment;
    const createdAt = isWaiting() ? (one.waitingSince ?? one.comment.createdAt) : one.comment.createdAt;
    const asShown = `${hidesWords(one.id)} ${body}`;
    const sign = [current, picked, elsewhere?.status, elsewhere?.by?.id, claimOf(one.id)?.by.id, one.version, one.reportCount, ageText(createdAt), asShown].join(' ');
    box.checked = picked;
    if (sign === drawn) return;
    drawn = sign;
    element.classList.toggle('cur', current);
    element.classList.toggle('picked', picked);
    element.classList.toggle('done', Boolean(elsewhere));
    if (current) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
    drawAge(when, createdAt);
    if (shown !== asShown) fill(text, ...snippet(one));
    shown = asShown;
    fill(meta, elsewhere ? doneBy(elsewhere) : (claimed(one) ?? h('div.chips', {}, ...rowChips(one))), article(one));
  }
  const row = { element, one: first, update };
  return row;
}

/** @param {string} at */
const ageText = (at) => (isWaiting() ? age(at) : moment(at));

/** @param {HTMLElement} when @param {string} at */
function drawAge(when, at) {
  when.classList.toggle('old', isWaiting() && isOld(at));
  fill(when, isWaiting() && h('span.vh', {}, `${t('waiting')} `), ageText(at));
}

/** @param {Case} one */
const article = (one) => h('p.ra', { dir: 'auto' }, one.comment.article.title || one.comment.article.key);

/** @param {Case} one */
function claimed(one) {
  const claim = claimOf(one.id);
  return claim && h('p.who', {},
    h('span.ava.s.ana', { 'aria-hidden': 'true' }, initials(claim.by.name)), t('reviewing', { name: firstName(claim.by) }));
}

/** @param {import('./state.js').Elsewhere} elsewhere */
const doneBy = ({ status, by }) => h('p.who', {}, icon('ok'), t(`done.${status}`, { name: firstName(by) }));
