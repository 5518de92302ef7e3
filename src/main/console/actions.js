// @ts-check
/** The bars that decide: for the open case, and for a selection. */
import { cannedReasons, readCanned } from './canned.js';
import { pickedAll, tellingReason } from './changes.js';
import { allowed, decide } from './decide.js';
import { ask } from './dialog.js';
import { field, fill, h, hint, icon } from './dom.js';
import { showBan } from './ban.js';
import { showDrawer } from './drawer.js';
import { closeMenu, menuIsOpen, menuItem, openMenu } from './menu.js';
import { addNote } from './note.js';
import { next } from './open.js';
import { canUndo, dispatch, mayDecide, on, reading, state } from './state.js';
import { undo } from './undo.js';
import { has, t } from './words.js';

/** @type {Record<string, {icon: string, key?: string, className: string}>} */
const LOOK = {
  approve: { icon: 'ok', key: 'A', className: '.ok' },
  reject: { icon: 'x', key: 'R', className: '.no' },
  spam: { icon: 'trash', key: 'S', className: '.sp' },
  delete: { icon: 'trash', className: '.quiet.opt' },
  reopen: { icon: 'undo', className: '.quiet.opt' },
};

/** @param {string} action */
const lookOf = (action) => LOOK[action] ?? { icon: 'skip', className: '.quiet.opt' };

/** The actions there are keys for: a selection is decided by them. */
const keyed = () => state.vocabulary.actions.filter((action) => lookOf(action).key);

/** @returns {HTMLElement} the bar under the case that is read */
export function decideBar() {
  const bar = h('div.actbar', {}, h('div.in', { role: 'toolbar', 'aria-label': t('decide'), onkeydown: onToolbarKey }));
  let drawn = '';
  const draw = () => {
    bar.hidden = !reading() || state.picked.size > 0;
    const actions = reading()?.actions ?? [];
    const off = state.open !== null && state.elsewhere.has(state.open);
    const sign = JSON.stringify([state.open, actions, off, canUndo(), reading()?.appeal]);
    // Drawn again only when it differs: the focus may be on one of its buttons.
    if (sign !== drawn && !menuWithin(bar)) fill(/** @type {Element} */ (bar.firstElementChild), ...buttons(actions, off));
    drawn = sign;
  };
  on('open cases elsewhere picked undos', draw);
  draw();
  return bar;
}

/** @param {Element} bar */
const menuWithin = (bar) => menuIsOpen() && bar.querySelector('[role=menu]') && (closeMenu(), false);

/** @param {string[]} actions @param {boolean} off */
function buttons(actions, off) {
  return [
    ...actions.map((action) => (action === 'reject' ? split(off) : decision(action, off))),
    h('button.b.quiet.dec.opt', { type: 'button', 'aria-keyshortcuts': 'J', onclick: next }, icon('skip'), t('skip.comment'), hint('J')),
    moreActions(actions),
    h('span.gap'),
    mayDecide() ? undoButton() : h('p.sub', {}, t('readonly')),
  ];
}

const undoButton = () => h('button.b.quiet.dec.opt', {
  type: 'button', 'aria-keyshortcuts': 'Z U', 'aria-disabled': canUndo() ? null : 'true', onclick: () => undo(),
}, icon('undo'), t('undo'), hint('Z'));

/** @param {string} action @param {boolean} off */
function decision(action, off) {
  const { icon: name, key, className } = lookOf(action);
  return h(`button.b.dec${className}${off ? '.off' : ''}`, {
    type: 'button', 'aria-keyshortcuts': key, 'aria-disabled': off ? 'true' : null, onclick: () => { if (!off) decide({ action }); },
  }, icon(name), t(wordOf(action)), key && hint(key));
}

/** An appeal is answered by the same actions. @param {string} action */
const wordOf = (action) => (has(`answer.${action}`) && reading()?.appeal?.state === 'waiting' ? `answer.${action}` : `do.${action}`);

/** @param {boolean} off */
function split(off) {
  const arrow = h(`button.b.dec.no.opt${off ? '.off' : ''}`, {
    type: 'button', id: 'reasons', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': t('reject.why'),
    'aria-disabled': off ? 'true' : null, onclick: () => { if (!off) toggleReasons(true); },
  }, icon('chev'));
  return h('span.split', {}, decision('reject', off), arrow);
}

/** @param {boolean} first focus the first reason: for the pointer and for Enter on the arrow */
function toggleReasons(first) {
  if (menuIsOpen()) closeMenu();
  else openReasons(first);
}

/** R opens the reasons: a digit takes one, Enter none. @param {boolean} [first] */
export function openReasons(first = false) {
  if (!allowed('reject').length) return;
  const bulk = state.picked.size > 0;
  const button = document.getElementById(bulk ? 'bulk-reject' : 'reasons');
  if (!button) return;
  const { rejections } = state.vocabulary;
  const tell = tellItem();
  const own = h('div', { role: 'group', 'aria-label': t('reject.own') });
  drawOwn(own);
  openMenu(button, {
    className: '.rejmenu', label: t('reject.why'), first,
    host: /** @type {HTMLElement | null} */ (button.closest(bulk ? '.bulk' : '.actbar')),
    items: [
      h('p.hd', { role: 'presentation' }, t('reject.because'), hint('⏎'), h('span', { 'aria-hidden': 'true' }, t('reject.none'))),
      ...rejections.map((reason, index) => menuItem([reason === 'other' ? t('reason.other…') : t(`reason.${reason}`), hint(String(index + 1))], () => rejectFor(reason))),
      own,
      h('hr', { role: 'separator' }),
      tell,
    ],
    keys: onReasonKey,
  });
  readCanned().then(() => { if (own.isConnected && !own.childElementCount) drawOwn(own); });
}

