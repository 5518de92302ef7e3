// @ts-check
/** One's own second factor: set up with an app, its recovery codes, switched off. */
import { request } from '../api.js';
import { checkedForm, problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { moment } from '../format.js';
import { t } from '../words.js';

const PATH = 'me/second-factor';
const SVG = 'http://www.w3.org/2000/svg';

export function factorCard() {
  const content = h('div.form');
  draw(content);
  return h('section.card', {}, h('h2', {}, t('factor.title')), content);
}

/** @param {HTMLElement} content @param {...import('../dom.js').Child} told */
async function draw(content, ...told) {
  try {
    const factor = /** @type {Api.SecondFactor} */ (await request('GET', PATH));
    fill(content, ...(factor.since ? on(content, factor.since, factor.recoveryCodes) : off(content)), ...told);
  } catch (error) {
    fill(content, problem(sentence(error)));
  }
}

/** @param {HTMLElement} content */
const off = (content) => [
  h('p', {}, t('factor.off')),
  withPassword(t('factor.begin'), '.pri', (sent) => request('POST', PATH, sent), (key) => showKey(content, key)),
];

/** @param {HTMLElement} content @param {string} since @param {number} left */
const on = (content, since, left) => [
  h('p', {}, t('factor.on', { time: moment(since) }), ' ', t('factor.codes', { n: left })),
  withPassword(t('factor.renew'), '', (sent) => request('POST', `${PATH}/recovery-codes`, sent),
    ({ recoveryCodes }) => showCodes(content, recoveryCodes),
    [t('factor.off.do'), (sent) => request('DELETE', PATH, sent),
      () => draw(content, h('p', { role: 'status' }, t('factor.switchedoff')))]),
];

/**
 * A form that asks for the password; a second button does something else with it.
 * @param {string} label @param {string} look @param {(sent: any) => Promise<any>} send @param {(answer: any) => void} done
 * @param {[string, (sent: any) => Promise<any>, (answer: any) => void]} [second]
 */
function withPassword(label, look, send, done, second) {
  const password = h('input.inp', { name: 'password', type: 'password', autocomplete: 'current-password', required: true });
  const submit = h(`button.b${look}`, {}, label);
  let [sending, then] = [send, done];
  const form = checkedForm('form.form', {
    submit,
    send: () => sending({ password: password.value }).finally(() => { password.value = ''; }),
    done: (answer) => then(answer),
  }, field(t('account.own'), password), h('div.btns', {}, submit, second && other(second)));
  submit.addEventListener('click', () => { [sending, then] = [send, done]; });
  return form;

  /** @param {[string, (sent: any) => Promise<any>, (answer: any) => void]} what */
  function other([words, does, after]) {
    return h('button.b.danger', { type: 'button', onclick: () => { [sending, then] = [does, after]; form.requestSubmit(); } }, words);
  }
}

/** @param {HTMLElement} content @param {Api.SecondFactorKey} key */
function showKey(content, { key, qr }) {
  const code = h('input.inp.code', { name: 'code', inputmode: 'numeric', autocomplete: 'one-time-code', required: true, maxlength: '6' });
  const submit = h('button.b.pri', {}, t('factor.confirm'));
  const form = checkedForm('form.form', {
    submit,
    send: () => request('POST', `${PATH}/confirmation`, { code: code.value.trim() }),
    done: ({ recoveryCodes }) => showCodes(content, recoveryCodes),
  }, h('p', {}, t('factor.scan')), picture(qr),
  h('p', {}, t('factor.key'), h('br'), h('code.key', {}, (key.match(/.{1,4}/g) ?? []).join(' '))),
  field(t('factor.first'), code), h('div.btns', {}, submit));
  fill(content, form);
  code.focus();
}

/** @param {Api.SecondFactorKey['qr']} qr */
function picture({ size, path }) {
  const svg = document.createElementNS(SVG, 'svg');
  const dark = document.createElementNS(SVG, 'path');
  dark.setAttribute('d', path);
  svg.append(dark);
  const given = { viewBox: `0 0 ${size} ${size}`, class: 'qr', role: 'img', 'aria-label': t('factor.qr'), 'shape-rendering': 'crispEdges' };
  for (const [name, value] of Object.entries(given)) svg.setAttribute(name, value);
  return svg;
}

/** @param {HTMLElement} content @param {string[]} codes */
function showCodes(content, codes) {
  const copied = h('span', { role: 'status' });
  const keep = h('p', { tabindex: '-1' }, t('factor.keep'));
  fill(content, keep, h('ul.codes', {}, ...codes.map((code) => h('li', {}, h('code', {}, code)))),
    h('div.btns', {},
      h('button.b.pri', { type: 'button', onclick: () => draw(content) }, t('factor.kept')),
      navigator.clipboard && h('button.b', { type: 'button', onclick: copy }, t('factor.copy')), copied));
  keep.focus();

  async function copy() {
    await navigator.clipboard.writeText(codes.join('\n'));
    fill(copied, t('factor.copied'));
  }
}
