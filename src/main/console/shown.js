// @ts-check
/** The service's HTML drawn node by node: what is known is made anew, everything else is the text it is. */
import { h } from './dom.js';

const KNOWN = ['p', 'br', 'em', 'strong', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li'];
const NUMBER = /^-?\d{1,9}$/;

/**
 * @param {string} html parsed in an inert document; none of its nodes comes into the page
 * @param {(text: Node[], start: number) => Node} mark draws what is marked from that letter of the body on
 * @returns {Node[]}
 */
export function shown(html, mark) {
  return drawn(new DOMParser().parseFromString(html ?? '', 'text/html').body, mark);
}

/** @param {Node} parent @param {(text: Node[], start: number) => Node} mark @returns {Node[]} */
function drawn(parent, mark) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
    return node instanceof Element ? element(node, drawn(node, mark), mark) : [];
  });
}

/** @param {Element} one @param {Node[]} children @param {(text: Node[], start: number) => Node} mark @returns {Node[]} */
function element(one, children, mark) {
  const name = one.localName;
  const start = one.getAttribute('data-start') ?? '';
  if (name === 'mark' && NUMBER.test(start)) return [mark(children, Number(start))];
  if (name === 'a') return [link(one.getAttribute('href') ?? '', children)];
  if (!KNOWN.includes(name)) return children;
  return [h(name, numbers(one), ...children)];
}

/** Not to be followed from here; where it leads is told where its words do not. @param {string} href @param {Node[]} children */
function link(href, children) {
  const words = children.map((child) => child.textContent).join('');
  return h('span.to', {}, ...children, words !== href && h('span.sub', { dir: 'ltr' }, ` (${href})`));
}

/** The numbers of a list as they were written. @param {Element} one */
const numbers = (one) => Object.fromEntries(['start', 'value']
  .map((name) => [name, one.getAttribute(name) ?? ''])
  .filter(([name, value]) => NUMBER.test(value) && one.localName === (name === 'start' ? 'ol' : 'li')));
