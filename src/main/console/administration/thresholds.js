// @ts-check
/** Thresholds over the scores of the last comments, with what they would do told at once. */
import { request } from '../api.js';
import { sentence } from '../dialog.js';
import { field, fill, h, uid } from '../dom.js';
import { score } from '../format.js';
import { histogram, stack, withTable } from './chart.js';
import { changed, settled } from './draft.js';
import { languageName } from './language.js';
import { table } from './report.js';
import { section } from './section.js';
import { t } from '../words.js';

const FINER = ['threat', 'insult', 'identity_attack', 'obscene', 'severe_toxicity'];
const NEVER = 1.01;
const RECOMMENDED = { toxicityHold: 0.5, spamHold: 0.5, spamQueue: 0.8 };

/** @param {import('./settings.js').Draft} draft */
export function thresholds(draft) {
  const out = h('div.out', {}, h('p', {}, t('loading')));
  const toxicity = h('div');
  const spam = h('div');
  const language = h('select.inp.lang', { 'aria-label': t('settings.language'), onchange: () => drawBars() }, h('option', { value: 'all' }, t('settings.all')));
  /** @type {Api.Forecast | null} */
  let forecast = null;
  const ask = settled(() => request('POST', `${draft.path}/preview`, changed(draft)),
    (answer) => { forecast = answer; drawOut(); drawBars(); },
    (error) => fill(out, h('p', {}, sentence(error))));
  draft.listen(() => { drawBars(); ask(); });
  const period = h('span.sub');
  const back = h('button.lnk.sp', { type: 'button', onclick: () => {
    Object.assign(draft.policy, RECOMMENDED);
    delete draft.policy.toxicityReject;
    for (const one of sliders) one.show();
    draft.touched();
  } }, t('settings.back'));
  const sliders = [
    slider(draft, 'toxicityHold', 'queue', t('slider.toxicityHold.hint')),
    slider(draft, 'toxicityReject', 'bad', t('slider.toxicityReject.hint'), true),
    slider(draft, 'spamHold', 'queue', t('slider.spamHold.hint')),
    slider(draft, 'spamQueue', 'spam', t('slider.spamQueue.hint')),
  ];
  return section('thresholds', null, h('div.row2', {}, period, language, back), out,
    h('div.hist', {},
      h('div.hcol', {}, toxicity, sliders[0].element, sliders[1].element),
      h('div.hcol', {}, spam, sliders[2].element, sliders[3].element)),
    h('p.hint', {}, t('settings.scale')), finer(draft));

  function drawOut() {
    if (!forecast) return;
    const { comments, proposed, today, work, changed: otherwise } = forecast;
    fill(period, t('settings.period', { n: comments }));
    drawLanguages();
    if (!comments) {
      fill(out, h('p', { role: 'status' }, t('settings.nothing')));
      return;
    }
    const { approve, hold, spam: junk, reject } = proposed.shares;
    const words = t('settings.forecast', { approve: percent(approve), hold: percent(hold), spam: percent(junk), reject: percent(reject) });
    const people = proposed.people;
    fill(out,
      h('p.big', { role: 'status' }, ...words.split(/([\d.]+%)/).map((part, i) => (i % 2 ? h('b', {}, part) : part))),
      stack([['c-ok', approve], ['c-queue', hold], ['c-spam', junk], ['c-bad', reject]]),
      h('p.sub', {}, [
        otherwise ? t('settings.otherwise', { n: otherwise }) : '',
        work.hoursSaved === undefined ? '' : t(work.hoursSaved < 0 ? 'settings.more' : 'settings.less', { hours: hours(Math.abs(work.hoursSaved)), seconds: Math.round(work.secondsPerDecision ?? 0) }),
        people.decided ? t('settings.people', { decided: people.decided, n: people.otherwise, before: today.people.otherwise }) : '',
      ].filter(Boolean).join(' ')),
      h('details', {}, h('summary', {}, t('settings.bylanguage')),
        table(t('settings.bylanguage'), heads(t('settings.language')), rowsOf(proposed.languages)),
        table(t('settings.byattribute'), heads(t('settings.attribute')), rowsOf(proposed.attributes, (name) => t(`attribute.${name}`)))));
  }

  function drawLanguages() {
    const chosen = language.value;
    const known = Object.keys(forecast?.proposed.languages ?? {});
    fill(language, h('option', { value: 'all' }, t('settings.all')), ...known.map((code) => h('option', { value: code, selected: code === chosen }, languageName(code))));
  }

  function drawBars() {
    const { policy } = draft;
    bars(toxicity, 'toxicity', (at) => (at >= (policy.toxicityReject ?? NEVER) ? 'c-bad' : at >= policy.toxicityHold ? 'c-queue' : 'c-ok'));
    bars(spam, 'spam', (at) => (at >= policy.spamQueue ? 'c-spam' : at >= policy.spamHold ? 'c-queue' : 'c-ok'));
  }

  /** Stays a table where one was asked for. @param {HTMLElement} holder @param {string} attribute @param {(at: number) => string} tone */
  function bars(holder, attribute, tone) {
    if (holder.querySelector('[aria-pressed=true]')) return;
    const label = t(`attribute.${attribute}`);
    const bins = forecast?.histograms[attribute]?.[language.value] ?? Array.from({ length: 50 }, () => 0);
    const { holder: drawn, button } = withTable(
      h('div', {}, histogram(label, bins, tone), h('div.axis', { 'aria-hidden': 'true' }, h('span', {}, '0'), h('span', {}, '0.5'), h('span', {}, '1'))),
      label, [t('settings.score'), t('settings.comments')],
      () => bins.map((n, i) => [`${score(i / 50)}–${score((i + 1) / 50)}`, n]));
    fill(holder, h('div.hh', {}, h('h3', {}, label), button), drawn);
  }
}

