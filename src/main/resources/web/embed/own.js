// @ts-check
/** @typedef {import('../../../widget/comment.js').View} View */
// A reader's own comments: held, refused, editable. Known by the edit tokens this browser keeps.

const english = {
  you: 'You',
  edit: 'Edit',
  remove: 'Delete',
  editYours: 'Edit your comment',
  removeYours: 'Delete your comment',
  minutes: {one: '{n} minute left to edit', other: '{n} minutes left to edit'},
  held: 'Your comment is waiting for a moderator. Only you can see it.',
  published: 'Your comment was published.',
  refused: 'Your comment was not published. Only you can see it.',
  saveEdit: 'Save changes',
  cancel: 'Cancel',
  saved: 'Your changes were saved.',
  notSaved: 'Your changes were not saved',
  notDeleted: 'Your comment was not deleted',
  notRead: 'Your comment could not be read',
  deleted: 'Your comment was deleted.',
  rewrite: 'Write it again',
  byRule: 'Decided automatically.',
  byPerson: 'Decided by a moderator.',
  appeal: 'Appeal',
  appealYours: 'Appeal the decision about your comment',
  appealWaits: 'You have appealed. Another moderator will look at it.',
  appealWaitsAgain: 'You have appealed. A moderator will look at it again.',
  appealUpheld: 'A moderator has looked at your appeal. The decision stands.',
  appealOverturned: 'Your appeal was right. Your comment is shown.',
};

/** An hour: for so long an author may look for what they wrote. */
const RECENT = 3_600_000;

/** Own comments that are on no page are asked for one by one: of so many of the latest. */
const ABSENT = 5;

/** @typedef {{token: string, article: string, until?: string, status: string}} Token */

