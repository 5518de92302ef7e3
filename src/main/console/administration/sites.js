// @ts-check
/** The sites: made here, with the lines a publisher puts into the page. */
import { request } from '../api.js';
import { checkedForm, problem, sentence } from '../dialog.js';
import { field, fill, h } from '../dom.js';
import { t } from '../words.js';

export async function sitesPage() {
  const list = h('ul.items');
  const told = h('div', { role: 'status' });
  const slug = h('input.inp', { name: 'slug', dir: 'ltr', autocapitalize: 'none', spellcheck: 'false' });
  const name = h('input.inp', { name: 'name', dir: 'auto' });
  const origins = h('textarea.inp', { name: 'origins', rows: 3, dir: 'ltr', spellcheck: 'false', placeholder: 'https://news.example.org' });
  const submit = h('button.b.pri', {}, t('sites.make'));
  await read();
  return [told, h('section.panel', { 'aria-label': t('sites.title') }, list),
    h('section.panel', {}, h('div.hh', {}, h('h2', {}, t('sites.new'))),
      checkedForm('form.form', {
        submit,
        send: () => request('POST', 'sites', { slug: slug.value.trim(), name: name.value.trim(), origins: lines(origins.value) }),
        done: (site) => { slug.value = ''; name.value = ''; origins.value = ''; read(t('sites.made', { name: site.name })); },
      }, h('div.two', {}, field(t('sites.slug'), slug), field(t('sites.name'), name)), field(t('sites.origins'), origins), h('div.btns', {}, submit)))];

  async function read(words = '') {
    try {
      const { sites } = await request('GET', 'sites');
      fill(list, ...sites.map(line));
      fill(told, words);
    } catch (error) {
      fill(told, problem(sentence(error)));
    }
  }

  /** @param {Api.Site} site */
  function line(site) {
    const snippet = embed(site.slug);
    const copied = h('span', { role: 'status' });
    const code = h('textarea.inp.code', { readonly: true, rows: 3, dir: 'ltr', value: snippet, 'aria-label': t('sites.snippet.of', { name: site.name }), onfocus: () => code.select() });
    return h('li', {}, h('details', {}, h('summary', {}, h('b', { dir: 'auto' }, site.name), ' ', h('span.sub', {}, site.slug)),
      h('p.sub', {}, (site.origins ?? []).join(', ') || t('sites.noorigins')),
      h('p', {}, t('sites.snippet')), code,
      h('div.btns', {}, h('button.b.sm', { type: 'button', onclick: async () => {
        try {
          await navigator.clipboard.writeText(snippet);
          copied.textContent = t('sites.copied');
        } catch {
          code.focus();
          copied.textContent = t('sites.marked');
        }
      } }, t('sites.copy')), h('a.b.sm', { href: `#settings/${site.slug}` }, t('settings.title')), h('a.b.sm', { href: `#articles/${site.slug}` }, t('articles.title')), copied)));
  }
}

/** @param {string} typed */
const lines = (typed) => typed.split(/\s+/).filter(Boolean);

/** @param {string} slug */
const embed = (slug) => `<script type="module" src="${location.origin}/embed.js"></script>\n<parley-comments site="${slug}" article="KEY"></parley-comments>`;
