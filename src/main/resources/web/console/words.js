// @ts-check
/** Looks up the sentences of a language and fills them in. */

/** @type {Record<string, string | Record<string, string>>} */
export const words = await (await fetch(new URL('en.json', import.meta.url))).json();
const plurals = new Intl.PluralRules('en');
const integers = new Intl.NumberFormat('en');

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
