// @ts-check

/** Puts the comments that came meanwhile among those that are there, and goes to the first of them.
 * @param {import('../../../widget/parts').Thread} thread */
export default async (thread) => {
  const {views} = thread;
  const shown = Math.min(100, Math.max(20, thread.roots()));
  const pages = [await thread.read('sort=newest&limit=50')];
  if (thread.sort() != 'newest') pages.push(await thread.read(`sort=${thread.sort()}&limit=${shown}`));
  /** @type {import('../../../widget/comment.js').View[]} */
  const fresh = [];
  /** @param {import('../../../widget/api.js').Comment} comment */
  const look = (comment) => {
    const known = views.has(comment.id);
    if (!known && thread.room(comment)) fresh.push(thread.insert(comment, true));
    else if (known) comment.replies.forEach(look);
  };
  for (const {comments} of pages) [...comments].reverse().forEach(look);
  thread.counted(0, pages[0].article.count);
  fresh.sort((a, b) => (a.li.compareDocumentPosition(b.li) & 4 ? -1 : 1));
  fresh[0]?.article.focus({preventScroll: true});
  fresh[0]?.article.scrollIntoView({block: 'nearest'});
  thread.mine();
};
