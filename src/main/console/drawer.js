// @ts-check
/** An author's history, beside the work. */
import { api } from './api.js';
import { authorChips, pairs, stack } from './author.js';
import { showBan } from './ban.js';
import { openDialog, problem, sentence } from './dialog.js';
import { fill, h, icon, plainText } from './dom.js';
import { absolute, firstName, moment, reasonWords, TONE } from './format.js';
import { chip } from './reasons.js';
import { mayDecide, state } from './state.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Author} Author */

/** @param {Partial<Author> & {id: string, name: string}} author */
export async function showDrawer(author) {
  const content = h('div.side', {}, h('p.sub', { role: 'status' }, t('loading')));
  const dialog = openDialog({ title: author.name, className: '.dlg.drawer', content: [content] });
  try {
    draw(content, await api.author(author.id), author, () => dialog.close());
  } catch (error) {
    fill(content, problem(sentence(error)));
  }
}

/**
 * @param {HTMLElement} content @param {Api.AuthorPage} found @param {Partial<Author>} known
 * @param {() => void} close once a ban makes it out of date, and so that its undo can be reached
 */
function draw(content, found, known, close) {
  /** @type {Author} */
  const author = { ...known, ...found.author };
  fill(content,
    h('div.chips.top', {}, ...authorChips(author)),
    h('section', {}, stack(author), h('dl.kv', {}, ...email(author), ...pairs(author), ...names(author))),
    h('section', {}, h('h3', {}, t('comments')), comments(found.comments)),
    found.notes?.length > 0 && h('section', {}, h('h3', {}, t('notes')), h('ol.tl', {}, ...found.notes.map(note))),
    mayDecide() && h('section.acts', {}, h('button.b.bad', { type: 'button', 'aria-haspopup': 'dialog', onclick: () => showBan(author, close) }, icon('ban'), t('ban')),
      h('a.b', { href: `administration/#purge/${state.site}/author/${author.id}` }, t('purge')),
      state.moderator?.role === 'administrator' && h('a.b', { href: `administration/#person/${state.site}/${author.id}` }, t('person'))));
}

/** Masked until it is asked for, and asking is written to the log. @param {Author} author */
function email(author) {
  const address = author.email;
  if (!address) return [];
  const shown = h('span', {}, address);
  const show = h('button.lnk', { type: 'button', 'aria-label': t('email.show'), onclick: onShow }, t('show'));
  async function onShow() {
    try {
      shown.textContent = (await api.emailView(author.id)).email ?? '';
      shown.tabIndex = -1;
      shown.focus();
      show.remove();
    } catch (error) {
      shown.textContent = sentence(error);
    }
  }
  return [h('dt', {}, t('email')), h('dd', {}, shown, ' ', mayDecide() && show)];
}

/** @param {Author} author */
const names = (author) => (author.otherNames?.length ? [h('dt', {}, t('author.othernames')), h('dd', { dir: 'auto' }, author.otherNames.join(', '))] : []);

/** @param {Api.AuthorPage['comments']} list */
function comments(list) {
  if (!list.length) return h('p.sub', {}, t('earlier.none'));
  return h('ol.hist', {}, ...list.map((one) => h('li', {},
    h('p.h', {}, chip(one.reason && one.status === 'rejected' ? t('status.reason', { status: t('status.rejected'), reason: reasonWords(one.reason) }) : t(`status.${one.status}`), TONE[one.status]),
      h('time.sub.num', { datetime: one.createdAt, title: absolute(one.createdAt) }, moment(one.createdAt))),
    h('p', { dir: 'auto' }, plainText(one.html)))));
}

/** @param {Api.AuthorPage['notes'][number]} one */
const note = (one) => h('li', {}, h('time', { datetime: one.at }, moment(one.at)),
  h('div.prose', { dir: 'auto' }, one.text, ' ', h('span.sub', {}, firstName(one.by))));
