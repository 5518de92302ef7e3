// @ts-check

const english = {nothing: 'Nothing to preview yet.', noPreview: 'The preview could not be made'};

/** Shows what the text will look like, as the server will draw it.
 * @param {import('../../../widget/parts').Thread} thread  @param {{text: string, panel: HTMLElement, id: string}} what */
export default async (thread, {text, panel, id}) => {
  thread.words.learn(english);
  const shown = thread.h('div.b.pre', {role: 'tabpanel', tabindex: '0', dir: 'auto', 'aria-labelledby': id});
  panel.after(shown);
  if (!text.trim()) {
    shown.textContent = thread.say('nothing');
    return;
  }
  try {
    const {html} = await thread.api('/preview', {method: 'POST', json: {body: text}});
    thread.fill(html, shown);
  } catch (refused) {
    const {say, notice} = thread;
    shown.replaceChildren(notice('.bad', 'warn', say('noPreview'), /** @type {Error} */ (refused).message || say('check')));
  }
};
