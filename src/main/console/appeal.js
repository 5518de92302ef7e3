// @ts-check
/** What an author says against a decision, beside that decision, and the answer they are sent. Few cases have it. */
import { decide } from './decide.js';
import { field, h } from './dom.js';
import { absolute, firstName, moment, reasonWords } from './format.js';
import { reading } from './state.js';
import { has, t } from './words.js';

/** @param {import('./state.js').Case} one */
export function appealed(one) {
  const { appeal } = one;
  if (!appeal) return [];
  const { about } = appeal;
  const sentence = h('input.inp', { maxlength: 200, dir: 'auto' });
  const decideOn = (/** @type {string} */ action) => {
    if (reading()?.id === one.id) decide({ action, reason: sentence.value.trim() || undefined, tell: true });
  };
  return [h('section.card', { 'aria-label': t('appeal.title') },
    h('h2', {}, t(`appeal.${appeal.state}`), ' ', h('time.sub', { datetime: appeal.at, title: absolute(appeal.at) }, moment(appeal.at))),
    h('p.quote', { dir: 'auto' }, appeal.text),
    about && h('p.sub', { dir: 'auto' }, t('appeal.about', {
      who: about.by ? firstName(about.by) : t('by.rules'), action: t(`action.${about.action}`), when: moment(about.at ?? appeal.at), reason: reasonOf(about.reason),
    })),
    appeal.sentence && h('p.sub', { dir: 'auto' }, t('appeal.told', { sentence: reasonOf(appeal.sentence) })),
    appeal.state === 'waiting' && one.actions.length > 0 && h('form.form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      field(t('appeal.sentence'), sentence),
      h('div.btns', {},
        h('button.b.ok', { type: 'button', onclick: () => decideOn('approve') }, t('appeal.overturn')),
        h('button.b.no', { type: 'button', onclick: () => decideOn('reject') }, t('appeal.uphold')))))];
}

/** @param {string | null | undefined} reason */
function reasonOf(reason) {
  if (!reason) return t('reject.none');
  return has(`reason.${reason}`) ? t(`reason.${reason}`) : reasonWords(reason);
}
