// @ts-check
/** Words that hold or reject, and a sentence to try them on. */
import { request } from '../api.js';
import { sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { changed, settled } from './draft.js';
import { section } from './section.js';
import { t } from '../words.js';

/** @type {Record<string, string>} */
const TONES = { approve: 'ok', hold: 'warn', reject: 'bad', spam: 'spam' };

/** @param {import('./settings.js').Draft} draft */
export function wordLists(draft) {
  const told = h('p.hint', { role: 'status' });
  const tried = h('input.inp', { dir: 'auto', maxlength: 5000, oninput: () => ask() });
  const ask = settled(async () => (tried.value.trim() ? request('POST', `${draft.path}/try`, { ...changed(draft), text: tried.value }) : null),
    tell, (error) => fill(told, sentence(error)));
  draft.listen(() => { if (tried.value.trim()) ask(); });
  return section('words', t('part.words.hint'),
    h('div.two', {}, list('suspectWords'), list('bannedWords')),
    h('div.tryit', {}, field(t('settings.try'), tried), told));

  /** @param {string} name */
  function list(name) {
    const count = h('p.hint.num', {}, counted());
    const area = h('textarea.inp', { name, rows: 6, dir: 'auto', spellcheck: 'false', value: (draft.policy[name] ?? []).join('\n'), oninput: () => {
      draft.policy[name] = area.value.split('\n').map((/** @type {string} */ line) => line.trim()).filter(Boolean);
      count.textContent = counted();
      draft.touched();
    } });
    return h('div', {}, field(t(`set.${name}`), area), count);

    function counted() {
      return t('settings.entries', { n: (draft.policy[name] ?? []).length });
    }
  }

  /** @param {any} answer */
  function tell(answer) {
    if (!answer) {
      fill(told);
      return;
    }
    const weighty = answer.signals.filter((/** @type {Api.Signal} */ signal) => signal.weight > 0);
    fill(told, ...weighty.flatMap((/** @type {Api.Signal} */ signal) => [h('span.chip.bad', {}, signal.message), ' ']),
      h(`span.chip.${TONES[answer.verdict]}`, {}, t(`would.${answer.verdict}`)));
  }
}
