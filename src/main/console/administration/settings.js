// @ts-check
/** The settings of a site: what is changed here is told with its price before it is saved. */
import { request } from '../api.js';
import { problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { canned } from './canned.js';
import { changed, copy } from './draft.js';
import { section } from './section.js';
import { thresholds } from './thresholds.js';
import { versions } from './versions.js';
import { t } from '../words.js';
import { wordLists } from './wordlists.js';

/** @typedef {Record<string, any>} Policy */
/** @typedef {{policy: Policy, saved: Policy, touched: () => void, path: string, listen: (redraw: () => void) => void}} Draft */

const PARTS = ['moderation', 'thresholds', 'words', 'form', 'languages', 'closing', 'deciding', 'privacy', 'versions'];
const MODES = ['all', 'first', 'doubtful', 'none'];
const DAYS = ['emailDays', 'rejectedDays', 'logDays'];

/** @param {string} site @param {string} part */
export async function settingsPage(site, part) {
  const path = `sites/${encodeURIComponent(site)}/policy`;
  const { version, ...read } = await request('GET', path);
  /** @type {(() => void)[]} */
  const listeners = [];
  let loaded = version;
  /** @type {Draft} */
  const draft = { policy: copy(read), saved: copy(read), path, touched, listen: (redraw) => listeners.push(redraw) };
  const body = h('div.sbody');
  const save = saveBar();
  const history = versions(site, reload);
  drawAll();
  addEventListener('part', (event) => show(/** @type {CustomEvent} */ (event).detail));
  queueMicrotask(() => part && show(part));
  return [h('div.set', {}, sections(site, part || PARTS[0]), h('div.sbody', {}, body, history.element, save.element))];

  function drawAll() {
    listeners.length = 0;
    fill(body, modes(draft), thresholds(draft), wordLists(draft), form(draft), languages(draft), closing(draft), deciding(draft), privacy(draft));
    touched();
  }

  function touched() {
    for (const redraw of listeners) redraw();
    save.tell();
  }

  /** After a roll-back. */
  async function reload() {
    const { version: now, ...fresh } = await request('GET', path);
    loaded = now;
    draft.policy = copy(fresh);
    draft.saved = copy(fresh);
    drawAll();
  }

  function saveBar() {
    const what = h('span', { role: 'status' });
    const why = h('input.inp', { name: 'why', maxlength: 500, placeholder: t('settings.why'), 'aria-label': t('settings.why') });
    const told = h('div');
    const button = h('button.b.pri', { type: 'submit' }, t('settings.save'));
    const element = h('form.save', { hidden: true, novalidate: true, onsubmit: send }, what, why,
      h('button.b', { type: 'button', onclick: () => { fill(told); draft.policy = copy(draft.saved); drawAll(); } }, t('settings.discard')), button, told);
    return { element, tell };

    function tell() {
      const names = Object.keys(changed(draft));
      element.hidden = names.length === 0;
      fill(what, h('b', {}, t('settings.unsaved', { n: names.length })), ' ', h('span.sub', {}, names.map((name) => t(`set.${name}`)).join(', ')));
    }

    /** @param {Event} event */
    async function send(event) {
      event.preventDefault();
      if (button.ariaDisabled) return;
      button.ariaDisabled = 'true';
      fill(told);
      try {
        const now = await request('GET', path);
        if (now.version !== loaded) {
          fill(told, problem(t('settings.meanwhile')));
          return;
        }
        const reason = why.value.trim();
        const { version: next, ...stored } = await request('PUT', path, { ...draft.policy, ...(reason ? { why: reason } : {}) });
        loaded = next;
        draft.policy = copy(stored);
        draft.saved = copy(stored);
        why.value = '';
        drawAll();
        history.read(t('settings.saved'));
      } catch (error) {
        const lines = (/** @type {any} */ (error).body?.errors ?? []).map((/** @type {{message: string}} */ one) => one.message);
        const box = problem(...(lines.length ? lines : [sentence(error)]));
        fill(told, box);
        box.focus();
      } finally {
        button.ariaDisabled = null;
      }
    }
  }
}

/** @param {string} part */
function show(part) {
  const section = document.getElementById(`set-${part}`);
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
  for (const link of document.querySelectorAll('.snav a')) {
    if (link.getAttribute('href')?.endsWith(`/${part}`)) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** @param {string} site @param {string} current */
const sections = (site, current) => h('nav.snav', { 'aria-label': t('settings.title') },
  ...PARTS.map((part) => h('a', { href: `#settings/${encodeURIComponent(site)}/${part}`, 'aria-current': part === current ? 'true' : null }, t(`part.${part}`))));

/** @param {Draft} draft */
function modes(draft) {
  return section('moderation', null, h('div.modes', { role: 'radiogroup', 'aria-labelledby': 'h-moderation' }, ...MODES.map((mode) =>
    h('label.mode', {}, h('input', { type: 'radio', name: 'moderation', value: mode, checked: draft.policy.moderation === mode, onchange: () => {
      draft.policy.moderation = mode;
      draft.touched();
    } }), h('span', {}, h('b', {}, t(`mode.${mode}`), mode === 'doubtful' && [' ', h('span.chip.acc', {}, t('settings.recommended'))]),
      ' ', h('span.sub', {}, t(`mode.${mode}.text`)))))), ...audit(draft));
}

/** Which share of what is published moderators are asked about, in percent. @param {Draft} draft */
function audit(draft) {
  const input = h('input.inp', { type: 'number', min: 0, max: 10, step: 0.5, name: 'auditShare', value: Number(((draft.policy.auditShare ?? 0) * 100).toFixed(2)), oninput: () => {
    if (input.validity.badInput) return;
    if (Number(input.value)) draft.policy.auditShare = Number((Number(input.value) / 100).toFixed(4));
    else delete draft.policy.auditShare;
    draft.touched();
  } });
  return [h('div.two', {}, field(t('set.auditShare'), input)), h('p.hint', {}, t('settings.audit'))];
}

/**
 * A number that may be left out.
 * @param {Draft} draft @param {string} name @param {{least: number, most: number, of?: () => Policy, key?: string}} bounds
 */
function number(draft, name, { least, most, of = () => draft.policy, key = name }) {
  const input = h('input.inp', { type: 'number', min: least, max: most, step: 1, name: key, value: of()[name] ?? '', oninput: () => {
    if (input.validity.badInput) return;
    if (input.value === '') delete of()[name];
    else of()[name] = Number(input.value);
    draft.touched();
  } });
  return field(t(`set.${key}`), input);
}

/** @param {string} label @param {boolean} on @param {(on: boolean) => void} set */
function check(label, on, set) {
  const box = h('input', { type: 'checkbox', checked: on, onchange: () => set(box.checked) });
  return h('label.check', {}, box, ' ', label);
}

/** @param {Draft} draft @param {string} name @param {string[]} values */
function choice(draft, name, values) {
  const select = h('select.inp', { name, onchange: () => { draft.policy[name] = select.value; draft.touched(); } },
    ...values.map((value) => h('option', { value, selected: draft.policy[name] === value }, t(`${name}.${value}`))));
  return field(t(`set.${name}`), select);
}

/** @param {Draft} draft */
function form(draft) {
  return section('form', null,
    h('div.two', {}, number(draft, 'maxLength', { least: 1, most: 5000 }), number(draft, 'editMinutes', { least: 0, most: 1440 }),
      number(draft, 'linksNewcomer', { least: 0, most: 100 }), number(draft, 'linksAnyone', { least: 0, most: 100 })),
    check(t('set.emailRequired'), draft.policy.emailRequired === true, (on) => {
      if (on) draft.policy.emailRequired = true;
      else if (draft.saved.emailRequired === undefined) delete draft.policy.emailRequired;
      else draft.policy.emailRequired = false;
      draft.touched();
    }));
}

/** @param {Draft} draft */
function languages(draft) {
  const codes = h('input.inp', { name: 'languages', dir: 'ltr', value: draft.policy.languages.join(', '), oninput: () => {
    draft.policy.languages = codes.value.split(/[\s,]+/).filter(Boolean);
    draft.touched();
  } });
  return section('languages', t('part.languages.hint'), h('div.two', {}, field(t('set.languages'), codes), choice(draft, 'unmodelled', ['hold', 'rules', 'show'])));
}

/** @param {Draft} draft */
const closing = (draft) => section('closing', null,
  h('div.two', {}, number(draft, 'closeAfterDays', { least: 1, most: 36500 }), choice(draft, 'articleKey', ['exact', 'canonical'])));

/** What is not said stays unsaid. @param {Draft} draft */
const deciding = (draft) => section('deciding', null,
  check(t('set.bansByTwo'), draft.policy.bansByTwo === true, (on) => {
    if (on) draft.policy.bansByTwo = true;
    else delete draft.policy.bansByTwo;
    draft.touched();
  }),
  canned(draft));

/** What is not said stays unsaid until something of it is changed. @param {Draft} draft */
function privacy(draft) {
  const own = () => (draft.policy.retention ??= { wholeAddress: false, addressDays: 90 });
  const shown = { wholeAddress: false, addressDays: 90, ...draft.policy.retention };
  const days = (/** @type {string} */ name) => {
    const input = h('input.inp', { type: 'number', min: 1, max: 3650, name, value: shown[name] ?? '', placeholder: t('settings.never'), oninput: () => {
      if (input.validity.badInput) return;
      if (input.value === '') delete own()[name];
      else own()[name] = Number(input.value);
      draft.touched();
    } });
    return field(t(`set.${name}`), input);
  };
  return section('privacy', t('part.privacy.hint'), h('div.two', {}, days('addressDays'), ...DAYS.map(days)),
    check(t('set.wholeAddress'), shown.wholeAddress, (on) => { own().wholeAddress = on; draft.touched(); }));
}
