// @ts-check
/** The transparency report of a site (Articles 15 and 24 of the DSA) for a period, read when it is asked for. */
import { request } from '../api.js';
import { problem, sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { table } from './report.js';
import { t } from '../words.js';

/** @typedef {(seconds: number | null) => string} Duration */

/** @param {string} site @param {Duration} duration how a time is told */
export function transparency(site, duration) {
  const path = `sites/${encodeURIComponent(site)}/transparency`;
  const from = h('input.inp', { type: 'date', name: 'from', id: 'tr-from' });
  const to = h('input.inp', { type: 'date', name: 'to', id: 'tr-to' });
  const body = h('div.trep', { role: 'status' });
  const link = h('a.b', { download: '', hidden: true }, t('transparency.csv'));
  return h('section.panel', { 'aria-labelledby': 'h-transparency' },
    h('div.hh', {}, h('h2', { id: 'h-transparency' }, t('transparency.title'))),
    h('p.sub', {}, t('transparency.text')),
    h('form.row2', { onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); read(); } },
      h('label.lab', { for: 'tr-from' }, t('transparency.from')), h('div', {}, from),
      h('label.lab', { for: 'tr-to' }, t('transparency.to')), h('div', {}, to),
      h('button.b.pri', {}, t('transparency.show')), link),
    body);

  async function read() {
    const query = new URLSearchParams([['from', from.value], ['to', to.value]].filter(([, day]) => day));
    try {
      const report = /** @type {Api.Transparency} */ (await request('GET', `${path}?${query}`));
      from.value = report.from;
      to.value = report.to;
      link.setAttribute('href', `../../api/v1/${path}?from=${report.from}&to=${report.to}&format=csv`);
      link.hidden = false;
      fill(body, ...drawn(report, duration));
    } catch (error) {
      link.hidden = true;
      fill(body, problem(sentence(error)));
    }
  }
}

/** @param {number | null} of */
const percent = (of) => (of === null ? '–' : `${(of * 100).toFixed(1)}%`);

/** A heading that is seen, over a table whose caption says the same to who hears it. @param {string} key @param {string[]} head @param {(string | number)[][]} rows */
const part = (key, head, rows) => h('div', {}, h('h3', {}, t(`transparency.${key}`)), rows.length
  ? table(t(`transparency.${key}`), head, rows)
  : h('p.sub', {}, t('transparency.none')));

/** @param {Api.Transparency} report @param {Duration} duration */
const drawn = (report, duration) => [
  h('div', {}, h('h3', {}, t('transparency.absent')), ...report.notRecorded.map(({ explanation }) => h('p.sub', {}, explanation))),
  grounds('notices', report.notices, duration),
  grounds('reports', report.reports, duration),
  ...restrictions(report.restrictions),
  complaints(report.complaints, duration),
  automation(report.automation),
  h('p.sub', {}, t('transparency.agreement', { share: percent(report.agreement.share), n: report.agreement.reviewed })),
  h('p.sub', {}, t('transparency.moderators', { n: report.moderators })),
];

/** @param {string} key @param {Api.GroundFigures[]} lines @param {Duration} duration */
const grounds = (key, lines, duration) => part(key,
  ['ground', 'received', 'automatic', 'waiting', 'kept', 'withdrawn', 'law', 'house', 'own', 'median.action'].map((name) => t(`transparency.${name}`)),
  lines.map((one) => [t(`report.${one.ground}`), one.received, one.automatic, one.waiting, one.kept, one.withdrawn, one.law, one.houseRules, one.ownWords, duration(one.medianSecondsToAction)]));

const COUNTED = ['count', 'automatic', 'people'];

/** @param {Api.Transparency['restrictions']} of */
function restrictions(of) {
  const head = (/** @type {string} */ name) => [name, ...COUNTED].map((one) => t(`transparency.${one}`));
  const row = (/** @type {string} */ words, /** @type {Api.RestrictionFigures} */ one) => [words, one.count, one.automatic, one.people];
  return [
    part('kinds', head('kind'), of.count ? [...of.kinds.map((one) => row(t(`transparency.kind.${one.kind}`), one)), row(t('transparency.all'), of)] : []),
    part('grounds', head('ground'), of.grounds.map((one) => row(ground(one.ground), one))),
    part('detections', head('detection'), of.detections.map((one) => row(t(`transparency.detection.${one.detection}`), one))),
  ];
}

/** The grounds that are no reason a moderator chooses. */
const OWN_GROUNDS = ['rule', 'score', 'review', 'spam', 'none', 'own-words', 'illegal'];

/** @param {string} code */
const ground = (code) => t(OWN_GROUNDS.includes(code) ? `transparency.ground.${code}` : `reason.${code}`);

/** @param {Api.Transparency['complaints']} of @param {Duration} duration */
const complaints = (of, duration) => part('complaints',
  ['received', 'waiting', 'upheld', 'overturned', 'median.decision'].map((name) => t(`transparency.${name}`)),
  of.received ? [[of.received, of.waiting, of.upheld, of.overturned, duration(of.medianSecondsToDecision)]] : []);

/** @param {Api.AutomationFigures[]} lines */
const automation = (lines) => part('automation',
  ['decisions', 'decided', 'reviewed', 'overturned', 'rate', 'interval'].map((name) => t(`transparency.${name}`)),
  lines.filter(({ decided }) => decided).map((one) => [t(`transparency.decisions.${one.decisions}`), one.decided, one.reviewed, one.overturned, percent(one.errorRate),
    `${percent(one.errorRateLow)} – ${percent(one.errorRateHigh)}`]));
