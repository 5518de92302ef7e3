// @ts-check
/** What others do, as it happens. Nothing moves because of it; it is only told. */
import { api } from './api.js';
import { arrived, cameBack, claimed, decidedElsewhere, released } from './changes.js';
import { mine } from './decide.js';
import { countsSoon } from './list.js';
import { readAgain } from './open.js';
import { dispatch, isListed, isWaiting, listed, state } from './state.js';

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
  const fresh = (page?.cases ?? []).filter((one) => !isListed(one.id) && one.comment.createdAt > newest);
  dispatch(arrived(fresh.map(({ id }) => id)));
  if (state.open) readAgain(state.open);
}

/** @type {Record<string, (event: any) => void>} */
const takers = {
  arrived(event) {
    countsSoon();
    if (isListed(event.case)) readAgain(event.case);
    else if (event.queue === state.queue) dispatch(arrived([event.case]));
  },
  decided(event) {
    countsSoon();
    dispatch(released(event.case));
    if (event.by?.id === state.moderator?.id && mine.has(event.case)) return;
    if (event.status === statusOf(state.queue)) backAgain(event.case);
    else dispatch(decidedElsewhere(event));
  },
  claimed(event) {
    if (event.by.id === state.moderator?.id) return;
    dispatch(claimed(event.case, event));
  },
  released(event) {
    dispatch(released(event.case));
  },
};

/** @param {string} queue */
const statusOf = (queue) => (isWaiting(queue) ? 'pending' : queue);

/** @param {string} id */
function backAgain(id) {
  if (!isListed(id)) return dispatch(arrived([id]));
  dispatch(cameBack(id, statusOf(state.queue)));
  readAgain(id);
}
