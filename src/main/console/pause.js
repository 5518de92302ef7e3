// @ts-check
/** Reminds of a pause, for those who asked for it. It takes neither the focus nor a key. */
import { handDecided, pauseTold } from './changes.js';
import { fill, h } from './dom.js';
import { dispatch, state } from './state.js';
import { t } from './words.js';

const MINUTE = 60_000;

/** Read out when something is put into it. */
export const reminder = h('div.pauses', { role: 'status' });

/** Somebody decided: is it time for a pause? */
export function decidedBy(now = Date.now()) {
  dispatch(handDecided(now));
  const { care, run } = state;
  const minutes = run ? Math.floor((now - run.since) / MINUTE) : 0;
  if (!care.pauseAfter || minutes < care.pauseAfter) return;
  dispatch(pauseTold(now));
  remind(minutes);
}

/** @param {number} minutes */
function remind(minutes) {
  fill(reminder, h('div.pause', {}, h('p', {}, t('pause', { n: minutes })),
    h('button.b.sm', { type: 'button', onclick: () => fill(reminder) }, t('pause.close'))));
}
