// @ts-check

/** @typedef {import('./comment.js').View} View */

/** Where a reader writes: the form below the thread, and those under the comments they answer.
 * @param {import('./parts').Thread} thread  @param {HTMLElement} leave where the form below the thread stands */
export const writing = (thread, leave) => {
  /** The form comes after the thread it belongs to, with its styles. @param {any} how  @returns {Promise<any>} */
  const form = async (how) => {
    await thread.styled();
    return thread.load('form', how);
  };
  const below = async () => {
    const drawn = await form({});
    if (thread.page.article.state != 'closed') leave.replaceChildren(drawn ?? '');
    return drawn;
  };

  return {
    below,
    /** Opens a form with this text in it. @param {View | undefined} view  @param {string} text */
    write(view, text) {
      thread.store.set(`draft:${thread.article}:${view?.comment.id ?? ''}`, text);
      if (view) return /** @type {any} */ (view.article.querySelector('.ans')).click();
      below().then((drawn) => drawn?.querySelector('textarea').focus());
    },
    /** Opens the form under a comment; Escape and Cancel go back to where the reader was.
     * @param {View} view  @param {any} e */
    async answer(view, {currentTarget}) {
      const there = () => /** @type {any} */ (view.li.querySelector(':scope > .inl'));
      if (!there()) {
        const drawn = await form({parent: view.comment, cancel: () => {
          there()?.remove();
          currentTarget.focus();
        }});
        if (drawn && !there()) view.article.after(drawn);
      }
      there()?.querySelector('textarea').focus();
    },
  };
};