/** @param {string} first */
const heads = (first) => [first, t('outcome.approve'), t('outcome.hold'), t('outcome.spam'), t('outcome.reject')];

/** @param {Record<string, {approve: number, hold: number, spam: number, reject: number}>} counts @param {(name: string) => string} [named] */
const rowsOf = (counts, named = languageName) => Object.entries(counts)
  .map(([name, { approve, hold, spam, reject }]) => [named(name), approve, hold, spam, reject]);

/** @param {number} share */
const percent = (share) => {
  const of = share * 100;
  return `${of > 0 && of < 1 || of > 99 && of < 100 ? of.toFixed(1) : Math.round(of)}%`;
};

/** @param {number} n */
const hours = (n) => (n < 10 ? n.toFixed(1) : String(Math.round(n)));

/** @param {import('./settings.js').Draft} draft @param {string} name @param {string} tone @param {string} hint @param {boolean} [optional] */
function slider(draft, name, tone, hint, optional = false) {
  const id = uid('s');
  const shown = h('output', { for: id });
  const input = h('input', { type: 'range', id, name, min: 0, max: optional ? NEVER : 1, step: 0.01, 'aria-describedby': `${id}-h`, oninput: () => {
    const value = Number(input.value);
    if (value > 1) delete draft.policy[name];
    else draft.policy[name] = value;
    show();
    draft.touched();
  } });
  show();
  return { element: h(`div.sl.t-${tone}`, {}, h('label', { for: id }, t(`set.${name}`)), shown, input, h('p.hint', { id: `${id}-h` }, hint)), show };

  function show() {
    const value = draft.policy[name] ?? NEVER;
    input.value = String(value);
    shown.textContent = value > 1 ? t('settings.never') : score(value);
    input.setAttribute('aria-valuetext', shown.textContent);
  }
}

/** @param {import('./settings.js').Draft} draft */
function finer(draft) {
  return h('details', {}, h('summary', {}, t('settings.finer')), h('p.sub', {}, t('settings.finer.text')),
    ...FINER.map((name) => h('div.two', {}, limit(name, 'hold'), limit(name, 'reject'))));

  /** @param {string} name @param {'hold' | 'reject'} what */
  function limit(name, what) {
    const input = h('input.inp', { type: 'number', min: 0, max: 1, step: 0.01, value: draft.policy.attributes?.[name]?.[what] ?? '', placeholder: t('settings.never'), oninput: () => {
      if (input.validity.badInput) return;
      const all = { ...draft.policy.attributes };
      const { [what]: gone, ...rest } = all[name] ?? {};
      const own = input.value === '' ? rest : { ...rest, [what]: Number(input.value) };
      if (Object.keys(own).length) all[name] = own;
      else delete all[name];
      draft.policy.attributes = all;
      draft.touched();
    } });
    return field(t(`settings.finer.${what}`, { attribute: t(`attribute.${name}`) }), input);
  }
}
