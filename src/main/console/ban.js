// @ts-check
/** Banning, with what it would touch told beforehand. */
import { api } from './api.js';
import { authorForgotten, banLifted } from './changes.js';
import { ask, sentence } from './dialog.js';
import { field, fill, h, uid } from './dom.js';
import { date } from './format.js';
import { refreshOpen } from './open.js';
import { say, toast } from './status.js';
import { dispatch } from './state.js';
import { t } from './words.js';

/** @typedef {import('./state.js').Author} Author */

const DAY = 86_400_000;
const SPANS = /** @type {Record<string, number>} */ ({ day: DAY, week: 7 * DAY, month: 30 * DAY, ever: 0 });

/** @param {Author} author @param {() => void} [onchange] */
export function showBan(author, onchange) {
  if (author.ban) return showLift(author, author.ban, onchange);
  let kind = 'author';
  let span = 'week';
  const choices = kinds(author);
  /** The address itself stays with the service. */
  const whom = () => {
    const { value, author: of } = choices.find((one) => one.kind === kind) ?? choices[0];
    return of ? { kind, author: of } : { kind, value };
  };
  const covers = h('p.sub', { role: 'status' });
  let second = false;
  const rejectWaiting = h('input.k', { type: 'checkbox' });
  const waiting = h('label.ck', { hidden: true });
  const typed = h('input.inp', { name: 'confirm', autocomplete: 'off', spellcheck: 'false' });
  const confirm = h('div', { hidden: true });
  const reason = h('textarea.inp', { name: 'reason', rows: 3, maxlength: 200, required: true });
  const submit = ask({
    title: t('ban.title', { name: author.name }), yes: t('ban.for.week'),
    content: [
      radios(t('ban.how'), Object.keys(SPANS).map((name) => [name, t(`span.${name}`)]), span, (name) => {
        span = name;
        named();
      }),
      radios(t('ban.what'), choices.map((one) => [one.kind, one.label]), kind, (name) => { kind = name; count(); }),
      covers, waiting, confirm,
      field(t('ban.reason'), reason),
    ],
    send: () => api.ban({
      ...whom(), reason: reason.value,
      ...(SPANS[span] ? { until: new Date(Date.now() + SPANS[span]).toISOString() } : {}),
      ...(confirm.hidden ? {} : { confirm: typed.value }),
      ...(rejectWaiting.checked && !waiting.hidden ? { waiting: 'reject' } : {}),
    }),
    done: (ban) => {
      if (ban.proposed) return toast(t('ban.proposed'));
      onchange?.();
      told(author, ban.decided ? t('banned.with', { name: author.name, n: ban.decided }) : t(`banned.${span}`, { name: author.name }),
        { action: t('undo'), onaction: () => takeBack(author, ban.id) });
    },
  });
  count();

  function named() {
    submit.textContent = t(second ? 'ban.propose' : `ban.for.${span}`);
  }

  async function count() {
    const of = kind;
    const answer = await api.ban({ ...whom(), dryRun: true }).catch(() => null);
    if (of !== kind) return;
    second = answer?.needsSecond ?? false;
    named();
    fill(covers, answer && t('ban.matches', { n: answer.matches }), second && ` ${t('ban.second')}`);
    waiting.hidden = !answer?.waiting;
    fill(waiting, rejectWaiting, t('ban.waiting', { n: answer?.waiting ?? 0 }));
    confirm.hidden = !answer?.confirm;
    typed.value = '';
    fill(confirm, h('p', {}, answer?.warning ?? ''), field(t('ban.confirm', { value: answer?.confirm ?? '' }), typed));
  }
}

/** The ban and what was rejected with it. @param {Author} author @param {string} ban */
async function takeBack(author, ban) {
  try {
    await api.unban(ban);
    told(author, t('ban.lifted', { name: author.name }));
  } catch (error) {
    toast(sentence(error), { bad: true });
  }
}

/** @param {Author} author @param {string} text @param {{action?: string, onaction?: () => void}} [undo] */
function told(author, text, undo = {}) {
  dispatch(authorForgotten(author.id));
  refreshOpen();
  say(text);
  toast(text, undo);
}

/** @param {Author} author @returns {{kind: string, label: string, value?: string, author?: string}[]} */
function kinds(author) {
  const { email, ip } = author;
  const network = ip ?? author.network;
  const domain = email?.split('@')[1];
  return [
    { kind: 'author', value: author.id, label: t('ban.author') },
    ...(email ? [{ kind: 'email', author: author.id, label: t('ban.email', { email }) }] : []),
    ...(network ? [{ kind: 'ip', value: network, label: t('ban.ip') }] : []),
    ...(domain ? [{ kind: 'domain', value: domain, label: t('ban.domain', { domain }) }] : []),
  ];
}

/** @param {string} legend @param {string[][]} options @param {string} chosen @param {(name: string) => void} onchoose */
function radios(legend, options, chosen, onchoose) {
  const group = uid('r');
  return h('fieldset.bf', {}, h('legend.lab', {}, legend), ...options.map(([name, label]) =>
    h('label.rad', {}, h('input', { type: 'radio', name: group, checked: name === chosen, autofocus: name === chosen, onchange: () => onchoose(name) }), label)));
}

/** @param {Author} author @param {import('./state.js').Ban} ban @param {() => void} [onchange] */
function showLift(author, ban, onchange) {
  const until = ban.until ? t('banned.until', { date: date(ban.until) }) : t('banned');
  ask({
    title: t('ban.title', { name: author.name }), yes: t('ban.lift'),
    content: [h('p', {}, until, ban.reason && h('br'), ban.reason)],
    send: () => api.unban(ban.id),
    done: () => {
      onchange?.();
      dispatch(banLifted(author.id));
      told(author, t('ban.lifted', { name: author.name }));
    },
  });
}
