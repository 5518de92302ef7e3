// @ts-check
/** The one spoken status of the page. */
import { h } from './dom.js';

export const status = h('p.vh', { role: 'status' });

/** Says it to those who cannot see what happened. @param {string} sentence */
export function say(sentence) {
  status.textContent = sentence;
}
