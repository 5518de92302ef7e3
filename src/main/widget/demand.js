// @ts-check

/** Brings parts of a thread that few readers need, when they need them.
 * @param {import('./parts').Thread} thread */
export const onDemand = (thread) => {
  /** After a failure parts have another address, for some browsers remember that a module could not be loaded. */
  let again = '';
  /** @type {Promise<any> | null} */
  let style = null;

  return {
    /** @param {string} part  @param {any} [what]  @returns {Promise<any>} */
    load: (part, what) => import(`${thread.service}/embed/${part}.js${again}`).catch(() => {
      again += '?';
      throw {};
    }).then((module) => module.default(thread, what)).catch(thread.refused),
    /** The styles of forms and of own comments. @returns {Promise<any>} */
    styled: () => (style ??= fetch(thread.service + '/embed/form.css', {credentials: 'omit'})
      .then((answer) => answer.text()).then(thread.style).catch(() => (style = null))),
  };
};
