// @ts-check

const english = {noComment: 'The comment you followed a link to is not here any more.'};

/** Puts the branch a comment stands on among what is there, and leads to the comment if asked to.
 * @param {import('../../../widget/parts').Thread} thread  @param {{id: string, seek?: boolean}} what */
export default async (thread, {id, seek}) => {
  thread.words.learn(english);
  try {
    const {article, comments} = await thread.api(`/comments/${encodeURIComponent(id)}/branch`);
    // Another widget on this page may have it.
    if (article.key != thread.article) return;
    for (const root of comments) {
      // Which of its other replies are here nobody has asked yet.
      root.repliesNext = undefined;
      thread.take(root, true);
    }
    if (seek) {
      thread.mark(id);
      thread.mine();
    }
  } catch (refused) {
    if (/** @type {any} */ (refused).status != 404) throw refused;
    if (seek) thread.status(thread.say('noComment'));
    else return true;
  }
};
