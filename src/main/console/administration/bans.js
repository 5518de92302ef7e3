// @ts-check
/** Who may not post on a site, and the way to lift a ban. */
import { request } from '../api.js';
import { confirmed, problem, sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { moment } from '../format.js';
import { t } from '../words.js';

/** @param {string} site @param {boolean} lifts whether they may lift one */
export async function bansPage(site, lifts) {
  const path = `sites/${encodeURIComponent(site)}/bans`;
  const list = h('ul.items');
  const told = h('div', { role: 'status' });
  const proposals = h('ul.items');
  const proposed = h('section.panel', { 'aria-labelledby': 'h-proposed', hidden: true },
    h('div.hh', {}, h('h2', { id: 'h-proposed' }, t('bans.proposed')), h('span.sub', {}, t('bans.proposed.hint'))), proposals);
  await read();
  return [told, proposed, h('section.panel', { 'aria-label': t('bans.title') }, list)];

  async function read(words = '') {
    try {
      const { bans, proposals: waiting } = await request('GET', path);
      fill(list, ...bans.map(line));
      fill(proposals, ...waiting.map(proposal));
      proposed.hidden = !waiting.length;
      fill(told, words, !bans.length && h('p', {}, t('bans.none')));
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }

  /** @param {Api.Ban} ban */
  function line(ban) {
    const value = ban.value ?? '';
    return h('li', {},
      h('div.in', {}, h('span.chip', {}, t(`bans.${ban.kind}`)), ' ', h('b', { dir: 'auto' }, value),
        h('p.sub', { dir: 'auto' }, [ban.reason, ban.createdAt && t('bans.since', { at: moment(ban.createdAt) }), ban.until ? t('bans.until', { at: moment(ban.until) }) : t('bans.forever')].filter(Boolean).join(' · '))),
      lifts && h('button.b.sm', { type: 'button', 'aria-label': t('bans.lift.of', { value }), onclick: () => lift(ban) }, t('bans.lift')));
  }

  /** @param {Api.ProposedBan} ban */
  function proposal(ban) {
    const value = ban.value ?? '';
    return h('li', {},
      h('div.in', {}, h('span.chip', {}, t(`bans.${ban.kind}`)), ' ', h('b', { dir: 'auto' }, value),
        h('p.sub', { dir: 'auto' }, [ban.reason, t('bans.by', { name: ban.by?.name ?? '', at: moment(ban.createdAt ?? '') }), ban.until ? t('bans.until', { at: moment(ban.until) }) : t('bans.forever')].filter(Boolean).join(' · '))),
      !ban.own && h('button.b.sm.ok', { type: 'button', 'aria-label': t('bans.confirm.of', { value }), onclick: () => settle(ban, 'POST', '/confirm', 'bans.confirmed') }, t('bans.confirm')),
      h('button.b.sm', { type: 'button', 'aria-label': t(ban.own ? 'bans.withdraw.of' : 'bans.decline.of', { value }), onclick: () => settle(ban, 'DELETE', '', 'bans.declined') }, t(ban.own ? 'bans.withdraw' : 'bans.decline')));
  }

  /** @param {Api.ProposedBan} ban @param {string} method @param {string} what @param {string} words */
  async function settle(ban, method, what, words) {
    try {
      await request(method, `${path}/proposals/${encodeURIComponent(ban.id ?? '')}${what}`);
      await read(t(words, { value: ban.value ?? '' }));
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }

  /** @param {Api.Ban} ban */
  async function lift(ban) {
    if (!await confirmed({ title: t('bans.lift'), text: t('bans.lift.text', { value: ban.value ?? '' }), yes: t('bans.lift') })) return;
    try {
      await request('DELETE', `${path}/${encodeURIComponent(ban.id ?? '')}`);
      await read(t('bans.lifted', { value: ban.value ?? '' }));
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }
}
