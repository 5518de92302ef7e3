// @ts-check
/** What surrounds every view. */
import { decidedToday, session } from './api.js';
import { fill, h, hint, icon } from './dom.js';
import { age, counted, initials } from './format.js';
import { showHelp } from './help.js';
import { reminder } from './pause.js';
import { closeMenu, menuItem, menuIsOpen, openMenu } from './menu.js';
import { address, changeSite, goTo } from './route.js';
import { mayDecide, state } from './state.js';
import { status, toasts } from './status.js';
import { t } from './words.js';

export function shell() {
  const bar = h('header.topbar', {}, brand(), sitePicker(), nav(), find(), helpButton(), menuButton(), account());
  return [h('a.skip', { href: '#main' }, t('skip')), bar, status, toasts, reminder];
}

function brand() {
  return h('a.brand', { href: address({ view: 'queue', open: null }), 'aria-label': 'Parley', onclick: follow({ view: 'queue' }) },
    icon('logo'), h('span', {}, 'Parley'));
}

function sitePicker() {
  const sites = state.moderator?.sites ?? [];
  if (sites.length < 2) return h('span.sitepick', {}, sites[0]?.name ?? '');
  const select = h('select', { 'aria-label': t('site'), onchange: () => changeSite(select.value) },
    ...sites.map((site) => h('option', { value: site.slug, selected: site.slug === state.site }, siteLabel(site))));
  // The list says what waits where; closed, it is the name of the site.
  const name = sites.find((site) => site.slug === state.site)?.name ?? '';
  return h('div.sitepick', {}, h('span', { 'aria-hidden': 'true', dir: 'auto' }, name), icon('chev'), select);
}

/** A site with what waits there, and for how long. @param {{slug: string, name: string}} site */
function siteLabel({ slug, name }) {
  const work = state.work.get(slug);
  if (!work?.count) return name;
  return t('site.work', { name, n: counted(work), age: work.oldest ? age(work.oldest) : '' });
}

function nav() {
  return h('nav.nav', { 'aria-label': t('nav') }, ['queue', 'log'].map(navLink),
    ['dashboard', 'settings'].map((page) => h('a', { href: `administration/#${page}/${state.site}` }, t(`nav.${page}`))));
}

/** @param {any} view */
function navLink(view) {
  return h('a', {
    href: address({ view, open: null }), 'aria-current': state.view === view ? 'page' : null, onclick: follow({ view }),
  }, t(`nav.${view}`));
}

/** A link that stays in the page, unless another tab is asked for. @param {Partial<import('./state.js').State>} changes */
function follow(changes) {
  return (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(changes);
  };
}

function find() {
  const input = h('input', {
    type: 'search', id: 'find', value: state.q, 'aria-label': t('search.label'), placeholder: t('search'), 'aria-keyshortcuts': '/',
  });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    goTo({ view: 'queue', q: input.value.trim() });
  };
  // Emptied by its own cross, the search ends.
  input.addEventListener('search', () => { if (!input.value && state.q) goTo({ q: '' }); });
  return h('form.find', { role: 'search', onsubmit }, icon('search'), input, hint('/'));
}

const helpButton = () =>
  h('button.ib.help', { type: 'button', 'aria-label': t('help'), 'aria-keyshortcuts': '?', onclick: showHelp }, icon('help'));

function menuButton() {
  const button = h('button.ib.mnav', { type: 'button', 'aria-label': t('menu'), 'aria-expanded': 'false' }, icon('menu'));
  button.addEventListener('click', () => {
    const open = button.parentElement.classList.toggle('open');
    button.setAttribute('aria-expanded', String(open));
  });
  return button;
}

function account() {
  const me = /** @type {NonNullable<typeof state.moderator>} */ (state.moderator);
  const button = h('button.me', {
    type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false',
    'aria-label': t('account', { initials: initials(me.name) }),
  }, initials(me.name));
  button.addEventListener('click', () => (menuIsOpen() ? closeMenu() : openMenu(button, {
    className: '', label: t('account.menu'),
    items: [
      h('p.hd', { role: 'presentation' }, me.name, h('br'), me.email, ownDay()),
      menuItem([t('account.title')], () => location.assign('administration/#account')),
      mayDecide() && menuItem([t('purge')], () => location.assign(`administration/#purge/${state.site}`)),
      menuItem([t('help')], showHelp),
      menuItem([t('signout')], signOut),
    ],
  })));
  return h('div.acct', {}, button);
}

/** How much one has decided today: told when it is asked for, and to nobody else. */
function ownDay() {
  const line = h('span.own');
  if (mayDecide()) decidedToday().then((n) => fill(line, t('today', { n })), () => {});
  return line;
}

async function signOut() {
  await session('DELETE').catch(() => {});
  // The next person at this screen starts from nothing.
  location.assign(location.pathname);
}
