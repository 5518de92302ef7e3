// @ts-check
/** The filter of the queue. What it sets goes into the address. */
import { checkedForm, openDialog } from './dialog.js';
import { field, h } from './dom.js';
import { reasonLabel } from './reasons.js';
import { changeSite, goTo } from './route.js';
import { state } from './state.js';
import { t } from './words.js';

export function showFilter() {
  const { filters } = state;
  const score = { type: 'number', min: 0, max: 1, step: 0.05, inputmode: 'decimal' };
  const text = { type: 'search', autocomplete: 'off' };
  const control = {
    reason: h('select.inp', {}, h('option', { value: '' }, t('any')), ...[...state.reasons.keys()].map(reasonOption)),
    article: h('input.inp', { ...text, value: filters.article ?? '', placeholder: t('filter.article.hint') }),
    author: h('input.inp', { ...text, value: filters.author ?? '', placeholder: t('filter.author.hint') }),
    scoreFrom: h('input.inp', { ...score, name: 'scoreFrom', value: filters.scoreFrom ?? '0' }),
    scoreTo: h('input.inp', { ...score, name: 'scoreTo', value: filters.scoreTo ?? '1' }),
    from: h('input.inp', { type: 'date', name: 'from', value: filters.from ?? '' }),
    to: h('input.inp', { type: 'date', name: 'to', value: filters.to ?? '' }),
  };
  const site = h('select.inp', {}, ...(state.moderator?.sites ?? []).map((one) =>
    h('option', { value: one.slug, selected: one.slug === state.site }, one.name)));
  const sort = h('select.inp', {}, ...sortOptions());
  const clear = () => { dialog.close(); goTo({ filters: {} }); };
  const submit = h('button.b.pri', {}, t('filter.show'));
  const form = checkedForm('form', { submit, done: show },
    field(t('reason'), control.reason), field(t('site'), site),
    field(t('article'), control.article, '.w'), field(t('author'), control.author, '.w'),
    field(t('score.from'), control.scoreFrom), field(t('score.to'), control.scoreTo),
    field(t('from'), control.from), field(t('to'), control.to),
    field(t('sort'), sort, '.w.fonly'),
    h('div.btns.w', {}, submit, h('button.b.quiet', { type: 'button', onclick: clear }, t('clear'))));
  const dialog = openDialog({ title: t('filter'), className: '.menu.filt', heading: false, content: [form] });

  function show() {
    dialog.close();
    if (site.value !== state.site) return changeSite(site.value);
    goTo({ filters: given(control), sort: sort.value });
  }
}

/** The orders a queue can be shown in. */
export const sortOptions = () => state.vocabulary.sorts.map((sort) =>
  h('option', { value: sort, selected: sort === state.sort }, t(`sort.${sort}`)));

/** @param {string} reason */
const reasonOption = (reason) =>
  h('option', { value: reason, selected: state.filters.reason === reason }, reasonLabel(reason));

/** The whole range of scores is no filter. @param {Record<string, HTMLInputElement>} control */
function given(control) {
  const usual = /** @type {Record<string, string>} */ ({ scoreFrom: '0', scoreTo: '1' });
  const set = Object.entries(control).map(([name, { value }]) => [name, value.trim()]);
  return Object.fromEntries(set.filter(([name, value]) => value && value !== usual[name]));
}