/** @param {import('../../../widget/parts').Thread} thread */
export default (thread) => {
  const {h, icon, say, store, views, words} = thread;
  words.learn(english);

  /** @returns {Record<string, Token>} */
  const tokens = () => store.get('tokens') ?? {};
  /** @param {string} id  @param {Partial<Token> | null} change */
  const keep = (id, change) => {
    const all = tokens();
    if (change) all[id] = {...all[id], ...change};
    else delete all[id];
    store.set('tokens', Object.keys(all).length ? all : null);
  };
  const mine = () => Object.entries(tokens()).filter(([, {article}]) => article == thread.article);
  /** @param {string} path  @param {any} [options]  @param {string} [id]  @returns {Promise<any>} */
  const call = (path, options, id = path) => thread.api('/comments/' + path, {cache: 'no-store', token: tokens()[id].token, ...options});

  /** @param {any} own */
  const reason = ({statement}) => statement && words.because(statement);
  /** Who decided against it, and what became of an objection. @param {any} own */
  const decided = ({statement, appeal}) => [
    statement && say(statement.automated ? 'byRule' : 'byPerson'),
    appeal?.state == 'waiting' && say(appeal.byAnother ? 'appealWaits' : 'appealWaitsAgain'),
    appeal?.state == 'upheld' && say('appealUpheld'), appeal?.sentence,
  ].filter(Boolean).join(' ');

  /** Only the comment's own header, body and buttons, not those of its replies. @param {View} view  @param {any} own */
  const dress = (view, own) => {
    const {article} = view;
    const waiting = own.status == 'pending' || own.status == 'spam';
    const shut = own.status == 'rejected';
    article.querySelectorAll('.mine').forEach((/** @type {Element} */ part) => part.remove());
    article.querySelector('.n')?.after(h('span.badge.you.mine', null, say('you')));
    if (waiting || shut) {
      article.querySelector('.b')?.before(h('p.held.mine', {role: 'note'}, icon(waiting ? 'clock' : 'warn'),
        h('span', null, say(waiting ? 'held' : 'refused'), shut && reason(own) && h('b.why', null, reason(own)), shut && h('span.why', null, decided(own)))));
    }
    const foot = article.querySelector('.ft');
    // Of a comment that was taken away from under its replies only its place is left, without a text or buttons.
    if (!foot) return;
    foot.classList.toggle('only', waiting || shut);
    const left = Math.ceil((Date.parse(own.editableUntil ?? own.until ?? '') - thread.now()) / 60_000);
    foot.append(...[
      left > 0 && !shut && h('button.mine', {'aria-label': say('editYours'), click: () => edit(view)}, say('edit')),
      own.appealable && h('button.mine', {'aria-label': say('appealYours'), click: () => appeal(view)}, say('appeal')),
      h('button.mine', {'aria-label': say('removeYours'), click: () => remove(view)}, say('remove')),
      waiting && left > 0 && h('span.ed.mine', null, say('minutes', {n: left})),
    ].filter(Boolean));
  };

  /** @param {View} view */
  const appeal = (view) => thread.load('appeal', {
    send: (/** @type {string} */ text) => call(view.comment.id + '/appeal', {method: 'POST', json: {text}}, view.comment.id),
    done: (/** @type {any} */ own) => {
      dress(view, own);
      view.article.focus();
    },
  });

  /** Opens the text for change in its place. @param {View} view */
  const edit = async (view) => {
    const {article, comment: {id}} = view;
    if (article.querySelector('.edit')) return;
    const own = await call(id).catch((/** @type {any} */ refused) => thread.refused(refused, 'notRead'));
    if (!own) return;
    const text = h('textarea', {id: 'edit' + id, dir: 'auto'});
    text.value = own.body;
    const [body, foot] = ['.b', '.ft'].map((part) => /** @type {HTMLElement} */ (article.querySelector(part)));
    const wrong = h('div');
    const close = () => {
      form.remove();
      body.hidden = foot.hidden = false;
      article.querySelector('.rest')?.removeAttribute('hidden');
      (/** @type {HTMLElement | null} */ (foot.querySelector('button.mine')) ?? article).focus();
    };
    const save = async () => {
      try {
        const changed = await call(id, {method: 'PATCH', json: {body: text.value.trim()}});
        const after = changed.comment ?? changed;
        view.fill(after.html);
        close();
        show(view, {...own, ...after, status: changed.status ?? own.status});
        article.focus();
        thread.status(say(changed.status == 'pending' ? 'held' : 'saved'));
      } catch (refused) {
        wrong.replaceChildren(thread.notice('.bad', 'warn', say('notSaved'), /** @type {Error} */ (refused).message || say('check')));
      }
    };
    const form = h('form.edit', {
      novalidate: true,
      submit: (/** @type {Event} */ e) => {
        e.preventDefault();
        save();
      },
      keydown: (/** @type {KeyboardEvent} */ e) => e.key == 'Escape' && !e.isComposing && close(),
    },
    h('label.vh', {for: text.id}, say('editYours')), text, wrong,
    h('div.acts', null, h('button.btn.pri', null, say('saveEdit')), h('button.lnk', {type: 'button', click: close}, say('cancel'))));
    body.hidden = foot.hidden = true;
    foot.before(form);
    text.focus();
  };

  /** @param {View} view */
  const remove = async (view) => {
    const {li, article, comment} = view;
    try {
      // Kept for a moment, so that a slip of the finger does not cost the text.
      const {body} = await call(comment.id);
      const public_ = tokens()[comment.id].status == 'approved';
      await call(comment.id, {method: 'DELETE'});
      keep(comment.id, null);
      if (public_) thread.counted(-1);
      const gone = h('p.msg', {tabindex: '-1'}, say('deleted') + ' ', h('button.lnk', {click: () => {
        const parent = views.get(comment.parentId ?? '');
        gone.remove();
        thread.write(parent, body);
      }}, say('rewrite')));
      views.delete(comment.id);
      article.replaceWith(gone);
      if (!li.querySelector('.r')) li.classList.add('was');
      gone.focus();
      thread.status(say('deleted'));
    } catch (refused) {
      thread.refused(refused, 'notDeleted');
    }
  };

  /** @param {View} view  @param {any} own */
  const show = (view, own) => {
    keep(own.id, {status: own.status, until: own.editableUntil ?? tokens()[own.id]?.until});
    dress(view, own);
  };

  /** Asks again about one that was not public. @param {string} id  @param {boolean} live */
  const ask = async (id, live) => {
    try {
      const own = await call(id);
      const was = tokens()[id].status;
      own.replies ??= [];
      if (own.status == 'deleted') return keep(id, null);
      if (own.status != 'approved' && own.parentId && !views.has(own.parentId)) own.parentId = null;
      if (own.status == 'approved' && !views.has(id)) return keep(id, {status: 'approved'});
      const view = views.get(id) ?? thread.insert(own, false);
      show(view, own);
      if (was != 'approved' && own.status == 'approved') {
        if (live) thread.counted(1);
        view.article.classList.add('new');
        thread.status(own.appeal?.state == 'overturned' ? say('appealOverturned') + ' ' + (own.appeal.sentence ?? '') : say('published'));
      } else if (live && was != own.status && own.status == 'rejected') thread.status(say('refused') + ' ' + (reason(own) ?? ''));
    } catch (refused) {
      if (/** @type {any} */ (refused).status == 404) {
        keep(id, null);
        views.get(id)?.li.remove();
        views.delete(id);
      }
    }
  };

  /** When an id was made: the first 48 bits of a UUIDv7. @param {string} id */
  const born = (id) => parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

  /** @param {string} id  @param {Token} token */
  const bring = async (id, token) => {
    const gone = await thread.load('branch', {id});
    const view = views.get(id);
    // Taken away: why, its author may ask.
    if (gone) await ask(id, false);
    else if (view) dress(view, token);
  };

  /** Shows all own comments of this article. @param {boolean} [live] true when the thread changed */
  thread.own = (live = false) => Promise.all(mine().map(([id, token], at, all) => {
    const view = views.get(id);
    if (token.status != 'approved' || (live && !view) || view?.comment.author.name === '') return ask(id, live);
    if (view && !live) dress(view, token);
    // A comment of a moment ago may stand on a later page; its author looks for it on this one.
    if (!view && thread.now() - born(id) < RECENT) return bring(id, token);
    // One that was taken away since is on no page at all.
    if (!view && at >= all.length - ABSENT) return ask(id, live);
  }));
};
