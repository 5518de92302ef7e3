// @ts-check
/** The decision log: who did what, when and why, and what can be taken back. */
import { api } from './api.js';
import { logFiltered } from './changes.js';
import { csv, download } from './csv.js';
import { sentence } from './dialog.js';
import { field, fill, h } from './dom.js';
import { showDrawer } from './drawer.js';
import { absolute, humanised, moment, reasonWords, score } from './format.js';
import { chip } from './reasons.js';
import { replace } from './route.js';
import { say, toast } from './status.js';
import { dispatch, mayDecide, state } from './state.js';
import { has, t } from './words.js';

/** @typedef {Api.LogEntry} Entry */

/** @type {Record<string, string>} */
const TONES = { approve: '.ok', reject: '.bad', spam: '.spam', ban: '.bad', undo: '.acc' };
const PAGE = 50;
const TYPING = 300;

export function logPage() {
  document.title = t('title.log');
  document.body.className = '';
  const view = { entries: /** @type {Entry[]} */ ([]), next: /** @type {string | null} */ (null), turn: 0, failure: '' };
  const body = h('tbody');
  const foot = h('div.more');
  const moderator = select('moderator', [['', t('log.everyone')], ['rules', t('by.rules')]]);
  const action = select('action', [['', t('any')], ...state.vocabulary.logged.map((name) => [name, t(`action.${name}`)])]);
  const text = input('q', 'search');
  const from = input('from', 'date');
  const to = input('to', 'date');
  load();

  /** @param {string | null} [cursor] */
  async function load(cursor = null) {
    const turn = ++view.turn;
    view.failure = '';
    try {
      const page = await api.log({ ...state.logFilters, limit: PAGE, cursor });
      if (turn !== view.turn) return;
      view.entries = cursor ? [...view.entries, ...page.decisions] : page.decisions;
      view.next = page.next;
      nameModerators(moderator, page.moderators ?? []);
    } catch (error) {
      if (turn === view.turn) view.failure = sentence(error);
    }
    if (turn === view.turn) draw();
  }

  function draw() {
    fill(body, ...view.entries.map((entry) => row(entry, takeBack)));
    const nothing = view.failure || (view.entries.length ? '' : t(view.next ? 'log.further' : 'log.empty'));
    fill(foot, nothing && h('p.empty', {}, nothing), view.next && h('button.b', { type: 'button', onclick: more }, t('more')));
  }

  async function more() {
    const at = view.entries.length;
    await load(view.next);
    /** @type {HTMLElement | null} */ (body.children[at]?.querySelector('button'))?.focus();
  }

  /** @param {Entry} entry */
  async function takeBack(entry) {
    try {
      await api.undo(entry.id);
      say(t('log.undone'));
      toast(t('log.undone'));
    } catch (error) {
      const since = /** @type {any} */ (error).code === 'decided-since';
      toast(since ? t('undo.since', { name: entry.author?.name ?? '' }) : t('notsaved'), { bad: true, stays: true });
    }
    load();
  }

  /** @param {string} name @param {string} value */
  function filter(name, value) {
    dispatch(logFiltered(name, value));
    replace();
    load();
  }

  /** @param {string} name @param {string[][]} options */
  function select(name, options) {
    const control = h('select.inp', { onchange: () => filter(name, control.value) }, ...options.map(([value, label]) => h('option', { value }, label)));
    control.value = state.logFilters[name] ?? '';
    return control;
  }

  /** @param {string} name @param {string} type */
  function input(name, type) {
    let timer = 0;
    const control = h('input.inp', {
      type, value: state.logFilters[name] ?? '',
      oninput: () => {
        clearTimeout(timer);
        timer = window.setTimeout(() => filter(name, control.value.trim()), TYPING);
      },
    });
    return control;
  }

  return h('main.page', { id: 'main' },
    h('div.ph', {}, h('h1', {}, t('log.title')),
      h('div.sp', {}, h('button.b', { type: 'button', onclick: () => exportCsv(view.entries) }, t('log.export')))),
    h('form.lf', { 'aria-label': t('log.filter'), onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      field(t('log.moderator'), moderator), field(t('log.action'), action), field(t('log.text'), text), field(t('from'), from), field(t('to'), to)),
    h('section.panel', { 'aria-label': t('log.title') }, h('table.t.lg', {}, headings(), body), foot));
}

function headings() {
  const names = ['log.time', 'log.action', 'log.text2', 'reason', 'log.by'];
  return h('thead', {}, h('tr', {}, ...names.map((name) => h('th', { scope: 'col' }, t(name))),
    h('th', { scope: 'col' }, h('span.vh', {}, t('undo')))));
}

/** The first answer knows the names. @param {HTMLSelectElement} select @param {{id: string, name: string}[]} people */
function nameModerators(select, people) {
  const known = new Set([...select.options].map((option) => option.value));
  select.append(...people.filter((one) => !known.has(one.id)).map((one) => h('option', { value: one.id }, one.name)));
  select.value = state.logFilters.moderator ?? '';
}

/** @param {Entry} entry */
function actionName(entry) {
  return [entry.by ? 'acted' : 'ruled', 'action'].map((kind) => `${kind}.${entry.action}`).filter(has).map((key) => t(key))[0] ?? humanised(entry.action);
}

/** @param {Entry} entry */
function why(entry) {
  const reason = entry.reason ? reasonWords(entry.reason) : '';
  if (entry.action === 'undo' && entry.from) return [t('log.was', { status: t(`status.${entry.from}`) }), reason].filter(Boolean).join(' · ');
  if (entry.by || reason) return reason;
  const { toxicity, spam } = entry.scores ?? {};
  return [
    typeof toxicity === 'number' && `${t('meter.toxicity')} ${score(toxicity)}`,
    typeof spam === 'number' && `${t('meter.spam')} ${score(spam)}`,
  ].filter(Boolean).join(' · ');
}

/** What was changed, where it was neither a comment nor a person. @param {Entry} entry */
const what = (entry) => (entry.excerpt || entry.author?.name ? '' : (entry.note ?? ''));

/** @param {Entry} entry */
const byName = (entry) => entry.by?.name ?? t(`by.${entry.actor}`);

/** @param {Entry} entry @param {(entry: Entry) => void} takeBack */
function row(entry, takeBack) {
  const { author } = entry;
  return h('tr', {},
    h('td.num', {}, h('time', { datetime: entry.at, title: absolute(entry.at) }, moment(entry.at))),
    h('td', {}, chip(actionName(entry), TONES[entry.action] ?? ''), entry.undone && [' ', chip(t('acted.undo'), '.acc')]),
    h('td', { dir: 'auto' }, author?.name && h('b', {}, h('button.namebtn', { type: 'button', 'aria-haspopup': 'dialog', onclick: () => showDrawer(author) }, author.name)),
      ' ', h('span.mute', {}, entry.excerpt || what(entry))),
    h('td.mute', { dir: 'auto' }, why(entry), !what(entry) && entry.note && [' ', entry.note]),
    h('td', {}, byName(entry)),
    h('td.r', {}, mayDecide() && entry.undoable && !entry.undone && h('button.b.sm.quiet', { type: 'button', 'aria-label': t('log.undo', { name: author?.name ?? '' }), onclick: () => takeBack(entry) }, t('undo'))));
}

/** What is shown, and no e-mail address. @param {Entry[]} entries */
function exportCsv(entries) {
  const head = ['log.time', 'log.action', 'author', 'log.text3', 'reason', 'log.by'].map((name) => t(name));
  const lines = entries.map((one) => [one.at, actionName(one), one.author?.name ?? '', one.excerpt || what(one), why(one), byName(one)]);
  download(`parley-${state.site}-log.csv`, csv([head, ...lines]));
}
