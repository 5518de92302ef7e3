// @ts-check
/** Banning an author, an address, a domain or a network, with what it would touch told beforehand. */
import { api } from './api.js';
import { authorChanged } from './detail.js';
import { openDialog, problem, sentence } from './dialog.js';
import { field, fill, h, uid } from './dom.js';
import { date, masked } from './format.js';
import { refreshOpen } from './open.js';
import { say } from './shell.js';
import { toast } from './toast.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Author} Author */

const DAY = 86_400_000;
const SPANS = /** @type {Record<string, number>} */ ({ day: DAY, week: 7 * DAY, month: 30 * DAY, ever: 0 });

/** @param {Author} author */
export function showBan(author) {
  if (author.ban) return showLift(author, author.ban);
  let kind = 'author';
  let span = 'week';
  const choices = kinds(author);
  const value = () => choices.find((one) => one.kind === kind)?.value ?? '';
  const covers = h('p.sub', { role: 'status' });
  const errors = h('div');
  const reason = h('textarea.inp', { rows: 3, maxlength: 200, required: true });
  const submit = h('button.b.danger', {}, t('ban.for.week'));
  const form = h('form.form', { novalidate: true, onsubmit }, errors,
    radios(t('ban.how'), Object.keys(SPANS).map((name) => [name, t(`span.${name}`)]), span, (name) => {
      span = name;
      submit.textContent = t(`ban.for.${span}`);
    }),
    radios(t('ban.what'), choices.map((one) => [one.kind, one.label]), kind, (name) => { kind = name; count(); }),
    covers,
    field(t('ban.reason', { name: author.name }), reason),
    h('div.btns', {}, submit, h('button.b', { type: 'button', onclick: () => dialog.close() }, t('cancel'))));
  const dialog = openDialog({ title: t('ban.title', { name: author.name }), className: '.dlg.narrow', content: [form] });
  count();

  async function count() {
    const of = kind;
    const answer = await api.ban({ kind, value: value(), reason: 'dry run', dryRun: true }).catch(() => null);
    if (of === kind) covers.textContent = answer ? t('ban.matches', { n: answer.matches }) : '';
  }

  /** @param {Event} event */
  async function onsubmit(event) {
    event.preventDefault();
    if (!reason.value.trim()) return refuse(t('ban.needs'));
    const until = SPANS[span] ? { until: new Date(Date.now() + SPANS[span]).toISOString() } : {};
    try {
      await api.ban({ kind, value: value(), reason: reason.value.trim(), ...until });
      dialog.close();
      told(author, t(`banned.${span}`, { name: author.name }));
    } catch (error) {
      refuse(sentence(error));
    }
  }

  /** @param {string} text */
  function refuse(text) {
    fill(errors, problem(text));
    /** @type {HTMLElement} */ (errors.firstChild).focus();
  }
}

/** @param {Author} author @param {string} text */
function told(author, text) {
  authorChanged(author.id);
  refreshOpen();
  say(text);
  toast(text);
}

/** @param {Author} author */
function kinds(author) {
  const { email, ip } = author;
  const network = ip ?? author.network;
  const domain = email?.split('@')[1];
  return [
    { kind: 'author', value: author.id, label: t('ban.author') },
    email && { kind: 'email', value: email, label: t('ban.email', { email: masked(email) }) },
    network && { kind: 'ip', value: network, label: t('ban.ip') },
    domain && { kind: 'domain', value: domain, label: t('ban.domain', { domain }) },
  ].filter((one) => typeof one === 'object');
}

/** @param {string} legend @param {string[][]} options @param {string} chosen @param {(name: string) => void} onchoose */
function radios(legend, options, chosen, onchoose) {
  const group = uid('r');
  return h('fieldset.bf', {}, h('legend.lab', {}, legend), ...options.map(([name, label]) =>
    h('label.rad', {}, h('input', { type: 'radio', name: group, checked: name === chosen, onchange: () => onchoose(name) }), label)));
}

/** @param {Author} author @param {import('./state.js').Ban} ban */
function showLift(author, ban) {
  const errors = h('div');
  const until = ban.until ? t('banned.until', { date: date(ban.until) }) : t('banned');
  const lift = async () => {
    try {
      await api.unban(ban.id);
      dialog.close();
      delete author.ban;
      told(author, t('ban.lifted', { name: author.name }));
    } catch (error) {
      fill(errors, problem(sentence(error)));
    }
  };
  const dialog = openDialog({
    title: t('ban.title', { name: author.name }), className: '.dlg.narrow',
    content: [h('div.form', {}, errors, h('p', {}, until, ban.reason && h('br'), ban.reason ?? ''),
      h('div.btns', {}, h('button.b.danger', { type: 'button', onclick: lift }, t('ban.lift')),
        h('button.b', { type: 'button', onclick: () => dialog.close() }, t('cancel'))))],
  });
}
