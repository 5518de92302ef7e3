import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cell, csv } from '../../main/console/csv.js';

test('cell_ofAFormula_isText', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) assert.equal(cell(`${start}1`), `"'${start}1"`);
});

test('cell_withQuotes_doublesThem', () => {
  assert.equal(cell('say "no"'), '"say ""no"""');
});

test('csv_ofRows_hasALineEach', () => {
  assert.equal(csv([['a', 'b'], ['1', 'x, y']]), '"a","b"\r\n"1","x, y"');
});
