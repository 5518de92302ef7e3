// @ts-check

/** @typedef {Node | string | null | undefined | false} Child */

/** What the browser draws is built here, node by node; no string ever becomes markup in the page. */
/**
 * @param {string} tag element and classes: 'button.btn.wide'
 * @param {Record<string, any> | null} [props] attributes; functions become listeners
 * @param {...Child} children
 * @returns {any}
 */
export const h = (tag, props, ...children) => {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes[0]) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(props ?? {})) {
    if (typeof value == 'function') element.addEventListener(key, value);
    else if (value != null && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(.../** @type {Node[]} */ (children.filter((child) => child || child === '')));
  return element;
};

const shapes = {
  up: 'M8 3 3 9h3v4h4V9h3z',
  down: 'M8 13 3 7h3V3h4v4h3z',
  fold: 'M4 8h8',
  unfold: 'M4 8h8M8 4v8',
  clock: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3l2 1.5',
  lock: 'M3.5 7h9v6h-9zM5.5 7V5.2a2.5 2.5 0 0 1 5 0V7',
  warn: 'M8 2.5 14 13H2zM8 6.5v3M8 11.4v.01',
  arrow: 'M8 13V3M4 7l4-4 4 4',
  off: 'M2 2l12 12M4.5 7a6 6 0 0 1 2-1M8 5.5c1.5 0 3 .6 4 1.8M6.5 10a2.2 2.2 0 0 1 3 0M8 12.5v.01',
};

/** @param {keyof typeof shapes} shape */
export const icon = (shape) => {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(space, 'path'));
  /** @type {Element} */ (svg.firstChild).setAttribute('d', shapes[shape]);
  return svg;
};

const allowed = /^(p|br|em|strong|code|pre|blockquote|ul|ol|li|del|a)$/;
/** @type {Record<string, string>} */
const named = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0'};

/** @param {string} text */
const decoded = (text) => text.replace(/&(?:#(x?)([\da-f]{1,6})|(\w{2,4}));/gi, (all, hex, digits, name) => {
  const code = parseInt(digits, hex ? 16 : 10);
  return name ? named[name] ?? all : code < 0x110000 ? String.fromCodePoint(code) : all;
});

/** Draws the server's HTML: the few elements above, everything else as the text it is. A gate of its own, and one
 * that works where a page's Trusted Types leave no way to have markup parsed.
 * @param {string} html  @param {HTMLElement} into */
export const fill = (html, into) => {
  into.replaceChildren();
  const open = [into];
  for (const [, end, tag = '', attributes, text] of html.matchAll(/<(\/?)([a-z]\w*)([^>]*)>|([^<]+|<)/gi)) {
    const name = tag.toLowerCase();
    if (text) open[0].append(decoded(text));
    else if (!allowed.test(name)) continue;
    else if (end) {
      const at = open.findIndex((element) => element.localName == name && element != into);
      open.splice(0, at + 1);
    } else {
      const value = (/** @type {string} */ key) => decoded(attributes.match(`\\s${key}="([^"]*)"`)?.[1] ?? '');
      const element = h(name, name == 'ol' && /^-?\d{1,9}$/.test(value('start')) ? {start: value('start')} : null);
      const href = name == 'a' && value('href');
      if (href && /^(https?:|mailto:)/i.test(href)) {
        element.href = href;
        element.rel = 'nofollow ugc noopener';
      }
      open[0].append(element);
      if (name != 'br') open.unshift(element);
    }
  }
  return into;
};

/** A notice: what happened, in bold, and what to do about it.
 * @param {string} kind  @param {keyof typeof shapes} shape  @param {string} title  @param {...Child} rest */
export const notice = (kind, shape, title, ...rest) =>
  h('div.msg' + kind, {role: kind ? 'alert' : 'status'}, icon(shape), h('div', null, h('b', null, title), ...rest));
