// @ts-check
/** Starts the pages for administrators: who is it, and which page do they want. */
import { session } from '../api.js';
import { sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { accountPage } from './account.js';
import { importsPage } from './imports.js';
import { invitationPage } from './invitation.js';
import { personPage } from './person.js';
import { purgePage } from './purge.js';
import { teamPage } from './team.js';
import { t } from './words.js';

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

start();
addEventListener('hashchange', start);

async function start() {
  const page = pageOf(location.hash);
  document.title = `${page.title} · Parley`;
  if (page.open) return draw(page.title, page.open(), false);
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
 * @typedef {import('../dom.js').Child[]} Content
 * @typedef {{title: string, everyone?: boolean, of: (me: Api.Moderator) => Content, open?: () => Content}} Shown everyone: not for administrators only,
 *   open: without an account
 * @param {string} hash @returns {Shown}
 */
function pageOf(hash) {
  const [, site, author] = /^#person\/([^/]+)\/([^/]+)$/.exec(hash) ?? [];
  if (author) return { title: t('person.title'), of: () => personPage(site, author) };
  const [, purged, kind, value] = /^#purge\/([^/]+)(?:\/([a-z]+)\/(.+))?$/.exec(hash) ?? [];
  if (purged) return { title: t('purge.title'), everyone: true, of: () => purgePage(decodeURIComponent(purged), kind, value && decodeURIComponent(value)) };
  const [, token] = /^#invitation\/([\w-]+)$/.exec(hash) ?? [];
  if (token) return { title: t('invitation.title'), of: () => [], open: () => invitationPage(token) };
  if (hash === '#team') return { title: t('team.title'), of: teamPage };
  if (hash === '#account') return { title: t('account.title'), everyone: true, of: accountPage };
  return { title: t('imports.title'), of: (me) => importsPage(me.sites) };
}

/** @param {string} title @param {Content} content @param {boolean} [inside] whether there is a way back */
function draw(title, content, inside = true) {
  fill(app, h('main.adm', {}, inside && h('div', {}, h('a.lnk', { href: '../' }, t('imports.back'))), h('h1', {}, title), ...content));
}
