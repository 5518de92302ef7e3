// @ts-check
/** What others do, as it happens. Nothing moves because of it; it is only told. */
import { api } from './api.js';
import { mine } from './decide.js';
import { countsSoon } from './list.js';
import { takeWhole } from './open.js';
import { alter, caseOf, changed, isListed, isWaiting, listed, state } from './state.js';

/** @type {EventSource | null} */
let source = null;
let greeted = false;
let again = 0;

export function connect() {
  disconnect();
  source = api.events();
  source.addEventListener('hello', onHello);
  for (const [name, take] of Object.entries(takers)) {
    source.addEventListener(name, (event) => take(JSON.parse(event.data)));
  }
  source.addEventListener('error', onError);
}

export function disconnect() {
  clearTimeout(again);
  source?.close();
  source = null;
  greeted = false;
}

/** A stream that comes back may have missed something. */
function onHello() {
  if (greeted) catchUp();
  greeted = true;
}

/** The browser tries again by itself, but not after an HTTP error such as a lost session. */
function onError() {
  if (source?.readyState !== EventSource.CLOSED) return;
  clearTimeout(again);
  again = window.setTimeout(async () => {
    const was = greeted;
    // Asks for the sign-in when that was the reason.
    await api.queues().catch(() => null);
    connect();
    greeted = was;
  }, 5000);
}

async function catchUp() {
  countsSoon();
  const page = await api.cases({ queue: state.queue, sort: 'newest', limit: 50 }).catch(() => null);
  const newest = listed().reduce((last, one) => (one.comment.createdAt > last ? one.comment.createdAt : last), '');
  for (const one of page?.cases ?? []) {
    if (!isListed(one.id) && one.comment.createdAt > newest) state.arrived.add(one.id);
  }
  if (state.open) refresh(state.open);
  changed('arrived');
}

/** @param {string} id */
async function refresh(id) {
  const whole = await api.case(id).catch(() => null);
  if (whole) takeWhole(whole);
}

/** @type {Record<string, (event: any) => void>} */
const takers = {
  arrived(event) {
    countsSoon();
    if (isListed(event.case)) refresh(event.case);
    else if (event.queue === state.queue) arrive(event.case);
  },
  decided(event) {
    countsSoon();
    state.claims.delete(event.case);
    if (event.by?.id === state.moderator?.id && mine.has(event.case)) return;
    if (event.status === statusOf(state.queue)) backAgain(event.case);
    else gone(event);
    changed('list', 'whole');
  },
  claimed(event) {
    if (event.by.id === state.moderator?.id) return;
    state.claims.set(event.case, { by: event.by, until: event.until });
    changed('claims');
  },
  released(event) {
    state.claims.delete(event.case);
    changed('claims');
  },
};

/** @param {string} queue */
const statusOf = (queue) => (isWaiting(queue) ? 'pending' : queue);

/** @param {string} id */
function arrive(id) {
  state.arrived.add(id);
  changed('arrived');
}

/** @param {string} id */
function backAgain(id) {
  if (!isListed(id)) return arrive(id);
  state.elsewhere.delete(id);
  alter(id, { status: statusOf(state.queue) });
  refresh(id);
}

/** @param {{case: string, version: number, status: string, by: any}} event */
function gone(event) {
  state.arrived.delete(event.case);
  const known = isListed(event.case) || state.open === event.case ? caseOf(event.case) : null;
  if (known && known.version < event.version) state.elsewhere.set(event.case, { status: event.status, by: event.by });
  state.picked.delete(event.case);
  changed('arrived', 'picked');
}
