// @ts-check
import {now} from './api.js';
// Every sentence the reader sees, in English. A value with plural forms is an object keyed by Intl.PluralRules.

/** @typedef {string | Record<string, string>} Phrase */

/** @type {Record<string, Phrase>} */
const english = {
  dir: 'ltr',
  title: 'Comments',
  count: {one: '{n} Comment', other: '{n} Comments'},
  leave: 'Leave a Reply',
  sort: 'Sort comments',
  newest: 'Newest',
  oldest: 'Oldest',
  top: 'Top',
  fresh: {one: '{n} new comment', other: '{n} new comments'},
  loading: 'Loading comments',
  staff: 'Staff',
  edited: 'edited',
  now: 'just now',
  removed: 'Comment removed',
  removedName: 'removed comment',
  byModerator: 'A moderator removed this comment because it broke the comment rules.',
  byAuthor: 'The author removed this comment.',
  up: 'Upvote comment by {name}',
  down: 'Downvote comment by {name}',
  score: 'Score {n}',
  reply: 'Reply',
  replyTo: 'Reply to {name}',
  report: 'Report',
  reportBy: 'Report comment by {name}',
  collapse: {one: 'Collapse {n} reply to {name}', other: 'Collapse {n} replies to {name}'},
  expand: {one: 'Expand {n} reply to {name}', other: 'Expand {n} replies to {name}'},
  continue: {one: 'Continue thread ({n} more reply)', other: 'Continue thread ({n} more replies)'},
  more: 'Load more comments ({n})',
  moreReplies: {one: 'Show {n} more reply', other: 'Show {n} more replies'},
  empty: 'No comments yet',
  first: 'Be the first to say something.',
  closed: 'Comments are closed',
  closedOn: 'This discussion closed on {date}. You can still read it.',
  closedNow: 'You can still read this discussion.',
  noLoad: 'Comments could not be loaded',
  check: 'Check your connection and try again.',
  again: 'Try again',
  busy: 'The comments are not available just now. Try again in a moment.',
  notVoted: 'Your vote was not counted',
  to: 'to {name}',
  readMore: 'Read more',
  readLess: 'Read less',
  offline: 'You are offline',
  offlineNote: 'New comments will load when you are back.',
};

/** What is read in the page's language; English where a translation has nothing. */
export class Words {
  /** @private @type {Record<string, Phrase>} */
  _words = {...english};
  lang = 'en';

  /** @param {Record<string, Phrase>} words  @param {string} lang */
  speak(words, lang) {
    Object.assign(this._words, words);
    this.lang = lang;
  }

  /** Adds English for a part that came on demand, without covering a translation. @param {Record<string, Phrase>} words */
  learn(words) {
    this._words = {...words, ...this._words};
  }

  /** Why a comment was not published: translated where the reason is one of the service's own.
   * @param {{reason?: string, explanation: string}} statement */
  because({reason, explanation}) {
    const key = 'because-' + (reason ?? 'other');
    return key in this._words ? this.say(key) : explanation;
  }

  /** @param {string} key  @param {Record<string, any>} [values] */
  say(key, values = {}) {
    let phrase = this._words[key];
    if (typeof phrase != 'string') {
      phrase = phrase[new Intl.PluralRules(this.lang).select(values.n)] ?? phrase.other;
    }
    return phrase.replace(/{(\w+)}/g, (_, name) => (name == 'n' ? this.number(values.n) : values[name]));
  }

  /** @param {number} n */
  number(n) {
    return new Intl.NumberFormat(this.lang).format(n).replace('-', '−');
  }

  /** @param {string} at  @param {Intl.DateTimeFormatOptions} [style] */
  date(at, style = {dateStyle: 'long'}) {
    return new Intl.DateTimeFormat(this.lang, style).format(new Date(at));
  }

  /** @param {string} at */
  ago(at) {
    const seconds = (Date.parse(at) - now()) / 1000;
    for (const [unit, size] of /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([
      ['year', 31557600], ['month', 2629800], ['day', 86400], ['hour', 3600], ['minute', 60],
    ])) {
      if (-seconds >= size) {
        return new Intl.RelativeTimeFormat(this.lang).format(Math.trunc(seconds / size), unit);
      }
    }
    return this.say('now');
  }
}
