// @ts-check
/** Starts the pages beside the queue: who is it, and which page do they want. */
import { session } from '../api.js';
import { sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { mayDecideOn } from '../role.js';
import { readWords, t } from '../words.js';
import { accountPage } from './account.js';
import { articlesPage } from './articles.js';
import { bansPage } from './bans.js';
import { bar } from './bar.js';
import { dashboardPage } from './dashboard.js';
import { importsPage } from './imports.js';
import { invitationPage } from './invitation.js';
import { personPage } from './person.js';
import { programsPage } from './programs.js';
import { purgePage } from './purge.js';
import { settingsPage } from './settings.js';
import { sitesPage } from './sites.js';
import { teamPage } from './team.js';

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

/**
 * @typedef {{slug: string, name: string}[]} Sites
 * @typedef {import('../dom.js').Child[]} Content
 * @typedef {{title: string, wide?: boolean, everyone?: boolean, decides?: boolean, of: (who: Api.Moderator, site: string, rest: string, further: string) => Promise<Content>, open?: (token: string) => Promise<Content>}} Page everyone:
 *   not for administrators only, decides: but not for those who may only read the site, open: without an account
 */

/** @type {Record<string, Page>} */
const PAGES = {
  imports: { title: 'imports.title', of: async ({ sites }) => importsPage(sites) },
  person: { title: 'person.title', of: async (who, site, author) => personPage(site, author) },
  dashboard: { title: 'dashboard.title', wide: true, everyone: true, of: async (who, site, days) => dashboardPage(site, days) },
  articles: { title: 'articles.title', wide: true, everyone: true, of: async (who, site) => articlesPage(site, mayDecideOn(who, site)) },
  bans: { title: 'bans.title', wide: true, everyone: true, of: async (who, site) => bansPage(site, mayDecideOn(who, site)) },
  sites: { title: 'sites.title', wide: true, of: async () => sitesPage() },
  programs: { title: 'programs.title', wide: true, of: async ({ sites }) => programsPage(sites) },
  purge: { title: 'purge.title', everyone: true, decides: true, of: async (who, site, kind, value) => purgePage(site, kind || undefined, value) },
  team: { title: 'team.title', of: async (who) => teamPage(who) },
  account: { title: 'account.title', everyone: true, of: async (who) => accountPage(who) },
  invitation: { title: 'invitation.title', of: async () => [], open: async (token) => invitationPage(token) },
  settings: { title: 'settings.title', wide: true, of: async (who, site, part) => settingsPage(site, part) },
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
    const refused = refusal(page, moderator, chosen);
    const content = refused ? [h('p', {}, t(refused))] : await page.of(moderator, chosen, rest, further);
    if (mine === turn) draw(page, title, content, bar(moderator, name, chosen));
  } catch (error) {
    if (mine !== turn) return;
    drawn = '';
    draw(page, title, [h('p', {}, /** @type {any} */ (error).status === 401
      ? h('a.b.pri', { href: '../' }, t('administrators.signin'))
      : sentence(error))]);
  }
}

/** Why a page is not for somebody. @param {Page} page @param {Api.Moderator} who @param {string} site */
function refusal(page, who, site) {
  if (!page.everyone && who.role !== 'administrator') return 'administrators.only';
  return page.decides && !mayDecideOn(who, site) ? 'readonly' : null;
}

/** @param {Page} page @param {string} title @param {Content} content @param {Content} [above] */
function draw(page, title, content, above) {
  fill(app, above ?? h('div.adm', {}, h('div', {}, h('a.lnk', { href: '../' }, t('imports.back')))),
    h(page.wide ? 'main.page.adm.wd' : 'main.adm', { id: 'main' }, h('h1', {}, title), ...content));
  document.querySelector('.admbar [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

readWords().then(() => {
  addEventListener('hashchange', start);
  start();
});
