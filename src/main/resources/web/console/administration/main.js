// @ts-check
/** Starts the pages for administrators: who is it, and which page do they want. */
import { session } from '../api.js';
import { sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { accountPage } from './account.js';
import { importsPage } from './imports.js';
import { personPage } from './person.js';
import { t } from './words.js';

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

start();
addEventListener('hashchange', start);

async function start() {
  const page = pageOf(location.hash);
  document.title = `${page.title} · Parley`;
  try {
    const { moderator } = await session('GET');
    const may = page.everyone || moderator.role === 'administrator';
    draw(page.title, may ? page.of(moderator) : [h('p', {}, t('administrators.only'))]);
  } catch (error) {
    draw(page.title, [h('p', {}, /** @type {any} */ (error).status === 401
      ? h('a.b.pri', { href: '../' }, t('administrators.signin'))
      : sentence(error))]);
  }
}

/**
 * @typedef {{title: string, everyone?: boolean, of: (me: Api.Moderator) => import('../dom.js').Child[]}} Shown everyone: not for administrators only
 * @param {string} hash @returns {Shown}
 */
function pageOf(hash) {
  const [, site, author] = /^#person\/([^/]+)\/([^/]+)$/.exec(hash) ?? [];
  if (author) return { title: t('person.title'), of: () => personPage(site, author) };
  if (hash === '#account') return { title: t('account.title'), everyone: true, of: accountPage };
  return { title: t('imports.title'), of: (me) => importsPage(me.sites) };
}

/** @param {string} title @param {import('../dom.js').Child[]} content */
function draw(title, content) {
  fill(app, h('main.adm', {}, h('div', {}, h('a.lnk', { href: '../' }, t('imports.back'))), h('h1', {}, title), ...content));
}
