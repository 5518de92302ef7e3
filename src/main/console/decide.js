// @ts-check
/** Deciding: the page answers at once, the server is told, and what did not hold comes back. */
import { api } from './api.js';
import { decisionsSaved, overtaken, putBack, remembered, takenAway } from './changes.js';
import { decided } from './claims.js';
import { confirmed } from './dialog.js';
import { reasonWords } from './format.js';
import { count, countsSoon, loadMore } from './list.js';
import { focusOpen, following, indexOpen, openCase, readAgain } from './open.js';
import { decidedBy } from './pause.js';
import { hideToast, say, toast } from './status.js';
import { caseOf, dispatch, listed, reading, state } from './state.js';
import { forget, settled, undo, whileBusy } from './undo.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Case} Case @typedef {import('./state.js').Place} Place */
/** @typedef {{action: string, reason?: string, tell?: boolean}} Decision */

const ASK_OVER = 20;
const FEW = 10;

/** Cases this page decided: their events are no news. @type {Set<string>} */
export const mine = new Set();
let lastTurn = 0;

/** What a decision would act on: the selection, else the open case. @returns {Case[]} */
export function targets() {
  if (state.picked.size) return listed().filter((one) => state.picked.has(one.id));
  return reading() ? [/** @type {Case} */ (reading())] : [];
}

/** @param {string} action */
export const allowed = (action) => targets().filter((one) => one.actions.some((each) => each === action) && !state.elsewhere.has(one.id));

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
  const places = cases.map((one) => ({ id: one.id, index: state.list.indexOf(one.id), status: one.status }));
  const nextId = leave(cases);
  decidedBy();
  const left = count(-cases.length);
  const entry = { site: state.site, queue: state.queue, places, saved: save(decision, places, nextId, turn) };
  // Kept before the answer is known, so that Z works at once.
  dispatch(remembered(entry));
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
  dispatch(takenAway([...gone]));
  if (wasOpen) openCase(nextId, { focus: true });
  else focusOpen();
  if (state.list.length < FEW) loadMore().then((first) => { if (first && !state.open && wasOpen) openCase(first, { focus: true }); });
  return nextId;
}

/** @param {Decision} decision @param {Case[]} cases */
function told({ action, reason }, cases) {
  const [{ author }] = cases;
  if (cases.length > 1) return t(`told.many.${action}`, { n: cases.length });
  return reason && action === 'reject' ? t('told.because', { name: author.name, reason: reasonWords(reason).toLowerCase() }) : t(`told.${action}`, { name: author.name });
}

/**
 * @param {Decision} decision @param {Place[]} places @param {string | null} nextId @param {number} turn
 * @returns {Promise<Map<string, string>>} the decisions' ids by case
 */
async function save(decision, places, nextId, turn) {
  const ids = places.map(({ id }) => id);
  /** @type {Api.Outcomes} */
  let answer;
  try {
    await settled(ids);
    answer = await api.decide({ ...decision, cases: ids.map((id) => ({ id, version: caseOf(id)?.version })) });
  } catch (error) {
    notSaved(decision, places, error);
    return new Map();
  }
  countsSoon();
  const applied = answer.decisions.filter((one) => one.outcome === 'applied');
  const lost = answer.decisions.filter((one) => one.outcome !== 'applied');
  dispatch(decisionsSaved(applied));
  if (lost.length) comeBack(lost, places, lost.length === 1 && ids.length === 1 && turn === lastTurn && state.open === nextId);
  return new Map(applied.map((done) => [done.case, done.id ?? '']));
}

/** @param {Decision} decision @param {Place[]} places @param {any} error */
function notSaved(decision, places, error) {
  for (const { id } of places) mine.delete(id);
  dispatch(putBack(places));
  count(places.length);
  // A refusal says why; anything else may pass.
  const refused = error.status >= 400 && error.status < 500 && error.status !== 429 && error.body.detail;
  toast(refused || t('notsaved'), {
    bad: true, stays: true, action: t('retry'),
    onaction: () => apply(decision, places.flatMap(({ id }) => caseOf(id) ?? [])),
  });
}

/**
 * Someone was faster, or the author edited: the rows come back and say so.
 * @param {Api.Outcomes['decisions']} lost @param {Place[]} places
 * @param {boolean} goBack to the case, because nothing else was begun since
 */
async function comeBack(lost, places, goBack) {
  const back = places.filter(({ id }) => lost.some((gone) => gone.case === id));
  for (const { id } of back) mine.delete(id);
  dispatch(overtaken(lost, places));
  dispatch(putBack(back));
  if (goBack) {
    hideToast();
    openCase(back[0].id, { focus: true });
  } else {
    toast(t('overtaken', { n: lost.length, name: caseOf(back[0].id)?.author.name ?? '' }), {
      bad: true, stays: true, action: t('show'), onaction: () => openCase(back[0].id, { focus: true }),
    });
  }
  for (const { id } of back) await readAgain(id);
}
