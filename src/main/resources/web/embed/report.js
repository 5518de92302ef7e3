// @ts-check
/** @typedef {import('../../../widget/comment.js').View} View */

const english = {
  reportThis: 'Report this comment',
  reportNote: 'A moderator will look at it. The author is not told who reported it.',
  abuse: 'Personal attack or hate',
  spam: 'Spam or advertising',
  offTopic: 'Off topic',
  illegal: 'Illegal content',
  other: 'Something else',
  detail: 'What is wrong with it?',
  send: 'Send report',
  cancel: 'Cancel',
  noReason: 'Choose a reason',
  notSent: 'Your report was not sent',
  reported: 'Thank you. A moderator will look at the comment.',
};

/** The dialog in which a reader reports a comment. @param {import('../../../widget/parts').Thread} thread  @param {View} view */
export default (thread, view) => {
  const {h, say} = thread;
  thread.words.learn(english);
  const reasons = [['abuse', 'abuse'], ['spam', 'spam'], ['off-topic', 'offTopic'], ['illegal', 'illegal'], ['other', 'other']];
  const radios = reasons.map(([value, words]) => h('label.ck', null,
    h('input', {type: 'radio', name: 'reason', value}), h('span', null, say(words))));
  const detail = h('input', {type: 'text', id: 'detail', maxlength: '1000'});
  const wrong = h('div');
  const dialog = h('dialog', {'aria-labelledby': 'rt', close: () => dialog.remove()},
    h('h3', {id: 'rt'}, say('reportThis')), h('p.hint', null, say('reportNote')),
    h('form', {novalidate: true, submit: (/** @type {Event} */ e) => {
      e.preventDefault();
      send();
    }}, h('fieldset', {'aria-labelledby': 'rt'}, ...radios), h('div.f', null, h('label', {for: 'detail'}, say('detail')), detail), wrong,
    h('div.acts', null, h('button.btn.pri', null, say('send')),
      h('button.lnk', {type: 'button', click: () => dialog.close()}, say('cancel')))));
  const send = async () => {
    const reason = dialog.querySelector(':checked')?.value;
    if (!reason) {
      wrong.replaceChildren(thread.notice('.bad', 'warn', say('noReason')));
      return radios[0].firstChild.focus();
    }
    try {
      await thread.api(`/comments/${view.comment.id}/reports`, {
        method: 'POST',
        json: {reason, detail: detail.value.trim() || undefined},
      });
      dialog.close();
      thread.status(say('reported'));
    } catch (refused) {
      wrong.replaceChildren(thread.notice('.bad', 'warn', say('notSent'), /** @type {Error} */ (refused).message || say('check')));
    }
  };
  // A modal dialog keeps the focus and gives it back to the button that opened it.
  thread.element.append(dialog);
  dialog.showModal();
};
