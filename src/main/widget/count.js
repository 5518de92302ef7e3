// @ts-check
import {api} from './api.js';
import {origin} from './origin.js';

/** @type {Map<string, HTMLElement[]>} */
let waiting = new Map();

/** The server takes 100 keys at once; proxies take addresses of about 8,000 characters. */
const MOST = 100;
const LONGEST = 6000;

/** All counts that appeared on the page since the last look, in as few requests a site as possible. */
const ask = () => {
  const sites = waiting;
  waiting = new Map();
  for (const [base, elements] of sites) {
    /** @type {string[]} */
    let batch = [];
    let length = 0;
    for (const key of new Set(elements.map(keyOf).filter(Boolean))) {
      const part = 'article=' + encoded(key);
      if (batch.length == MOST || (batch.length && length + part.length > LONGEST)) {
        read(base, batch, elements);
        batch = [];
        length = 0;
      }
      batch.push(part);
      length += part.length + 1;
    }
    if (batch.length) read(base, batch, elements);
  }
};

/** @param {Element} element */
const keyOf = (element) => element.getAttribute('article') ?? '';

/** @param {string} key half a character cannot be sent, and is no key */
const encoded = (key) => {
  try {
    return encodeURIComponent(key);
  } catch {
    return '';
  }
};

/** @param {string} base  @param {string[]} batch  @param {HTMLElement[]} elements */
const read = async (base, batch, elements) => {
  const {counts} = await api(base)('/counts?' + batch.join('&')).catch((refused) => {
    if (refused.status) console.error('Parley: the counts of comments could not be read. ' + refused.message);
    return {counts: {}};
  });
  for (const element of elements) {
    const count = counts[keyOf(element)];
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
