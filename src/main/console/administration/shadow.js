// @ts-check
/** The model that an archive teaches: what it would have done, beside what decides now; and the button that lets it. */
import { request } from '../api.js';
import { problem, sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { table } from './report.js';
import { t } from '../words.js';

/** @typedef {Api.SiteModels['models'][number]} Model */

const DONE = /** @type {const} */ (['approved', 'rejected', 'spam']);
const WOULD = /** @type {const} */ (['approve', 'hold', 'spam']);

/** @param {HTMLElement} holder @param {string} site */
export async function drawShadow(holder, site) {
  try {
    const { models } = await request('GET', path(site));
    const shadow = models.find((/** @type {Model} */ model) => model.mode === 'shadow' && !model.outdated);
    fill(holder, shadow && section(holder, site, shadow));
  } catch (error) {
    fill(holder, problem(sentence(error)));
  }
}

/** @param {HTMLElement} holder @param {string} site @param {Model} shadow */
function section(holder, site, { version = 0, card }) {
  const unseen = card?.unseen ?? {};
  const told = h('div', { role: 'status' });
  return h('section.card', {},
    h('h2', {}, t('shadow.title')),
    h('p.sub', {}, t('shadow.learning')),
    h('p', {}, t('shadow.judged', { n: unseen.decisions ?? 0 })),
    counts(t('shadow.model', { version }), unseen.shadow),
    counts(t('shadow.champion'), unseen.champion),
    h('div.btns', {}, h('button.b.pri', { type: 'button', onclick: choose }, t('shadow.let', { version }))), told);

  async function choose() {
    try {
      await request('POST', `${path(site)}/${version}/champion`, {});
      fill(holder, h('p', { role: 'status' }, t('shadow.lets', { version })));
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }
}

/** @param {string} caption @param {Record<string, Record<string, number>>} [of] */
const counts = (caption, of = {}) => table(caption, [t('shadow.done'), ...WOULD.map((would) => t(`shadow.${would}`))],
  DONE.map((done) => [t(`done.${done}`), ...WOULD.map((would) => of[done]?.[would] ?? 0)]));

/** @param {string} site */
const path = (site) => `sites/${encodeURIComponent(site)}/models`;
