// @ts-check
import {fill, h, icon} from './dom.js';

/** @typedef {import('./api.js').Comment} Comment */
/** @typedef {import('./parts').Thread} Thread */
/** @typedef {{comment: Comment, level: number, mine: number, li: HTMLElement, article: HTMLElement,
 *   pressed: (value: number) => void, list: () => HTMLElement, counted: () => void, unfold: () => void,
 *   fill: (html: string) => void, next?: string | null}} View */

/** Levels drawn unasked; deeper replies come when the reader asks for them, without a further indent. */
export const LEVELS = 4;

const hues = ['#3b62c9', '#0f7a5a', '#a0522d', '#7a4fb0', '#b03a5b', '#0e7490', '#5b6b1f'];

/** @param {string} name */
const avatar = (name) => {
  const letters = name.split(/\s+/, 2).map((word) => [...word][0]).join('');
  const circle = h('div.av', {'aria-hidden': 'true'}, letters.toUpperCase() || '–');
  circle.style.setProperty('--h', name ? hues[[...name].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 7] : '#888');
  return circle;
};

/** Whether the address ends in something of the page's own, such as the route of a single-page application. */
const routed = () => {
  const own = location.hash.slice(1);
  return !!own && !own.startsWith('comment-') && !document.getElementById(own);
};

/** The time as a link to the comment; the address is left alone where it carries a route.
 * @param {Thread} thread  @param {string} at  @param {string} id */
const time = ({words, link, mark}, at, id) =>
  h('a.t', {
    href: routed() ? link('comment=' + id) + '#comment-' + id : location.href.replace(/#.*|$/, '#comment-' + id),
    click: (/** @type {Event} */ e) => {
      if (!routed()) return;
      e.preventDefault();
      mark(id);
    },
  }, h('time', {datetime: at, title: words.date(at, {dateStyle: 'long', timeStyle: 'short'})}, words.ago(at)));

/** @param {Thread} thread  @param {View} view */
const votes = (thread, view) => {
  const {comment} = view;
  const {say} = thread;
  const score = h('span.s', {'aria-hidden': 'true'});
  const spoken = h('span.vh');
  /** @param {number} value  @param {'up' | 'down'} way */
  const button = (value, way) => h('button.v', {
    'aria-label': say(way, {name: comment.author.name}),
    click: () => cast(view.mine == value ? 0 : value),
  }, icon(way));
  const up = button(1, 'up');
  const down = button(-1, 'down');
  view.pressed = (value) => {
    view.mine = value;
    up.ariaPressed = value == 1;
    down.ariaPressed = value == -1;
    score.textContent = thread.words.number(comment.votes);
    spoken.textContent = say('score', {n: comment.votes});
  };
  /** Shown at once, taken back when the server does not take it. @param {number} value */
  const cast = async (value) => {
    const {mine} = view;
    const before = comment.votes;
    comment.votes += value - mine;
    view.pressed(value);
    thread.votes[comment.id] = value;
    try {
      comment.votes = (await thread.api(`/comments/${comment.id}/vote`, {method: 'PUT', json: {value}})).votes;
    } catch (refused) {
      comment.votes = before;
      value = mine;
      thread.refused(refused, 'notVoted');
    }
    view.pressed(value);
  };
  view.pressed(view.mine);
  return [up, spoken, score, down, h('span.sep', {'aria-hidden': 'true'})];
};

/** The button that hides a comment's replies, made with the first of them. @param {Thread} thread  @param {View} view */
const folding = ({say}, {article, comment, list}) => {
  let folded = false;
  const button = h('button.fold', {click: () => turn(!folded)});
  const counted = () => {
    button.ariaLabel = say(folded ? 'expand' : 'collapse', {
      n: list().querySelectorAll(':scope > li > article').length,
      name: comment.author.name || say('removedName'),
    });
  };
  const turn = (/** @type {boolean} */ to) => {
    folded = to;
    article.classList.toggle('folded', folded);
    button.replaceChildren(icon(folded ? 'unfold' : 'fold'));
    button.ariaExpanded = !folded;
    counted();
  };
  turn(false);
  article.querySelector('.hd')?.append(button);
  return {counted, unfold: () => turn(false)};
};

/** Taller texts are folded: about a screen and a half. */
const TALL = 900;

/** Folds what is too tall, as soon as it is laid out and before it is seen. @param {Thread} thread */
export const folder = ({say}) => {
  const watch = new ResizeObserver((texts) => {
    for (const {target, contentRect: {height}} of texts) {
      if (!height) continue;
      watch.unobserve(target);
      if (height < TALL) continue;
      const button = h('button.more.rest', {'aria-expanded': 'false', click: () => {
        const open = !target.classList.toggle('tall');
        button.ariaExpanded = open;
        button.textContent = say(open ? 'readLess' : 'readMore');
      }}, say('readMore'));
      target.classList.add('tall');
      target.after(button);
    }
  });
  return watch;
};

/** One comment as an article in a list item. @param {Thread} thread  @param {Comment} comment
 * @param {View | undefined} above the comment it answers  @returns {View} */
export const draw = (thread, comment, above) => {
  const {say} = thread;
  const {id, author} = comment;
  const {name} = author;
  const heading = h('h3.n', {id: 'n' + id, dir: 'auto'}, name || say('removed'));
  const level = above ? above.level + 1 : 0;
  const body = h('div.b', {dir: 'auto'});
  const gone = !name;
  const head = h('header.hd', null, heading,
    author.badge && h('span.badge', null, /^staff$/i.test(author.badge) ? say('staff') : author.badge),
    level >= LEVELS && h('span.ed', null, say('to', {name: above?.comment.author.name || say('removedName')})),
    time(thread, comment.createdAt, id),
    comment.editedAt && h('span.ed', null, '· ' + say('edited')));
  const column = h('div', null, head, body);
  const article = h('article.c' + (gone ? '.dead' : ''), {id: 'comment-' + id, 'aria-labelledby': 'n' + id, tabindex: '-1'},
    h('div.top', null, avatar(name), column));
  const li = h('li', null, article);
  /** @type {HTMLElement | undefined} */
  let list;
  /** @type {ReturnType<typeof folding> | undefined} */
  let fold;
  /** @type {View} */
  const view = {
    comment, level, li, article, mine: thread.votes[id] ?? 0,
    pressed: () => {},
    list: () => (list ??= li.appendChild(h('ol.r'))),
    counted: () => (fold ??= folding(thread, view)).counted(),
    unfold: () => fold?.unfold(),
    fill: (html) => {
      column.querySelector('.rest')?.remove();
      body.classList.remove('tall');
      thread.tall.observe(fill(html, body));
    },
  };
  if (gone) body.append(h('p.gone', null, say(comment.status == 'deleted' ? 'byAuthor' : 'byModerator')));
  else {
    view.fill(comment.html);
    if (/^https?:/.test(author.url ?? '')) {
      heading.replaceChildren(h('a', {href: author.url, rel: 'nofollow ugc noopener'}, name));
    }
    column.append(h('footer.ft', null, ...votes(thread, view),
      h('button.rep.ans', {'aria-label': say('replyTo', {name}), click: (/** @type {Event} */ e) => thread.answer(view, e)}, say('reply')),
      h('button.end', {'aria-label': say('reportBy', {name}), click: () => thread.load('report', view)}, say('report'))));
  }
  return view;
};
