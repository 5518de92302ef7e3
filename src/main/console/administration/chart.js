// @ts-check
/** Charts as SVG, each of which can be read as a table. */
import { h } from '../dom.js';
import { t } from '../words.js';
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

/**
 * Columns in parts, one for each day or hour.
 * @param {{label: string, name: string, columns: string[], series: {tone: string, values: number[]}[]}} chart
 */
export function columns({ label, name, columns: names, series }) {
  const [width, height, left, base] = [888, 194, 40, 172];
  const totals = names.map((_, i) => series.reduce((sum, { values }) => sum + values[i], 0));
  const step = nice(Math.max(1, ...totals) / 3);
  const top = Math.max(step, Math.ceil(Math.max(...totals) / step) * step);
  const y = (/** @type {number} */ n) => base - (n / top) * (base - 14);
  const slot = (width - left - 8) / names.length;
  const every = Math.ceil(names.length / 7);
  const lines = [];
  for (let n = 0; n <= top; n += step) {
    lines.push(svg('line', { x1: left, x2: width - 8, y1: y(n), y2: y(n), class: 'gl' }),
      svg('text', { x: left - 6, y: y(n) + 4, 'text-anchor': 'end' }, String(n)));
  }
  const bars = names.flatMap((column, i) => {
    let at = 0;
    const x = left + i * slot + slot * 0.14;
    const parts = series.filter(({ values }) => values[i] > 0).map(({ tone, values }) => {
      const part = svg('rect', { class: tone, x, y: y(at + values[i]), width: slot * 0.72, height: Math.max(0.8, y(at) - y(at + values[i]) - 0.8) });
      at += values[i];
      return part;
    });
    return (names.length - 1 - i) % every ? parts : [...parts, svg('text', { x: x + slot * 0.36, y: 189, 'text-anchor': 'middle' }, column)];
  });
  const scroller = h('div.cw', { tabindex: '0', role: 'group', 'aria-label': name },
    svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': label }, ...lines, ...bars));
  // Where not all of it fits, the last days are what is asked for.
  requestAnimationFrame(() => { scroller.scrollLeft = scroller.scrollWidth; });
  return scroller;
}

/** A line over days; days without a value are left out. @param {string} label @param {(number | null)[]} values @param {(n: number) => string} shown */
export function line(label, values, shown) {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const x = (/** @type {number} */ i) => 44 + (i / Math.max(1, values.length - 1)) * 400;
  const y = (/** @type {number} */ n) => 96 - (n / most) * 84;
  const known = values.map((value, i) => /** @type {const} */ ([i, value])).filter(([, value]) => value !== null);
  const points = known.map(([i, value]) => `${x(i).toFixed(1)},${y(value ?? 0).toFixed(1)}`);
  return svg('svg', { viewBox: '0 0 452 104', class: 'chart spark', role: 'img', 'aria-label': label },
    ...[0, most / 2, most].flatMap((n) => [svg('line', { x1: 44, x2: 448, y1: y(n), y2: y(n), class: 'gl' }),
      svg('text', { x: 40, y: y(n) + 4, 'text-anchor': 'end' }, n ? shown(n) : '0')]),
    svg('polyline', { points: points.join(' '), class: 'sparkline' }),
    ...known.map(([i, value]) => svg('circle', { cx: x(i), cy: y(value ?? 0), r: 2.5, class: 'c-acc' })));
}

/** A bar beside others. @param {number} part from 0 to 1 @param {string} tone */
export const meter = (part, tone) => svg('svg', { viewBox: '0 0 100 12', class: 'hbar', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
  svg('rect', { x: 0, y: 0, width: 100, height: 12, class: 'c-none' }),
  svg('rect', { x: 0, y: 0, width: part * 100, height: 12, class: tone }));

/** A step of 1, 2 or 5 times a power of ten. @param {number} rough */
function nice(rough) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  return ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
}
