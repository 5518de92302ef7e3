// @ts-check
import {h} from './dom.js';

/** What stands over the comments: how many there are, the way to the form, and the orders.
 * @param {import('./parts').Thread} thread  @param {HTMLElement} bar  @param {HTMLElement} leave
 * @param {(sort: string) => void} turn to another order */
export const head = (thread, bar, leave, turn) => {
  const {say} = thread;
  const heading = h('h2', {id: 'h'});

  const sorts = () => h('fieldset.sort', null, h('legend.vh', null, say('sort')), ...['newest', 'oldest', 'top'].map((name) =>
    h('label', null, h('input', {type: 'radio', name: 's', value: name, checked: name == thread.sort(), change: () => turn(name)}),
      h('span', null, say(name)))));

  const jump = () => h('a.jump', {href: '#l', click: (/** @type {Event} */ e) => {
    e.preventDefault();
    leave.querySelector('h3')?.focus();
  }}, say('leave'));

  const title = () => {
    const n = thread.page.article?.count;
    heading.textContent = say(n ? 'count' : 'title', {n});
  };

  return {
    title,
    /** @param {boolean} [whole] with the orders, drawn once: a new one must not take the focus from its radio button */
    draw(whole) {
      title();
      if (!bar.querySelector('.jump')) bar.replaceChildren(heading, ...(whole ? [jump(), sorts()] : []));
    },
  };
};
