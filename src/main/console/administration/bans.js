// @ts-check
/** Who may not post on a site, and the way to lift a ban. */
import { request } from '../api.js';
import { confirmed, problem, sentence } from '../dialog.js';
import { fill, h } from '../dom.js';
import { moment } from '../format.js';
import { t } from '../words.js';

/** @param {string} site @param {boolean} decides whether they may lift one, and answer a proposal */
export async function bansPage(site, decides) {
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
    return entry(ban, ban.createdAt && t('bans.since', { at: moment(ban.createdAt) }),
      decides && button('', 'bans.lift', ban, () => lift(ban)));
  }

  /** @param {Api.ProposedBan} ban */
  function proposal(ban) {
    return entry(ban, t('bans.by', { name: ban.by?.name ?? '', at: moment(ban.createdAt ?? '') }),
      decides && !ban.own && button('.ok', 'bans.confirm', ban, () => confirm(ban)),
      decides && button('', ban.own ? 'bans.withdraw' : 'bans.decline', ban, () => settle('DELETE', `proposals/${ban.id}`, t('bans.declined', { value: ban.value ?? '' }))));
  }

  /** @param {Api.Ban | Api.ProposedBan} ban @param {import('../dom.js').Child} since @param {...import('../dom.js').Child} buttons */
  function entry(ban, since, ...buttons) {
    return h('li', {},
      h('div.in', {}, h('span.chip', {}, t(`bans.${ban.kind}`)), ' ', h('b', { dir: 'auto' }, ban.value ?? ''),
        h('p.sub', { dir: 'auto' }, [ban.reason, since, ban.until ? t('bans.until', { at: moment(ban.until) }) : t('bans.forever')].filter(Boolean).join(' · '))),
      ...buttons);
  }

  /** @param {string} look @param {string} words @param {{value?: string}} ban @param {() => void} onclick */
  function button(look, words, { value = '' }, onclick) {
    return h(`button.b.sm${look}`, { type: 'button', 'aria-label': t(`${words}.of`, { value }), onclick }, t(words));
  }

  /** What it touches is told before. @param {Api.ProposedBan} ban */
  async function confirm(ban) {
    const value = ban.value ?? '';
    const touched = await request('POST', path, { kind: ban.kind, value, dryRun: true }).catch(() => null);
    const text = [touched?.warning && `${touched.warning}.`, t('bans.touches', { n: touched?.matches ?? 0 }),
      ban.waiting && t(`bans.waiting.${ban.waiting}`, { n: touched?.waiting ?? 0 })].filter(Boolean).join(' ');
    if (!await confirmed({ title: t('bans.confirm.of', { value }), text, yes: t('bans.confirm') })) return;
    await settle('POST', `proposals/${ban.id}/confirm`, t('bans.confirmed', { value }));
  }

  /** @param {Api.Ban} ban */
  async function lift(ban) {
    const value = ban.value ?? '';
    if (!await confirmed({ title: t('bans.lift'), text: t('bans.lift.text', { value }), yes: t('bans.lift') })) return;
    await settle('DELETE', ban.id ?? '', t('bans.lifted', { value }));
  }

  /** @param {string} method @param {string} what @param {string} words said once it is done */
  async function settle(method, what, words) {
    try {
      await request(method, `${path}/${what}`);
      await read(words);
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }
}
