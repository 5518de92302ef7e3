// @ts-check
import {api} from './api.js';
import {origin} from './origin.js';

/** @type {Map<string, HTMLElement[]>} */
let waiting = new Map();

/** All counts that appeared on the page since the last look, one request a site (the server takes 100 keys). */
const ask = () => {
  const sites = waiting;
  waiting = new Map();
  for (const [base, elements] of sites) {
    for (let i = 0; i < elements.length; i += 100) read(base, elements.slice(i, i + 100));
  }
};

/** @param {string} base  @param {HTMLElement[]} elements */
const read = async (base, elements) => {
  const keys = [...new Set(elements.map((element) => element.getAttribute('article') ?? ''))];
  const query = keys.map((key) => 'article=' + encodeURIComponent(key)).join('&');
  const {counts} = await api(base)('/counts?' + query).catch(() => ({counts: {}}));
  for (const element of elements) {
    const count = counts[element.getAttribute('article') ?? ''];
    if (count != null) element.textContent = new Intl.NumberFormat(document.documentElement.lang || 'en').format(count);
  }
};

/** `<parley-count site article>`: the number of comments, as text in the host's own style. */
export class Count extends HTMLElement {
  connectedCallback() {
    const base = origin(this) + '/api/v1/sites/' + this.getAttribute('site');
    if (!waiting.size) setTimeout(ask);
    waiting.set(base, [...(waiting.get(base) ?? []), this]);
  }
}
