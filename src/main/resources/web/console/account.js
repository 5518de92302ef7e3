// @ts-check
/** One's own account: the password, and where one is signed in. */
import { api } from './api.js';
import { checkedForm, openDialog, problem, sentence } from './dialog.js';
import { field, fill, h } from './dom.js';
import { moment } from './format.js';
import { say, toast } from './status.js';
import { t } from './words.js';

export function showAccount() {
  const sessions = h('div.form');
  openDialog({
    title: t('account.title'), className: '.dlg.narrow',
    content: [passwordForm(() => drawSessions(sessions)), h('h3.lab', {}, t('account.sessions')), sessions],
  });
  drawSessions(sessions);
}

/** @param {() => void} onchanged */
function passwordForm(onchanged) {
  const current = h('input.inp', { name: 'current', type: 'password', autocomplete: 'current-password', required: true, autofocus: true });
  const chosen = h('input.inp', { name: 'new', type: 'password', autocomplete: 'new-password', required: true });
  const told = h('div', { role: 'status' });
  const submit = h('button.b.pri', {}, t('password.change'));
  const form = checkedForm('form.form', {
    submit,
    send: () => api.changePassword(current.value, chosen.value),
    done: ({ tokens }) => {
      form.reset();
      fill(told, h('p', {}, t('password.changed')), tokens.length > 0 && tokenList(tokens));
      onchanged();
    },
  }, field(t('password.current'), current), field(t('password.new'), chosen),
  h('p.sub', {}, t('password.rule')), h('div.btns', {}, submit), told);
  return form;
}

/** Tokens outlive a password: whoever changes it because it leaked must hear of them. @param {any[]} tokens */
function tokenList(tokens) {
  return h('div', {}, h('p', {}, t('tokens.live', { n: tokens.length })), h('ul', {}, ...tokens.map((token) => {
    const item = h('li', {}, token.name, ' ', h('button.lnk', { type: 'button', onclick: revoke }, t('tokens.revoke', { name: token.name })));
    async function revoke() {
      try {
        await api.revokeToken(token.id);
        item.remove();
      } catch (error) {
        toast(sentence(error), { bad: true });
      }
    }
    return item;
  })));
}

/** @param {HTMLElement} holder */
async function drawSessions(holder) {
  try {
    const { sessions } = await api.sessions();
    const others = sessions.length - 1;
    fill(holder,
      h('ul.hist', {}, ...sessions.map(session)),
      others > 0 && h('div.btns', {}, h('button.b', { type: 'button', onclick: endOthers }, t('sessions.end'))));
  } catch (error) {
    fill(holder, problem(sentence(error)));
  }
  async function endOthers() {
    try {
      await api.endSessions();
      say(t('sessions.ended'));
      drawSessions(holder);
    } catch (error) {
      toast(sentence(error), { bad: true });
    }
  }
}

/** @param {Api.Sessions['sessions'][number]} one */
const session = (one) => h('li', {},
  h('p', {}, one.device ?? t('sessions.unknown')),
  h('p.sub', {}, one.current ? t('sessions.this') : t('sessions.since', { time: moment(one.createdAt) })));
