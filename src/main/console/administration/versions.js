// @ts-check
/** What the policy was before, who changed it and why, and the way back. */
import { request } from '../api.js';
import { confirmed, problem, sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { moment } from '../format.js';
import { t } from '../words.js';

/** @param {string} site @param {() => Promise<void>} changed what follows a roll-back */
export function versions(site, changed) {
  const path = `sites/${encodeURIComponent(site)}/policy/versions`;
  const list = h('ol.vers');
  const told = h('p', { role: 'status' });
  const more = h('button.b', { type: 'button', hidden: true, onclick: () => read('', more.dataset.next) }, t('versions.more'));
  read('');
  return {
    element: h('section.panel', { id: 'set-versions', tabindex: '-1', 'aria-labelledby': 'h-versions' },
      h('div.hh', {}, h('h2', { id: 'h-versions' }, t('part.versions.title'))), told, list, more),
    read,
  };

  /** @param {string} words what has just happened @param {string} [after] */
  async function read(words, after) {
    try {
      const page = await request('GET', after ? `${path}?cursor=${after}` : path);
      if (!after) fill(list);
      list.append(...page.versions.map(line));
      more.hidden = !page.next;
      more.dataset.next = page.next ?? '';
      fill(told, words);
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }

  /** @param {Api.PolicyVersion} one */
  function line(one) {
    return h('li', {},
      h('div', {}, h('b', { dir: 'auto' }, one.changes || t('versions.first')),
        h('p.sub', {}, [moment(one.at), one.by ?? t('versions.nobody'), one.why].filter(Boolean).join(' · '))),
      one.current ? h('span.chip.ok', {}, t('versions.current'))
        : h('button.b.sm', { type: 'button', 'aria-label': t('versions.back.to', { at: moment(one.at) }), onclick: () => back(one) }, t('versions.back')));
  }

  /** @param {Api.PolicyVersion} one */
  async function back(one) {
    if (!await confirmed({ title: t('versions.back'), text: t('versions.back.text', { at: moment(one.at) }), yes: t('versions.back') })) return;
    try {
      await request('POST', `${path}/${one.id}/rollback`, {});
      await changed();
      await read(t('versions.done', { at: moment(one.at) }));
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }
}
