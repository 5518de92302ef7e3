// @ts-check
/** One's own account: the password, the second factor, and where one is signed in. */
import { decidedToday, request } from '../api.js';
import { careOf, keepCare, PAUSES } from '../care.js';
import { checkedForm, problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { moment } from '../format.js';
import { factorCard } from './factor.js';
import { t } from '../words.js';

/** @param {Api.Moderator} me */
export function accountPage(me) {
  const sessions = h('div.form');
  drawSessions(sessions);
  return [
    h('section.card', {}, h('h2', {}, t('account.you')), nameForm(me)),
    h('section.card', {}, h('h2', {}, t('account.password')), passwordForm(() => drawSessions(sessions))),
    careCard(me),
    factorCard(),
    h('section.card', {}, h('h2', {}, t('account.sessions')), sessions),
  ];
}

/** @param {Api.Moderator} me */
function nameForm(me) {
  const name = h('input.inp', { name: 'name', autocomplete: 'name', required: true, maxlength: '100', value: me.name });
  const told = h('div', { role: 'status' });
  const submit = h('button.b', {}, t('account.rename'));
  return checkedForm('form.form', {
    submit,
    send: () => request('PATCH', 'me', { name: name.value.trim() }),
    done: () => fill(told, h('p', {}, t('account.renamed'))),
  }, h('p', { dir: 'auto' }, me.email, ' · ', t(`role.${me.role}`)), field(t('account.name'), name), h('div.btns', {}, submit), told);
}

/** What they spare themselves, and what only they are told. @param {Api.Moderator} me */
function careCard(me) {
  const care = careOf(me);
  const hides = h('input.k', { type: 'checkbox', checked: care.hidesWords, onchange: keep });
  const pause = h('select.inp', { onchange: keep }, ...PAUSES.map((n) =>
    h('option', { value: n, selected: n === care.pauseAfter }, n ? t('care.minutes', { n }) : t('care.never'))));
  const told = h('div', { role: 'status' });
  const today = h('p');
  function keep() {
    keepCare(me, { hidesWords: hides.checked, pauseAfter: Number(pause.value) });
    fill(told, h('p', {}, t('care.kept')));
  }
  decidedToday().then((n) => fill(today, t('today', { n }), ' ', h('span.sub', {}, t('care.own'))), (error) => fill(today, problem(sentence(error))));
  return h('section.card', {}, h('h2', {}, t('care.title')), h('div.form', {}, today,
    h('label.check', {}, hides, ' ', t('care.hide')), h('p.sub', {}, t('care.hide.text')),
    field(t('care.pause'), pause), told));
}

/** @param {() => void} onchanged */
function passwordForm(onchanged) {
  const current = h('input.inp', { name: 'current', type: 'password', autocomplete: 'current-password', required: true });
  const chosen = h('input.inp', { name: 'new', type: 'password', autocomplete: 'new-password', required: true });
  const told = h('div', { role: 'status' });
  const submit = h('button.b.pri', {}, t('password.change'));
  const form = checkedForm('form.form', {
    submit,
    send: () => request('PUT', 'me/password', { current: current.value, new: chosen.value }),
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
        await request('DELETE', `tokens/${encodeURIComponent(token.id)}`);
        item.remove();
      } catch (error) {
        item.append(problem(sentence(error)));
      }
    }
    return item;
  })));
}

/** @param {HTMLElement} holder */
async function drawSessions(holder) {
  try {
    const { sessions } = /** @type {Api.Sessions} */ (await request('GET', 'me/sessions'));
    fill(holder,
      h('ul.hist', {}, ...sessions.map((one) => session(one, endOne))),
      sessions.length > 1 && h('div.btns', {}, h('button.b', { type: 'button', onclick: endOthers }, t('sessions.end'))));
  } catch (error) {
    fill(holder, problem(sentence(error)));
  }
  function endOthers() {
    end('me/sessions', 'sessions.ended');
  }
  /** @param {string} id */
  function endOne(id) {
    end(`me/sessions/${id}`, 'session.ended');
  }
  /**
   * @param {string} which
   * @param {string} said
   */
  async function end(which, said) {
    try {
      await request('DELETE', which);
      await drawSessions(holder);
      holder.append(h('p', { role: 'status' }, t(said)));
    } catch (error) {
      holder.append(problem(sentence(error)));
    }
  }
}

/**
 * @param {Api.Sessions['sessions'][number]} one
 * @param {(id: string) => void} end
 */
function session(one, end) {
  const device = one.device ?? t('sessions.unknown');
  const since = moment(one.createdAt);
  return h('li', {},
    h('p', {}, device),
    h('p.sub', {}, one.current ? t('sessions.this') : t('sessions.since', { time: since })),
    !one.current && h('button.b', { type: 'button', 'aria-label': t('session.end.of', { device, time: since }), onclick: () => end(one.id) }, t('session.end')));
}
