// @ts-check

/**
 * @typedef {{name: string, url?: string, badge?: string}} Author
 * @typedef {{id: string, parentId: string | null, depth: number, author: Author, html: string, createdAt: string,
 *   editedAt?: string, votes: number, replyCount: number, replies: Comment[], repliesNext: string | null,
 *   status?: string, body?: string, editableUntil?: string,
 *   statement?: {reason?: string, message?: string}}} Comment
 * @typedef {{article: {state: string, count: number, closedAt?: string}, comments: Comment[], next: string | null,
 *   form: {maxLength: number, email: string}}} Page
 */

/** An answer that says no; without a status nothing was reached. */
export class Refused extends Error {
  /** @param {number} status  @param {any} problem  @param {number} [wait] */
  constructor(status, problem, wait) {
    super(problem.detail);
    this.status = status;
    this.problem = problem;
    this.wait = wait;
  }
}

/** The reader API of one site, without cookies. @param {string} base */
export const api = (base) =>
  /** @param {string} path  @param {RequestInit & {json?: any, token?: string, key?: string}} [options]  @returns {Promise<any>} */
  async (path, {json, token, key, ...options} = {}) => {
    /** @type {Record<string, string>} */
    const headers = {};
    if (json) headers['Content-Type'] = 'application/json';
    if (token) headers.Authorization = 'Bearer ' + token;
    if (key) headers['Idempotency-Key'] = key;
    const answer = await fetch(base + path, {
      credentials: 'omit',
      headers,
      body: json && JSON.stringify(json),
      ...options,
    }).catch(() => {
      throw new Refused(0, {});
    });
    const content = answer.status == 204 ? {} : await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(answer.status, content, +(answer.headers.get('Retry-After') ?? 0));
    return content;
  };
