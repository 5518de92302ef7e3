// @ts-check
/** A site's own reasons for rejecting: a name for moderators, and words for authors in each language of the site. */
import { field, fill, h } from '../dom.js';
import { languageName } from './language.js';
import { t } from '../words.js';

/** @typedef {{name: string, words: Record<string, string>}} Canned */

const MOST = 20;

/** @param {import('./settings.js').Draft} draft */
export function canned(draft) {
  const list = h('div');
  const add = h('button.b.sm', { type: 'button', onclick: () => {
    change([...reasons(), { name: '', words: {} }]);
    draw();
    list.querySelector('fieldset:last-of-type input')?.focus();
  } }, t('canned.add'));
  draw();
  return h('div', { role: 'group', 'aria-labelledby': 'h-canned' },
    h('h3', { id: 'h-canned' }, t('set.cannedReasons')), h('p.hint', {}, t('canned.hint')), list, add);

  /** @returns {Canned[]} */
  function reasons() {
    return draft.policy.cannedReasons ?? [];
  }

  /** What is not said stays unsaid. @param {Canned[]} now */
  function change(now) {
    if (now.length || draft.saved.cannedReasons) draft.policy.cannedReasons = now;
    else delete draft.policy.cannedReasons;
    draft.touched();
  }

  function draw() {
    fill(list, ...reasons().map(row));
    add.hidden = reasons().length >= MOST;
  }

  /** @param {Canned} reason @param {number} index */
  function row(reason, index) {
    const n = index + 1;
    const name = h('input.inp', { name: `canned-${n}`, maxlength: 60, dir: 'auto', value: reason.name, oninput: () => {
      reason.name = name.value;
      draft.touched();
    } });
    return h('fieldset.canned', {}, h('legend.lab', {}, t('canned.one', { n })),
      h('div.two', {}, field(t('canned.name'), name), ...languages(reason).map((language) => words(reason, language))),
      h('button.b.sm', { type: 'button', 'aria-label': t('canned.remove.of', { n }), onclick: () => {
        change(reasons().filter((one) => one !== reason));
        draw();
        add.focus();
      } }, t('canned.remove')));
  }

  /** Those of the site first, then others there are words in. @param {Canned} reason @returns {string[]} */
  function languages(reason) {
    return [...new Set([...draft.policy.languages, ...Object.keys(reason.words)])];
  }

  /** @param {Canned} reason @param {string} language */
  function words(reason, language) {
    const input = h('input.inp', { maxlength: 200, dir: 'auto', lang: language, value: reason.words[language] ?? '', oninput: () => {
      if (input.value.trim()) reason.words[language] = input.value;
      else delete reason.words[language];
      draft.touched();
    } });
    return field(t('canned.words', { language: languageName(language) }), input);
  }
}
