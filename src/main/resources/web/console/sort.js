// @ts-check
/** The orders a queue can be shown in. */
import { h } from './dom.js';
import { state } from './state.js';
import { t } from './words.js';

export const sortOptions = () => state.vocabulary.sorts.map((sort) =>
  h('option', { value: sort, selected: sort === state.sort }, t(`sort.${sort}`)));
