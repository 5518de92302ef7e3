// @ts-check
/** The queue page: tabs, tools, list, and beside it the case that is read. */
import { pickedAll, pickedOne, timePassed } from './changes.js';
import { drawDetail, detailRegion } from './detail.js';
import { fill, h, icon, isPhone } from './dom.js';
import { showFilter, sortOptions } from './filter.js';
import { counted, initials } from './format.js';
import { countsSoon, loadCounts, loadList, loadMore, showArrived } from './list.js';
import { following, openCase } from './open.js';
import { bulkBar } from './actions.js';
import { goTo, usualSort } from './route.js';
import { createRow } from './rows.js';
import { claimOf, dispatch, isFiltered, isWaiting, listed, mayDecide, on, reading, state } from './state.js';
import { t } from './words.js';

const TICK = 30_000;
/** From here on the browser leaves out what is not seen. */
const MANY = 200;
/** A list that takes longer shows that it is on its way. */
const PATIENCE = 200;

/** @type {Map<string, import('./rows.js').Row>} */
const rows = new Map();
let ticking = 0;

export function queuePage() {
  rows.clear();
  document.body.className = 'q';
  const tabs = h('div.tabs', { role: 'tablist', 'aria-label': t('queues'), onkeydown: onTabKey });
  const list = h('ul.rows', { role: 'list', 'aria-label': t(`list.${state.queue}`) });
  const head = h('div.lhead');
  const others = h('span.with');
  const region = detailRegion();
  const bulk = bulkBar();

  on('counts', () => drawTabs(tabs));
  on('list next loading failure cases elsewhere open claims picked care shownWords', () => drawRows(list));
  on('list next alsoIn counts arrived elsewhere picked', () => drawHead(head));
  on('claims list', () => drawOthers(others));
  on('open cases elsewhere edited list loading claims authors care shownWords', () => drawDetail(region));
  on('open cases counts', drawTitle);
  drawTabs(tabs);
  drawHead(head);
  drawRows(list);
  drawDetail(region);
  clearInterval(ticking);
  ticking = window.setInterval(() => dispatch(timePassed(Date.now())), TICK);
  begin();

  return h('main.qm', { id: 'main' },
    h('h1.vh', {}, t('queue.title')),
    h('div.qbar', {}, tabs, h('div.qtools', {}, others, filterButton(), ...sortSelect())),
    h('div.panes', {},
      h('section.lp', { id: 'panel', role: 'tabpanel', 'aria-labelledby': `tab-${state.queue}` }, head, list),
      region, bulk));
}

async function begin() {
  loadCounts();
  const asked = state.open;
  if (asked) openCase(asked);
  await loadList();
  // Beside the list the first case is already open; on a phone the list comes first.
  if (!state.open && !isPhone() && state.view === 'queue') openCase(following(0, new Set()));
}

function drawTitle() {
  const name = isPhone() && reading() ? `${reading()?.author.name} · ` : '';
  const waits = state.counts.pending?.count ?? 0;
  const count = waits ? `(${counted(state.counts.pending)}) ` : '';
  document.title = `${count}${name}${t(`queue.${state.queue}`)} · ${t('title.queue')}`;
  document.body.classList.toggle('reading', state.open !== null);
}

/* ---- tabs ---- */

const tabNames = () => state.vocabulary.queues.map(({ queue }) => queue).filter((name) => name !== 'appeals' || state.queue === 'appeals' || state.counts.appeals?.count > 0);

/** @param {HTMLElement} tabs */
function drawTabs(tabs) {
  fill(tabs, ...tabNames().map(tab));
}

/** @param {string} name */
function tab(name) {
  const selected = name === state.queue;
  const queue = state.counts[name];
  return h('button', {
    type: 'button', role: 'tab', id: `tab-${name}`, 'aria-selected': String(selected), 'aria-controls': 'panel',
    tabindex: selected ? null : '-1', onclick: () => goToQueue(name),
  }, t(`queue.${name}`), ' ', h('span.n', {}, queue ? counted(queue) : ''));
}

/** @param {string} queue */
function goToQueue(queue) {
  goTo({ queue, sort: usualSort(queue) });
  document.getElementById(`tab-${queue}`)?.focus();
}

export function nextTab() {
  const names = tabNames();
  goToQueue(names[(names.indexOf(state.queue) + 1) % names.length]);
}

/** The arrows move the focus; Enter or Space shows the queue, as loading one is not free. @param {KeyboardEvent} event */
function onTabKey(event) {
  const tabs = [.../** @type {HTMLElement} */ (event.currentTarget).children].map((one) => /** @type {HTMLElement} */ (one));
  const at = tabs.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const forward = getComputedStyle(tabs[0]).direction === 'rtl' ? -1 : 1;
  /** @type {Record<string, number>} */
  const to = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: tabs.length - 1 };
  if (!(event.key in to)) return;
  event.preventDefault();
  event.stopPropagation();
  tabs[(to[event.key] + tabs.length) % tabs.length].focus();
}

/* ---- tools ---- */

function filterButton() {
  const set = Object.keys(state.filters).length;
  const button = h('button.b', { type: 'button', id: 'filter', 'aria-haspopup': 'dialog', onclick: showFilter },
    icon('filter'), t('filter'), set > 0 && h('span.on-count', { 'aria-hidden': 'true' }, set));
  if (set) button.setAttribute('aria-description', t('filter.set', { n: set }));
  return button;
}

