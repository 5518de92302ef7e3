// @ts-check
/** Starts the console: who is it, what does the address say, show that. */
import { api, onSignedOut, session } from './api.js';
import { careOf } from './care.js';
import { careChosen, listLeft, reasonsRead, signedIn, vocabularyRead, went, workRead } from './changes.js';
import { connect, disconnect } from './events.js';
import { onKey } from './keys.js';
import { logPage } from './log.js';
import { queuePage } from './queue.js';
import { fromAddress, onNavigate, push, rememberSite } from './route.js';
import { shell } from './shell.js';
import { signInDialog, signInPage } from './signin.js';
import { readSingleKeys } from './help.js';
import { dispatch, silence, state } from './state.js';
import { openCase } from './open.js';
import { fill, h } from './dom.js';
import { readWords, t } from './words.js';

/** @typedef {import('./state.js').State} State */

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

start();

async function start() {
  await readWords();
  try {
    await enter((await session('GET')).moderator);
  } catch (error) {
    const { status, body } = /** @type {any} */ (error);
    if (status === 401) signInPage(app, enter, body.oidc);
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
  dispatch(signedIn(moderator));
  onSignedOut(resume);
  readSingleKeys();
  readCare();
  addEventListener('storage', readCare);
  await Promise.all([readReasons(), readVocabulary(), readWork()]);
  dispatch(went(fromAddress()));
  document.addEventListener('keydown', onKey);
  addEventListener('popstate', onBack);
  onNavigate(navigate);
  show();
}

/** Chosen on the account's page, maybe in another tab. */
function readCare() {
  if (state.moderator) dispatch(careChosen(careOf(state.moderator)));
}

/** What the service calls its reasons; the console keeps no list of its own. */
async function readReasons() {
  const { reasons } = await api.reasons();
  dispatch(reasonsRead(reasons));
}

async function readVocabulary() {
  dispatch(vocabularyRead(await api.vocabulary()));
}

/** Where there is work, for who has several sites. */
async function readWork() {
  if ((state.moderator?.sites.length ?? 0) < 2) return;
  const { sites } = await api.work().catch(() => ({ sites: /** @type {Api.Work['sites']} */ ([]) }));
  dispatch(workRead(sites));
}

/** After a session ended in the middle of work; another account must not see this one's page. */
async function resume() {
  const moderator = await signInDialog();
  if (moderator.id !== state.moderator?.id) location.reload();
  connect();
}

/** @param {Partial<State>} changes */
function navigate(changes) {
  dispatch(went(changes));
  rememberSite();
  push();
  show();
}

/** The view, from nothing. */
function show() {
  silence();
  disconnect();
  dispatch(listLeft);
  const content = state.view === 'log' ? logPage() : queuePage();
  fill(app, ...shell(), content);
  if (state.view === 'queue') connect();
}

/** Back and Forward between cases of the same list leave the list alone. */
function onBack() {
  const to = { ...state, ...fromAddress() };
  if (listAddress(to) !== listAddress(state)) {
    dispatch(went(to));
    show();
  } else if (to.view === 'queue') openCase(to.open, { goes: false });
}

/** @param {State} of */
const listAddress = ({ view, site, queue, sort, q, filters, logFilters }) => JSON.stringify([view, site, queue, sort, q, filters, logFilters]);
