// @ts-check

/** How this reader voted: asked for when a hand comes near, so that a mere reading costs the server nothing.
 * @param {import('./parts').Thread} thread  @param {string} key of the article */
export const ballot = (thread, key) => {
  /** @type {Promise<any> | undefined} */
  let asked;
  return () => (asked ??= thread.api('/votes?' + key, {cache: 'no-store'}).then(({votes}) => {
    Object.assign(thread.votes, votes);
    for (const id in votes) thread.views.get(id)?.pressed(votes[id]);
  }, () => {}));
};
