// @ts-check
/** Which cases are selected, to decide about them at once. */
import { between } from './cases.js';
import { changed, isListed, state } from './state.js';

/** @type {string | null} where a range starts */
let anchor = null;

/** In another list ranges start anew. */
export function startPicking() {
  anchor = null;
}

/** @param {string} id @param {boolean} range */
export function pick(id, range) {
  if (range && anchor && isListed(anchor)) pickRange(anchor, id);
  else if (state.picked.has(id)) state.picked.delete(id);
  else if (!state.elsewhere.has(id)) state.picked.add(id);
  anchor = id;
  changed('picked');
}

/** @param {string} from @param {string} to */
function pickRange(from, to) {
  for (const id of between(state.list, from, to)) if (!state.elsewhere.has(id)) state.picked.add(id);
}

/** @param {boolean} checked */
export function pickAll(checked) {
  state.picked.clear();
  if (checked) for (const id of state.list) if (!state.elsewhere.has(id)) state.picked.add(id);
  changed('picked');
}

export function clearPicked() {
  state.picked.clear();
  changed('picked');
}
