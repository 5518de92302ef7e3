// @ts-check
/** Charts as SVG, each of which can be read as a table. */
import { h } from '../dom.js';
import { t } from './words.js';
import { table } from './report.js';

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} children @returns {SVGElement} */
export function svg(name, attributes, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * Something drawn, with a button that shows the same as a table.
 * @param {Element} drawn @param {string} caption @param {string[]} head @param {() => (string | number)[][]} rows
 */
export function withTable(drawn, caption, head, rows) {
  const holder = h('div', {}, drawn);
  const button = h('button.lnk.astable', { type: 'button', 'aria-pressed': 'false', 'aria-label': `${t('chart.table')}: ${caption}`, onclick: () => {
    const shown = button.getAttribute('aria-pressed') === 'true';
    button.setAttribute('aria-pressed', String(!shown));
    button.textContent = t(shown ? 'chart.table' : 'chart.chart');
    button.ariaLabel = `${button.textContent}: ${caption}`;
    holder.replaceChildren(shown ? drawn : table(caption, head, rows()));
  } }, t('chart.table'));
  return { holder, button };
}

/**
 * Fifty bars over 0 to 1, on a square-root scale so that small counts stay visible.
 * @param {string} label @param {number[]} bins @param {(from: number) => string} tone the colour of a bar, by the score it begins at
 */
export function histogram(label, bins, tone) {
  const most = Math.sqrt(Math.max(1, ...bins));
  const total = bins.reduce((sum, n) => sum + n, 0);
  const bars = bins.map((n, i) => {
    const height = n === 0 ? 0 : Math.max(2, (Math.sqrt(n) / most) * 100);
    return svg('rect', { class: tone((i + 0.5) / bins.length), x: i * 10 + 1, y: 104 - height, width: 8.5, height });
  });
  return svg('svg', { viewBox: '0 0 500 105', class: 'bars', role: 'img', preserveAspectRatio: 'none', 'aria-label': t('chart.histogram', { label, n: total }) },
    ...bars, svg('line', { x1: 0, x2: 500, y1: 104.5, y2: 104.5, class: 'axisline' }));
}

/** One bar in parts. @param {[string, number][]} parts colour and share */
export function stack(parts) {
  let at = 0;
  return svg('svg', { viewBox: '0 0 1000 12', class: 'stackbar', 'aria-hidden': 'true', preserveAspectRatio: 'none' },
    ...parts.filter(([, share]) => share > 0).map(([tone, share]) => {
      const width = Math.max(4, share * 1000 - 2);
      const part = svg('rect', { class: tone, x: at, y: 0, width, height: 12 });
      at += share * 1000;
      return part;
    }));
}
