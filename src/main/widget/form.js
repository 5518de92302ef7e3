// @ts-check
import {h, notice} from './dom.js';

/** @typedef {import('./thread.js').Thread} Thread */

let forms = 0;

/** The form under the thread, or under the comment it answers. This draws it; what checks and sends it comes with
 * the reader's first touch, since most readers never write.
 * @param {Thread} thread  @param {import('./api.js').Comment} [parent]  @param {() => void} [cancel] */
export const form = (thread, parent, cancel) => {
  const {say, store} = thread;
  const {maxLength, email} = thread.page.form;
  const n = ++forms;
  const draft = `draft:${thread.article}:${parent?.id ?? ''}`;
  const me = store.get('me');

  /** @type {any} */
  let writer;
  /** @param {string} [act]  @param {any} [value] */
  const use = async (act, value) => {
    const writing = await (writer ??= thread.load('write', parts));
    if (!writing) {
      writer = null;
      if (act) bottom.replaceChildren(notice('.bad', 'warn', say('check')));
    } else if (act) writing[act](value);
  };

  /** @type {Record<string, HTMLInputElement>} */
  const inputs = {};
  /** @type {Record<string, HTMLElement>} */
  const fields = {};
  /** @param {string} name  @param {boolean} required  @param {any} input  @param {HTMLElement} [box] */
  const field = (name, required, input, box = input) => {
    input.id = name + n;
    input.required = required;
    inputs[name] = input;
    return (fields[name] = h('div.f', null,
      h('label', {for: input.id}, say(name), required && h('span.req', {'aria-hidden': 'true'}, ' *')), box));
  };
  /** @param {string} name  @param {string} type  @param {boolean} required */
  const line = (name, type, required) =>
    field(name, required, h('input', {type, autocomplete: name, value: me?.[name], dir: 'auto'}));
  /** @param {string} name  @param {boolean} [checked] */
  const check = (name, checked) =>
    h('label.ck', null, h('input', {type: 'checkbox', checked}), h('span', null, say(name)));

  const text = h('textarea', {'aria-describedby': `m${n} c${n}`, dir: 'auto'});
  text.value = store.get(draft) ?? '';
  const count = h('span.cnt', {id: 'c' + n}, say('left', {n: maxLength - text.value.length}));
  const tabs = ['write', 'preview'].map((name, i) => h('button', {
    type: 'button', role: 'tab', id: name + n, 'aria-selected': !i + '', tabindex: -i, click: () => use('turn', i),
  }, say(name)));
  const panel = h('div', {role: 'tabpanel', 'aria-labelledby': 'write' + n}, text);
  const box = h('div.box', null,
    h('div.tabs', {role: 'tablist', 'aria-label': say('editor')}, ...tabs),
    panel, h('div.under', null, h('span', {id: 'm' + n}, say('markdown')), count));

  const save = check('save', !!me);
  const tell = check('notify');
  const trap = h('input', {tabindex: '-1', autocomplete: 'off'});
  const grid = h('div.grid', null, line('name', 'text', true), line('email', 'email', email == 'required'), line('url', 'url', false));
  const known = h('p.hint', null, say('as') + ' ', h('b', {dir: 'auto'}, me?.name), ' · ',
    h('button.lnk', {type: 'button', click: () => {
      remembered(false);
      inputs.name.focus();
    }}, say('change')));
  const remembered = (/** @type {boolean} */ yes) => {
    known.hidden = !yes;
    grid.hidden = save.hidden = yes;
  };
  remembered(!!me);
  const button = h('button.btn.pri', {type: 'submit'}, say('post'));
  const top = h('div');
  const bottom = h('div');
  const parts = {
    n, parent, cancel, draft, maxLength, email, inputs, fields, text, count, tabs, panel, box, save, tell, trap, known,
    remembered, button, top, bottom, use, opened: Date.now(),
  };

  return h(parent ? 'section.form.inl' : 'section.form', {
    'aria-labelledby': 'l' + n,
    focusin: () => use(),
    keydown: (/** @type {KeyboardEvent} */ e) => e.key == 'Escape' && !e.isComposing && cancel?.(),
  },
  h('div.fh', null, h('h3', {id: 'l' + n, tabindex: '-1'}, parent ? say('replyTo', {name: parent.author.name}) : say('leave')),
    cancel && h('button.lnk', {type: 'button', click: cancel}, say('cancelReply'))),
  h('p.hint', null, say('hint') + ' ', h('span.req', null, '*')), top,
  h('form', {novalidate: true, submit: (/** @type {Event} */ e) => {
    e.preventDefault();
    use('submit');
  }}, field('body', true, text, box), known, grid,
  h('div.vh', {'aria-hidden': 'true'}, trap), save, tell, bottom, h('div.acts', null, button)));
};
