// @ts-check
/** Starts the pages for administrators: who is it, and which page do they want. */
import { session } from '../api.js';
import { sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { importsPage } from './imports.js';
import { personPage } from './person.js';
import { purgePage } from './purge.js';
import { t } from './words.js';

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

const imports = { title: t('imports.title'), of: importsPage };

start();
addEventListener('hashchange', start);

async function start() {
  const [, site, author] = /^#person\/([^/]+)\/([^/]+)$/.exec(location.hash) ?? [];
  const [, purged, kind, value] = /^#purge\/([^/]+)(?:\/([a-z]+)\/(.+))?$/.exec(location.hash) ?? [];
  const page = purged ? { title: t('purge.title'), all: true, of: () => purgePage(decodeURIComponent(purged), kind, value && decodeURIComponent(value)) }
    : author ? { title: t('person.title'), of: () => personPage(site, author) } : imports;
  document.title = `${page.title} · Parley`;
  try {
    const { moderator } = await session('GET');
    draw(page.title, moderator.role === 'administrator' || 'all' in page ? page.of(moderator.sites) : [h('p', {}, t('administrators.only'))]);
  } catch (error) {
    draw(page.title, [h('p', {}, /** @type {any} */ (error).status === 401
      ? h('a.b.pri', { href: '../' }, t('administrators.signin'))
      : sentence(error))]);
  }
}

/** @param {string} title @param {import('../dom.js').Child[]} content */
function draw(title, content) {
  fill(app, h('main.adm', {}, h('div', {}, h('a.lnk', { href: '../' }, t('imports.back'))), h('h1', {}, title), ...content));
}
