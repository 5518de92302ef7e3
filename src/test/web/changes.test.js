import assert from 'node:assert/strict';
import test from 'node:test';
import * as changes from '../../main/console/changes.js';
import { nothing } from '../../main/console/state.js';

const vocabulary = { ...nothing.vocabulary };
const one = (id, more = {}) => ({ id, version: 1, status: 'pending', comment: { body: id }, author: { id: `author-${id}`, name: id }, signals: [], ...more });
const casesOf = (...ids) => new Map(ids.map((id) => [id, one(id)]));
const frozen = (value) => {
  if (value && typeof value === 'object') Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
/** The state after changes, none of which may touch what it was given. */
const after = (parts, ...all) => all.reduce((state, change) => ({ ...state, ...change(frozen(state)) }), { ...nothing, vocabulary, ...parts });
const ana = { id: 'ana', name: 'Ana' };
const tom = { id: 'tom', name: 'Tom' };

test('a list that is read takes the place of the last, and keeps of the selection what is seen', () => {
  const then = after(
    { list: ['a', 'b'], picked: new Set(['a', 'b']), arrived: new Set(['c']), elsewhere: new Map([['a', {}]]), failure: 'away' },
    changes.listAsked, changes.listRead({ cases: [one('b'), one('c')], next: 'n', alsoIn: { spam: 2 } }),
  );
  assert.deepEqual(then.list, ['b', 'c']);
  assert.deepEqual([...then.picked], ['b']);
  assert.equal(then.arrived.size + then.elsewhere.size, 0);
  assert.deepEqual([then.loading, then.failure, then.next, then.alsoIn], [false, null, 'n', { spam: 2 }]);
});

test('a list that cannot be read says why, and is no longer on its way', () => {
  const then = after({}, changes.listAsked, changes.listFailed('The service is away.'));
  assert.deepEqual([then.loading, then.failure], [false, 'The service is away.']);
  assert.equal(after({ failure: 'x' }, changes.listAsked).failure, null);
});

test('a further page adds what is not there yet', () => {
  const then = after({ list: ['a', 'b'], cases: casesOf('a', 'b') }, changes.pageAdded({ cases: [one('b'), one('c')], next: null }));
  assert.deepEqual(then.list, ['a', 'b', 'c']);
  assert.equal(then.next, null);
});

test('arrivals stand where the order has them, and those that are gone do not', () => {
  const came = [one('c'), one('d'), one('e', { status: 'deleted' })];
  assert.deepEqual(after({ list: ['a'], sort: 'newest' }, changes.arrivalsShown(came)).list, ['d', 'c', 'a']);
  const then = after({ list: ['a'], sort: 'oldest', arrived: new Set(['c']) }, changes.arrivalsShown(came));
  assert.deepEqual(then.list, ['a', 'c', 'd']);
  assert.equal(then.arrived.size, 0);
});

test('claims of others come with the cases, and one\'s own are none', () => {
  const read = [one('a', { claim: { by: tom, until: 'x' } }), one('b', { claim: { by: ana, until: 'x' } }), one('c')];
  const then = after({ moderator: ana, claims: new Map([['c', { by: tom, until: 'x' }]]) }, changes.listRead({ cases: read, next: null }));
  assert.deepEqual([...then.claims.keys()], ['a']);
});

test('claims end when their time has passed, or when they are released', () => {
  const claims = new Map([['a', { by: tom, until: '2031-05-04T10:00:00Z' }], ['b', { by: tom, until: '2031-05-04T12:00:00Z' }]]);
  assert.deepEqual([...after({ claims }, changes.timePassed(Date.parse('2031-05-04T11:00:00Z'))).claims.keys()], ['b']);
  assert.deepEqual([...after({ claims }, changes.released('b')).claims.keys()], ['a']);
  assert.deepEqual(after({}, changes.claimed('c', { by: tom, until: 'x' })).claims.get('c'), { by: tom, until: 'x' });
});

test('counting on never goes below nothing, nor counts where the service did not', () => {
  const counts = { pending: { count: 2 }, spam: { count: 9 } };
  assert.deepEqual(after({ counts }, changes.countedOn(-3)).counts, { pending: { count: 0 }, spam: { count: 9 } });
  const capped = { pending: { count: 1000, capped: true } };
  assert.deepEqual(after({ counts: capped }, changes.countedOn(-3)).counts, capped);
});

test('a selection takes a range, lets go of what is picked again, and leaves out what is decided', () => {
  const list = ['a', 'b', 'c', 'd'];
  const elsewhere = new Map([['c', {}]]);
  assert.deepEqual([...after({ list, elsewhere }, changes.pickedOne('b', false), changes.pickedOne('d', true)).picked], ['b', 'd']);
  assert.deepEqual([...after({ list }, changes.pickedOne('b', false), changes.pickedOne('b', false)).picked], []);
  assert.deepEqual([...after({ list, elsewhere }, changes.pickedOne('c', false)).picked], []);
  assert.deepEqual([...after({ list, elsewhere }, changes.pickedAll(true)).picked], ['a', 'b', 'd']);
  assert.equal(after({ list, picked: new Set(['a']) }, changes.pickedAll(false)).picked.size, 0);
});

test('a case that is read again tells an edit and a decision of others', () => {
  const edited = after({ cases: casesOf('a') }, changes.wholeRead(one('a', { comment: { body: 'new' } })));
  assert.deepEqual([...edited.edited], ['a']);
  assert.equal(edited.elsewhere.size, 0);
  const decided = after({ cases: casesOf('a') }, changes.wholeRead(one('a', { status: 'spam', history: [{ kind: 'note', by: ana }, { kind: 'decision', by: tom }] })));
  assert.deepEqual(decided.elsewhere.get('a'), { status: 'spam', by: tom });
  assert.equal(decided.cases.get('a').status, 'spam');
});

test('what is read while a decision is under way is old, until all of them have ended', () => {
  const read = changes.wholeRead(one('a', { version: 9 }));
  const state = { cases: casesOf('a') };
  assert.equal(after(state, changes.begun(['a']), read).cases.get('a').version, 1);
  assert.equal(after(state, changes.begun(['a']), changes.begun(['a']), changes.ended(['a']), read).cases.get('a').version, 1);
  assert.equal(after(state, changes.begun(['a']), changes.ended(['a']), read).cases.get('a').version, 9);
});

test('rows that a decision took away stand again where they stood, with their status', () => {
  const state = { list: ['a', 'b', 'c'], cases: casesOf('a', 'b', 'c'), picked: new Set(['b']) };
  const away = after(state, changes.takenAway(['b']), changes.decisionsSaved([{ case: 'b', outcome: 'applied', version: 2, status: 'spam' }]));
  assert.deepEqual([away.list, [...away.picked], away.cases.get('b').status], [['a', 'c'], [], 'spam']);
  const back = after(away, changes.putBack([{ id: 'b', index: 1, status: 'pending' }]));
  assert.deepEqual([back.list, back.cases.get('b').status, back.cases.get('b').version], [['a', 'b', 'c'], 'pending', 2]);
});

test('a decision that is saved when its row stands again keeps the status of the row', () => {
  const then = after({ list: ['a'], cases: casesOf('a') }, changes.decisionsSaved([{ case: 'a', outcome: 'applied', version: 2, status: 'spam' }]));
  assert.deepEqual([then.cases.get('a').version, then.cases.get('a').status], [2, 'pending']);
});

test('an undone decision leaves no trace of somebody else', () => {
  const state = { cases: casesOf('a'), elsewhere: new Map([['a', { status: 'spam', by: null }]]) };
  const then = after(state, changes.decisionUndone({ case: 'a', version: 3, status: 'pending' }));
  assert.equal(then.elsewhere.size, 0);
  assert.equal(then.cases.get('a').version, 3);
});

test('who was faster is told, but not where only the version was another', () => {
  const places = ['a', 'b', 'c'].map((id, index) => ({ id, index, status: 'pending' }));
  const then = after({}, changes.overtaken([
    { case: 'a', outcome: 'gone' }, { case: 'b', outcome: 'stale', status: 'approved', by: tom }, { case: 'c', outcome: 'stale', status: 'pending', by: null },
  ], places));
  assert.deepEqual([...then.elsewhere], [['a', { status: 'deleted', by: null }], ['b', { status: 'approved', by: tom }]]);
});

test('a decision of others marks what is seen, and drops what is not', () => {
  const event = { case: 'a', version: 2, status: 'approved', by: tom };
  const state = { cases: casesOf('a'), list: ['a'], picked: new Set(['a']) };
  const then = after(state, changes.decidedElsewhere(event));
  assert.deepEqual([then.elsewhere.get('a'), then.picked.size], [{ status: 'approved', by: tom }, 0]);
  assert.equal(after({ ...state, list: [] }, changes.decidedElsewhere(event)).elsewhere.size, 0);
  assert.equal(after({ arrived: new Set(['a']) }, changes.decidedElsewhere(event)).arrived.size, 0);
  assert.equal(after(state, changes.decidedElsewhere(event), changes.cameBack('a', 'pending')).elsewhere.size, 0);
});

test('fifty decisions can be taken back, the last ones', () => {
  const entries = Array.from({ length: 52 }, (_, n) => ({ queue: String(n), places: [] }));
  const then = after({}, ...entries.map(changes.remembered));
  assert.deepEqual([then.undos.length, then.undos[0].queue], [50, '2']);
  assert.equal(after({ undos: entries.slice(0, 2) }, changes.forgotten(entries[0])).undos[0], entries[1]);
});

test('a list that is left keeps the cases that an undo may bring back', () => {
  const then = after({ cases: casesOf('a', 'b'), list: ['b'], picked: new Set(['b']), undos: [{ places: [{ id: 'a' }] }] }, changes.listLeft);
  assert.deepEqual([[...then.cases.keys()], then.list, then.picked.size], [['a'], [], 0]);
});

test('a lifted ban goes from all cases of its author, and what was told of the author is asked again', () => {
  const cases = new Map([['a', one('a', { author: { id: 'kim', ban: {} } })], ['b', one('b', { author: { id: 'lee', ban: {} } })]]);
  const then = after({ cases, authors: new Map([['kim', {}]]) }, changes.banLifted('kim'), changes.authorForgotten('kim'));
  assert.deepEqual([then.cases.get('a').author.ban, then.cases.get('b').author.ban, then.authors.size], [undefined, {}, 0]);
});

test('a note stands before the history, whose latest comes first; a filter of the log goes when it is emptied', () => {
  const cases = new Map([['a', one('a', { history: [{ kind: 'decision' }] })]]);
  assert.deepEqual(after({ cases }, changes.noteAdded('a', { kind: 'note' })).cases.get('a').history.map(({ kind }) => kind), ['note', 'decision']);
  assert.equal(after({ cases: casesOf('a') }, changes.noteAdded('a', { kind: 'note' })).cases.get('a').history.length, 1);
  assert.deepEqual(after({}, changes.logFiltered('q', 'x'), changes.logFiltered('action', 'spam'), changes.logFiltered('q', '')).logFilters, { action: 'spam' });
});

const MINUTE = 60_000;

test('deciding without a break is one run, and five minutes without a decision begin another', () => {
  const at = (...minutes) => after({}, ...minutes.map((minute) => changes.handDecided(minute * MINUTE))).run;
  assert.deepEqual(at(10), { since: 10 * MINUTE, last: 10 * MINUTE });
  assert.deepEqual(at(10, 12, 16.9), { since: 10 * MINUTE, last: 16.9 * MINUTE });
  assert.deepEqual(at(10, 12, 17), { since: 17 * MINUTE, last: 17 * MINUTE });
  assert.deepEqual(after({}, changes.handDecided(0), changes.handDecided(MINUTE), changes.pauseTold(MINUTE)).run, { since: MINUTE, last: MINUTE });
});

test('hidden words of a case are shown, and hidden again, those of another stay', () => {
  const shown = after({ shownWords: new Set(['b']) }, changes.wordsTurned('a'));
  assert.deepEqual([...shown.shownWords], ['b', 'a']);
  assert.deepEqual([...after(shown, changes.wordsTurned('a')).shownWords], ['b']);
});
