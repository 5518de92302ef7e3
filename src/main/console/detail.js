// @ts-check
/** The case that is read. */
import { decideBar } from './actions.js';
import { appealed } from './appeal.js';
import { authorChips, pairs, stack } from './author.js';
import { showBan } from './ban.js';
import { sentence } from './dialog.js';
import { fill, h, hint, icon, plainText } from './dom.js';
import { showDrawer } from './drawer.js';
import { shownBody } from './evidence.js';
import { absolute, age, counted, day, firstName, initials, moment, TONE } from './format.js';
import { noteList } from './history.js';
import { addNote } from './note.js';
import { closeCase, conversationOf, indexOpen, next } from './open.js';
import { chip, why } from './reasons.js';
import { address, safeAddress } from './route.js';
import { claimOf, hidesWords, isWaiting, mayDecide, reading, state } from './state.js';
import { toast } from './status.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Case} Case */

const EARLIER = 3;

export function detailRegion() {
  return h('section.dp', { id: 'detail', 'aria-label': t('detail.none') }, h('div.dscroll'), decideBar());
}

/**
 * What is drawn now.
 * @type {{region: HTMLElement | null, sign: string, body: string, author: Api.AuthorPage | null, parts: Record<string, HTMLElement>}}
 */
const now = { region: null, sign: '', body: '', author: null, parts: {} };

/** Another case is drawn anew; the same one only where it may have changed, so that focus and scroll stay. @param {HTMLElement} region */
export function drawDetail(region) {
  const one = reading();
  if (!one) return drawNone(region);
  const sign = `${one.id} ${one.version} ${one.comment.body.length} ${one.signals.length} ${one.author.ban?.id} ${one.appeal?.state} ${hidesWords(one.id)}`;
  if (now.region !== region || now.sign !== sign) drawWhole(region, one, sign);
  drawBanners(one);
  drawActivity(one);
  drawWebsite(one);
  drawBody(one);
  drawAuthor(one);
  now.parts.place.textContent = indexOpen() < 0 ? '' : t('place', { at: indexOpen() + 1, n: total() });
}

function total() {
  const queue = state.counts[state.queue];
  return queue ? counted(queue) : state.list.length;
}

/** @param {HTMLElement} region */
function drawNone(region) {
  now.sign = '';
  region.setAttribute('aria-label', t('detail.none'));
  const idle = !state.loading && !state.open;
  fill(/** @type {Element} */ (region.firstElementChild), idle && h('p.empty', {}, state.list.length ? t('detail.choose') : ''));
}

/** @param {HTMLElement} region @param {Case} one @param {string} sign */
function drawWhole(region, one, sign) {
  const scroll = /** @type {HTMLElement} */ (region.firstElementChild);
  const same = now.sign.startsWith(`${one.id} `);
  region.setAttribute('aria-label', t('detail', { name: one.author.name }));
  const banners = h('div');
  const place = h('span.num');
  const earlier = h('section.recent', {}, h('h3', {}, t('earlier')));
  const author = h('dl.kv');
  const activity = h('ol.tl');
  const website = h('p.sub');
  const body = h('div.body', { dir: 'auto' });
  fill(scroll,
    backBar(place), banners,
    h('div.dgrid', {},
      h('div', {}, articleLink(one), h('div', {}, ...appealed(one)), parent(one), card(one, website, body), earlier),
      h('section.side', { 'aria-label': t('side') }, whySection(one), authorSection(one, author), activitySection(activity))));
  if (!same) scroll.scrollTop = 0;
  fill(author, ...pairs(one.author));
  Object.assign(now, { region, sign, body: '', author: null, parts: { banners, place, earlier, author, activity, website, body } });
}

/** @param {HTMLElement} place */
function backBar(place) {
  const href = address({ open: null });
  return h('div.back', {},
    h('a', { href, onclick: (/** @type {Event} */ event) => { event.preventDefault(); closeCase(); } }, icon('back'), t(`queue.${state.queue}`)),
    place);
}

/** @param {Case} one */
function articleLink(one) {
  const { title, key } = one.comment.article;
  const href = safeAddress(one);
  const text = title || key;
  return h('p', {}, href
    ? h('a.art', { href, target: '_blank', rel: 'noopener noreferrer', dir: 'auto', 'aria-keyshortcuts': 'O' }, text)
    : h('span.art', { dir: 'auto' }, text));
}

/** @param {Case} one */
function parent(one) {
  const quoted = one.comment.parent;
  const others = one.comment.conversation ?? 0;
  if (!quoted && !others) return null;
  return h('div.parent', {},
    quoted && h('p.h', {}, t('reply.to'), ' ', h('b', { dir: 'auto' }, quoted.author.name || t('removed'))),
    quoted && h('p.quote', { dir: 'auto' }, plainText(quoted.html) || t('removed')),
    others > 0 && conversationButton(one, others));
}

/** @param {Case} one @param {number} n */
function conversationButton(one, n) {
  const holder = h('div');
  const button = h('button.lnk', {
    type: 'button', id: 'conversation', 'aria-expanded': 'false', 'aria-keyshortcuts': 'C', onclick: toggle,
  }, t('conversation', { n }));
  async function toggle() {
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
    if (!open) return fill(holder);
    try {
      const comments = await conversationOf(one.id);
      if (button.getAttribute('aria-expanded') === 'true') fill(holder, conversation(comments, one.id));
    } catch (error) {
      button.setAttribute('aria-expanded', 'false');
      toast(sentence(error), { bad: true });
    }
  }
  return h('div', {}, button, holder);
}

