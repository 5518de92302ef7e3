// @ts-check
// The form under a thread or a comment: draft, counter, tabs, checks, sending, and what the server said to it.

const english = {
  cancelReply: 'Cancel reply',
  hint: 'Your email address will not be published. Required fields are marked',
  body: 'Comment',
  name: 'Name',
  email: 'Email',
  url: 'Website',
  editor: 'Comment editor',
  write: 'Write',
  preview: 'Preview',
  markdown: '**bold** *italic* > quote and links work',
  left: {one: '{n} character left', other: '{n} characters left'},
  save: 'Save my name, email, and website in this browser for the next time I comment.',
  notify: 'Email me when someone replies',
  as: 'Posting as',
  change: 'Change',
  post: 'Post Comment',
  over: {one: '{n} character too many', other: '{n} characters too many'},
  problem: 'There is a problem',
  noBody: 'Enter a comment',
  noName: 'Enter your name',
  noEmail: 'Enter an email like name@example.com',
  noUrl: 'Enter a web address like https://example.com',
  notPosted: 'Your comment was not posted',
  noServer: 'We could not reach the server. Your text is saved in this browser.',
  tooFast: 'You are commenting too quickly',
  wait: {one: 'You can post again in {n} second.', other: 'You can post again in {n} seconds.'},
  again_: 'You can post again now.',
  published: 'Your comment was published.',
  held: 'Your comment is waiting for a moderator. Only you can see it.',
};

// Outside a secure context there is no randomUUID.
const uuid = () =>
  crypto.randomUUID?.() ??
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The address of the article as search engines should know it, and its title. The reader has typed neither, so
 * what the service could not use is not sent. @param {string} key */
