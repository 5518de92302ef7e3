// @ts-check
/** Small element builder: text is always textContent, never markup. */

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 * @param {string} tag element name, with classes after dots: `span.chip.bad`
 * @param {Record<string, any>} [props] `on…` are listeners, booleans are present or absent attributes
 * @param {...(Child | Child[])} children
 * @returns {any} what the tag's name says
 */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(props)) set(element, key, value);
  element.append(...nodes(children));
  return element;
}

/** @param {HTMLElement} element @param {string} key @param {any} value */
function set(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
  else if (key === 'value' || key === 'checked') /** @type {any} */ (element)[key] = value;
  else element.setAttribute(key, value === true ? '' : String(value));
}

/** @param {(Child | Child[])[]} children @returns {Node[]} */
function nodes(children) {
  return children
    .flat()
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} name a symbol of index.html */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A key hint: seen, not read out; the control's aria-keyshortcuts says it. @param {string} key */
export const hint = (key) => h('kbd', { 'aria-hidden': 'true' }, key);

let serial = 0;
/** @param {string} prefix */
export const uid = (prefix) => `${prefix}-${++serial}`;

/** Replaces what is there; the focus stays with what has the same id. @param {Element} parent @param {...(Child | Child[])} children */
export function fill(parent, ...children) {
  const focused = parent.contains(document.activeElement) && document.activeElement?.id;
  parent.replaceChildren(...nodes(children));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** @param {string} label @param {any} control @param {string} [className] */
export function field(label, control, className = '') {
  control.id ||= uid('f');
  return h(`div.field${className}`, {}, h('label', { for: control.id }, label), control);
}

export const isPhone = () => matchMedia('(max-width:48rem)').matches;

/** The text of server HTML, parsed in an inert document: nothing of it is ever put into the page. @param {string} html */
export function plainText(html) {
  const body = new DOMParser().parseFromString(html ?? '', 'text/html').body;
  for (const br of body.querySelectorAll('br')) br.replaceWith('\n');
  const blocks = [...body.querySelectorAll('p,li,blockquote,pre')];
  for (const block of blocks) block.append('\n\n');
  return (body.textContent ?? '').replace(/\n{3,}/g, '\n\n').trim();
}
