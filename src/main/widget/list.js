// @ts-check
import {LEVELS, draw} from './comment.js';
import {h} from './dom.js';

/** @typedef {import('./api.js').Comment} Comment */
/** @typedef {import('./comment.js').View} View */

/** Puts comments into the list and finds the ways to those that are not in it.
 * @param {import('./parts').Thread} thread  @param {HTMLElement} list */
export const listing = (thread, list) => {
  const views = thread.views;
  const {say} = thread;

  /** Puts a comment and what it carries below what is there.
   * @param {Comment} comment  @param {boolean} [first]  @param {boolean} [deep] also where levels end */
  const put = (comment, first, deep) => {
    const above = views.get(comment.parentId ?? '');
    const view = draw(thread, comment, above);
    views.set(comment.id, view);
    const into = above ? above.list() : list;
    if (above && view.level >= LEVELS) into.classList.add('flat');
    into.insertBefore(view.li, first ? into.firstChild : into.querySelector(':scope > .ask'));
    above?.counted();
    if (deep || view.level < LEVELS - 1) comment.replies.forEach((reply) => put(reply, false, deep));
    if (!view.level) further(view, comment.repliesNext);
    else if (view.level == LEVELS - 1) further(view, undefined);
    return view;
  };

  /** Puts what is not there yet of a branch, and says whether anything was new.
   * @param {Comment} comment  @param {boolean} deep  @returns {boolean} */
  const take = (comment, deep) => {
    const known = views.get(comment.id);
    if (!known) return (deep || room(comment)) && !!put(comment, false, deep);
    const fresh = comment.replies.filter((reply) => take(reply, deep)).length > 0;
    if (fresh && (!known.level || known.level == LEVELS - 1)) further(known, known.next);
    return fresh;
  };

  /** Whether a comment has a place among the levels drawn. @param {Comment} comment */
  const room = ({parentId}) => !parentId || (views.get(parentId)?.level ?? LEVELS) < LEVELS - 1;

  /** Replies below a comment that are not drawn. @param {View} view @returns {number} */
  const missing = ({comment, li, level}) => {
    let count = comment.replyCount;
    for (const article of li.querySelectorAll(':scope > .r article:not(.dead)')) {
      const below = /** @type {View} */ (views.get(article.id.slice(8)));
      count -= 1 + (!level && below?.level == LEVELS - 1 ? missing(below) : 0);
    }
    return count;
  };

  /** The way to replies that are not here yet: a button under a root, a link where the levels end.
   * @param {View} view  @param {string | null | undefined} next where they go on; undefined when nobody has asked */
  const further = (view, next) => {
    const {comment: {id}, level} = view;
    view.next = next;
    view.li.querySelector(':scope > .r > .ask')?.remove();
    const n = missing(view);
    if (next === null || (!next && n < 1)) return;
    const load = (/** @type {Event} */ e) => {
      e.preventDefault();
      goOn(e.currentTarget, `parent=${id}&limit=100`, next, level > 0, (after) => further(view, after));
    };
    view.list().append(h('li.ask', null, level
      ? h('a.more', {href: thread.link('parent=' + id), click: load}, say('continue', {n}), h('span', {'aria-hidden': 'true'}, '→'))
      : h('button.more', {click: load}, say('moreReplies', {n: Math.max(1, n)}))));
  };

  /** Reads where the list goes on, puts what is new, and goes to the first of it.
   * @param {EventTarget | null} button  @param {string} what  @param {string | null | undefined} next  @param {boolean} deep
   * @param {(next: string | null) => void} then takes where it goes on after that */
  const goOn = (button, what, next, deep, then) => thread.busy(button, async () => {
    const answer = await thread.read(what + (next ? '&cursor=' + encodeURIComponent(next) : ''));
    const [first] = answer.comments.filter((comment) => take(comment, deep));
    then(answer.next);
    views.get(first?.id)?.article.focus({preventScroll: true});
  });

  return {put, take, room, goOn};
};
