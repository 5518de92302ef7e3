// @ts-check
/** Signing in: as the page, or as a dialog in the middle of work. */
import { session } from './api.js';
import { checkedForm, openDialog, sentence } from './dialog.js';
import { field, fill, h, icon } from './dom.js';
import { secondStep } from './second-step.js';
import { t } from './words.js';

/** @param {Element} app @param {(moderator: any) => void} done @param {string} [other] where a sign-in by the provider begins */
export function signInPage(app, done, other) {
  document.title = t('title.signin');
  document.body.className = '';
  const form = signInForm(done);
  if (other) form.append(h('a.b', { href: other }, t('signin.other')));
  fill(app, h('main.si', { id: 'main' },
    h('div.box', {},
      h('p.brand', {}, icon('logo'), 'Parley'),
      h('h1', {}, t('signin')),
      h('p.sub', {}, t('signin.for')),
      form,
      h('p.sub', {}, t('signin.accounts')))));
  form.querySelector('input')?.focus();
}

/** @type {Promise<any> | null} one dialog, however many requests were refused */
let asking = null;

/** @returns {Promise<any>} the moderator who signed in; refused when the dialog is closed */
export function signInDialog() {
  asking ??= ask().finally(() => { asking = null; });
  return asking;
}

function ask() {
  return new Promise((resolve, reject) => {
    const form = signInForm((moderator) => {
      resolve(moderator);
      dialog.close();
    });
    const dialog = openDialog({
      title: t('signin'),
      className: '.dlg.narrow',
      content: [h('p.sub', {}, t('signin.again')), form],
      onclose: () => reject(new Error('signed out')),
    });
    // A press beside it would lose what was being saved.
    dialog.dataset.firm = 'true';
    form.querySelector('input')?.focus();
  });
}

/** @param {(moderator: any) => void} done */
function signInForm(done) {
  const email = h('input.inp', { type: 'email', autocomplete: 'username', required: true });
  const password = h('input.inp', { type: 'password', autocomplete: 'current-password', required: true });
  const remember = h('input.k', { type: 'checkbox' });
  const submit = h('button.b.pri', {}, t('signin'));
  const form = checkedForm('form.sform', {
    submit, done,
    send: async () => {
      const given = { email: email.value.trim(), password: password.value, remember: remember.checked };
      await session('POST', given).catch(async (error) => {
        if (error.code !== 'second-factor-required') throw error;
        await secondStep(form, given);
      });
      return (await session('GET')).moderator;
    },
    explain: (error) => [{ message: refusal(error), of: isWrong(error) ? [email, password] : [] }],
  }, field(t('email'), email), passwordField(password), h('label.ck', {}, remember, t('signin.remember')), submit);
  return form;
}

/** @param {HTMLInputElement} password */
function passwordField(password) {
  const wrapped = field(t('password'), password);
  const show = h('button.ib', {
    type: 'button', 'aria-label': t('password.show'), 'aria-pressed': 'false',
    onclick: () => {
      const shown = password.type === 'password';
      password.type = shown ? 'text' : 'password';
      show.setAttribute('aria-pressed', String(shown));
    },
  }, icon('eye'));
  wrapped.append(h('div.pwd', {}, password, show));
  return wrapped;
}

/** Whether it is the email or the password. @param {any} error */
const isWrong = ({ status }) => status >= 400 && status < 500 && status !== 429;

/** @param {any} error */
function refusal(error) {
  if (isWrong(error)) return t('signin.wrong');
  if (error.status !== 429) return sentence(error);
  return error.retryAfter ? t('signin.toofast', { n: error.retryAfter }) : t('signin.toofast.soon');
}
