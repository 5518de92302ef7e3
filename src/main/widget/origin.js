// @ts-check

/** Where the service is: the `src` attribute, or else wherever this script came from. @param {Element} element */
export const origin = (element) =>
  (element.getAttribute('src') ?? new URL('.', import.meta.url).href).replace(/\/$/, '');
