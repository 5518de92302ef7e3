// @ts-check
/** A lease on the case that is read, kept while its reader is active. */
import { api } from './api.js';
import { claimed, released } from './changes.js';
import { dispatch, isWaiting, mayDecide, state } from './state.js';

const RENEW = 60_000;
/** Without a key or a pointer for this long, the reader is away. */
const IDLE = 120_000;

/** @type {string | null} */
let held = null;
let active = Date.now();

for (const sign of ['pointermove', 'keydown', 'scroll']) {
  addEventListener(sign, () => { active = Date.now(); }, { passive: true, capture: true });
}
setInterval(renew, RENEW);
addEventListener('pagehide', release);

/** @param {import('./state.js').Case} one */
export async function claim(one) {
  if (!isWaiting() || one.status !== 'pending' || !mayDecide()) return release();
  // The server lets go of the earlier claim itself.
  held = one.id;
  await ask(one.id);
}

/** @param {string} id */
async function ask(id) {
  try {
    await api.claim(id);
    dispatch(released(id));
  } catch (error) {
    const { code, body } = /** @type {any} */ (error);
    if (code !== 'claimed') return;
    dispatch(claimed(id, body));
    if (held === id) held = null;
  }
}

function renew() {
  const away = document.hidden || Date.now() - active > IDLE;
  if (held && held === state.open && !away) ask(held);
}

export function release() {
  if (held) api.release(held).catch(() => {});
  held = null;
}

/** A decision ends its claim on the server. @param {string} id */
export function decided(id) {
  if (held === id) held = null;
}
