// @ts-check
/** An archive on its way: sent with its progress, then followed until it has ended. */
import { BASE, Problem, request } from '../api.js';

const EVERY = 1_000;

/** @typedef {Api.ImportState} ImportState */

/**
 * Sends an archive. Fetch tells nothing of what has been sent, so this is an XMLHttpRequest.
 * @param {string} site @param {FormData} form @param {(part: number) => void} told the part that is sent, from 0 to 1
 * @returns {Promise<string>} the id of the import
 */
export function send(site, form, told) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', BASE + pathOf(site));
    sending.responseType = 'json';
    sending.upload.onprogress = ({ loaded, total }) => told(total ? loaded / total : 0);
    sending.onerror = () => reject(new Problem(0, { code: 'unreachable' }));
    sending.onload = () => (sending.status === 202
      ? resolve(sending.response.id)
      : reject(new Problem(sending.status, sending.response ?? {})));
    sending.send(form);
  });
}

/**
 * Follows an import to its end. While the service cannot be reached it goes on asking.
 * @param {string} site @param {string} id @param {(state: ImportState | null) => void} told null: not reached
 * @returns {Promise<ImportState>}
 */
export async function follow(site, id, told) {
  for (;;) {
    try {
      const state = await request('GET', `${pathOf(site)}/${encodeURIComponent(id)}`);
      if (state.state !== 'running') return state;
      told(state);
    } catch (error) {
      if (/** @type {any} */ (error).status !== 0 && /** @type {any} */ (error).status !== 503) throw error;
      told(null);
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}

/** @param {string} site */
export const pathOf = (site) => `sites/${encodeURIComponent(site)}/imports`;
