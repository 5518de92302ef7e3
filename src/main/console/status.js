// @ts-check
/** What happened, read out and shown: one short message at a time, which waits while it is pointed at or focused. */
import { fill, h, icon } from './dom.js';
import { t } from './words.js';

const LASTS = 8000;
export const status = h('p.vh', { role: 'status' });
export const toasts = h('div.toasts');
let timer = 0;

/** Says it to those who cannot see what happened. @param {string} sentence */
export function say(sentence) {
  status.textContent = sentence;
}

/**
 * @param {string} text
 * @param {{action?: string, onaction?: () => void, stays?: boolean, bad?: boolean}} [options]
 */
export function toast(text, { action, onaction, stays = false, bad = false } = {}) {
  clearTimeout(timer);
  // Not announced itself: the page's status already says what happened.
  const box = h(bad ? 'div.toast.bad' : 'div.toast', {},
    h('span', bad ? { role: 'alert' } : { role: 'status', 'aria-live': 'off' }, text),
    action && h('button', { type: 'button', onclick: () => { hideToast(); onaction?.(); } }, action),
    stays && h('button.x', { type: 'button', 'aria-label': t('dismiss'), onclick: hideToast }, icon('x')));
  fill(toasts, box);
  if (!stays) lastsFor(box);
}

export function hideToast() {
  clearTimeout(timer);
  fill(toasts);
}

/** @param {HTMLElement} box */
function lastsFor(box) {
  let left = LASTS;
  let since = 0;
  const run = () => {
    clearTimeout(timer);
    since = Date.now();
    timer = window.setTimeout(hideToast, left);
  };
  const pause = () => {
    clearTimeout(timer);
    left = Math.max(1000, left - (Date.now() - since));
  };
  const goOn = () => { if (box.isConnected && !box.matches(':hover, :focus-within')) run(); };
  box.addEventListener('pointerenter', pause);
  box.addEventListener('focusin', pause);
  box.addEventListener('pointerleave', goOn);
  box.addEventListener('focusout', () => queueMicrotask(goOn));
  run();
}
