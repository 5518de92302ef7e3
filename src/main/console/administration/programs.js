// @ts-check
/** Programs: the addresses that are told what happens, and the tokens by which programs work here. */
import { request } from '../api.js';
import { checkedForm, confirmed, problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { date, moment } from '../format.js';
import { t } from '../words.js';

const SCOPES = ['score', 'read', 'moderate', 'administer'];
const FORMATS = ['standard', 'slack', 'discord', 'teams'];

/** @param {import('./main.js').Sites} sites */
export async function programsPage(sites) {
  const told = h('div', { role: 'status' });
  const hooks = h('ul.items');
  const tokens = h('ul.items');
  await Promise.all([readHooks(), readTokens()]);
  return [told,
    h('section.panel', { 'aria-labelledby': 'h-hooks' }, h('div.hh', {}, h('h2', { id: 'h-hooks' }, t('hooks.title'))), hooks, hookForm()),
    h('section.panel', { 'aria-labelledby': 'h-tokens' }, h('div.hh', {}, h('h2', { id: 'h-tokens' }, t('tokens.title'))), tokens, tokenForm())];

  async function readHooks() {
    await reading(async () => {
      const { webhooks } = await request('GET', 'webhooks');
      fill(hooks, webhooks.length ? webhooks.map(hook) : h('li', {}, t('hooks.none')));
    });
  }

  async function readTokens() {
    await reading(async () => {
      const all = await request('GET', 'tokens');
      fill(tokens, all.tokens.length ? all.tokens.map(token) : h('li', {}, t('tokens.none')));
    });
  }

  /** @param {() => Promise<void>} read */
  async function reading(read) {
    try {
      await read();
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }

  /** @param {() => Promise<any>} act @param {string} words @param {() => Promise<void>} after */
  function acting(act, words, after) {
    return reading(async () => {
      await act();
      await after();
      fill(told, words);
    });
  }

  /** @param {Api.Webhook} one */
  function hook(one) {
    const path = `sites/${encodeURIComponent(one.site)}/webhooks/${encodeURIComponent(one.id)}`;
    return h('li', {},
      h('div.in', {}, h('b', { dir: 'ltr' }, one.url), ' ', h(one.enabled ? 'span.chip.ok' : 'span.chip.warn', {}, t(one.enabled ? 'hooks.on' : 'hooks.off')),
        h('p.sub', {}, [one.site, one.format !== 'standard' && t(`hooks.format.${one.format}`), one.events.join(', ') || t('hooks.all'), one.failingSince && t('hooks.failing', { at: moment(one.failingSince) }), one.offReason].filter(Boolean).join(' · '))),
      h('button.b.sm', { type: 'button', 'aria-label': t('hooks.test.of', { url: one.url }), onclick: () => acting(() => request('POST', `${path}/test`, {}), t('hooks.tested'), readHooks) }, t('hooks.test')),
      h('button.b.sm', { type: 'button', 'aria-label': t(one.enabled ? 'hooks.disable.of' : 'hooks.enable.of', { url: one.url }), onclick: () => acting(() => request('PATCH', path, { enabled: !one.enabled }), t('hooks.changed'), readHooks) }, t(one.enabled ? 'hooks.disable' : 'hooks.enable')),
      h('button.b.sm.bad', { type: 'button', 'aria-label': t('hooks.delete.of', { url: one.url }), onclick: async () => {
        if (await confirmed({ title: t('hooks.delete'), text: t('hooks.delete.text', { url: one.url }), yes: t('hooks.delete') })) acting(() => request('DELETE', path), t('hooks.deleted'), readHooks);
      } }, t('hooks.delete')));
  }

  function hookForm() {
    const site = h('select.inp', { name: 'site' }, ...sites.map(({ slug, name }) => h('option', { value: slug }, name)));
    const url = h('input.inp', { name: 'url', type: 'url', dir: 'ltr', placeholder: 'https://' });
    const format = h('select.inp', { name: 'format' }, ...FORMATS.map((one) => h('option', { value: one }, t(`hooks.format.${one}`))));
    const submit = h('button.b.pri', {}, t('hooks.add'));
    return checkedForm('form.form', {
      submit,
      send: () => request('POST', `sites/${encodeURIComponent(site.value)}/webhooks`, { url: url.value.trim(), format: format.value }),
      done: async (made) => { url.value = ''; await readHooks(); fill(told, secret(t('hooks.secret'), made.secret)); },
    }, h('div.two', {}, field(t('hooks.site'), site), field(t('hooks.url'), url)), field(t('hooks.format'), format), h('div.btns', {}, submit));
  }

  /** @param {any} one */
  function token(one) {
    return h('li', {},
      h('div.in', {}, h('b', { dir: 'auto' }, one.name),
        h('p.sub', {}, [one.moderator?.name, one.site, (one.scopes ?? []).join(', '), one.createdAt && date(one.createdAt), one.expiresAt && t('tokens.until', { at: moment(one.expiresAt) })].filter(Boolean).join(' · '))),
      h('button.b.sm.bad', { type: 'button', 'aria-label': t('tokens.end.of', { name: one.name }), onclick: async () => {
        if (await confirmed({ title: t('tokens.end'), text: t('tokens.end.text', { name: one.name }), yes: t('tokens.end') })) acting(() => request('DELETE', `tokens/${encodeURIComponent(one.id)}`), t('tokens.ended'), readTokens);
      } }, t('tokens.end')));
  }

  function tokenForm() {
    const name = h('input.inp', { name: 'name' });
    const scope = h('select.inp', { name: 'scopes' }, ...SCOPES.map((one) => h('option', { value: one }, t(`scope.${one}`))));
    const submit = h('button.b.pri', {}, t('tokens.make'));
    return checkedForm('form.form', {
      submit,
      send: () => request('POST', 'tokens', { name: name.value.trim(), scopes: [scope.value] }),
      done: async (made) => { name.value = ''; await readTokens(); fill(told, secret(t('tokens.secret'), made.token)); },
    }, h('div.two', {}, field(t('tokens.name'), name), field(t('tokens.scope'), scope)), h('div.btns', {}, submit));
  }
}

/** What is shown only now. @param {string} words @param {string} value */
const secret = (words, value) => h('section.panel', {}, h('p', {}, words), h('p', {}, h('code', { dir: 'ltr' }, value)));
