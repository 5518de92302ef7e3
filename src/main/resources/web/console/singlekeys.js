// @ts-check
/** Whether single keys act, as each account has chosen in this browser. */
import { singleKeysTurned } from './changes.js';
import { dispatch, state } from './state.js';

/** Each account has its own choice. */
const choice = () => `parley-single-keys-${state.moderator?.id}`;

export function readSingleKeys() {
  dispatch(singleKeysTurned(storage()?.getItem(choice()) !== 'off'));
  showSingleKeys();
}

/** @param {boolean} on */
export function setSingleKeys(on) {
  dispatch(singleKeysTurned(on));
  storage()?.setItem(choice(), on ? 'on' : 'off');
  showSingleKeys();
}

const showSingleKeys = () => document.documentElement.classList.toggle('noshort', !state.singleKeys);

/** A browser may refuse storage altogether. */
function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
