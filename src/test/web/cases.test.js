import assert from 'node:assert/strict';
import { test } from 'node:test';
import { altered, between, following, kept, learned, merged, nearest, placesOf, restored, without }
  from '../../main/console/cases.js';

const one = (id, more = {}) => ({ id, version: 1, status: 'pending', comment: { body: 'text' }, author: { name: id }, ...more });
const nothing = { gone: new Set(), done: () => false, claimed: () => false };

test('merged_withAnAnswerOfAList_keepsWhatOnlyTheWholeCaseTells', () => {
  const whole = one('a', { history: [{ kind: 'note' }], comment: { body: 'text', marked: '<mark>text</mark>' }, author: { name: 'a', urlRecord: {} } });
  const after = merged(whole, one('a', { status: 'spam' }));
  assert.equal(after.status, 'spam');
  assert.deepEqual(after.history, whole.history);
  assert.equal(after.comment.marked, '<mark>text</mark>');
  assert.deepEqual(after.author.urlRecord, {});
});

test('merged_withAnotherText_losesTheMarksOfTheOld', () => {
  const whole = one('a', { comment: { body: 'text', marked: '<mark>text</mark>' } });
  assert.equal(merged(whole, one('a', { comment: { body: 'new' } })).comment.marked, undefined);
});

test('merged_withAnOlderAnswer_keepsTheVersionOfOurOwnDecision', () => {
  assert.equal(merged(one('a', { version: 3 }), one('a', { version: 2 })).version, 3);
});

test('learned_andAltered_changeNothingOfBefore', () => {
  const before = learned(new Map(), [one('a')]);
  const then = altered(learned(before, [one('b')]), 'a', { version: 2 });
  assert.deepEqual([...before.keys()], ['a']);
  assert.equal(before.get('a').version, 1);
  assert.deepEqual([...then.keys()], ['a', 'b']);
  assert.equal(then.get('a').version, 2);
  assert.equal(altered(then, 'c', { version: 2 }), then);
});

test('kept_forgetsTheOthers', () => {
  assert.deepEqual([...kept(learned(new Map(), [one('a'), one('b')]), ['b', 'c']).keys()], ['b']);
});

test('restored_afterWithout_isTheListAsItWas', () => {
  const list = ['a', 'b', 'c', 'd', 'e'];
  for (const gone of [['a'], ['e'], ['b', 'd'], ['d', 'b', 'a'], list]) {
    assert.deepEqual(restored(without(list, gone), placesOf(list, gone)), list, gone.join());
  }
});

test('restored_ofOneThatIsThereOrThatWasNowhere_hasItOnce', () => {
  assert.deepEqual(restored(['a', 'b'], [{ id: 'a', index: 1 }]), ['a', 'b']);
  assert.deepEqual(restored(['a', 'b'], [{ id: 'c', index: -1 }]), ['c', 'a', 'b']);
  assert.deepEqual(restored(['a'], [{ id: 'c', index: 7 }]), ['a', 'c']);
});

test('following_goesOnToWhatNobodyElseReads', () => {
  const list = ['a', 'b', 'c', 'd'];
  assert.equal(following(list, 1, { ...nothing, gone: new Set(['b']) }), 'c');
  assert.equal(following(list, 1, { ...nothing, gone: new Set(['b']), claimed: (id) => id === 'c' }), 'd');
  assert.equal(following(list, 1, { ...nothing, gone: new Set(['b']), done: (id) => id > 'b' }), 'a');
  assert.equal(following(list, 0, { ...nothing, gone: new Set(list) }), null);
  assert.equal(following(list, 2, { ...nothing, claimed: () => true }), 'c');
});

test('nearest_skipsWhatIsDone_andEnds', () => {
  const list = ['a', 'b', 'c'];
  assert.equal(nearest(list, 0, 1, (id) => id === 'b'), 'c');
  assert.equal(nearest(list, 2, -1, () => false), 'b');
  assert.equal(nearest(list, 2, 1, () => false), null);
  assert.equal(nearest(list, -1, 1, () => false), 'a');
  assert.equal(nearest(list, -1, -1, () => false), null);
});

test('between_takesBothEndsInEitherDirection', () => {
  assert.deepEqual(between(['a', 'b', 'c', 'd'], 'd', 'b'), ['b', 'c', 'd']);
  assert.deepEqual(between(['a', 'b', 'c', 'd'], 'b', 'b'), ['b']);
});
