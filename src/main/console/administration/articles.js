// @ts-check
/** The articles of a site: which are open, how fast, until when, and which are pinned. */
import { request } from '../api.js';
import { ask, problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { date, moment } from '../format.js';
import { settled } from './draft.js';
import { t } from '../words.js';

const STATES = /** @type {const} */ (['open', 'premoderated', 'closed']);

/** @typedef {Api.ArticleList['articles'][number]} Article */

/** @param {string} site @param {boolean} changes whether they may change anything */
export async function articlesPage(site, changes) {
  const path = `sites/${encodeURIComponent(site)}/articles`;
  const list = h('ul.items');
  const told = h('div', { role: 'status' });
  const search = h('input.inp', { type: 'search', 'aria-label': t('articles.search'), placeholder: t('articles.search'), oninput: () => find() });
  const more = h('button.b', { type: 'button', hidden: true, onclick: () => read(more.dataset.next) }, t('articles.more'));
  const find = settled(() => read(), () => {}, () => {});
  await read();
  return [h('div.tools', {}, search, changes && h('button.b.pri', { type: 'button', onclick: () => change(null) }, t('articles.new'))), told, h('section.panel', { 'aria-label': t('articles.title') }, list), more];

  /** @param {string} [after] */
  async function read(after) {
    const query = new URLSearchParams({ ...(search.value.trim() && { q: search.value.trim() }), ...(after && { cursor: after }) });
    try {
      const page = /** @type {Api.ArticleList} */ (await request('GET', `${path}?${query}`));
      if (!after) fill(list);
      list.append(...page.articles.map(line));
      more.hidden = !page.next;
      more.dataset.next = page.next ?? '';
      fill(told, !list.children.length && h('p', {}, t('articles.none')));
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }

  /** @param {Article} article */
  function line(article) {
    const name = article.title || article.key || '';
    const select = h('select.inp.state', { 'aria-label': t('articles.state.of', { name }), onchange: () => put(article, { state: select.value }) },
      ...STATES.map((state) => h('option', { value: state, selected: article.state === state }, t(`articles.${state}`))));
    const item = h('li', {},
      h('div.in', {}, article.url ? h('a.lnk', { href: article.url, rel: 'noopener', target: '_blank', dir: 'auto' }, name) : h('b', { dir: 'auto' }, name), ' ',
        article.pinned && h('span.chip.acc', {}, t('articles.pinned')),
        h('p.sub', {}, [t('articles.comments', { n: article.count ?? 0 }), article.createdAt && t('articles.since', { at: date(article.createdAt) }),
          article.closedAt && t(article.state === 'closed' ? 'articles.closed.at' : 'articles.closes', { at: moment(article.closedAt) }),
          article.slowSeconds && t('articles.slow', { n: article.slowSeconds })].filter(Boolean).join(' · '))),
      ...(changes ? [select,
      h('button.b.sm', { type: 'button', 'aria-pressed': String(Boolean(article.pinned)), 'aria-label': t(article.pinned ? 'articles.unpin.of' : 'articles.pin.of', { name }), onclick: () => put(article, { pinned: !article.pinned }) }, t(article.pinned ? 'articles.unpin' : 'articles.pin')),
      h('button.b.sm', { type: 'button', 'aria-label': t('articles.change.of', { name }), onclick: () => change(article) }, t('articles.change'))] : [h('span.chip', {}, t(`articles.${article.state ?? 'open'}`))]));
    return item;
  }

  /** @param {Article} article @param {Record<string, any>} changes */
  async function put(article, changes) {
    try {
      await request('PUT', `${path}?article=${encodeURIComponent(article.key ?? '')}`, changes);
      await read();
      fill(told, t('articles.done', { name: article.title || article.key || '' }));
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }

  /** @param {Article | null} article */
  function change(article) {
    const key = h('input.inp', { name: 'key', required: true, dir: 'ltr' });
    const title = h('input.inp', { name: 'title', maxlength: 500, value: article?.title ?? '' });
    const url = h('input.inp', { name: 'url', type: 'url', dir: 'ltr', value: article?.url ?? '' });
    const slow = h('input.inp', { name: 'slowSeconds', type: 'number', min: 0, max: 3600, value: article?.slowSeconds ?? 0 });
    const future = article?.closedAt && article.state !== 'closed' ? article.closedAt : '';
    const closes = h('input.inp', { name: 'closedAt', type: 'datetime-local', value: future && local(future) });
    ask({
      title: article ? article.title || article.key || '' : t('articles.new'), yes: t('articles.save'), look: '.pri',
      content: [!article && field(t('articles.key'), key), field(t('articles.name'), title), field(t('articles.url'), url), field(t('articles.slow.label'), slow), field(t('articles.closes.label'), closes)],
      send: () => request('PUT', `${path}?article=${encodeURIComponent(article?.key ?? key.value)}`, {
        ...(title.value && { title: title.value }), ...(url.value && { url: url.value }), slowSeconds: Number(slow.value),
        ...(closes.value ? { closedAt: new Date(closes.value).toISOString() } : future ? { closedAt: null } : {}),
      }),
      done: () => read(),
    });
  }
}

/** A time as its field wants it, by the clock of this place. @param {string} at */
function local(at) {
  const then = new Date(at);
  return new Date(then.getTime() - then.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
