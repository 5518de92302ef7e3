// @ts-check
/** What surrounds every page beside the queue: the site it is about, and the way to the others. */
import { h, icon } from '../dom.js';
import { mayDecideOn } from '../role.js';
import { t } from '../words.js';

/** Pages of a site that everyone may open, and those for administrators. */
const EVERYONE = ['dashboard', 'articles', 'bans', 'purge'];
const PAGES = ['dashboard', 'settings', 'articles', 'bans', 'purge'];

/** Pages about no site in particular. */
const WHOLE = ['sites', 'team', 'programs', 'imports'];

/** @param {Api.Moderator} who @param {string} name @param {string} site */
export function bar(who, name, site) {
  const picker = who.sites.length > 1 && PAGES.includes(name)
    ? h('select.inp.pick', { 'aria-label': t('site'), onchange: (/** @type {Event} */ event) => {
      location.hash = `${name}/${encodeURIComponent(/** @type {HTMLSelectElement} */ (event.target).value)}`;
    } }, ...who.sites.map((one) => h('option', { value: one.slug, selected: one.slug === site }, one.name)))
    : h('span.sitepick', { dir: 'auto' }, PAGES.includes(name) && (who.sites.find((one) => one.slug === site)?.name ?? site));
  const pages = (who.role === 'administrator' ? PAGES : EVERYONE).filter((page) => page !== 'purge' || mayDecideOn(who, site));
  return [
    h('a.skip', { href: '#main', onclick: (/** @type {Event} */ event) => {
      event.preventDefault();
      const main = /** @type {HTMLElement} */ (document.getElementById('main'));
      main.tabIndex = -1;
      main.focus();
    } }, t('skip')),
    h('header.topbar.admbar', {},
      h('a.brand', { href: `../?site=${encodeURIComponent(site)}`, 'aria-label': 'Parley' }, icon('logo'), h('span', {}, 'Parley')),
      picker,
      h('nav.nav', { 'aria-label': t('nav') },
        h('a', { href: `../?site=${encodeURIComponent(site)}` }, t('nav.queue')),
        h('a', { href: `../?site=${encodeURIComponent(site)}&view=log` }, t('nav.log')),
        ...pages.map((page) => h('a', { href: `#${page}/${encodeURIComponent(site)}`, 'aria-current': page === name ? 'page' : null }, t(`${page}.title`))),
        ...(who.role === 'administrator' ? WHOLE : []).map((page) => h('a', { href: `#${page}`, 'aria-current': page === name ? 'page' : null }, t(`${page}.title`))))),
  ];
}