/** @param {Api.Conversation['comments']} comments @param {string} here */
function conversation(comments, here) {
  return h('ol.thread', { 'aria-label': t('conversation.label') }, ...comments.map((one) =>
    h(`li.lv${Math.min(3, one.depth)}${one.id === here ? '.here' : ''}`, {},
      h('p.h', {}, h('b', { dir: 'auto' }, one.author.name || t('removed')),
        h('time', { datetime: one.createdAt, title: absolute(one.createdAt) }, moment(one.createdAt)),
        one.status && one.status !== 'approved' && chip(t(`status.${one.status}`), TONE[one.status])),
      h('p', { dir: 'auto' }, plainText(one.html) || t('removed')))));
}

/** @param {Case} one @param {HTMLElement} website @param {HTMLElement} body */
function card(one, website, body) {
  const { author, comment } = one;
  const waiting = isWaiting() && (one.status === 'pending' || state.queue === 'reported');
  return h('article.card', { 'aria-labelledby': 'cby' },
    h('header.who2', {},
      h('span.ava', { 'aria-hidden': 'true' }, initials(author.name)),
      h('h2', { id: 'cby' }, h('button.namebtn', {
        type: 'button', id: 'author', dir: 'auto', 'aria-haspopup': 'dialog', 'aria-keyshortcuts': 'H', onclick: () => showDrawer(author),
      }, author.name)),
      h('p.when', {},
        h('time', { datetime: comment.createdAt, title: absolute(comment.createdAt) }, moment(comment.createdAt)),
        waiting && ` · ${t('waiting.for', { age: age(one.waitingSince ?? comment.createdAt) })}`,
        comment.editedAt && ` · ${t('edited.at', { time: moment(comment.editedAt) })}`)),
    website,
    h('div.chips', {}, ...authorChips(author)),
    body);
}

/** The marks come with the whole case. @param {Case} one */
function drawBody(one) {
  const { body } = now.parts;
  const sign = one.comment.marked ?? one.comment.html;
  if (now.body === sign) return;
  now.body = sign;
  fill(body, ...shownBody(one));
}

/** Approving shows it to everyone. What its domain has done comes with the whole case. @param {Case} one */
function drawWebsite({ author }) {
  const { website } = now.parts;
  website.hidden = !author.url;
  fill(website, t('author.website'), ' ', h('b', { dir: 'ltr' }, author.url ?? ''), author.urlRecord && ` · ${t('author.urlrecord', author.urlRecord)}`);
}

/** @param {Case} one */
const whySection = (one) => h('section', {}, h('h3', {}, t('why')), why(one));

/** @param {Case} one @param {HTMLElement} list */
function authorSection(one, list) {
  const { author } = one;
  return h('section', {},
    h('div.sidehd', {}, h('h3', {}, t('author')),
      mayDecide() && h('button.b.quiet.sm.warnb', { type: 'button', id: 'ban', 'aria-haspopup': 'dialog', 'aria-keyshortcuts': 'B', onclick: () => showBan(author) }, t('ban'), hint('B'))),
    stack(author), list,
    h('p.viewh', {}, h('button.lnk', { type: 'button', id: 'history', 'aria-haspopup': 'dialog', onclick: () => showDrawer(author) }, t('author.view'))));
}

/** What was told of the author: the last rejection, other names, earlier comments. @param {Case} one */
function drawAuthor(one) {
  const found = state.authors.get(one.author.id);
  if (!found || now.author === found) return;
  now.author = found;
  const { earlier, author } = now.parts;
  fill(author, ...pairs({ ...one.author, ...found.author }));
  const others = found.comments.filter((other) => other.id !== one.id).slice(0, EARLIER);
  fill(earlier, h('h3', {}, t('earlier')), others.length
    ? h('ul', {}, ...others.map(earlierItem))
    : h('p.sub', {}, t('earlier.none')));
}

/** @param {Api.AuthorPage['comments'][number]} one */
const earlierItem = (one) => h('li', {},
  chip(t(`status.${one.status}`), TONE[one.status]),
  h('p', { dir: 'auto' }, plainText(one.html)),
  h('time.sub.num', { datetime: one.createdAt }, day(one.createdAt)));

/** @param {HTMLElement} list */
function activitySection(list) {
  return h('section', {},
    h('div.sidehd', {}, h('h3', {}, t('activity')),
      mayDecide() && h('button.b.quiet.sm', { type: 'button', id: 'note', 'aria-keyshortcuts': 'N', 'aria-haspopup': 'dialog', onclick: addNote }, t('note.add'), hint('N'))),
    list);
}

/** @param {Case} one */
function drawActivity(one) {
  fill(now.parts.activity, ...noteList(one.history ?? []));
}

/** @param {Case} one */
function drawBanners(one) {
  const elsewhere = state.elsewhere.get(one.id);
  const claim = claimOf(one.id);
  const edited = state.edited.has(one.id);
  const sign = JSON.stringify([elsewhere, claim?.by.id, edited]);
  now.region?.classList.toggle('stale', Boolean(elsewhere));
  // A status that is written again is read out again.
  if (now.parts.banners.dataset.sign === sign) return;
  now.parts.banners.dataset.sign = sign;
  fill(now.parts.banners,
    elsewhere && banner('', 'ok', t(`elsewhere.${elsewhere.status}`, { name: firstName(elsewhere.by) }), nextButton()),
    !elsewhere && edited && banner('.edit', 'note', t('edited', { name: one.author.name }), null),
    !elsewhere && claim && banner('.claim', 'eye', t('claimed', { name: firstName(claim.by) }), null));
}

/** @param {string} className @param {string} name @param {string} text @param {Node | null} action */
const banner = (className, name, text, action) => h(`div.banner${className}`, { role: 'status' }, icon(name), h('span', {}, text), action);

const nextButton = () => h('button.b.sm', { type: 'button', 'aria-keyshortcuts': 'J', onclick: next }, t('next'), hint('J'));
