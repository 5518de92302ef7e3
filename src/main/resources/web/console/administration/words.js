// @ts-check
/** The sentences of the pages for administrators join those of the console. */
import { words } from '../words.js';

Object.assign(words, await (await fetch(new URL('en.json', import.meta.url))).json());

export { t } from '../words.js';
