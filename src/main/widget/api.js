// @ts-check

/**
 * @typedef {{name: string, url?: string, badge?: string}} Author
 * @typedef {{id: string, parentId: string | null, depth: number, author: Author, html: string, createdAt: string,
 *   editedAt?: string, votes: number, replyCount: number, replies: Comment[], repliesNext: string | null,
 *   status?: string, body?: string, editableUntil?: string,
 *   statement?: {reason?: string, explanation: string}}} Comment
 * @typedef {{article: {state: string, count: number, closedAt?: string}, comments: Comment[], next: string | null,
 *   form: {maxLength: number, email: string, notify?: boolean}}} Page
 */

let ahead = 0;

/** What time it is at the service, for a reader's clock may be wrong. */
export const now = () => Date.now() + ahead;

/** @param {Headers} headers */
const compare = (headers) => {
  const date = Date.parse(headers.get('Date') ?? '');
  if (date) ahead = date + 1000 * +(headers.get('Age') ?? 0) - Date.now();
};

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
      // What a browser has kept is asked about again: a reader's own comment must be there after a reload.
      cache: 'no-cache',
      headers,
      body: json && JSON.stringify(json),
      ...options,
    }).catch(() => {
      throw new Refused(0, {});
    });
    compare(answer.headers);
    const content = answer.status == 204 ? {} : await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(answer.status, content, +(answer.headers.get('Retry-After') ?? 0));
    return content;
  };

/** Reads at once, while everything waits: a page that is being printed waits for nothing else.
 * @param {string} url  @returns {any} nothing when it cannot be read */
export const readNow = (url) => {
  try {
    const request = new XMLHttpRequest();
    request.open('GET', url, false);
    request.send();
    return request.status == 200 ? JSON.parse(request.responseText) : null;
  } catch {
    return null;
  }
};
