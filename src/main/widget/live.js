// @ts-check
import {h, icon} from './dom.js';

/** Tells of others' comments without inserting them.
 * @param {import('./parts').Thread} thread  @param {HTMLElement} bar  @param {string} address of the stream  @param {(state: string) => void} closed */
export const listener = (thread, bar, address, closed) => {
  /** @type {EventSource | null} */
  let stream = null;
  let told = 0;

  /** @param {number} count */
  const changed = async (count) => {
    told = count;
    // Everyone hears of a comment at the same moment, and must not ask in the same moment.
    await new Promise((done) => setTimeout(done, Math.random() * 2000));
    await thread.posting.catch(() => {});
    await thread.own?.(true);
    thread.known = Math.min(thread.known, told);
    thread.element.querySelector('.pill')?.remove();
    const n = told - thread.known;
    if (n > 0) {
      bar.after(h('button.pill', {
        click: (/** @type {Event} */ {currentTarget}) => thread.busy(currentTarget, () => thread.load('fresh')),
      }, icon('arrow'), thread.say('fresh', {n})));
    }
  };

  /** Listens while the widget is near what the reader sees, and the page is in front. @param {boolean} on */
  return (on) => {
    if (on == !!stream) return;
    stream?.close();
    stream = null;
    if (!on) return;
    stream = new EventSource(address);
    stream.addEventListener('changed', ({data}) => changed(JSON.parse(data).count));
    stream.addEventListener('state', ({data}) => closed(JSON.parse(data).state));
  };
};
