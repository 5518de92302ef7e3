// @ts-check
import {readNow} from './api.js';

/** The language of a thread, as the element or the page around it says.
 * @param {HTMLElement} host  @param {HTMLElement} page  @param {import('./parts').Thread} thread */
export const language = (host, page, {service, words}) => {
  const lang = host.lang || /** @type {HTMLElement | null} */ (host.closest('[lang]'))?.lang || 'en';
  const strings = `${service}/embed/i18n/${lang.split('-')[0]}.json`;
  /** @param {any} found */
  const speak = (found) => {
    if (found) words.speak(found, lang);
    page.lang = words.lang;
    page.dir = host.dir || words.say('dir');
  };
  const english = /^en\b/.test(lang);
  if (english) speak({});
  return {
    /** When its words are there. */
    ready: !english && fetch(strings, {credentials: 'omit'})
      .then((answer) => answer.ok && answer.json()).catch(() => null).then(speak),
    /** For paper, which does not wait. */
    now: () => english || speak(readNow(strings)),
  };
};
