// @ts-check
/** What happened on a site: volumes, the queue's age, the pace of decisions, and how far models and people agree. */
import { request } from '../api.js';
import { problem, sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { age, day as dayOf, isOld, moment } from '../format.js';
import { columns, line, meter, withTable } from './chart.js';
import { table } from './report.js';
import { transparency } from './transparency.js';
import { t } from '../words.js';

const PERIODS = [7, 30, 90];
const SERIES = /** @type {const} */ ([['approved', 'c-ok'], ['pending', 'c-queue'], ['spam', 'c-spam'], ['rejected', 'c-bad']]);
const AGES = /** @type {const} */ ([['under15Minutes', 'c-queue'], ['under1Hour', 'c-queue'], ['under2Hours', 'c-queue'], ['under4Hours', 'c-bad'], ['longer', 'c-bad']]);
const DAY = 86_400_000;

/** @param {string} site @param {string} chosen days */
export async function dashboardPage(site, chosen) {
  const body = h('div.dash');
  const path = `sites/${encodeURIComponent(site)}/stats`;
  const link = h('a.b', { download: '' }, t('stats.csv'));
  const buttons = PERIODS.map((days) => h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => read(days) }, t('stats.days', { n: days })));
  await read(PERIODS.includes(Number(chosen)) ? Number(chosen) : 30);
  return [h('div.ph', {}, h('div.sp', {}, h('div.seg', { role: 'group', 'aria-label': t('stats.period') }, ...buttons), link)), body, transparency(site, duration)];

  /** @param {number} days */
  async function read(days) {
    const from = new Date(Date.now() - (days - 1) * DAY).toISOString().slice(0, 10);
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(PERIODS[i] === days)));
    link.href = `../../api/v1/${path}?from=${from}&format=csv`;
    try {
      fill(body, ...drawn(await request('GET', `${path}?from=${from}`), days));
    } catch (error) {
      fill(body, problem(sentence(error)));
    }
  }
}

/** @param {Api.Stats} stats @param {number} days */
const drawn = (stats, days) => [
  tiles(stats), drift(stats), perDay(stats),
  h('div.g2', {}, waiting(stats), pace(stats)),
  h('div.g2', {}, agreement(stats), team(stats, days)),
  perHour(stats), models(stats),
  audit(stats), raids(stats),
  h('div.g2', {}, overturned(stats), reports(stats)),
];

/** @param {string} key @param {import('../dom.js').Child} more @param {...import('../dom.js').Child} content */
const panel = (key, more, ...content) => h('section.panel', { 'aria-labelledby': `h-${key}` },
  h('div.hh', {}, h('h2', { id: `h-${key}` }, t(`stats.${key}`)), more), ...content);

/** @param {string} text */
const aside = (text) => h('span.sub.sp', {}, text);

/** @param {number | null} seconds */
function duration(seconds) {
  if (seconds === null) return '–';
  if (seconds < 60) return t('stats.seconds', { n: Math.round(seconds) });
  if (seconds < 3600) return t('stats.minutes', { n: Math.round(seconds / 60) });
  return t('stats.hours', { h: Math.floor(seconds / 3600), m: Math.round((seconds % 3600) / 60) });
}

/** @param {number | null} of */
const percent = (of) => (of === null ? '–' : `${Math.round(of * 100)}%`);

/** @param {Api.Stats} stats */
function tiles({ queue, decisions, volume, agreement }) {
  const tile = (/** @type {string} */ key, /** @type {string} */ value, /** @type {import('../dom.js').Child} */ sub) =>
    h('div.tile', {}, h('h2', {}, t(`stats.${key}`)), h('p.v.num', {}, value), sub);
  return h('section.tiles', { 'aria-label': t('stats.now') },
    tile('waitingnow', t('number', { n: queue.waiting }), h(queue.oldest && isOld(queue.oldest) ? 'p.sub.tb' : 'p.sub', {}, queue.oldest ? t('stats.oldest', { age: age(queue.oldest) }) : t('stats.none'))),
    tile('median', duration(decisions.medianSeconds), h('p.sub', {}, t('stats.p90', { time: duration(decisions.p90Seconds) }))),
    tile('atonce', percent(volume.comments ? volume.approved / volume.comments : null), h('p.sub', {}, t('stats.of', { n: volume.approved, all: volume.comments }))),
    tile('agree', percent(agreement.share), h('p.sub', {}, t('stats.reviewed', { n: agreement.reviewed }))));
}

