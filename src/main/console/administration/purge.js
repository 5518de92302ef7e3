// @ts-check
/** Decides about everything by, from or like something at once: told first, then done, and taken back as one. */
import { request } from '../api.js';
import { problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { moment } from '../format.js';
import { table } from './report.js';
import { t } from '../words.js';

/** From more comments on the number is typed. */
const UNCOUNTED = 20;

/** @param {string} name @param {string[]} values @param {(value: string) => string} words @param {string} [chosen] */
const choice = (name, values, words, chosen) => h('select.inp', { name }, ...values.map((value) => h('option', { value, selected: value === chosen }, words(value))));

/** @param {string} site @param {string} [kind] @param {string} [value] */
export function purgePage(site, kind = 'author', value = '') {
  const path = `sites/${encodeURIComponent(site)}/purges`;
  const by = choice('by', ['author', 'network', 'domain', 'like'], (one) => t(`purge.by.${one}`), kind);
  const what = h('input.inp', { name: 'value', value, required: true, autocomplete: 'off', spellcheck: 'false' });
  const within = choice('within', ['hour', 'day', 'week', 'all'], (one) => t(`purge.within.${one}`), 'day');
  const action = choice('action', ['reject', 'spam', 'delete', 'approve'], (one) => t(`do.${one}`));
  const reason = h('input.inp', { name: 'reason', maxlength: 200 });
  const ban = h('input', { type: 'checkbox', name: 'ban' });
  const told = h('div', { 'aria-live': 'polite' });
  const before = h('div');
  const form = h('form.form', { novalidate: true, onchange: () => fill(told), onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); look(); } },
    h('div.two', {}, field(t('purge.by'), by), h('div', {}, field(t('purge.value'), what), h('p.sub', {}, t('purge.which')))),
    h('div.two', {}, field(t('purge.within'), within), field(t('purge.action'), action)),
    field(t('purge.reason'), reason),
    h('label.check', {}, ban, ' ', t('purge.ban')),
    h('div.btns', {}, h('button.b.pri', { type: 'submit' }, t('purge.look'))));
  const wanted = () => ({
    by: { [by.value]: what.value.trim() }, within: within.value, action: action.value,
    ...(reason.value.trim() && { reason: reason.value.trim() }), ...(ban.checked && { ban: true }),
  });

  drawBefore();
  return [h('p.sub', {}, site), h('section.card', {}, form), told, before];

  async function look() {
    fill(told, h('p', {}, t('loading')));
    try {
      drawPreview(await request('POST', path, { ...wanted(), dryRun: true }));
    } catch (error) {
      refuse(error);
    }
  }

  /** @param {unknown} error */
  function refuse(error) {
    const refused = problem(sentence(error));
    fill(told, refused);
    refused.focus();
  }

  /** @param {Api.Purged} preview */
  function drawPreview({ touched, sample }) {
    const heading = h('h2', { tabindex: -1 }, t('purge.touches', { n: touched }));
    const typed = touched > UNCOUNTED && h('input.inp', { name: 'number', inputmode: 'numeric', autocomplete: 'off', oninput: () => fill(wrong) });
    const wrong = h('div');
    fill(told, h('section.card', { 'aria-label': t('purge.preview') }, heading,
      sample.length > 0 && table(t(touched > sample.length ? 'purge.some' : 'purge.these', { n: sample.length }),
        [t('author'), t('purge.text'), t('purge.status'), t('article')],
        sample.map((one) => [one.author, one.snippet, t(`status.${one.status}`), one.article ?? ''])),
      touched > 0 && h('form.form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); go(); } },
        typed && field(t('purge.type', { n: touched }), typed), wrong,
        h('div.btns', {}, h('button.b.danger', { type: 'submit' }, t('purge.go', { n: touched }))))));
    heading.focus();

    function go() {
      if (typed && typed.value.trim() !== String(touched)) {
        fill(wrong, problem(t('purge.type', { n: touched })));
        typed.focus();
      } else purge(touched);
    }
  }

  /** @param {number} expect */
  async function purge(expect) {
    fill(told, h('p', {}, t('loading')));
    try {
      const done = await request('POST', path, { ...wanted(), expect });
      fill(told, h('section.card', {}, h('p', { role: 'status', tabindex: -1 }, t('purge.done', { n: done.touched })),
        h('div.btns', {}, h('button.b', { type: 'button', onclick: () => undo(done.id) }, t('undo')))));
      drawBefore();
    } catch (error) {
      refuse(error);
    }
  }

  /** @param {string} id */
  async function undo(id) {
    fill(told, h('p', {}, t('loading')));
    try {
      const { undone, kept } = await request('POST', `${path}/${encodeURIComponent(id)}/undo`);
      fill(told, h('section.card', {}, h('p', { role: 'status' }, t('purge.undone', { n: undone }), kept > 0 && ` ${t('purge.kept', { n: kept })}`)));
      drawBefore();
    } catch (error) {
      refuse(error);
    }
  }

  async function drawBefore() {
    try {
      const { purges } = await request('GET', path);
      fill(before, purges.length > 0 && h('section.card', {}, h('h2', {}, t('purge.before')), h('ul.kept', {}, ...purges.map(entry))));
    } catch (error) {
      fill(before, problem(sentence(error)));
    }
  }

  /** @param {Api.Purges['purges'][number]} one */
  function entry(one) {
    const words = t('purge.entry', {
      action: t(`do.${one.action}`), n: one.touched, by: t(`purge.by.${one.kind}`), value: one.value, name: one.by?.name ?? '', time: moment(one.createdAt),
    });
    return h('li', { dir: 'auto' }, words, ' ', one.undone
      ? h('span.sub', {}, t('purge.taken'))
      : h('button.lnk', { type: 'button', 'aria-label': `${t('undo')}: ${words}`, onclick: () => undo(one.id) }, t('undo')));
  }
}