const about = (key) => {
  const url = (/** @type {any} */ (document.querySelector('link[rel=canonical]'))?.href || location.href).replace(/#.*/s, '');
  return {
    key,
    url: /^https?:\/\//i.test(url) && url.length <= 2000 ? url : undefined,
    title: [...document.title].slice(0, 500).join('').replace(/[\0-\x1f\p{Cs}]/gu, ' ').trim() || undefined,
  };
};

/** The latest comments of this browser, by which the service knows their author again: an address alone could be
 * anybody's. @param {import('../../../widget/store.js').Store} store */
const proofs = (store) => {
  const tokens = Object.entries(store.get('tokens') ?? {}).sort(([a], [b]) => (a < b ? 1 : -1));
  return tokens.slice(0, 8).map(([comment, {token}]) => ({comment, editToken: token}));
};

let forms = 0;

/** The form's title, with a number that only those hear for whom landmarks are a list of names, where another open form
 * has the same. @param {import('../../../widget/parts').Thread} thread  @param {string} title  @returns {any[]} */
const titled = ({h, element}, title) => {
  const taken = new Set([...element.querySelectorAll('.fh h3')].map((heading) => heading.textContent));
  const number = (/** @type {number} */ n) => (n > 1 ? ` (${n})` : '');
  let n = 1;
  while (taken.has(title + number(n))) n++;
  return [title, n > 1 && h('span.vh', null, number(n))];
};

/** Draws the form; with a parent it answers that comment, and can be cancelled.
 * @param {import('../../../widget/parts').Thread} thread  @param {{parent?: any, cancel?: () => void}} how */
export default (thread, {parent, cancel}) => {
  const {h, icon, notice, words} = thread;
  words.learn(english);
  const {say, store} = thread;
  const {maxLength, email, notify} = thread.page.form;
  const n = ++forms;
  const opened = Date.now();
  const draft = `draft:${thread.article}:${parent?.id ?? ''}`;
  const me = store.get('me');

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
  const option = (name, checked) =>
    h('label.ck', null, h('input', {type: 'checkbox', checked}), h('span', null, say(name)));

  const text = h('textarea', {'aria-describedby': `m${n} c${n}`, dir: 'auto'});
  text.value = store.get(draft) ?? '';
  const count = h('span.cnt', {id: 'c' + n}, say('left', {n: maxLength - text.value.length}));
  const tabs = ['write', 'preview'].map((name, i) => h('button', {
    type: 'button', role: 'tab', id: name + n, 'aria-selected': !i + '', tabindex: -i, click: () => turn(i),
  }, say(name)));
  const panel = h('div', {role: 'tabpanel', 'aria-labelledby': 'write' + n}, text);
  const box = h('div.box', null,
    h('div.tabs', {role: 'tablist', 'aria-label': say('editor')}, ...tabs),
    panel, h('div.under', null, h('span', {id: 'm' + n}, say('markdown')), count));

  const saving = option('save', !!me);
  const save = saving.firstChild;
  // Only where the service sends mail.
  const asking = notify ? option('notify') : null;
  const trap = h('input', {tabindex: '-1', autocomplete: 'off'});
  const grid = h('div.grid', null, line('name', 'text', true), line('email', 'email', email == 'required'), line('url', 'url', false));
  const known = h('p.hint', null, say('as') + ' ', h('b', {dir: 'auto'}, me?.name), ' · ',
    h('button.lnk', {type: 'button', click: () => {
      remembered(false);
      inputs.name.focus();
    }}, say('change')));
  const remembered = (/** @type {boolean} */ yes) => {
    known.hidden = !yes;
    grid.hidden = saving.hidden = yes;
  };
  remembered(!!me);
  const button = h('button.btn.pri', {type: 'submit'}, say('post'));
  const top = h('div');
  const bottom = h('div');
  const left = () => maxLength - [...text.value].length;

  // The counter is heard when it passes 100, 20 and 0, a second after the last key, not at each key.
  const counted = h('div.vh', {'aria-live': 'polite'});
  let heard = Infinity;
  let announcing = 0;
  const announce = (/** @type {number} */ rest) => {
    const step = rest < 0 ? 0 : rest <= 20 ? 20 : rest <= 100 ? 100 : Infinity;
    if (step < heard) counted.textContent = count.textContent;
    heard = step;
  };
  const typed = () => {
    store.set(draft, text.value);
    const rest = left();
    count.textContent = say(rest < 0 ? 'over' : 'left', {n: Math.abs(rest)});
    count.classList.toggle('low', rest < 100);
    clearTimeout(announcing);
    announcing = setTimeout(() => announce(rest), 1000);
  };

  /** @param {number} to 0 write, 1 preview */
  const turn = (to) => {
    tabs.forEach((/** @type {HTMLElement} */ tab, /** @type {number} */ i) => {
      tab.ariaSelected = String(i == to);
      tab.tabIndex = i == to ? 0 : -1;
    });
    panel.hidden = !!to;
    box.querySelector('.pre')?.remove();
    if (to) thread.load('preview', {text: text.value, panel, id: tabs[1].id});
  };
  /** @param {KeyboardEvent} e */
  const arrows = (e) => {
    if (!/^(Arrow(Left|Right)|Home|End)$/.test(e.key)) return;
    e.preventDefault();
    const to = e.key == 'Home' ? 0 : e.key == 'End' ? 1 : +(tabs[0].tabIndex == 0);
    turn(to);
    tabs[to].focus();
  };

  /** @type {Record<string, (value: string) => string | false>} */
  const rules = {
    body: (value) => (value ? left() < 0 && count.textContent : say('noBody')),
    name: (value) => !value && say('noName'),
    email: (value) =>
      !!(value || email == 'required' || asking?.firstChild.checked) && !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(value) && say('noEmail'),
    url: (value) => !!value && !/^(https?:\/\/)?[^\s/:]+\.[^\s/]/i.test(value) && say('noUrl'),
  };
  const check = () =>
    complain(Object.fromEntries(Object.keys(inputs).map((name) => [name, rules[name](inputs[name].value.trim())])));

  /** The same words at the field and in the summary above. @param {Record<string, string | false>} wrong */
  const complain = (wrong) => {
    const links = ['body', 'name', 'email', 'url'].map((name) => mark(name, wrong[name])).filter(Boolean);
    top.replaceChildren();
    if (!links.length) return true;
    const summary = h('div.sum', {role: 'alert', tabindex: '-1'}, h('h4', null, say('problem')), h('ul', null, ...links));
    top.append(summary);
    summary.focus();
    return false;
  };
  /** @param {string} name  @param {string | false | undefined} words */
  const mark = (name, words) => {
    const input = inputs[name];
    const id = 'e' + input.id;
    fields[name].querySelector('.e')?.remove();
    if (name == 'body') box.classList.toggle('bad', !!words);
    input.ariaInvalid = words ? 'true' : null;
    input.setAttribute('aria-describedby', (name == 'body' ? `m${n} c${n} ` : '') + (words ? id : ''));
    if (!words) return null;
    if (name != 'body') remembered(false);
    /** @type {Element} */ (fields[name].firstElementChild).after(h('p.e', {id}, icon('warn'), words));
    return h('li', null, h('a', {href: '#' + input.id, click: (/** @type {Event} */ e) => {
      e.preventDefault();
      turn(0);
      input.focus();
    }}, words));
  };

  /** What the server, or the lack of one, has to say; the text stays. @param {any} refused */
  const explain = ({status, problem, wait}) => {
    /** @type {Record<string, string>} */
    const wrong = {};
    for (const error of problem?.errors ?? []) wrong[error.field.replace('author.', '')] = error.message;
    if (Object.keys(wrong).some((name) => inputs[name])) return complain(wrong);
    const lost = !status || status > 499;
    const said = lost ? say('noServer') : problem.statement ? words.because(problem.statement) : problem.detail ?? problem.title;
    bottom.replaceChildren(status == 429
      ? wait ? patience(wait) : notice('.warn', 'clock', say('tooFast'), problem.detail)
      : notice('.bad', 'warn', say('notPosted'), said + ' ',
        lost && h('button.lnk', {type: 'button', click: submit}, say('again'))));
    if (problem?.code == 'thread-closed') thread.shut();
  };

  /** Counts down to when the reader may post again; only its beginning and its end are spoken. @param {number} seconds */
  const patience = (seconds) => {
    const until = Date.now() + seconds * 1000;
    const left = h('span', null, say('wait', {n: seconds}));
    const told = notice('.warn', 'clock', say('tooFast'), left);
    const clock = setInterval(() => {
      const n = Math.ceil((until - Date.now()) / 1000);
      if (!told.isConnected || n < 1) clearInterval(clock);
      told.role = n < 1 ? 'status' : null;
      if (n > 0) left.textContent = say('wait', {n});
      else if (told.isConnected) bottom.replaceChildren(notice('', 'clock', say('again_')));
    }, 1000);
    return told;
  };

  let key = '';
  let keyed = '';
  const send = async () => {
    const sent = text.value;
    const body = sent.trim();
    const value = (/** @type {string} */ name) => inputs[name].value.trim() || undefined;
    const url = value('url')?.replace(/^(?!https?:)/i, 'https://');
    const author = {name: value('name'), email: value('email'), url};
    // The same text sent again is the same comment.
    if (keyed != body) key = uuid();
    keyed = body;
    const answer = await thread.post({
      article: about(thread.article), parentId: parent?.id, author, body,
      ...asking?.firstChild.checked && {notify: true, language: words.lang},
      trap: trap.value, elapsed: Date.now() - opened, proofs: proofs(store),
    }, key);
    store.set('me', save.checked && author);
    keyed = '';
    // What was written while the comment was on its way is the next one's beginning.
    text.value = text.value.startsWith(sent.trimEnd()) ? text.value.slice(sent.trimEnd().length).trimStart() : text.value;
    typed();
    turn(0);
    known.querySelector('b').textContent = author.name;
    remembered(save.checked);
    if (!text.value) cancel?.();
    posted(answer);
  };
  /** @param {any} answer */
  const posted = ({status, comment, editToken, editableUntil}) => {
    const tokens = store.get('tokens') ?? {};
    tokens[comment.id] = {token: editToken, article: thread.article, until: editableUntil, status};
    store.set('tokens', tokens);
    const view = thread.insert({...comment, replies: comment.replies ?? []}, status == 'approved');
    if (status == 'approved') thread.counted(1);
    thread.status(say(status == 'approved' ? 'published' : 'held'));
    thread.mine();
    view.article.scrollIntoView({block: 'nearest'});
    view.article.focus({preventScroll: true});
  };

  const submit = async () => {
    if (button.ariaDisabled || !check()) return;
    button.ariaDisabled = 'true';
    bottom.replaceChildren();
    await send().catch(explain);
    button.ariaDisabled = null;
  };

  text.addEventListener('input', typed);
  tabs[0].parentNode.addEventListener('keydown', arrows);
  typed();
  return h(parent ? 'section.form.inl' : 'section.form', {
    'aria-labelledby': thread.name('l' + n),
    keydown: (/** @type {KeyboardEvent} */ e) => e.key == 'Escape' && !e.isComposing && cancel?.(),
  },
  h('div.fh', null, h('h3', {id: 'l' + n, tabindex: '-1'}, ...titled(thread, parent ? say('replyTo', {name: parent.author.name}) : say('leave'))),
    cancel && h('button.lnk', {type: 'button', click: cancel}, say('cancelReply'))),
  h('p.hint', null, say('hint') + ' ', h('span.req', null, '*')), counted, top,
  h('form', {novalidate: true, submit: (/** @type {Event} */ e) => {
    e.preventDefault();
    submit();
  }}, field('body', true, text, box), known, grid,
  h('div.vh', {'aria-hidden': 'true'}, trap), asking, saving, bottom, h('div.acts', null, button)));
};