const legend = () => h('div.legend', {}, ...SERIES.map(([status, tone]) => h('span', {}, meter(1, tone), t(`stats.${status}`))));

/** @param {Api.Stats} stats */
function perDay({ days, volume }) {
  const names = days.map(({ day }) => dayOf(`${day}T12:00:00Z`));
  const { holder, button } = withTable(
    columns({ label: t('stats.perday.label', { n: volume.comments, days: days.length }), name: t('stats.perday'), columns: names,
      series: SERIES.map(([status, tone]) => ({ tone, values: days.map((one) => one[status]) })) }),
    t('stats.perday'), [t('stats.day'), ...SERIES.map(([status]) => t(`stats.${status}`)), t('stats.decisions')],
    () => days.map((one) => [one.day, ...SERIES.map(([status]) => one[status]), one.decisions]));
  return panel('perday', h('div.tools.sp', {}, legend(), button), holder);
}

/** @param {Api.Stats} stats */
function perHour({ hours }) {
  const { holder, button } = withTable(
    columns({ label: t('stats.perhour.label'), name: t('stats.perhour'), columns: hours.map(({ hour }) => String(hour)),
      series: SERIES.map(([status, tone]) => ({ tone, values: hours.map((one) => one[status]) })) }),
    t('stats.perhour'), [t('stats.hour'), ...SERIES.map(([status]) => t(`stats.${status}`)), t('stats.decisions'), t('stats.median')],
    () => hours.map((one) => [String(one.hour), ...SERIES.map(([status]) => one[status]), one.decisions, duration(one.medianSeconds)]));
  return panel('perhour', button, holder);
}

/** @param {Api.Stats} stats */
function waiting({ queue: { waiting: all, ages } }) {
  const most = Math.max(1, ...AGES.map(([name]) => ages[name]));
  return panel('waiting', aside(t('stats.comments', { n: all })),
    h('ul.hb', {}, ...AGES.map(([name, tone]) => h('li', {}, h('span', {}, t(`age.${name}`)), meter(ages[name] / most, tone), h('b.num', {}, ages[name])))));
}

/** @param {Api.Stats} stats */
function pace({ days, decisions }) {
  const minutes = days.map(({ medianSeconds }) => (medianSeconds === null ? null : medianSeconds / 60));
  const { holder, button } = withTable(line(t('stats.pace.label', { time: duration(decisions.medianSeconds) }), minutes, (n) => (n < 10 ? n.toFixed(1) : String(Math.round(n)))),
    t('stats.pace'), [t('stats.day'), t('stats.median')], () => days.map((one) => [one.day, duration(one.medianSeconds)]));
  return panel('pace', button, holder, h('p.sub', {}, t('stats.pace.unit')),
    h('dl.kv', {}, h('dt', {}, t('stats.median')), h('dd', {}, duration(decisions.medianSeconds)),
      h('dt', {}, t('stats.p90.title')), h('dd', {}, duration(decisions.p90Seconds)),
      h('dt', {}, t('stats.undone')), h('dd', {}, t('stats.of', { n: decisions.undone, all: decisions.decisions }))));
}

/** @param {Api.Stats} stats */
const agreement = ({ agreement: of }) => panel('agreement', aside(t('stats.reviewed', { n: of.reviewed })),
  table(t('stats.agreement'), [t('stats.model'), t('stats.people.approved'), t('stats.people.refused')], [
    [t('stats.model.publish'), of.publishApproved, of.publishRefused],
    [t('stats.model.refuse'), of.refuseApproved, of.refuseRefused]]),
  h('p.sub', {}, t('stats.agreement.text')));