/** Under the built-in reasons those of the site, by name; the author reads their words. @param {HTMLElement} group */
function drawOwn(group) {
  fill(group, ...cannedReasons(allowed('reject')).map(({ name, words }) => {
    const item = menuItem([h('span', { dir: 'auto', title: words }, name)], () => decide({ action: 'reject', reason: words, tell: state.tellReason }));
    item.tabIndex = -1;
    return item;
  }));
}

/** @param {KeyboardEvent} event */
function onReasonKey(event) {
  const { rejections } = state.vocabulary;
  const at = Number(event.key);
  const onItem = document.activeElement?.matches('[role^=menuitem]');
  if (event.key === 'Enter' && !onItem) {
    closeMenu();
    decide({ action: 'reject' });
  } else if (at >= 1 && at <= rejections.length) {
    closeMenu();
    rejectFor(rejections[at - 1]);
  } else return false;
  return true;
}

function tellItem() {
  const item = h('button', {
    type: 'button', role: 'menuitemcheckbox', 'aria-checked': String(state.tellReason),
    onclick: () => {
      dispatch(tellingReason(!state.tellReason));
      item.setAttribute('aria-checked', String(state.tellReason));
    },
  }, icon('ok'), t('reject.tell'));
  return item;
}

/** @param {string} reason */
function rejectFor(reason) {
  if (reason === 'other') askReason();
  else decide({ action: 'reject', reason, tell: state.tellReason });
}

function askReason() {
  const text = h('input.inp', { maxlength: 200, autofocus: true });
  ask({
    title: t('reject.other'), content: [field(t('reason'), text)], yes: t('do.reject'),
    done: () => decide({ action: 'reject', reason: text.value.trim() || 'other', tell: state.tellReason }),
  });
}

/** On a phone the rest hides behind three dots. @param {string[]} actions */
function moreActions(actions) {
  const extra = actions.filter((action) => !lookOf(action).key);
  const button = h('button.b.quiet.mobonly.dmore', {
    type: 'button', 'aria-label': t('actions.more'), 'aria-haspopup': 'menu', 'aria-expanded': 'false',
    onclick: () => (menuIsOpen() ? closeMenu() : openMenu(button, {
      className: '.moremenu', label: t('actions.more'), host: button.closest('.actbar'),
      items: [
        actions.includes('reject') && menuItem([t('reject.why')], () => openReasons(true)),
        menuItem([t('skip.comment')], next),
        mayDecide() && menuItem([t('undo')], () => undo()),
        ...extra.map((action) => menuItem([t(`do.${action}`)], () => decide({ action }))),
        mayDecide() && menuItem([t('note.add')], addNote),
        menuItem([t('author.history')], () => { const one = reading(); if (one) showDrawer(one.author); }),
        mayDecide() && menuItem([t('ban')], () => { const one = reading(); if (one) showBan(one.author); }),
      ],
    })),
  }, h('span', { 'aria-hidden': 'true' }, '⋯'));
  return button;
}

/** @returns {HTMLElement} the bar of a selection, in the place of the other */
export function bulkBar() {
  const inner = h('div.in', { role: 'toolbar', 'aria-label': t('bulk'), onkeydown: onToolbarKey });
  const bar = h('div.bulk', {}, inner);
  const draw = () => {
    const n = state.picked.size;
    bar.hidden = n === 0;
    document.body.classList.toggle('picking', n > 0);
    if (n) fill(inner, h('b', { 'aria-hidden': 'true' }, t('picked', { n })), ...keyed().map((action) => bulkButton(action, n)), h('span.gap'), clearButton());
  };
  on('picked', draw);
  draw();
  return bar;
}

/** @param {string} action @param {number} n */
function bulkButton(action, n) {
  const { icon: name, key } = lookOf(action);
  return h('button', {
    type: 'button', id: `bulk-${action}`, 'aria-keyshortcuts': key, onclick: () => decide({ action }),
  }, icon(name), h('span.vh', {}, t(`bulk.${action}`, { n })), h('span', { 'aria-hidden': 'true' }, t(`do.${action}`), ' ', h('span.c', {}, t('number', { n }))), key && hint(key));
}

const clearButton = () =>
  h('button', { type: 'button', 'aria-keyshortcuts': 'Escape', onclick: () => dispatch(pickedAll(false)) },
    h('span.vh', {}, t('picked.clear')), h('span', { 'aria-hidden': 'true' }, t('clear')), hint('Esc'));

/** @param {KeyboardEvent} event */
function onToolbarKey(event) {
  if (!['ArrowRight', 'ArrowLeft'].includes(event.key)) return;
  const bar = /** @type {HTMLElement} */ (event.currentTarget);
  const shown = [...bar.querySelectorAll('button')].filter((button) => button.offsetParent);
  const forward = (event.key === 'ArrowRight') !== (getComputedStyle(bar).direction === 'rtl') ? 1 : -1;
  const at = shown.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  shown[(at + forward + shown.length) % shown.length]?.focus();
  event.preventDefault();
}
