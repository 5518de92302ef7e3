// @ts-check
/** The team: who belongs to it, what each may do, who is invited. */
import { request } from '../api.js';
import { ask, checkedForm, confirmed, problem, sentence } from '../dialog.js';
import { field, fill, h, uid } from '../dom.js';
import { moment } from '../format.js';
import { t } from '../words.js';

const ROLES = ['reader', 'moderator', 'lead', 'administrator'];
/** @param {string} of */
const id = encodeURIComponent;

/** @param {Api.Moderator} me */
export function teamPage(me) {
  const people = h('div');
  const invited = h('div');
  const redraw = () => Promise.all([drawPeople(me, people, redraw), drawInvited(invited, redraw)]);
  redraw();
  return [h('section.card', {}, h('h2', {}, t('team.people')), people),
    h('section.card', {}, h('h2', {}, t('team.invite')), inviteForm(me, redraw), invited)];
}

/** @param {Api.Moderator} me @param {HTMLElement} holder @param {() => void} redraw */
async function drawPeople(me, holder, redraw) {
  try {
    const { moderators } = await request('GET', 'moderators');
    fill(holder, h('ul.team', {}, ...moderators.map((/** @type {Api.Moderator} */ one) => person(me, one, redraw))));
  } catch (error) {
    fill(holder, problem(sentence(error)));
  }
}

/** @param {Api.Moderator} me @param {Api.Moderator} one @param {() => void} redraw */
function person(me, one, redraw) {
  const self = one.id === me.id;
  return h('li', {},
    h('div', {},
      h('p', {}, h('b', { dir: 'auto' }, one.name), ' ', h('span.chip', {}, t(`role.${one.role}`)),
        one.secondFactor && ' ', one.secondFactor && h('span.chip.ok', {}, t('team.factor'))),
      h('p.sub', { dir: 'auto' }, one.email),
      h('p.sub', { dir: 'auto' }, sitesOf(one), ' · ', one.lastSeen ? t('team.seen', { time: moment(one.lastSeen) }) : t('team.never'))),
    h('div.btns', {},
      h('button.b', { type: 'button', 'aria-label': t('team.change.of', { name: one.name }), onclick: () => change(me, one, redraw) }, t('team.change')),
      one.secondFactor && !self && h('button.b', {
        type: 'button', 'aria-label': t('team.lost.of', { name: one.name }), onclick: () => removeFactor(one, redraw),
      }, t('team.lost')),
      !self && h('button.b', {
        type: 'button', 'aria-label': t('team.remove.of', { name: one.name }), onclick: () => remove(one, redraw),
      }, t('team.remove'))));
}

/** @param {Api.Moderator} one */
function sitesOf(one) {
  if (one.role === 'administrator') return t('team.allsites');
  if (!one.sites.length) return t('team.nosites');
  return one.sites.map(({ name, role }) => (role === one.role ? name : `${name} (${t(`role.${role}`)})`)).join(', ');
}

/** @param {string} chosen @param {string[]} [roles] */
const roleSelect = (chosen, roles = ROLES) => h('select.inp', { name: 'role' },
  ...roles.map((role) => h('option', { value: role, selected: role === chosen }, t(`role.${role}`))));

/**
 * Each site with a mark, and where it is wanted a role of its own.
 * @param {Api.Moderator} me @param {Api.Moderator | null} one
 */
function siteChoice(me, one) {
  const rows = me.sites.map((site) => {
    const placed = one?.role === 'administrator' ? undefined : one?.sites.find(({ slug }) => slug === site.slug);
    const mark = h('input.k', { type: 'checkbox', id: uid('s'), checked: Boolean(placed) || me.sites.length === 1 });
    const role = one && h('select.inp', { 'aria-label': t('team.roleon', { site: site.name }) },
      h('option', { value: '' }, t('team.samerole')),
      ...ROLES.slice(0, 3).map((code) => h('option', { value: code, selected: placed && placed.role === code && code !== one.role }, t(`role.${code}`))));
    return { slug: site.slug, mark, role, row: h('div.siterow', {}, h('label.ck', { for: mark.id }, mark, h('span', { dir: 'auto' }, site.name)), role) };
  });
  const marked = () => rows.filter(({ mark }) => mark.checked);
  return {
    group: h('fieldset.field', {}, h('legend', {}, t('team.sites')), ...rows.map(({ row }) => row)),
    sites: () => marked().map(({ slug }) => slug),
    siteRoles: () => Object.fromEntries(marked().filter(({ role }) => role?.value).map(({ slug, role }) => [slug, role.value])),
  };
}

