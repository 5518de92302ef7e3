// @ts-check
import {api, now, readNow} from './api.js';
import {ballot} from './ballot.js';
import {folder} from './comment.js';
import {onDemand} from './demand.js';
import {fill, h, icon, notice} from './dom.js';
import {head} from './head.js';
import {language} from './language.js';
import {listing} from './list.js';
import {listener} from './live.js';
import {origin} from './origin.js';
import {Store} from './store.js';
import {follow} from './theme.js';
import {Words} from './words.js';
import {writing} from './writing.js';

/** @typedef {import('./api.js').Comment} Comment */
/** @typedef {import('./api.js').Page} Page */
/** @typedef {import('./comment.js').View} View */
/** @typedef {import('./parts').Thread} Thread */

/** The threads on this page, by number: two landmarks of one page need two names. @type {boolean[]} */
const open_ = [];

/** Starts a thread in the element's shadow root. @param {HTMLElement} host  @param {ShadowRoot} root */
export const open = (host, root) => {
  const service = origin(host);
  const site = host.getAttribute('site') ?? '';
  const article = host.getAttribute('article') ?? '';
  const key = 'article=' + encodeURIComponent(article);
  const words = new Words();
  const store = new Store(site);
  const base = `${service}/api/v1/sites/${encodeURIComponent(site)}`;
  const call = api(base);
  const say = words.say.bind(words);
  const number = [...open_, false].indexOf(false);
  open_[number] = true;
  /** @type {Map<string, View>} */
  const views = new Map();
  let sort = 'top';
  /** The order of what is on the screen. */
  let shown = sort;
  let tried = 0;
  let failed = false;

  const page = h('div.p');
  const said = h('span');
  const spoken = h('div.say', {role: 'status'}, said);
  const bar = h('div.bar');
  const top = h('div');
  const foot = h('div.foot');
  /** What the publisher has put into the element is read until there is an answer. */
  const slot = h('div', null, h('slot'));
  const leave = h('div.leave');

  /** What the parts may use, those loaded on demand as well. @type {Thread} */
  const thread = /** @type {any} */ ({});
  const {below, ...written} = writing(thread, leave);
  Object.assign(thread, /** @satisfies {Omit<Thread, 'tall' | 'take' | 'room'>} */ ({
    ...onDemand(thread), ...written,
    root, service, element: page, site, article, words, store, views, say, h, icon, fill, notice, now,
    api: call,
    page: /** @type {any} */ ({}),
    own: null,
    /** Comments the reader knows of. */
    known: 0,
    /** @type {Promise<any>} */
    posting: Promise.resolve(),
    /** @type {Record<string, number>} */
    votes: {},
    /** The name of a landmark, of which this page may have several. @param {string} id */
    name: (id) => id + (number ? ' k' : ''),
    /** Told to eyes and ears, also when the same was said before. @param {string} text */
    status(text) {
      said.textContent = '';
      setTimeout(() => (said.textContent = text), 50);
      clearTimeout(hush);
      hush = setTimeout(() => (said.textContent = ''), 10_000);
    },
    /** @param {any} refused  @param {string} [what] was not done */
    refused: (refused, what = 'noLoad') =>
      thread.status(say(what) + '. ' + (refused.status ? refused.message : say('check'))),
    link: (/** @type {string} */ more) => `${service}/sites/${encodeURIComponent(site)}/thread?${key}&${more}`,
    /** @param {any} json  @param {string} once */
    post: (json, once) => (thread.posting = call('/comments', {method: 'POST', json, key: once})),
    /** @param {number} more  @param {number} [count] what is shown from now on */
    counted(more, count = thread.page.article.count + more) {
      thread.known = thread.page.article.count = count;
      page.querySelector('.pill')?.remove();
      title();
    },
    /** A comment that came after the page was drawn. @param {Comment} comment  @param {boolean} fresh */
    insert(comment, fresh) {
      if (!list.isConnected) body();
      bar.classList.remove('none');
      const view = put(comment, !comment.parentId && sort != 'oldest', true);
      view.article.classList.toggle('new', fresh);
      return view;
    },
    /** Own comments are asked for with their tokens; the part that shows them comes only for those who have some. */
    mine: () => (asked = owned()),
    read: (/** @type {string} */ more) => call(`/comments?${key}&${more}`),
    roots: () => list.children.length,
    sort: () => sort,
    /** @param {any} button  @param {() => Promise<void>} work */
    async busy(button, work) {
      if (button.ariaDisabled) return;
      button.ariaDisabled = 'true';
      await work().catch(thread.refused);
      button.ariaDisabled = null;
    },
    /** @param {string} css */
    style(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets.push(sheet);
    },
    shut: () => closed('closed'),
    /** Marks a comment and goes there. @param {string} id  @returns {boolean} whether it is here */
    mark(id) {
      const article = views.get(id)?.article;
      page.querySelector('.hit')?.classList.remove('hit');
      for (let at = views.get(id); (at = views.get(at?.comment.parentId ?? ''));) at.unfold();
      article?.classList.add('hit');
      article?.scrollIntoView();
      article?.focus({preventScroll: true});
      return !!article;
    },
  }));
  thread.tall = folder(thread);
  const ask = ballot(thread, key);
  const list = h('ol.list', {pointerover: ask, focusin: ask});
  const {put, goOn} = Object.assign(thread, listing(thread, list));
  const {title, draw} = head(thread, bar, leave, (name) => {
    sort = name;
    first();
  });
  let hush = 0;

  /** @param {string} [now] a state told by the stream */
  const closed = (now) => {
    const {article} = thread.page;
    if (!article) return;
    const {closedAt} = article;
    const state = (article.state = now ?? article.state);
    const shut = state == 'closed';
    page.classList.toggle('shut', shut);
    top.replaceChildren(shut ? notice('', 'lock', say('closed'), closedAt ? say('closedOn', {date: words.date(closedAt)}) : say('closedNow')) : '');
    if (shut) leave.replaceChildren();
    else if (!leave.firstChild) below();
  };

  /** Roots already shown account for their replies too, drawn or not. */
  const rest = () => [...views.values()].reduce(
    (sum, {comment, level}) => sum - (level ? 0 : comment.replyCount + (comment.author.name && !comment.status ? 1 : 0)),
    thread.page.article.count);

  /** @param {string | null} next */
  const more = (next) => {
    foot.replaceChildren(next ? h('button.btn.wide', {
      click: (/** @type {Event} */ {currentTarget}) => goOn(currentTarget, `sort=${shown}&limit=20`, next, false, more),
    }, say('more', {n: Math.max(1, rest())})) : '');
  };

  const body = () => slot.replaceChildren(list, foot);

  /** @param {Page} answer */
  const show = (answer) => {
    thread.page = answer;
    thread.known = answer.article.count;
    shown = sort;
    views.clear();
    list.replaceChildren();
    answer.comments.forEach((comment) => put(comment));
    if (views.size) body();
    else slot.replaceChildren(h('p.empty', null, h('b', null, say('empty')), say('first')));
    draw(true);
    bar.classList.toggle('none', !views.size);
    closed();
    more(answer.next);
    thread.mine();
  };

  /** @type {Promise<any> | undefined} */
  let asked;
  const owned = async () => {
    if (Object.values(store.get('tokens') ?? {}).some((token) => token.article == article)) {
      await thread.styled();
      return thread.own ? thread.own() : thread.load('own').then(() => thread.own?.());
    }
  };

  const loading = () => {
    draw();
    const bone = () => h('div.sk', null, h('i'), h('i'), h('i'), h('i'));
    const bones = h('div.wait', null, h('p.vh', {role: 'status'}, say('loading')), bone(), bone(), bone());
    slot.replaceChildren(bones);
    // A fast answer should not flash; the height is there from the start.
    setTimeout(() => bones.classList.add('late'), 200);
  };

  /** The first page, in the order asked for. */
  const first = async () => {
    const turn = ++tried;
    const answer = site && article ? thread.read(`sort=${sort}&limit=20`) : Promise.reject({});
    answer.catch(() => {});
    await speech.ready;
    // A link alone, for browsers without scripts, is not what an included thread is: data, then comments.
    if (!thread.page.article && !host.children[1]) loading();
    try {
      const got = await answer;
      failed = false;
      if (turn == tried) show(got);
      return true;
    } catch (refused) {
      if (turn == tried) fail(refused);
    }
  };

  /** What is on the screen stays there; the order asked for comes when there is an answer. @param {any} refused */
  const fail = async (refused) => {
    failed = true;
    if (thread.page.article) return thread.refused(refused);
    const again = h('button.lnk', {click: first}, say('again'));
    slot.replaceChildren(notice('.bad', 'warn', say('noLoad'), say(refused.status > 499 ? 'busy' : 'check') + ' ', again), h('slot'));
    // Nothing the reader could do about it: the page's publisher is told what to change.
    if (!site || !article || (refused.status > 399 && refused.status < 500 && refused.status != 429)) thread.load('trouble', {refused, slot});
  };

  const speech = language(host, page, thread);
  const live = listener(thread, bar, `${base}/stream?${key}`, closed);

  /** The comment the address points at, marked; one that is not here is read with the branch it stands on. */
  const seek = async () => {
    const [, id] = location.hash.match(/^#comment-([\w-]+)$/) ?? [];
    if (!id) return page.querySelector('.hit')?.classList.remove('hit');
    await asked;
    if (!thread.mark(id)) await thread.load('branch', {id, seek: true});
  };

  const connection = () => {
    page.querySelector('.gone-off')?.remove();
    if (!navigator.onLine && thread.page.article) {
      const message = notice('', 'off', say('offline'), say('offlineNote'));
      message.classList.add('gone-off');
      bar.after(message);
    } else if (navigator.onLine) {
      if (failed) begin();
      else if (thread.page.article && !leave.firstChild) closed();
    }
  };
  const begin = () => first().then((shown) => shown && seek());

  const off = new AbortController();
  const {signal} = off;
  addEventListener('hashchange', seek, {signal});
  addEventListener('offline', connection, {signal});
  addEventListener('online', connection, {signal});
  const clock = setInterval(() => {
    for (const time of page.querySelectorAll('time')) time.textContent = words.ago(time.dateTime);
  }, 60_000);

  page.append(spoken, h('section', {'aria-labelledby': thread.name('h')}, bar, top, slot), leave);
  if (number) page.append(h('span', {id: 'k', hidden: true}, `(${number + 1})`));
  root.replaceChildren(h('div.g', null, page));
  follow(host, page, signal);
  begin();

  return {
    live,
    /** Paper waits for no answer. */
    print() {
      if (thread.page.article || !site || !article) return;
      speech.now();
      const answer = readNow(`${base}/comments?${key}&sort=${sort}&limit=100`);
      if (answer) show(answer);
    },
    close() {
      live(false);
      off.abort();
      thread.tall.disconnect();
      clearInterval(clock);
      open_[number] = false;
    },
  };
};
