// @ts-check
/** Deciding: the page answers at once, the server is told, and what did not hold comes back. */
import { api } from './api.js';
import { decided } from './claims.js';
import { confirmed } from './dialog.js';
import { reasonWords } from './format.js';
import { count, countsSoon, loadMore } from './list.js';
import { following, indexOpen, openCase, takeWhole } from './open.js';
import { say } from './status.js';
import { caseOf, changed, state, whileBusy } from './state.js';
import { hideToast, toast } from './toast.js';
import { forget, putBack, remember, settled, takeAway, undo } from './undo.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Case} Case @typedef {import('./undo.js').Place} Place */
/** @typedef {{action: string, reason?: string, tell?: boolean}} Decision */

const ASK_OVER = 20;
const FEW = 10;

/** Cases this page decided: their events are no news. @type {Set<string>} */
export const mine = new Set();
let lastTurn = 0;

/** What a decision would act on: the selection, else the open case. @returns {Case[]} */
export function targets() {
  if (state.picked.size) return state.cases.filter((one) => state.picked.has(one.id));
  return state.reading && state.reading.id === state.open ? [state.reading] : [];
}

/** @param {string} action */
export const allowed = (action) => targets().filter((one) => one.actions.includes(action) && !state.elsewhere.has(one.id));

/** @param {Decision} decision */
export async function decide(decision) {
  const cases = allowed(decision.action);
  if (!cases.length) return;
  if (cases.length > ASK_OVER && !(await sure(decision.action, cases.length))) return;
  apply(decision, cases);
}

/** @param {string} action @param {number} n */
function sure(action, n) {
  const yes = t(`bulk.${action}`, { n });
  return confirmed({ title: t(`confirm.${action}`, { n }), text: t('confirm.text'), yes });
}

/** @param {Decision} decision @param {Case[]} cases */
async function apply(decision, cases) {
  const turn = ++lastTurn;
  const places = cases.map((one) => ({ one, index: state.cases.indexOf(caseOf(one.id) ?? one) }));
  const nextId = leave(cases);
  const left = count(-cases.length);
  const entry = { site: state.site, queue: state.queue, places, saved: save(decision, places, nextId, turn) };
  // Kept before the answer is known, so that Z works at once.
  remember(entry);
  whileBusy(cases.map((one) => one.id), entry.saved);
  say(t(`decided.${decision.action}`, { n: left, done: cases.length }));
  toast(told(decision, cases), { action: t('undo'), onaction: () => undo(entry) });
  entry.saved.then((saved) => { if (!saved.size) forget(entry); });
}

/** The rows go, the next case opens. @param {Case[]} cases */
function leave(cases) {
  const gone = new Set(cases.map((one) => one.id));
  const wasOpen = state.open !== null && gone.has(state.open);
  const at = Math.max(0, indexOpen());
  const nextId = wasOpen ? following(at, gone) : state.open;
  for (const id of gone) {
    mine.add(id);
    decided(id);
  }
  takeAway(cases.map((one) => ({ one, index: 0 })));
  if (wasOpen) openCase(nextId, { focus: true });
  if (state.cases.length < FEW) loadMore().then((first) => { if (first && !state.open && wasOpen) openCase(first, { focus: true }); });
  return nextId;
}

/** @param {Decision} decision @param {Case[]} cases */
function told({ action, reason }, cases) {
  const [{ author }] = cases;
  if (cases.length > 1) return t(`told.many.${action}`, { n: cases.length });
  return reason ? t('told.because', { name: author.name, reason: reasonWords(reason).toLowerCase() }) : t(`told.${action}`, { name: author.name });
}

/**
 * @param {Decision} decision @param {Place[]} places @param {string | null} nextId @param {number} turn
 * @returns {Promise<Map<string, string>>} the decisions' ids by case
 */
async function save(decision, places, nextId, turn) {
  const ids = places.map(({ one }) => one.id);
  /** @type {{decisions: {case: string, outcome: string, id?: string, version?: number, status?: string, by?: any}[]}} */
  let answer;
  try {
    await settled(ids);
    answer = await api.decide({ ...decision, cases: places.map(({ one }) => ({ id: one.id, version: one.version })) });
  } catch (error) {
    notSaved(decision, places, error);
    return new Map();
  }
  countsSoon();
  const applied = answer.decisions.filter((one) => one.outcome === 'applied');
  const lost = answer.decisions.filter((one) => one.outcome !== 'applied');
  for (const { one } of places) one.version = applied.find((done) => done.case === one.id)?.version ?? one.version;
  if (lost.length) overtaken(lost, places, lost.length === 1 && ids.length === 1 && turn === lastTurn && state.open === nextId);
  return new Map(applied.map((done) => [done.case, done.id ?? '']));
}

/** @param {Decision} decision @param {Place[]} places @param {any} error */
function notSaved(decision, places, error) {
  for (const { one } of places) mine.delete(one.id);
  putBack(places);
  count(places.length);
  // A refusal says why; anything else may pass.
  const refused = error.status >= 400 && error.status < 500 && error.status !== 429 && error.body.detail;
  toast(refused || t('notsaved'), {
    bad: true, stays: true, action: t('retry'),
    onaction: () => apply(decision, places.map(({ one }) => caseOf(one.id) ?? one)),
  });
}

/**
 * Someone was faster, or the author edited: the rows come back and say so.
 * @param {{case: string, outcome: string, status?: string, by?: any}[]} lost @param {Place[]} places
 * @param {boolean} goBack to the case, because nothing else was begun since
 */
async function overtaken(lost, places, goBack) {
  const back = places.filter(({ one }) => lost.some((gone) => gone.case === one.id));
  for (const { one } of back) mine.delete(one.id);
  for (const { case: id, outcome, status, by } of lost) {
    if (outcome === 'gone') state.elsewhere.set(id, { status: 'deleted', by: null });
    else if (status && status !== places.find(({ one }) => one.id === id)?.one.status) state.elsewhere.set(id, { status, by: by ?? null });
  }
  putBack(back);
  if (goBack) {
    hideToast();
    openCase(back[0].one.id, { focus: true });
  } else {
    toast(t('overtaken', { n: lost.length, name: back[0].one.author.name }), {
      bad: true, stays: true, action: t('show'), onaction: () => openCase(back[0].one.id, { focus: true }),
    });
  }
  for (const { one } of back) await renewed(one);
  changed('list', 'whole');
}

/** @param {Case} one */
async function renewed(one) {
  const whole = await api.case(one.id).catch(() => null);
  if (whole) takeWhole(whole);
}
