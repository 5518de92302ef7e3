// @ts-check

/** The colour as red, green and blue, whatever notation the host used, painted over what is behind it.
 * @param {string[]} layers */
const paint = (layers) => {
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext('2d'));
  for (const layer of layers) {
    pen.fillStyle = layer;
    pen.fillRect(0, 0, 1, 1);
  }
  const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((c) => ((c / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
};

/** Takes the host's colours: dark when its text is lighter than its page, and full-strength secondary text when
 * there is too little contrast to weaken it. @param {HTMLElement} host  @param {HTMLElement} page */
const dress = (host, page) => {
  const layers = [];
  for (let at = /** @type {Element | null} */ (host); at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
  const wanted = host.getAttribute('theme');
  const ground = paint(['#fff', ...layers]);
  const ink = paint([getComputedStyle(host).color]);
  const plain = layers.every((layer) => /, 0\)$|transparent/.test(layer));
  const dark = wanted == 'dark' || (wanted != 'light' && ink > 0.23);
  const contrast = plain && dark ? ink / 0.058 : Math.max(ink, ground) / Math.min(ink, ground);
  page.style.colorScheme = dark ? 'dark' : 'light';
  page.classList.toggle('faint', contrast < 12);
};

/** Dresses the page now and whenever something the host's colours may hang on changes, on whatever element.
 * @param {HTMLElement} host  @param {HTMLElement} page  @param {AbortSignal} signal */
export const follow = (host, page, signal) => {
  const again = () => dress(host, page);
  const watch = new MutationObserver(again);
  for (let at = /** @type {any} */ (host); at; at = at.parentElement ?? at.getRootNode().host) {
    watch.observe(at, {attributes: true});
  }
  signal.addEventListener('abort', () => watch.disconnect());
  matchMedia('(prefers-color-scheme:dark)').addEventListener('change', again, {signal});
  // A colour that fades is not there yet when the class that changes it is.
  document.addEventListener('transitionend', ({propertyName}) => /color/.test(propertyName) && again(), {signal});
  again();
};
