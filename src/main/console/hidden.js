// @ts-check
/** Words that hurt, blurred until they are asked for. */
import { h } from './dom.js';
import { t } from './words.js';

/** Only told of, where it stands in something else that is pressed. @param {Node[]} words */
export const blurred = (words) => h('span.hid', {}, h('span.vh', {}, t('hidden.word')), h('span.blur', { 'aria-hidden': 'true' }, ...words));

/** Seen while it is pointed at or focused, and for good once it is pressed. @param {Node[]} words */
export function askedFor(words) {
  const button = h('button.hid', { type: 'button', 'aria-keyshortcuts': 'V', onclick: show },
    h('span.vh', {}, t('hidden.word')), h('span.blur', { 'aria-hidden': 'true' }, ...words));
  // Focused, so that it is read out, and Tab goes on from there.
  function show() {
    const shown = h('span', { tabindex: -1 }, ...words);
    button.replaceWith(shown);
    shown.focus({ preventScroll: true });
  }
  return button;
}
