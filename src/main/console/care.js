// @ts-check
/** What moderators spare themselves. Each account has its own choice in this browser; nobody else learns it. */
import { store, stored } from './stored.js';

/** @typedef {Readonly<{hidesWords: boolean, pauseAfter: number}>} Care pauseAfter: minutes of deciding without a break, 0 for never */

export const PAUSES = [0, 20, 40, 60, 90];

/** @param {'hide-words' | 'pause-after'} choice @param {{id: string}} me */
const keyOf = (choice, me) => `parley-${choice}-${me.id}`;

/** @param {{id: string}} me @returns {Care} */
export function careOf(me) {
  const minutes = Number(stored(keyOf('pause-after', me)));
  return { hidesWords: stored(keyOf('hide-words', me)) === 'on', pauseAfter: PAUSES.includes(minutes) ? minutes : 0 };
}

/** @param {{id: string}} me @param {Care} care */
export function keepCare(me, { hidesWords, pauseAfter }) {
  store(keyOf('hide-words', me), hidesWords ? 'on' : 'off');
  store(keyOf('pause-after', me), String(pauseAfter));
}
