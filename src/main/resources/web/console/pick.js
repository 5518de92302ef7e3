// @ts-check
/** Which cases are selected, to decide about them at once. */
import { caseOf, changed, state } from './state.js';

/** @type {string | null} where a range starts */
let anchor = null;

/** In another list ranges start anew. */
export function startPicking() {
  anchor = null;
}

/** @param {string} id @param {boolean} range */
export function pick(id, range) {
  if (range && anchor && caseOf(anchor)) pickRange(anchor, id);
  else if (state.picked.has(id)) state.picked.delete(id);
  else if (!state.elsewhere.has(id)) state.picked.add(id);
  anchor = id;
  changed('picked');
}

/** @param {string} from @param {string} to */
function pickRange(from, to) {
  const ids = state.cases.map((one) => one.id);
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b);
  for (const id of ids.slice(start, end + 1)) if (!state.elsewhere.has(id)) state.picked.add(id);
}

/** @param {boolean} checked */
export function pickAll(checked) {
  state.picked.clear();
  if (checked) for (const one of state.cases) if (!state.elsewhere.has(one.id)) state.picked.add(one.id);
  changed('picked');
}

export function clearPicked() {
  state.picked.clear();
  changed('picked');
}
