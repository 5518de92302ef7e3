// @ts-check
import {api} from './api.js';
import {LEVELS, draw} from './comment.js';
import {fill, h, icon, notice} from './dom.js';
import {origin} from './origin.js';
import {Store} from './store.js';
import {dress} from './theme.js';
import {Words} from './words.js';

/** @typedef {import('./api.js').Comment} Comment */
/** @typedef {import('./api.js').Page} Page */
/** @typedef {import('./comment.js').View} View */
/** @typedef {any} Thread what a thread's parts share; see `thread` below */

/** Starts a thread in the element's shadow root. @param {HTMLElement} host  @param {ShadowRoot} root */
export const open = (host, root) => {
  const service = origin(host);
  const site = host.getAttribute('site') ?? '';
  const article = host.getAttribute('article') ?? '';
  const key = 'article=' + encodeURIComponent(article);
  const words = new Words();
  const store = new Store(site);
  const base = `${service}/api/v1/sites/${site}`;
  const call = api(base);
  const say = words.say.bind(words);
  /** @type {Map<string, View>} */
  const views = new Map();
  /** @type {EventSource | null} */
  let stream = null;
  /** @type {Promise<any>} */
  let posting = Promise.resolve();
  let sort = 'top';
  let known = 0;
  let told = 0;
  let voted = false;
  let tried = 0;

  const page = h('div.p');
  const spoken = h('div.vh', {role: 'status'});
  const heading = h('h2', {id: 'h'});
  const bar = h('div.bar');
  const list = h('ol.list');
  const top = h('div');
  const foot = h('div.foot');
  const slot = h('div');
  const leave = h('div.leave');

  /** What the parts loaded on demand may use as well. */
  const thread = {
    root, service, element: page, site, article, words, store, views, say, h, icon, fill, notice,
    api: call,
    page: /** @type {Page} */ ({}),
    own: /** @type {any} */ (null),
    /** @type {Record<string, number>} */
    votes: {},
    /** Spoken once, also when the same was said before. @param {string} text */
    status(text) {
      spoken.textContent = '';
      setTimeout(() => (spoken.textContent = text), 50);
    },
    /** @param {any} refused */
    refused: (refused) => thread.status(refused.message || say('check')),
    /** A part that few readers need. @param {string} part  @param {any} [what]  @returns {Promise<any>} */
    load: (part, what) => import(`${service}/embed/${part}.js`).then((module) => module.default(thread, what)).catch(thread.refused),
    link: (/** @type {string} */ more) => `${service}/sites/${site}/thread?${key}&${more}`,
    /** @param {any} json  @param {string} once */
    post: (json, once) => (posting = call('/comments', {method: 'POST', json, key: once})),
    /** @param {number} more  @param {number} [count] what is shown from now on */
    counted(more, count = thread.page.article.count + more) {
      known = thread.page.article.count = count;
      page.querySelector('.pill')?.remove();
      title();
    },
    insert: (/** @type {Comment} */ comment, /** @type {boolean} */ fresh) => insert(comment, fresh),
    mine: () => mine(),
    read: (/** @type {string} */ more, /** @type {RequestInit} */ options) => read(more, options),
    roots: () => list.children.length,
    sort: () => sort,
    /** Whether a comment has a place on this page. @param {Comment} comment */
    room: ({parentId}) => !parentId || (views.get(parentId)?.level ?? LEVELS) < LEVELS - 1,
    /** @param {string} css */
    style(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets.push(sheet);
    },
    /** Opens a form with this text in it. @param {View | undefined} view  @param {string} text */
    write(view, text) {
      store.set(`draft:${article}:${view?.comment.id ?? ''}`, text);
      if (view) return /** @type {any} */ (view.article.querySelector('.ans')).click();
      write().then((drawn) => drawn.querySelector('textarea').focus());
    },
    shut: () => closed('closed'),
    /** Opens the form under a comment; Escape and Cancel go back to where the reader was.
     * @param {View} view  @param {any} e */
    async answer(view, {currentTarget}) {
      const there = () => /** @type {any} */ (view.li.querySelector(':scope > .inl'));
      if (!there()) {
        view.article.after(await form({parent: view.comment, cancel: () => {
          there()?.remove();
          currentTarget.focus();
        }}));
      }
      there().querySelector('textarea').focus();
    },
  };

  /** The form comes after the thread it belongs to, with its styles. @param {any} how  @returns {Promise<any>} */
  const form = async (how) => {
    await styled();
    return thread.load('form', how);
  };
  /** @type {Promise<void> | undefined} */
  let style;
  const styled = () => (style ??= fetch(service + '/embed/form.css', {credentials: 'omit'})
    .then((answer) => answer.text()).then(thread.style));
  const write = async () => {
    const drawn = await form({});
    leave.replaceChildren(thread.page.article.state == 'closed' ? '' : drawn);
    return drawn;
  };

  // Reading.
  /** @param {string} more  @param {RequestInit} [options]  @returns {Promise<Page>} */
  const read = (more, options) => call(`/comments?${key}&${more}`, options);

  const title = () => {
    const n = thread.page.article?.count;
    heading.textContent = n ? say('count', {n}) : say('title');
  };

  const sorts = () => h('fieldset.sort', null, h('legend.vh', null, say('sort')), ...['newest', 'oldest', 'top'].map((name) =>
    h('label', null, h('input', {type: 'radio', name: 's', checked: name == sort, change: () => {
      sort = name;
      first();
    }}), h('span', null, say(name)))));

  const jump = () => h('a.jump', {href: '#l', click: (/** @type {Event} */ e) => {
    e.preventDefault();
    leave.querySelector('h3')?.focus();
  }}, say('leave'));

  /** @param {string} [now] a state told by the stream */
  const closed = (now) => {
    const {article} = thread.page;
    const {closedAt} = article;
    const state = (article.state = now ?? article.state);
    const shut = state == 'closed';
    page.classList.toggle('shut', shut);
    top.replaceChildren(shut ? notice('', 'lock', say('closed'), closedAt ? say('closedOn', {date: words.date(closedAt)}) : say('closedNow')) : '');
    if (shut) leave.replaceChildren();
    else if (!leave.firstChild) write();
  };

  /** Roots already shown account for their replies too, drawn or not. */
  const rest = () => [...views.values()].reduce(
    (sum, {comment, level}) => sum - (level ? 0 : comment.replyCount + (comment.author.name && !comment.status ? 1 : 0)),
    thread.page.article.count);

  /** @param {string | null} next */
  const more = (next) => {
    foot.replaceChildren(next ? h('button.btn.wide', {click: async (/** @type {Event} */ {currentTarget}) => {
      busy(currentTarget, async () => {
        const answer = await read(`sort=${sort}&limit=20&cursor=${encodeURIComponent(next)}`);
        const fresh = answer.comments.filter((comment) => !views.has(comment.id) && put(comment));
        more(answer.next);
        focus(fresh[0]);
      });
    }}, say('more', {n: Math.max(1, rest())})) : '');
  };

  /** @param {any} button  @param {() => Promise<void>} work */
  const busy = async (button, work) => {
    if (button.ariaDisabled) return;
    button.ariaDisabled = 'true';
    await work().catch(thread.refused);
    button.ariaDisabled = null;
  };

  /** @param {Comment | undefined} comment */
  const focus = (comment) => comment && views.get(comment.id)?.article.focus({preventScroll: true});

  // Drawing.
  /** Puts a comment and what it carries below what is there. @param {Comment} comment  @param {boolean} [first] */
  const put = (comment, first) => {
    const above = views.get(comment.parentId ?? '');
    const view = draw(thread, comment, above ? above.level + 1 : 0);
    views.set(comment.id, view);
    const into = above ? above.list() : list;
    const before = first ? into.firstChild : above && into.querySelector(':scope > .ask');
    into.insertBefore(view.li, before ?? null);
    above?.unfold();
    if (view.level < LEVELS - 1) comment.replies.forEach((reply) => put(reply));
    else if (comment.replyCount) view.list().append(h('li', null, h('a.more', {href: thread.link('parent=' + comment.id)},
      say('continue', {n: comment.replyCount}), h('span', {'aria-hidden': 'true'}, '→'))));
    if (!view.level) further(view, comment.repliesNext, size(comment) - 1);
    return view;
  };

  /** @param {Comment} comment  @returns {number} */
  const size = ({author, replies}) => replies.reduce((sum, reply) => sum + size(reply), author.name ? 1 : 0);

  /** The button for a root's replies that are not here yet. @param {View} view  @param {string | null} next  @param {number} shown */
  const further = (view, next, shown) => {
    if (!next) return;
    const ask = h('li.ask', null, h('button.more', {click: (/** @type {Event} */ {currentTarget}) => busy(currentTarget, async () => {
      const answer = await read(`parent=${view.comment.id}&cursor=${encodeURIComponent(next)}`);
      ask.remove();
      const fresh = answer.comments.filter((comment) => !views.has(comment.id) && thread.room(comment) && put(comment));
      further(view, answer.next, shown + answer.comments.reduce((sum, comment) => sum + size(comment), 0));
      focus(fresh[0]);
    })}, say('moreReplies', {n: Math.max(1, view.comment.replyCount - shown)})));
    view.list().append(ask);
  };

  /** A comment that came after the page was drawn. @param {Comment} comment  @param {boolean} fresh */
  const insert = (comment, fresh) => {
    if (!list.isConnected) body();
    bar.classList.remove('none');
    const view = put(comment, !comment.parentId && sort != 'oldest');
    view.article.classList.toggle('new', fresh);
    return view;
  };

  const body = () => slot.replaceChildren(list, foot);

  /** @param {Page} answer */
  const show = (answer) => {
    thread.page = answer;
    known = answer.article.count;
    views.clear();
    list.replaceChildren();
    answer.comments.forEach((comment) => put(comment));
    if (views.size) body();
    else slot.replaceChildren(h('p.empty', null, h('b', null, say('empty')), say('first')));
    // Drawn once: a new order must not take the focus from its radio button.
    if (!bar.querySelector('.jump')) bar.replaceChildren(heading, jump(), sorts());
    bar.classList.toggle('none', !views.size);
    title();
    closed();
    more(answer.next);
    mine();
  };

  // Own comments are asked for with their tokens; the part that shows them comes only for those who have some.
  const mine = async () => {
    if (Object.values(store.get('tokens') ?? {}).some((token) => token.article == article)) {
      await styled();
      return thread.own ? thread.own() : thread.load('own').then(() => thread.own?.());
    }
  };

  /** How this reader voted: asked for when a hand comes near, so that a mere reading costs the server nothing. */
  const ballot = async () => {
    if (voted) return;
    voted = true;
    const {votes} = await call('/votes?' + key, {cache: 'no-store'}).catch(() => ({votes: {}}));
    Object.assign(thread.votes, votes);
    for (const id in votes) views.get(id)?.pressed(votes[id]);
  };

  const loading = () => {
    title();
    bar.replaceChildren(heading);
    const bone = () => h('div.sk', {'aria-hidden': 'true'}, h('i'), h('i'), h('i'), h('i'));
    const bones = h('div.wait', null, h('p.vh', {role: 'status'}, say('loading')), bone(), bone(), bone());
    slot.replaceChildren(bones);
    // A fast answer should not flash; the height is there from the start.
    setTimeout(() => bones.classList.add('late'), 200);
  };

  /** The first page, in the order asked for. */
  const first = async () => {
    const turn = ++tried;
    try {
      const answer = read(`sort=${sort}&limit=20`);
      answer.catch(() => {});
      await language;
      if (!thread.page.article) loading();
      const got = await answer;
      if (turn == tried) show(got);
      return true;
    } catch {
      if (turn != tried) return;
      slot.replaceChildren(notice('.bad', 'warn', say('noLoad'), say('check') + ' ', h('button.lnk', {click: first}, say('again'))), h('slot'));
    }
  };

  const language = (async () => {
    const wanted = host.lang || /** @type {HTMLElement | null} */ (host.closest('[lang]'))?.lang || 'en';
    const tongue = wanted.split('-')[0];
    const strings = tongue != 'en' && (await fetch(`${service}/embed/i18n/${tongue}.json`, {credentials: 'omit'})
      .then((answer) => answer.ok && answer.json()).catch(() => null));
    if (strings || tongue == 'en') words.speak(strings || {}, wanted);
    page.lang = words.lang;
    page.dir = host.dir || say('dir');
  })();

  // Others.
  /** Tells of new comments without inserting them. @param {number} count */
  const changed = async (count) => {
    told = count;
    // Everyone hears of a comment at the same moment, and must not ask in the same moment.
    await new Promise((done) => setTimeout(done, Math.random() * 2000));
    await posting.catch(() => {});
    await thread.own?.(true);
    known = Math.min(known, told);
    page.querySelector('.pill')?.remove();
    if (told > known) bar.after(h('button.pill', {click: (/** @type {Event} */ {currentTarget}) => busy(currentTarget, () => thread.load('fresh'))}, icon('arrow'), say('fresh', {n: told - known})));
  };

  /** Listens while the widget is near what the reader sees, and the page is in front. @param {boolean} on */
  const live = (on) => {
    if (on == !!stream) return;
    stream?.close();
    stream = null;
    if (!on) return;
    stream = new EventSource(`${base}/stream?${key}`);
    stream.addEventListener('changed', ({data}) => changed(JSON.parse(data).count));
    stream.addEventListener('state', ({data}) => closed(JSON.parse(data).state));
  };

  /** The comment the address points at, marked; one that is not here is on the server's page. */
  const seek = () => {
    const [, id] = location.hash.match(/^#comment-([\w-]+)$/) ?? [];
    page.querySelector('.hit')?.classList.remove('hit');
    const found = views.get(id)?.article;
    found?.classList.add('hit');
    found?.scrollIntoView();
    found?.focus({preventScroll: true});
    if (id && !found) top.append(h('a.more', {href: `${thread.link('comment=' + id)}#comment-${id}`}, say('linked')));
  };

  const connection = () => {
    page.querySelector('.gone-off')?.remove();
    if (!navigator.onLine && thread.page.article) {
      const message = notice('', 'off', say('offline'), say('offlineNote'));
      message.classList.add('gone-off');
      bar.after(message);
    }
  };
  const redress = () => dress(host, page);

  const off = new AbortController();
  const {signal} = off;
  addEventListener('hashchange', seek, {signal});
  addEventListener('offline', connection, {signal});
  addEventListener('online', connection, {signal});
  matchMedia('(prefers-color-scheme:dark)').addEventListener('change', redress, {signal});
  const dresses = new MutationObserver(redress);
  for (const part of [document.documentElement, document.body]) dresses.observe(part, {attributes: true});
  const clock = setInterval(() => {
    for (const time of page.querySelectorAll('time')) time.textContent = words.ago(time.dateTime);
  }, 60_000);
  list.addEventListener('pointerover', ballot, {once: true});
  list.addEventListener('focusin', ballot, {once: true});

  page.append(h('section', {'aria-labelledby': 'h'}, spoken, bar, top, slot), leave);
  root.replaceChildren(page);
  redress();
  first().then((shown) => shown && seek());

  return {
    live,
    close() {
      live(false);
      off.abort();
      dresses.disconnect();
      clearInterval(clock);
    },
  };
};
