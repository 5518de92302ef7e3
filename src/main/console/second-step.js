// @ts-check
/** The second step of a sign-in, in the place of the first: the code of an app, or a recovery code. */
import { session } from './api.js';
import { checkedForm } from './dialog.js';
import { field, h } from './dom.js';
import { t } from './words.js';

/**
 * @param {HTMLElement} first the form whose password was right
 * @param {Record<string, unknown>} given what was sent with it
 * @returns {Promise<void>} once the code is right too
 */
export function secondStep(first, given) {
  return new Promise((resolve) => {
    const code = h('input.inp.code', {
      name: 'code', autocomplete: 'one-time-code', autocapitalize: 'off', spellcheck: 'false', required: true, maxlength: '20',
    });
    const submit = h('button.b.pri', {}, t('signin'));
    const form = checkedForm('form.sform', {
      submit,
      send: () => session('POST', { ...given, code: code.value.trim() }),
      done: () => resolve(),
      explain: (error) => [{ message: refusal(error), of: error.status === 401 ? [code] : [] }],
    }, h('p', {}, t('step.text')), field(t('step.code'), code), h('p.sub', {}, t('step.lost')), submit);
    first.hidden = true;
    first.after(form);
    code.focus();
  });
}

/** @param {any} error */
function refusal(error) {
  if (error.code === 'second-factor-wrong') return t('step.wrong');
  return error.body?.detail ?? t('error.unreachable');
}
