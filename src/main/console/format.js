// @ts-check
/** Times, scores and names as a moderator reads them. */
import { has, t } from './words.js';

const region = navigator.languages.find((language) => language.startsWith('en')) ?? 'en-GB';
const clock = new Intl.DateTimeFormat(region, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayMonth = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });
const twoDigits = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OLD = 2 * HOUR;

/** @param {string} at */
export const absolute = (at) => full.format(new Date(at));
/** @param {string} at */
export const date = (at) => dayMonthYear.format(new Date(at));
/** @param {string} at */
export const time = (at) => clock.format(new Date(at));
/** @param {number} value */
export const score = (value) => twoDigits.format(value);

/**
 * How many a queue holds; the service counts to a bound and then says so.
 * @param {{count: number, capped?: boolean}} queue
 */
export const counted = ({ count, capped }) => t(capped ? 'number.over' : 'number', { n: count });

/** The day without its year while that is clear. @param {string} at */
export function day(at) {
  const then = new Date(at);
  return (then.getFullYear() === new Date().getFullYear() ? dayMonth : dayMonthYear).format(then);
}

/** The clock for today, the day before that. @param {string} at */
export function moment(at) {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return today ? time(at) : `${day(at)} ${time(at)}`;
}

/** @param {string} at */
export const isOld = (at) => Date.now() - Date.parse(at) > OLD;

/** @param {string} at "3 h 12 m" */
export function age(at) {
  const passed = Math.max(0, Date.now() - Date.parse(at));
  if (passed >= 2 * DAY) return t('age.days', { n: Math.floor(passed / DAY) });
  const hours = Math.floor(passed / HOUR);
  const minutes = Math.floor((passed % HOUR) / MINUTE);
  return hours ? t('age.hours', { h: hours, m: minutes }) : t('age.minutes', { m: minutes });
}

/** @param {string} since */
export function membership(since) {
  const days = Math.floor((Date.now() - Date.parse(since)) / DAY);
  if (days < 1) return t('author.today');
  if (days < 60) return t('author.days', { n: days });
  return days < 730 ? t('author.months', { n: Math.floor(days / 30) }) : t('author.years', { n: Math.floor(days / 365) });
}

/** @param {string} name */
export function initials(name) {
  const parts = name.trim().split(/\s+/);
  const letters = parts.length > 1 ? [parts[0], parts[parts.length - 1]] : [parts[0]];
  return letters.map((part) => [...part][0] ?? '').join('').toUpperCase();
}

/** @param {{name: string} | null | undefined} by */
export const firstName = (by) => (by ? by.name.split(' ')[0] : t('by.rules'));

/** A coded reason in words, or the moderator's own words. @param {string} reason */
export const reasonWords = (reason) => (has(`reason.${reason}`) ? t(`reason.${reason}`) : reason);

/** Codes become words even when this version of the console does not know them. @param {string} code */
export const humanised = (code) => {
  const plain = code.toLowerCase().replaceAll(/[_-]+/g, ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

/** The colour that an outcome has everywhere. */
export const TONE = /** @type {Record<string, string>} */ ({
  approved: '.ok', rejected: '.bad', spam: '.spam', pending: '.warn', deleted: '',
});
