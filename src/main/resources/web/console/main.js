// @ts-check
/** Starts the console: who is it, what does the address say, show that. */
import { onSignedOut, session } from './api.js';
import { connect, disconnect } from './events.js';
import { onKey, readSingleKeys } from './keys.js';
import { logPage } from './log.js';
import { queuePage } from './queue.js';
import { push, read } from './route.js';
import { onNavigate, shell } from './shell.js';
import { signInDialog, signInPage } from './signin.js';
import { silence, state } from './state.js';
import { openCase } from './open.js';
import { fill, h } from './dom.js';
import { t } from './words.js';

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

start();

async function start() {
  try {
    enter((await session('GET')).moderator);
  } catch (error) {
    if (/** @type {any} */ (error).status === 401) signInPage(app, enter);
    else fill(app, failedStart());
  }
}

function failedStart() {
  return h('main.si', {}, h('div.box', {},
    h('h1', {}, t('error.start')),
    h('p', {}, t('error.unreachable')),
    h('p', {}, h('button.b', { onclick: () => location.reload() }, t('again')))));
}

/** @param {any} moderator */
function enter(moderator) {
  state.moderator = moderator;
  onSignedOut(resume);
  readSingleKeys();
  read();
  document.addEventListener('keydown', onKey);
  addEventListener('popstate', onBack);
  onNavigate(navigate);
  show();
}

/** After a session ended in the middle of work; another account must not see this one's page. */
async function resume() {
  const moderator = await signInDialog();
  if (moderator.id !== state.moderator?.id) location.reload();
  connect();
}

/** @param {Partial<typeof state>} changes */
function navigate(changes) {
  Object.assign(state, changes);
  push();
  show();
}

/** The view, from nothing. */
function show() {
  silence();
  disconnect();
  Object.assign(state, { cases: [], next: null, counts: {}, reading: null });
  for (const gone of [state.picked, state.arrived, state.elsewhere, state.edited, state.claims]) gone.clear();
  const content = state.view === 'log' ? logPage() : queuePage();
  fill(app, ...shell(), content);
  if (state.view === 'queue') connect();
}

/** Back and Forward between cases of the same list leave the list alone. */
function onBack() {
  const before = listAddress();
  const left = state.open;
  read();
  const to = state.open;
  if (listAddress() !== before) return show();
  state.open = left;
  if (state.view === 'queue') openCase(to, { goes: false });
}

const listAddress = () => JSON.stringify([state.view, state.site, state.queue, state.sort, state.q, state.filters, state.logFilters]);
