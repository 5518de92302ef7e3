// @ts-check
/** The moderator API. A 401 asks for a sign-in and then repeats the request, so no work is lost. */
import { state } from './state.js';

/** Where the API is; this module is served beside the queue page. */
export const BASE = new URL('../api/v1/', import.meta.url).pathname;

/** What the server refused, as problem+json, or that it could not be reached (status 0). */
export class Problem extends Error {
  /** @param {number} status @param {Record<string, any>} body @param {number} retryAfter seconds */
  constructor(status, body, retryAfter = 0) {
    super(body.detail ?? body.title ?? String(status));
    this.status = status;
    this.code = body.code ?? '';
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

/** @type {(() => Promise<void>) | null} */
let askForSignIn = null;
/** @param {() => Promise<void>} ask */
export function onSignedOut(ask) {
  askForSignIn = ask;
}

/**
 * @param {string} method @param {string} path below /api/v1/ @param {unknown} [body] @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
export async function request(method, path, body, options = {}) {
  const response = await send(method, path, body, options);
  if (response.status === 401 && askForSignIn) {
    await askForSignIn();
    return request(method, path, body, options);
  }
  return answer(response);
}

/** For the sign-in itself and the first look whether there is a session. @param {string} method @param {unknown} [body] */
export const session = async (method, body) => answer(await send(method, 'session', body, {}));

/** @param {string} method @param {string} path @param {unknown} body @param {RequestInit} options */
async function send(method, path, body, options) {
  try {
    return await fetch(BASE + path, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      ...options,
    });
  } catch {
    throw new Problem(0, { code: 'unreachable' });
  }
}

/** @param {Response} response */
async function answer(response) {
  const text = await response.text();
  if (response.ok) return text ? JSON.parse(text) : null;
  throw new Problem(response.status, parsed(text), Number(response.headers.get('Retry-After')) || 0);
}

/** A proxy's error page is not JSON. @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** @param {string} path */
const ofSite = (path) => `sites/${encodeURIComponent(state.site)}/${path}`;
const id = encodeURIComponent;

/** @param {Record<string, any>} query */
function search(query) {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
}

export const api = {
  /** @returns {Promise<Api.Queues>} */
  queues: () => request('GET', ofSite('queues')),
  /** @param {Record<string, any>} query @returns {Promise<Api.Cases>} */
  cases: (query) => request('GET', ofSite(`cases?${search(query)}`)),
  /** @param {string} of @returns {Promise<Api.Case>} */
  case: (of) => request('GET', ofSite(`cases/${id(of)}`)),
  /** @param {string} of @returns {Promise<Api.Conversation>} */
  conversation: (of) => request('GET', ofSite(`cases/${id(of)}/conversation`)),
  /** @param {string} of @param {string} text @returns {Promise<Api.HistoryItem>} */
  note: (of, text) => request('POST', ofSite(`cases/${id(of)}/notes`), { text }),
  /** @param {string} of @returns {Promise<Api.Claim>} */
  claim: (of) => request('POST', ofSite('claims'), { case: of }),
  /** keepalive, because it is also sent while the page goes away @param {string} of */
  release: (of) => request('DELETE', ofSite(`claims/${id(of)}`), undefined, { keepalive: true }),
  /** @param {Record<string, any>} decision @returns {Promise<Api.Outcomes>} */
  decide: (decision) => request('POST', ofSite('decisions'), decision),
  /** @param {string} of @returns {Promise<Api.Undone>} */
  undo: (of) => request('POST', ofSite(`decisions/${id(of)}/undo`)),
  /** @param {Record<string, any>} query @returns {Promise<Api.Log>} */
  log: (query) => request('GET', ofSite(`decisions?${search(query)}`)),
  /** @param {string} of @returns {Promise<Api.AuthorPage>} */
  author: (of) => request('GET', ofSite(`authors/${id(of)}`)),
  /** @param {string} author */
  emailView: (author) => request('POST', ofSite('email-views'), { author }),
  /** @param {Record<string, any>} ban */
  ban: (ban) => request('POST', ofSite('bans'), ban),
  /** @param {string} of */
  unban: (of) => request('DELETE', ofSite(`bans/${id(of)}`)),
  /** @returns {Promise<{reasons: Api.Reason[]}>} */
  reasons: () => request('GET', 'reasons'),
  /** @returns {Promise<Api.Policy>} */
  policy: () => request('GET', ofSite('policy')),
  /** @returns {Promise<Api.Vocabulary>} */
  vocabulary: () => request('GET', 'vocabulary'),
  /** @returns {Promise<Api.Work>} */
  work: () => request('GET', 'me/queues'),
  events: () => new EventSource(BASE + ofSite('events')),
};

/** How many decisions of one's own, since midnight here, are in force. @returns {Promise<number>} */
export async function decidedToday() {
  const midnight = new Date(new Date().setHours(0, 0, 0, 0)).toISOString();
  return (await request('GET', `me/decisions?since=${id(midnight)}`)).count;
}
