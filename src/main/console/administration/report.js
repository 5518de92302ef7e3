// @ts-check
/** What an import came to, or would come to. */
import { h } from '../dom.js';
import { t } from '../words.js';

/** @param {Api.ImportState} done @param {boolean} rehearsed @param {import('../dom.js').Child} next what may follow it */
export function report(done, rehearsed, next) {
  return h('section.card', { 'aria-label': t('imports.title') },
    h('p', { role: 'status' }, outcome(done, rehearsed)),
    h('div.fig', {},
      figure(done.read, t('imports.read')),
      figure(done.stored, t(rehearsed ? 'imports.would' : 'imports.stored')),
      figure(done.known, t('imports.known')),
      figure(done.pages ?? 0, t('imports.pages'))),
    done.orphans > 0 && h('p', {}, t('imports.orphans', { n: done.orphans })),
    done.skipped.length > 0 && table(t('imports.skipped'), [t('imports.count'), t('imports.why'), t('imports.such')],
      done.skipped.map((one) => [one.count, one.reason, one.examples.join(', ')])),
    (done.pageExamples ?? []).length > 0 && table(t('imports.mapped'), [t('imports.page'), t('imports.article')],
      (done.pageExamples ?? []).map((page) => [page.url, page.article])),
    next);
}

/** @param {Api.ImportState} done @param {boolean} rehearsed */
function outcome(done, rehearsed) {
  if (done.state === 'failed') return t('imports.failed', { why: done.error ?? '' });
  return t(rehearsed ? 'imports.rehearsed' : 'imports.done');
}

const integers = new Intl.NumberFormat('en');

/** @param {number} n @param {string} words */
const figure = (n, words) => h('span', {}, h('b', {}, integers.format(n)), ' ', words);

/** @param {string} caption @param {string[]} head @param {(string | number)[][]} rows */
export function table(caption, head, rows) {
  return h('div.wide', { tabindex: '0', role: 'group', 'aria-label': caption }, h('table.t', {}, h('caption', {}, caption),
    h('thead', {}, h('tr', {}, ...head.map((one, column) => h(numeric(rows, column) ? 'th.n' : 'th', { scope: 'col' }, one)))),
    h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((value) => (typeof value === 'number'
      ? h('td.n', {}, integers.format(value))
      : h('td', { dir: 'auto' }, value))))))));
}

/** @param {(string | number)[][]} rows @param {number} column */
const numeric = (rows, column) => rows.length > 0 && typeof rows[0][column] === 'number';