/** @param {Api.Stats} stats @param {number} days */
const team = ({ moderators }, days) => panel('team', aside(t('stats.days', { n: days })), moderators.length
  ? table(t('stats.team'), [t('stats.moderator'), t('stats.decisions'), t('stats.median'), t('stats.undone')],
    moderators.map((one) => [one.moderator?.name ?? '', one.decisions, duration(one.medianSeconds), one.undone]))
  : h('p.sub', {}, t('stats.team.none')));

/** @param {Api.Stats} stats */
const models = ({ models: all }) => panel('models', false, all.length
  ? table(t('stats.models'), [t('stats.model'), t('stats.judged'), t('stats.precision'), t('stats.recall')],
    all.map((one) => [`${t(`attribute.${one.attribute}`)} · ${one.modelVersion}`, one.judged, percent(one.precision), percent(one.recall)]))
  : h('p.sub', {}, t('stats.models.none')),
h('p.sub', {}, t('stats.models.text')),
...all.map((one) => h('details', {}, h('summary', {}, t('stats.calibration', { attribute: t(`attribute.${one.attribute}`), version: one.modelVersion })),
  table(t('stats.calibration.title'), [t('settings.score'), t('settings.comments'), t('stats.meanscore'), t('stats.share')],
    one.calibration.map((bin) => [`${bin.from}–${bin.to}`, bin.comments, percent(bin.meanScore), percent(bin.share)])))));

/** @param {Api.Stats} stats */
const overturned = ({ overturned: { people, machine } }) => panel('overturned', false,
  table(t('stats.overturned'), [t('stats.by'), t('stats.decisions'), t('stats.changed'), t('stats.share')], [
    [t('stats.bypeople'), people.decisions, people.overturned, percent(people.rate)],
    [t('stats.bymachine'), machine.decisions, machine.overturned, percent(machine.rate)]]));

/** Shown while something drifts only. @param {Api.Stats} stats */
const drift = ({ drift: all }) => all.length > 0 && panel('drift', false, h('ul', {}, ...all.map(({ what, language, measure, since }) => h('li', {}, what === 'agreement'
  ? t('stats.drift.agreement', { n: Math.round(measure * 100), since: dayOf(since) })
  : t('stats.drift.scores', { what: t(`attribute.${what}`), language, measure: measure.toFixed(2), since: dayOf(since) })))));

/** @param {number | null} of */
const fine = (of) => (of === null ? '–' : `${(of * 100).toFixed(1)}%`);

/** @param {Api.Stats} stats */
const audit = ({ audit: { languages, ...all } }) => panel('audit', aside(t('stats.audit.of', { n: all.decided, all: all.drawn })), all.drawn
  ? table(t('stats.audit'), [t('settings.language'), ...['drawn', 'decided', 'wrong', 'rate', 'interval'].map((name) => t(`stats.audit.${name}`))],
    [{ language: t('stats.audit.all'), ...all }, ...languages].map((one) => [one.language, one.drawn, one.decided, one.wrong, fine(one.rate),
      one.interval ? `${fine(one.interval.low)}–${fine(one.interval.high)}` : '–']))
  : h('p.sub', {}, t('stats.audit.none')),
h('p.sub', {}, t('stats.audit.text')));

/** @param {Api.Stats} stats */
const raids = ({ raids: { count, list } }) => panel('raids', aside(t('number', { n: count })), count
  ? table(t('stats.raids'), [t('stats.raids.begin'), t('stats.raids.end'), t('settings.comments'), t('stats.pending')],
    list.map((one) => [moment(one.begin), moment(one.end), one.comments, one.held]))
  : h('p.sub', {}, t('stats.raids.none')),
h('p.sub', {}, t('stats.raids.text')));

/** @param {Api.Stats} stats */
const reports = ({ reports: { count, reasons } }) => panel('reports', aside(t('number', { n: count })), count
  ? table(t('stats.reports'), [t('stats.reason'), t('stats.reports')], Object.entries(reasons).map(([reason, n]) => [t(`report.${reason}`), n]))
  : h('p.sub', {}, t('stats.reports.none')));
