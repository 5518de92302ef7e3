// @ts-check
/** Signals in a moderator's words: which chip, which colour, which meter. */
import { h } from './dom.js';
import { humanised, reasonWords, score } from './format.js';
import { askedFor } from './hidden.js';
import { hidesWords, state } from './state.js';
import { has, t } from './words.js';

/** @typedef {import('./state.js').Case} Case @typedef {import('./state.js').Signal} Signal */

/** A reason's name as the service gives it. @param {string} code */
export const reasonLabel = (code) => state.reasons.get(code)?.label ?? humanised(code);

/** Whether a signal is a probability: a check that could not score says so in another way. @param {Signal} signal */
const isScore = (signal) => state.reasons.get(signal.reason)?.score ?? false;

/** Shown as a meter, each also when it is low. */
const METERS = ['toxicity', 'spam'];
const WORD_CHECKS = ['banned-words', 'suspect-words'];

/** The kind of its mark in the text. @param {Signal} signal */
export function markKind(signal) {
  if (WORD_CHECKS.includes(signal.check)) return 'word';
  return signal.check === 'links' ? 'link' : 'model';
}

/** Whether its evidence is words that hurt. @param {Signal} signal */
export const hurts = (signal) => signal.check === 'toxicity' || WORD_CHECKS.includes(signal.check);

/** @param {Signal} signal */
function tone(signal) {
  if (WORD_CHECKS.includes(signal.check) || signal.check === 'report') return '.bad';
  if (signal.check === 'toxicity' && isScore(signal)) return isHigh(signal) ? '.warn' : '';
  if (signal.check === 'spam') return isHigh(signal) ? '.spam' : '';
  return signal.reason === 'UNAVAILABLE' ? '.warn' : '';
}

/** @param {Signal} signal */
const isHigh = (signal) => (signal.threshold === undefined ? signal.weight > 0 : signal.score >= signal.threshold);

/** @param {Signal} signal @param {Case} one */
export function label(signal, one) {
  if (isScore(signal)) return `${reasonLabel(signal.reason)} ${score(signal.score)}`;
  if (signal.reason === 'LINKS') return t('chip.LINKS', { n: Math.max(1, signal.evidence?.length ?? 0) });
  if (signal.reason === 'REPORTED') return t('chip.REPORTED', { n: Math.max(1, one.reportCount ?? 0) });
  if (signal.reason === 'AUTHOR_REJECTED_BEFORE' && one.author.rejected) return t('chip.REJECTED_BEFORE', { n: one.author.rejected });
  return reasonLabel(signal.reason);
}

/** @param {string} text @param {string} [colour] as a class */
export const chip = (text, colour = '') => h(`span.chip${colour}`, {}, text);

/** The chips of a row: what weighed most, never none. @param {Case} one */
export function rowChips(one) {
  const weighed = withReports(one).filter((signal) => signal.weight > 0).sort((a, b) => b.weight - a.weight);
  const shown = (weighed.length ? weighed : strongest(one)).slice(0, 2);
  if (!shown.length) return [chip(t('chip.held'))];
  return shown.map((signal) => chip(label(signal, one), tone(signal)));
}

/** @param {Case} one */
const strongest = (one) => [...one.signals].sort((a, b) => b.score - a.score).slice(0, 1);

/** Reports are a reason, also when the server lists them beside the signals. @param {Case} one @returns {Signal[]} */
function withReports(one) {
  if (!one.reports?.length || one.signals.some((signal) => signal.reason === 'REPORTED')) return one.signals;
  return [...one.signals, { check: 'report', reason: 'REPORTED', score: 1, weight: 1, message: '' }];
}

/** "Why it was queued". @param {Case} one */
export function why(one) {
  const signals = withReports(one);
  const meters = METERS.map((check) => highest(signals, check)).filter((signal) => signal !== undefined);
  const flags = signals.filter((signal) => !METERS.includes(signal.check) || !isScore(signal));
  return h('div.why', {},
    ...meters.map(meter),
    ...flags.map((signal) => flag(signal, one)),
    ...(one.reports ?? []).map(report));
}

/** @param {Signal[]} signals @param {string} check */
function highest(signals, check) {
  return signals
    .filter((signal) => signal.check === check && isScore(signal))
    .sort((a, b) => b.score - a.score)[0];
}

/** @param {Signal} signal */
function meter(signal) {
  const name = t(`meter.${signal.check}`);
  const band = bandOf(signal);
  const finer = signal.reason === signal.check.toUpperCase() ? '' : ` · ${reasonLabel(signal.reason).toLowerCase()}`;
  const bar = h(isHigh(signal) ? 'div.meter.hi' : 'div.meter', {
    role: 'meter', 'aria-label': name, 'aria-valuemin': 0, 'aria-valuemax': 1, 'aria-valuenow': signal.score,
    'aria-valuetext': valueText(signal, band),
  }, fillOf(signal), signal.threshold !== undefined && tick(signal.threshold));
  return h('div.sig', {},
    h('p.l', {}, h('b', {}, name), h('span.band', {}, t(`band.${band}`) + finer), h('span.v', {}, score(signal.score))),
    bar);
}

/** @param {Signal} signal */
function bandOf(signal) {
  if (isHigh(signal)) return 'high';
  return signal.score >= (signal.threshold ?? 0.6) * 0.6 ? 'medium' : 'low';
}

/** @param {Signal} signal @param {string} band */
function valueText(signal, band) {
  const values = { score: score(signal.score), band: t(`band.${band}`), threshold: score(signal.threshold ?? 0) };
  if (signal.threshold === undefined) return t('meter.plain', values);
  return t(isHigh(signal) ? 'meter.over' : 'meter.under', values);
}

/** @param {Signal} signal */
function fillOf(signal) {
  const part = h('i');
  part.style.setProperty('width', `${Math.round(signal.score * 100)}%`);
  return part;
}

/** @param {number} threshold */
function tick(threshold) {
  const mark = h('u', { title: t('meter.tick', { threshold: score(threshold) }) });
  mark.style.setProperty('inset-inline-start', `${Math.round(threshold * 100)}%`);
  return mark;
}

/** @param {Signal} signal @param {Case} one */
function flag(signal, one) {
  return h('div.sig.flag', {}, h('p.l', {}, chip(label(signal, one), tone(signal)), h('span', { dir: 'auto' }, ...(hurts(signal) && hidesWords(one.id) ? unquoted(signal.message ?? '') : [signal.message ?? '']))));
}

/** A message that quotes words which hurt. @param {string} message @returns {(Node | string)[]} */
const unquoted = (message) => message.split(/“([^”]*)”/).map((part, at) => (at % 2 ? askedFor([document.createTextNode(`“${part}”`)]) : part));

/** @param {{reason: string, count: number, details: string[]}} one */
function report(one) {
  const words = has(`report.${one.reason}`) ? t(`report.${one.reason}`) : reasonWords(one.reason);
  return h('div.d.sub', {}, h('p', {}, t('report.times', { reason: words, n: one.count })),
    ...one.details.map((detail) => h('p', { dir: 'auto' }, t('report.said', { detail }))));
}
