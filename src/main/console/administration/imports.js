// @ts-check
/** Uploads an archive, rehearses it, tells what would come of it, and imports it. */
import { request } from '../api.js';
import { problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { moment } from '../format.js';
import { report, table } from './report.js';
import { follow, pathOf, send } from './run.js';
import { drawShadow } from './shadow.js';
import { t } from '../words.js';

/** @param {{slug: string, name: string}[]} sites */
export function importsPage(sites) {
  const site = h('select.inp', { name: 'site', onchange: () => drawSite() }, ...sites.map(({ slug, name }) => h('option', { value: slug }, name)));
  const from = h('select.inp', { name: 'from', required: true });
  const files = h('input.inp', { type: 'file', name: 'file', multiple: true, required: true });
  const rules = h('textarea.inp', { name: 'map', spellcheck: 'false', dir: 'ltr' });
  const told = h('div');
  const shadow = h('div');
  const before = h('div');
  const rehearse = h('button.b.pri', { type: 'submit' }, t('imports.rehearse'));
  const form = h('form.form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); run(true); } },
    h('div.two', {}, field(t('imports.site'), site), field(t('imports.from'), from)),
    h('div', {}, field(t('imports.file'), files), h('p.sub', {}, t('imports.files'))),
    h('div', {}, field(t('imports.rules'), rules), h('p.sub', {}, t('imports.example'))),
    h('div.btns', {}, rehearse));
  drawSite();
  return [h('section.card', {}, form), told, shadow, before];

  /** What is known of the chosen site. */
  async function drawSite() {
    drawShadow(shadow, site.value);
    try {
      const { formats, imports } = await request('GET', pathOf(site.value));
      const chosen = from.value;
      fill(from, ...formats.map((/** @type {string} */ one) => h('option', { value: one, selected: one === chosen }, one)));
      fill(before, imports.length > 0 && h('section.card', {}, table(t('imports.before'),
        [t('imports.when'), t('imports.what'), t('imports.state'), t('imports.stored')],
        imports.map((/** @type {any} */ one) => [moment(one.createdAt), one.from, t(`state.${one.dryRun && one.state === 'done' ? 'rehearsed' : one.state}`), one.stored]))));
    } catch (error) {
      fill(before, problem(sentence(error)));
    }
  }

  /** @param {boolean} dryRun */
  async function run(dryRun) {
    if (rehearse.ariaDisabled) return;
    if (!files.files?.length) {
      fill(told, problem(t('imports.choose')));
      files.focus();
      return;
    }
    const data = new FormData();
    data.append('from', from.value);
    if (rules.value.trim()) data.append('map', rules.value);
    if (dryRun) data.append('dryRun', 'true');
    for (const file of files.files) data.append('file', file);
    const bar = h('progress', { max: 1, value: 0, 'aria-label': t('imports.title') });
    const line = h('p', { role: 'status' });
    fill(told, h('section.card', {}, line, bar));
    rehearse.ariaDisabled = 'true';
    try {
      const id = await send(site.value, data, (part) => {
        bar.value = part;
        line.textContent = t('imports.sending', { n: Math.floor(part * 100) });
      });
      const done = await follow(site.value, id, (state) => {
        line.textContent = state ? running(state) : t('imports.lost');
        bar.value = state?.part ?? bar.value;
      });
      const go = dryRun && done.state === 'done' && done.stored > 0
        && h('div.btns', {}, h('button.b.pri', { type: 'button', onclick: () => run(false) }, t('imports.go')));
      fill(told, report(done, dryRun, go));
      if (!dryRun) drawSite();
    } catch (error) {
      const refused = problem(sentence(error));
      fill(told, refused);
      refused.focus();
    } finally {
      rehearse.ariaDisabled = null;
    }
  }
}

/** @param {Api.ImportState} state */
function running({ read, perSecond, left }) {
  const time = left === null || left === undefined ? ''
    : t('imports.left', { minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, '0') });
  return t('imports.running', { read, rate: perSecond, left: time });
}
