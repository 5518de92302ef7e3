// @ts-check
/** A part of the settings, which a link leads to. */
import { h } from '../dom.js';
import { t } from '../words.js';

/** @param {string} part @param {string | null} hint @param {...import('../dom.js').Child} content */
export const section = (part, hint, ...content) => h('section.panel', { id: `set-${part}`, tabindex: '-1', 'aria-labelledby': `h-${part}` },
  h('div.hh', {}, h('h2', { id: `h-${part}` }, t(`part.${part}.title`)), hint && h('span.sub', {}, hint)), ...content);
