// @ts-check
/** What is told of an author, beside the case and in the drawer. */
import { h } from './dom.js';
import { date, membership, reasonWords } from './format.js';
import { chip } from './reasons.js';
import { t } from './words.js';

/** @param {import('./state.js').Author} author */
export function authorChips(author) {
  return [
    author.approved > 0 && chip(t('author.approved', { n: author.approved }), '.ok'),
    author.rejected > 0 && chip(t('author.rejected', { n: author.rejected }), '.bad'),
    Number(author.putAside) > 0 && chip(t('author.putaside', { n: Number(author.putAside) })),
    author.ban && chip(author.ban.until ? t('banned.until', { date: date(author.ban.until) }) : t('banned'), '.bad'),
    author.firstSeen && chip(membership(author.firstSeen)),
  ].filter(Boolean);
}

/** @param {import('./state.js').Author} author */
export function stack(author) {
  const parts = [['ok', author.approved, 'approved'], ['bad', author.rejected, 'rejected'], ['queue', author.putAside ?? 0, 'putaside']].filter(([, n]) => Number(n) > 0);
  if (!parts.length) return null;
  const names = parts.map(([, n, word]) => t(`author.${word}`, { n: Number(n) })).join(', ');
  return h('div.stack', { role: 'img', 'aria-label': names }, ...parts.map(([kind, n]) => {
    const part = h(`i.${kind}`);
    part.style.setProperty('flex', `${n} 1 0`);
    return part;
  }));
}

/** @param {import('./state.js').Author} author */
export function pairs(author) {
  const others = author.otherNames ?? [];
  return [
    [t('author.first'), author.firstSeen ? date(author.firstSeen) : ''],
    [t('author.lastrejected'), author.lastRejectedReason ? reasonWords(author.lastRejectedReason) : ''],
    [t('author.network'), others.length ? t('author.names', { n: others.length }) : ''],
  ].filter(([, value]) => value).flatMap(([name, value]) => [h('dt', {}, name), h('dd', { dir: 'auto' }, value)]);
}
