// @ts-check
/** Where the link of an invitation leads: somebody makes their account. */
import { request } from '../api.js';
import { checkedForm, problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { t } from '../words.js';

/** @param {string} token */
export function invitationPage(token) {
  const content = h('div.form');
  draw(content, token);
  return [content];
}

/** @param {HTMLElement} content @param {string} token */
async function draw(content, token) {
  try {
    fill(content, form(token, await request('POST', 'invitations/views', { token })));
  } catch (error) {
    fill(content, problem(sentence(error)));
  }
}

/** @param {string} token @param {Api.Invitation} invitation */
function form(token, { email, role, invitedBy }) {
  const name = h('input.inp', { name: 'name', autocomplete: 'name', required: true, maxlength: '100' });
  const password = h('input.inp', { name: 'password', type: 'password', autocomplete: 'new-password', required: true });
  // Password managers keep it with the account's name.
  const account = h('input.inp', { type: 'email', autocomplete: 'username', readonly: true, value: email });
  const submit = h('button.b.pri', {}, t('invitation.accept'));
  return h('section.card', {}, h('p', {}, t('invitation.text', { name: invitedBy, role: t(`role.${role}`) })),
    checkedForm('form.form', {
      submit,
      send: () => request('POST', 'invitations/acceptances', { token, name: name.value.trim(), password: password.value }),
      done: () => location.assign('../'),
    }, field(t('email'), account), field(t('invitation.name'), name), h('p.sub', {}, t('invitation.name.text')),
    field(t('account.password'), password), h('p.sub', {}, t('password.rule')), h('div.btns', {}, submit)));
}
