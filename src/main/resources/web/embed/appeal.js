// @ts-check

const english = {
  appealThis: 'Appeal this decision',
  appealNote: 'Once, and in your own words. It goes to the moderators with your comment.',
  appealText: 'Why is the decision wrong?',
  appealSend: 'Send appeal',
  appealCancel: 'Cancel',
  appealEmpty: 'Say why the decision is wrong',
  appealNotSent: 'Your appeal was not sent',
  appealSent: 'Your appeal was sent.',
};

/** The dialog in which an author objects to a decision about a comment of theirs.
 * @param {import('../../../widget/parts').Thread} thread
 * @param {{send: (text: string) => Promise<any>, done: (own: any) => void}} what */
export default (thread, {send, done}) => {
  const {h, say} = thread;
  thread.words.learn(english);
  const text = h('textarea', {id: 'appeal', dir: 'auto', maxlength: '2000', required: true});
  const wrong = h('div');
  const bad = (/** @type {string} */ why) => wrong.replaceChildren(thread.notice('.bad', 'warn', say('appealNotSent'), why));
  const dialog = h('dialog', {'aria-labelledby': 'apt', close: () => dialog.remove()},
    h('h3', {id: 'apt'}, say('appealThis')), h('p.hint', null, say('appealNote')),
    h('form', {novalidate: true, submit: async (/** @type {Event} */ e) => {
      e.preventDefault();
      if (!text.value.trim()) {
        bad(say('appealEmpty'));
        return text.focus();
      }
      try {
        const own = await send(text.value.trim());
        dialog.close();
        done(own);
        thread.status(say('appealSent'));
      } catch (refused) {
        bad(/** @type {Error} */ (refused).message || say('check'));
      }
    }}, h('div.f', null, h('label', {for: 'appeal'}, say('appealText')), text), wrong,
    h('div.acts', null, h('button.btn.pri', null, say('appealSend')),
      h('button.lnk', {type: 'button', click: () => dialog.close()}, say('appealCancel')))));
  // A modal dialog keeps the focus and gives it back to the button that opened it.
  thread.element.append(dialog);
  dialog.showModal();
};
