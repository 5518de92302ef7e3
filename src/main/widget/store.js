// @ts-check

/** What stays in the reader's browser for one site: drafts, edit tokens, and details the reader asked to keep. */
export class Store {
  /** @private */
  _prefix;

  /** @param {string} site */
  constructor(site) {
    this._prefix = `parley:${site}:`;
  }

  /** @param {string} key  @returns {any} */
  get(key) {
    // A browser may forbid storage altogether; the widget then simply forgets.
    try {
      return JSON.parse(localStorage.getItem(this._prefix + key) ?? 'null');
    } catch {
      return null;
    }
  }

  /** @param {string} key  @param {any} value nothing removes it */
  set(key, value) {
    try {
      if (value) localStorage.setItem(this._prefix + key, JSON.stringify(value));
      else localStorage.removeItem(this._prefix + key);
    } catch {}
  }
}
