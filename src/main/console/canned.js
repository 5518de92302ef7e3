// @ts-check
/** The reasons for rejecting that a site has written itself. */
import { api } from './api.js';
import { cannedRead } from './changes.js';
import { dispatch, state } from './state.js';

/** @typedef {import('./state.js').Case} Case */

/** Reads them once for each site; without them the built-in reasons remain. */
export async function readCanned() {
  const { site } = state;
  if (state.canned.site === site) return;
  try {
    const { cannedReasons = [], languages = [] } = await api.policy();
    dispatch(cannedRead({ site, language: languages[0] ?? 'en', reasons: cannedReasons }));
  } catch {
    // Asked for again when the menu opens the next time.
  }
}

/**
 * Each with what the author would be told: in the language of the comments, or in the site's own when they are in several.
 * @param {Case[]} cases @returns {{name: string, words: string}[]}
 */
export function cannedReasons(cases) {
  const { site, language, reasons } = state.canned;
  if (site !== state.site) return [];
  const spoken = new Set(cases.map(({ comment }) => (comment.language ?? language).split('-')[0]));
  const [only] = spoken.size === 1 ? spoken : [language];
  return reasons.map(({ name, words }) => ({ name, words: words[only] ?? words[language] ?? Object.values(words)[0] }));
}
