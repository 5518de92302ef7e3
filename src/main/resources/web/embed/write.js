// @ts-check
// What a form does once somebody writes in it: draft, counter, tabs, checks, sending, and what the server said.

const english = {
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
  again: 'Try again',
  published: 'Your comment was published.',
  held: 'Your comment is waiting for a moderator. Only you can see it.',
};

// Outside a secure context there is no randomUUID.
const uuid = () =>
  crypto.randomUUID?.() ??
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The address of the article as search engines should know it, and its title. @param {string} key */
const about = (key) => ({
  key,
  url: /** @type {any} */ (document.querySelector('link[rel=canonical]'))?.href || location.href.replace(/#.*/, ''),
  title: document.title,
});

/** @param {any} thread  @param {any} parts the form's nodes, from form.js */
export default (thread, parts) => {
  const {h, icon, notice, say, store} = thread;
  const {n, inputs, fields, text, count, tabs, panel, box, top, bottom, known, button} = parts;
  thread.words.learn(english);
  const save = parts.save.firstChild;
  const left = () => parts.maxLength - [...text.value].length;

  // The counter is heard when it passes 100, 20 and 0, a second after the last key, not at each key.
  let heard = Infinity;
  let announcing = 0;
  const announce = (/** @type {number} */ rest) => {
    const step = rest < 0 ? 0 : rest <= 20 ? 20 : rest <= 100 ? 100 : Infinity;
    if (step < heard) thread.status(count.textContent);
    heard = step;
  };
  const typed = () => {
    store.set(parts.draft, text.value);
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
      !!(value || parts.email == 'required') && !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(value) && say('noEmail'),
    url: (value) => !!value && !/^(https?:\/\/)?[^\s/:]+\.[^\s/]/i.test(value) && say('noUrl'),
  };
  const check = () =>
    complain(Object.fromEntries(Object.keys(inputs).map((name) => [name, rules[name](inputs[name].value.trim())])));

  /** The same words at the field and in the summary above. @param {Record<string, string | false>} wrong */
  const complain = (wrong) => {
    const links = Object.keys(inputs).map((name) => mark(name, wrong[name])).filter(Boolean);
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
    if (name != 'body') parts.remembered(false);
    fields[name].firstChild.after(h('p.e', {id}, icon('warn'), words));
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
    const said = lost ? say('noServer') : problem.statement?.message ?? problem.detail ?? problem.title;
    bottom.replaceChildren(status == 429
      ? notice('.warn', 'clock', say('tooFast'), wait ? say('wait', {n: wait}) : problem.detail)
      : notice('.bad', 'warn', say('notPosted'), said + ' ',
        lost && h('button.lnk', {type: 'button', click: submit}, say('again'))));
    if (problem?.code == 'thread-closed') thread.shut();
  };

  let key = '';
  let keyed = '';
  const send = async () => {
    const body = text.value.trim();
    const value = (/** @type {string} */ name) => inputs[name].value.trim() || undefined;
    const url = value('url')?.replace(/^(?!https?:)/i, 'https://');
    const author = {name: value('name'), email: value('email'), url};
    // The same text sent again is the same comment.
    if (keyed != body) key = uuid();
    keyed = body;
    const answer = await thread.post({
      article: about(thread.article), parentId: parts.parent?.id, author, body,
      notify: parts.tell.firstChild.checked, trap: parts.trap.value, elapsed: Date.now() - parts.opened,
    }, key);
    store.set('me', save.checked && author);
    text.value = keyed = '';
    typed();
    turn(0);
    known.querySelector('b').textContent = author.name;
    parts.remembered(save.checked);
    parts.cancel?.();
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
  return {submit, turn};
};