/** An administrator is one on every site. @param {any} role @param {HTMLElement} group */
function hideSites(role, group) {
  const show = () => { group.hidden = role.value === 'administrator'; };
  role.addEventListener('change', show);
  show();
}

/** @param {Api.Moderator} me @param {Api.Moderator} one @param {() => void} redraw */
function change(me, one, redraw) {
  const role = roleSelect(one.role);
  const choice = siteChoice(me, one);
  hideSites(role, choice.group);
  ask({
    title: t('team.change.of', { name: one.name }), yes: t('team.save'), look: '.pri',
    content: [field(t('team.role'), role), h('p.sub', {}, t('team.roles')), choice.group],
    send: () => request('POST', 'moderators', {
      email: one.email, role: role.value,
      ...(role.value === 'administrator' ? {} : { sites: choice.sites(), siteRoles: choice.siteRoles() }),
    }),
    done: redraw,
  });
}

/** @param {Api.Moderator} one @param {() => void} redraw */
function remove(one, redraw) {
  ask({
    title: t('team.remove.of', { name: one.name }), yes: t('team.remove'),
    content: [h('p', {}, t('team.remove.text'))],
    send: () => request('DELETE', `moderators/${id(one.id)}`), done: redraw,
  });
}

/** @param {Api.Moderator} one @param {() => void} redraw */
function removeFactor(one, redraw) {
  ask({
    title: t('team.lost.of', { name: one.name }), yes: t('team.lost'),
    content: [h('p', {}, t('team.lost.text'))],
    send: () => request('DELETE', `moderators/${id(one.id)}/second-factor`), done: redraw,
  });
}

/** @param {Api.Moderator} me @param {() => void} redraw */
function inviteForm(me, redraw) {
  const email = h('input.inp', { name: 'email', type: 'email', autocomplete: 'off', required: true });
  const role = roleSelect('moderator');
  const choice = siteChoice(me, null);
  hideSites(role, choice.group);
  const told = h('div', { role: 'status' });
  const submit = h('button.b.pri', {}, t('team.invite.do'));
  const form = checkedForm('form.form', {
    submit,
    send: () => request('POST', 'invitations', {
      email: email.value.trim(), role: role.value, sites: role.value === 'administrator' ? [] : choice.sites(),
    }),
    done: (made) => {
      form.reset();
      hideSites(role, choice.group);
      fill(told, ...linkOf(made));
      redraw();
    },
  }, h('p', {}, t('team.invite.text')), field(t('email'), email), field(t('team.role'), role), h('p.sub', {}, t('team.roles')), choice.group,
  h('div.btns', {}, submit), told);
  return form;
}

/** @param {{email: string, link: string, mailed: boolean}} made */
function linkOf({ email, link, mailed }) {
  const shown = h('input.inp', { readonly: true, value: link, onfocus: () => shown.select() });
  const copied = h('span', {});
  return [h('p', {}, t(mailed ? 'team.mailed' : 'team.link', { email })), field(t('team.link.label'), shown),
    navigator.clipboard && h('div.btns', {}, h('button.b', { type: 'button', onclick: async () => {
      await navigator.clipboard.writeText(link);
      fill(copied, t('factor.copied'));
    } }, t('team.copy')), copied)];
}

/** @param {HTMLElement} holder @param {() => void} redraw */
async function drawInvited(holder, redraw) {
  try {
    const { invitations } = /** @type {{invitations: Api.Invitation[]}} */ (await request('GET', 'invitations'));
    fill(holder, invitations.length > 0 && h('h3', {}, t('team.open')),
      h('ul.team', {}, ...invitations.map((one) => h('li', {},
        h('div', {}, h('p', {}, h('span', { dir: 'auto' }, one.email), ' ', h('span.chip', {}, t(`role.${one.role}`))),
          h('p.sub', {}, t('team.until', { name: one.invitedBy, time: moment(one.expiresAt) }))),
        h('div.btns', {}, h('button.b', { type: 'button', 'aria-label': t('team.back.of', { email: one.email }), onclick: () => takeBack(one) }, t('team.back')))))));
  } catch (error) {
    fill(holder, problem(sentence(error)));
  }

  /** @param {Api.Invitation} one */
  async function takeBack(one) {
    if (!await confirmed({ title: t('team.back.of', { email: one.email }), text: t('team.back.text'), yes: t('team.back') })) return;
    try {
      await request('DELETE', `invitations/${id(one.id)}`);
      redraw();
    } catch (error) {
      holder.prepend(problem(sentence(error)));
    }
  }
}
