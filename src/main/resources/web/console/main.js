// @ts-check
/** Starts the console: who is it, what does the address say, show that. */
import { api, onSignedOut, session } from './api.js';
import { kept } from './cases.js';
import { connect, disconnect } from './events.js';
import { onKey } from './keys.js';
import { logPage } from './log.js';
import { queuePage } from './queue.js';
import { push, read, rememberSite } from './route.js';
import { onNavigate } from './navigate.js';
import { shell } from './shell.js';
import { signInDialog, signInPage } from './signin.js';
import { readSingleKeys } from './singlekeys.js';
import { silence, state } from './state.js';
import { openCase } from './open.js';
import { fill, h } from './dom.js';
import { undoable } from './undo.js';
import { t } from './words.js';

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

start();

async function start() {
  try {
    await enter((await session('GET')).moderator);
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

/** @param {Api.Moderator} moderator */
async function enter(moderator) {
  state.moderator = moderator;
  onSignedOut(resume);
  readSingleKeys();
  await Promise.all([readReasons(), readVocabulary(), readWork()]);
  read();
  document.addEventListener('keydown', onKey);
  addEventListener('popstate', onBack);
  onNavigate(navigate);
  show();
}

/** What the service calls its reasons; the console keeps no list of its own. */
async function readReasons() {
  const { reasons } = await api.reasons();
  state.reasons = new Map(reasons.map((one) => [one.reason, one]));
}

async function readVocabulary() {
  state.vocabulary = await api.vocabulary();
}

/** Where there is work, for who has several sites. */
async function readWork() {
  if ((state.moderator?.sites.length ?? 0) < 2) return;
  const { sites } = await api.work().catch(() => ({ sites: /** @type {Api.Work['sites']} */ ([]) }));
  state.work = new Map(sites.map((one) => [one.slug, one]));
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
  rememberSite();
  push();
  show();
}

/** The view, from nothing. */
function show() {
  silence();
  disconnect();
  Object.assign(state, { cases: kept(state.cases, undoable()), list: [], next: null, counts: {} });
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
