// @ts-check
/** Which case is read: opening, going to the next, closing. */
import { api } from './api.js';
import { following as followingIn, nearest } from './cases.js';
import { authorRead, opened, wholeRead } from './changes.js';
import { claim, release } from './claims.js';
import { isPhone } from './dom.js';
import { loadMore } from './list.js';
import { push, replace } from './route.js';
import { say } from './status.js';
import { caseOf, claimOf, dispatch, reading, state } from './state.js';
import { t } from './words.js';

let turn = 0;

/**
 * @param {string | null} id
 * @param {{focus?: boolean, goes?: boolean}} [options] focus: on the row's link, or on the case where the list is hidden.
 *   goes: false when the browser's history went there already
 */
export function openCase(id, { focus = false, goes = true } = {}) {
  const fromList = goes && state.open === null && isPhone();
  const left = state.open;
  // The address first: a title that is drawn belongs to it.
  if (fromList && id) push({ list: true }, { open: id });
  else replace({ open: id });
  dispatch(opened(id));
  if (id) readWhole(id);
  else leaveTo(left);
  if (focus) focusOpen();
}

/** Back in the list, where it was left. @param {string | null} id */
function leaveTo(id) {
  release();
  document.getElementById(`row-${id}`)?.querySelector('a')?.focus();
}

/** The list has what must be seen at once; the history follows. @param {string} id */
async function readWhole(id) {
  const mine = ++turn;
  // Going fast through the list must not ask for every case on the way.
  await new Promise((resolve) => setTimeout(resolve, 120));
  if (mine !== turn || state.open !== id) return;
  const known = caseOf(id);
  if (known) readAuthor(known.author.id);
  const whole = await api.case(id).catch((error) => (error.status === 404 ? null : undefined));
  if (whole && whole.status !== 'deleted') claim(whole);
  if (state.open !== id) return;
  if (whole) dispatch(wholeRead(whole));
  else if (whole === null && !reading()) closeCase();
  if (whole && !known) readAuthor(whole.author.id);
}

/** What only the author's own answer has: the last rejection, other names, earlier comments. @param {string} id */
async function readAuthor(id) {
  const page = await api.author(id).catch(() => null);
  if (page) dispatch(authorRead(id, page));
}

/** @param {string} id */
export const conversationOf = async (id) => (await api.conversation(id)).comments;

/** A case that may have changed, as the service has it now. @param {string} id */
export async function readAgain(id) {
  const whole = await api.case(id).catch(() => null);
  if (whole) dispatch(wholeRead(whole));
}

export function closeCase() {
  if (history.state?.list) history.back();
  else openCase(null);
}

export function focusOpen() {
  const link = document.getElementById(`row-${state.open}`)?.querySelector('a');
  if (link?.offsetParent) {
    link.focus({ preventScroll: true });
    showRow(link);
  } else {
    document.querySelector('#detail .namebtn')?.scrollIntoView({ block: 'nearest' });
    /** @type {HTMLElement | null} */ (document.querySelector('#detail .namebtn'))?.focus({ preventScroll: true });
  }
}

/** The list moves only when the row is out of sight. @param {HTMLElement} link */
function showRow(link) {
  const row = link.closest('li')?.getBoundingClientRect();
  const list = link.closest('ul')?.getBoundingClientRect();
  if (row && list && (row.top < list.top || row.bottom > list.bottom)) link.closest('li')?.scrollIntoView({ block: 'nearest' });
}

/** @param {string} id */
const isDone = (id) => state.elsewhere.has(id);
/** @param {string} id */
const claimed = (id) => claimOf(id) !== null;

/** What to read after a decision. @param {number} from @param {Set<string>} gone */
export const following = (from, gone) => followingIn(state.list, from, { gone, done: isDone, claimed });

export async function next() {
  const id = nearest(state.list, indexOpen(), 1, isDone) ?? (await loadMore());
  if (id) openCase(id, { focus: true });
  else say(t('last'));
}

export function previous() {
  const id = nearest(state.list, indexOpen(), -1, isDone);
  if (id) openCase(id, { focus: true });
}

export const indexOpen = () => state.list.indexOf(state.open ?? '');

/** Reads the open case again. */
export function refreshOpen() {
  if (state.open) readWhole(state.open);
}
