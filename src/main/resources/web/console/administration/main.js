// @ts-check
/** Starts the pages beside the queue: who is it, and which page do they want. */
import { session } from '../api.js';
import { sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { bar } from './bar.js';
import { t } from './words.js';

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

/**
 * @typedef {{slug: string, name: string}[]} Sites
 * @typedef {import('../dom.js').Child[]} Content
 * @typedef {{title: string, wide?: boolean, everyone?: boolean, of: (who: Api.Moderator, site: string, rest: string, further: string) => Promise<Content>, open?: (token: string) => Promise<Content>}} Page everyone:
 *   not for administrators only, open: without an account
 */

/** A page's module is fetched when it is wanted. @type {Record<string, Page>} */
const PAGES = {
  imports: { title: 'imports.title', of: async ({ sites }) => (await import('./imports.js')).importsPage(sites) },
  person: { title: 'person.title', of: async (who, site, author) => (await import('./person.js')).personPage(site, author) },
  dashboard: { title: 'dashboard.title', wide: true, everyone: true, of: async (who, site, days) => (await import('./dashboard.js')).dashboardPage(site, days) },
  articles: { title: 'articles.title', wide: true, everyone: true, of: async (who, site) => (await import('./articles.js')).articlesPage(site) },
  bans: { title: 'bans.title', wide: true, everyone: true, of: async (who, site) => (await import('./bans.js')).bansPage(site) },
  sites: { title: 'sites.title', wide: true, of: async () => (await import('./sites.js')).sitesPage() },
  programs: { title: 'programs.title', wide: true, of: async ({ sites }) => (await import('./programs.js')).programsPage(sites) },
  purge: { title: 'purge.title', everyone: true, of: async (who, site, kind, value) => (await import('./purge.js')).purgePage(site, kind || undefined, value) },
  team: { title: 'team.title', of: async (who) => (await import('./team.js')).teamPage(who) },
  account: { title: 'account.title', everyone: true, of: async (who) => (await import('./account.js')).accountPage(who) },
  invitation: { title: 'invitation.title', of: async () => [], open: async (token) => (await import('./invitation.js')).invitationPage(token) },
  settings: { title: 'settings.title', wide: true, of: async (who, site, part) => (await import('./settings.js')).settingsPage(site, part) },
};

/** What is drawn now; a link within a page leaves it alone. */
let drawn = '';

/** Counts what was asked for: a page that comes late is not drawn over the one chosen after it. */
let turn = 0;

async function start() {
  const mine = ++turn;
  const [name, site = '', rest = '', further = ''] = location.hash.slice(1).split('/').map(decodeURIComponent);
  const page = PAGES[name] ?? PAGES.imports;
  const title = t(page.title);
  document.title = `${title} · Parley`;
  try {
    if (page.open) {
      drawn = '';
      const content = await page.open(site);
      return mine === turn ? draw(page, title, content, []) : undefined;
    }
    const { moderator } = await session('GET');
    if (mine !== turn) return;
    const chosen = site || moderator.sites[0]?.slug || '';
    const key = `${name}/${chosen}${['person', 'purge'].includes(name) ? `${rest}/${further}` : ''}`;
    if (drawn === key) {
      dispatchEvent(new CustomEvent('part', { detail: rest }));
      return;
    }
    drawn = key;
    const allowed = page.everyone || moderator.role === 'administrator';
    const content = allowed ? await page.of(moderator, chosen, rest, further) : [h('p', {}, t('administrators.only'))];
    if (mine === turn) draw(page, title, content, bar(moderator, name, chosen));
  } catch (error) {
    if (mine !== turn) return;
    drawn = '';
    draw(page, title, [h('p', {}, /** @type {any} */ (error).status === 401
      ? h('a.b.pri', { href: '../' }, t('administrators.signin'))
      : sentence(error))]);
  }
}

/** @param {Page} page @param {string} title @param {Content} content @param {Content} [above] */
function draw(page, title, content, above) {
  fill(app, above ?? h('div.adm', {}, h('div', {}, h('a.lnk', { href: '../' }, t('imports.back')))),
    h(page.wide ? 'main.page.adm.wd' : 'main.adm', { id: 'main' }, h('h1', {}, title), ...content));
  document.querySelector('.admbar [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

start();
addEventListener('hashchange', start);