function sortSelect() {
  const select = h('select.sel', { id: 'sort', onchange: () => goTo({ sort: select.value }) }, ...sortOptions());
  return [h('label.vh', { for: 'sort' }, t('sort')), select];
}

/** @param {HTMLElement} others */
function drawOthers(others) {
  const people = new Map(state.list.flatMap((id) => claimOf(id)?.by ?? []).map((by) => [by.id, by]));
  others.hidden = people.size === 0;
  const faces = [...people.values()].slice(0, 3).map((by, index) =>
    h(index % 2 ? 'span.ava.s.tom' : 'span.ava.s.ana', { title: by.name, 'aria-hidden': 'true' }, initials(by.name)));
  fill(others, ...faces, t('others', { n: people.size }));
}

/** @param {HTMLElement} head */
function drawHead(head) {
  const all = h('input.k', { type: 'checkbox', id: 'pick-all', 'aria-label': t('select.all'), onchange: () => dispatch(pickedAll(all.checked)) });
  const selectable = state.list.filter((id) => !state.elsewhere.has(id)).length;
  all.checked = selectable > 0 && state.picked.size >= selectable;
  all.indeterminate = state.picked.size > 0 && !all.checked;
  fill(head, mayDecide() && h('label.hit', {}, all), h('span.num', {}, howMany()), h('span.sp'),
    h('button.ib.mobonly', { type: 'button', id: 'filter-small', 'aria-label': t('filter'), 'aria-haspopup': 'dialog', onclick: showFilter }, icon('filter')),
    state.arrived.size > 0 && livePill(), state.q && searched());
}

function howMany() {
  if (isFiltered()) return t(state.next ? 'count.over' : 'count.found', { n: state.list.length });
  const queue = state.counts[state.queue];
  if (!queue) return '';
  return t(isWaiting() ? 'count.waiting' : 'count.all', { n: queue.capped ? counted(queue) : queue.count });
}

/** Where a search looked, and what it found in the other queues. */
function searched() {
  const also = Object.entries(state.alsoIn).filter(([, n]) => n > 0);
  return h('p.sub.searched', { role: 'status' }, t('searched', { queue: t(`queue.${state.queue}`) }),
    also.length > 0 && [` ${t('searched.also')} `, ...also.map(([queue, n]) => h('button.lnk', {
      type: 'button', onclick: () => goTo({ queue, sort: usualSort(queue) }),
    }, t('searched.in', { queue: t(`queue.${queue}`), n: n > 100 ? '100+' : n })))]);
}

function livePill() {
  const n = state.arrived.size;
  return h('button.live', { type: 'button', id: 'live', 'aria-label': t('live', { n }), onclick: onLive }, icon('up'), t('live.short', { n }));
}

async function onLive() {
  const first = await showArrived();
  const link = document.getElementById(`row-${first}`)?.querySelector('a');
  link?.focus({ preventScroll: true });
  link?.closest('li')?.scrollIntoView({ block: 'nearest' });
  countsSoon();
}

/* ---- rows ---- */

const does = {
  /** @param {string} id */
  open: (id) => openCase(id, { focus: isPhone() }),
  /** @param {string} id @param {boolean} range */
  pick: (id, range) => dispatch(pickedOne(id, range)),
};

/** @param {HTMLElement} list */
function drawRows(list) {
  list.classList.toggle('many', state.list.length > MANY);
  const wanted = listed().map(rowOf);
  const there = new Set(state.list);
  for (const [id, row] of rows) {
    if (there.has(id)) continue;
    row.element.remove();
    rows.delete(id);
  }
  for (const tail of list.querySelectorAll(':scope > :not(.row)')) tail.remove();
  // Rows that stay are not moved: a moved element loses its focus.
  let at = list.firstElementChild;
  for (const { element } of wanted) {
    if (element === at) at = at.nextElementSibling;
    else list.insertBefore(element, at);
  }
  const tail = listEnd();
  if (tail) list.append(tail);
}

/** @param {import('./state.js').Case} one */
function rowOf(one) {
  const row = rows.get(one.id) ?? createRow(one, does);
  rows.set(one.id, row);
  row.update(one);
  return row;
}

function listEnd() {
  if (state.next && state.list.length) return h('li.more', {}, moreButton());
  if (state.list.length) return null;
  if (state.loading) return skeleton();
  if (state.failure !== null) return empty(t('list.failed'), state.failure, t('again'), loadList);
  if (isFiltered()) return empty(t('empty.filtered'), t('empty.filtered.hint'), t('filter.clear'), () => goTo({ filters: {}, q: '' }));
  return state.queue === 'pending' ? empty(t('empty.pending'), t('empty.hint')) : empty(t('empty.other'), '');
}

function moreButton() {
  const busy = state.loading ? 'true' : null;
  return h('button.b', { type: 'button', 'aria-disabled': busy, onclick: onMore }, t('more'));
}

async function onMore() {
  const first = await loadMore();
  document.getElementById(`row-${first}`)?.querySelector('a')?.focus({ preventScroll: true });
}

function skeleton() {
  const waiting = h('li.skel', { 'aria-hidden': 'true', hidden: true }, h('i'), h('i'), h('i'), h('i'));
  setTimeout(() => { waiting.hidden = false; }, PATIENCE);
  return waiting;
}

/** @param {string} title @param {string} text @param {string} [action] @param {() => void} [onaction] */
function empty(title, text, action, onaction) {
  return h('li.empty', {}, h('h2', {}, title), h('p', {}, text), action && h('button.b', { type: 'button', onclick: onaction }, action));
}
