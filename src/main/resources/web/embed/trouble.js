// @ts-check
// What is wrong with a page that cannot show its comments, told to whoever made it: there and in the console.

const english = {
  publisher: 'For the publisher of this page:',
  noSite: 'the element <parley-comments> has no attribute site. Give it the name of your site.',
  noArticle: 'the element <parley-comments> has no attribute article. Give it the key of this page’s article, such as its address.',
  wrongSite: 'there is no site “{site}” at {service}. Correct the attribute site of <parley-comments>, or create the site.',
  wrongOrigin: 'the site “{site}” does not list the origin {origin}. Add it to the site’s origins, for instance with: java -jar parley.jar site {site} --origin {origin}',
  wrongArticle: 'the service refuses the article key “{article}”: {detail}',
};

/** @param {import('../../../widget/parts').Thread} thread  @param {{refused: any, slot: HTMLElement}} what */
export default (thread, {refused, slot}) => {
  const {site, article, service, say, words} = thread;
  words.learn(english);
  const {status, problem} = refused;
  const key = !site ? 'noSite' : !article ? 'noArticle' : problem?.code == 'origin-not-allowed' ? 'wrongOrigin'
    : status == 404 ? 'wrongSite' : 'wrongArticle';
  const values = {
    site, service, origin: location.origin,
    article: article.length > 80 ? article.slice(0, 80) + '…' : article, detail: refused.message,
  };
  slot.replaceChildren(
    thread.notice('.bad', 'warn', say('noLoad'), say('publisher') + ' ' + say(key, values)), thread.h('slot'));
  console.error('Parley: ' + english[key].replace(/{(\w+)}/g, (_, name) => /** @type {any} */ (values)[name]), thread.root.host);
};
