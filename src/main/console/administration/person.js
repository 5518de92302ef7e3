// @ts-check
/** What is kept about an author: handed out to them, or erased when they ask for it. */
import { request } from '../api.js';
import { problem, sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { t } from '../words.js';

/** @param {string} site @param {string} author */
export function personPage(site, author) {
  const path = `sites/${encodeURIComponent(site)}`;
  const name = h('p.person', { dir: 'auto' }, t('loading'));
  const keep = h('input', { type: 'checkbox', onchange: () => fill(told) });
  const told = h('div', { role: 'status' });
  const look = h('button.b.pri', { type: 'button', onclick: () => erase(true) }, t('person.look'));
  drawName();
  return [
    name,
    h('section.card', {}, h('h2', {}, t('person.access')), h('p', {}, t('person.access.text')),
      h('div.btns', {}, h('a.b', { href: `../../api/v1/${path}/authors/${encodeURIComponent(author)}/export`, download: '' }, t('person.download')))),
    h('section.card', {}, h('h2', {}, t('person.erase')), h('p', {}, t('person.erase.text')),
      h('label.check', {}, keep, ' ', t('person.keep')),
      h('div.btns', {}, look)),
    told,
  ];

  async function drawName() {
    try {
      const found = await request('GET', `${path}/authors/${encodeURIComponent(author)}`);
      fill(name, found.author.name, ' · ', site);
    } catch (error) {
      fill(name, problem(sentence(error)));
    }
  }

  /** @param {boolean} dryRun */
  async function erase(dryRun) {
    if (look.ariaDisabled) return;
    look.ariaDisabled = 'true';
    fill(told, h('p', {}, t('loading')));
    try {
      const report = await request('POST', `${path}/erasures`, { author, keepText: keep.checked, dryRun });
      fill(told, h('section.card', {}, ...outcome(report, dryRun),
        dryRun && h('div.btns', {}, h('button.b.danger', { type: 'button', onclick: () => erase(false) }, t('person.go')))));
      if (!dryRun) fill(name, t('person.gone'));
    } catch (error) {
      fill(told, problem(sentence(error)));
    } finally {
      look.ariaDisabled = null;
    }
  }
}

/** @param {Api.ErasureReport} report @param {boolean} dryRun */
const outcome = (report, dryRun) => [
  h('p', {}, t(dryRun ? 'person.would' : 'person.erased', { n: report.comments })),
  h('h2', {}, t('person.stays')),
  h('ul.kept', {}, ...report.kept.map(({ what, why }) => h('li', {}, h('b', {}, what), '. ', why))),
];
