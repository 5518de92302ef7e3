import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { faults } from './store.mjs';

const root = resolve(import.meta.dirname, '../../..');
const ts = createRequire(join(root, 'target/web-checks/package.json'))('typescript');
const console = join(root, 'src/main/console');
const { dispatch, nothing, on, silence, state } = await import(join(console, 'state.js'));

test('no module but the store changes the state', () => {
  const modules = readdirSync(console).filter((name) => name.endsWith('.js'));
  assert.ok(modules.includes('state.js'));
  assert.deepEqual(modules.flatMap((name) => faults(ts, name, readFileSync(join(console, name), 'utf8'))), []);
});

const BAD = [
  'state.open = id;', 'state.list[0] = id;', 'state.counts.pending.count += 1;', 'state.counts[queue].count--;', '(state.q) ??= "";',
  'state.picked.add(id);', 'state.cases.delete(id);', 'state.list.sort();', 'state.counts.pending.samples.push(1);',
  'Object.assign(state, { open: id });', 'Object.assign(state.filters, changes);', 'delete author.ban;',
];
for (const line of BAD) {
  test(`a module with ${line} is found`, () => assert.equal(faults(ts, 'list.js', `\n${line}`).length, 1));
}

test('a module that reads the state and changes what is its own is left alone', () => {
  const source = 'const mine = new Set(state.list); mine.add(id); now.sign = state.open; const { q } = state; rows.delete(id); state.list.map(f);';
  assert.deepEqual(faults(ts, 'list.js', source), []);
});

test('pure modules import no page and no service, and views none', () => {
  assert.equal(faults(ts, 'changes.js', "import { api } from './api.js';").length, 1);
  assert.equal(faults(ts, 'cases.js', "import { state } from './state.js';").length, 1);
  assert.equal(faults(ts, 'rows.js', "import { api } from './api.js';").length, 1);
  assert.equal(faults(ts, 'queue.js', "fetch('x'); new EventSource('y');").length, 2);
  assert.deepEqual(faults(ts, 'list.js', "import { api } from './api.js';"), []);
});

test('a change tells those who want to hear of a part that is another now, each once', () => {
  const heard = [];
  on('open list', () => heard.push('case'));
  on('q', () => heard.push('search'));
  dispatch(() => ({ open: 'a', list: ['a'] }));
  dispatch(() => ({ open: 'a' }));
  silence();
  dispatch(() => ({ q: 'unheard' }));
  assert.deepEqual(heard, ['case']);
});

test('the state is one value after the other, and none of them can be changed', async () => {
  const before = (await import(join(console, 'state.js'))).state;
  dispatch(() => ({ q: 'ferry' }));
  const now = (await import(join(console, 'state.js'))).state;
  assert.notEqual(before, now);
  assert.equal(now.q, 'ferry');
  assert.throws(() => { now.q = 'quay'; }, TypeError);
  assert.equal(nothing.q, '');
  assert.ok(state);
});
