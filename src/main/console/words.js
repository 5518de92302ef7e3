// @ts-check
/** Looks up the sentences of a language and fills them in. */

/** @type {Record<string, string | Record<string, string>>} */
const words = {};
const plurals = new Intl.PluralRules('en');
const integers = new Intl.NumberFormat('en');

/** Reads the words the page names, and is already fetching. Nothing is drawn before. */
export async function readWords() {
  const files = [.../** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel=preload][as=fetch]'))];
  const read = await Promise.all(files.map(async ({ href }) => (await fetch(href)).json()));
  Object.assign(words, ...read);
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] `n` chooses the plural
 */
export function t(key, values = {}) {
  const found = words[key] ?? key;
  const sentence = typeof found === 'string' ? found : (found[plurals.select(Number(values.n))] ?? found.other);
  return sentence.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}

/** @param {string} key */
export const has = (key) => key in words;

/** @param {string | number | undefined} value */
function shown(value) {
  return typeof value === 'number' ? integers.format(value) : (value ?? '');
}
