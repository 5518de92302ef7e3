// @ts-check
/** A menu that opens at a button: arrows, Home, End, Escape, and the focus back where it was. */
import { h } from './dom.js';

/** @type {(() => void) | null} closes the one that is open */
let closeOpen = null;

export const menuIsOpen = () => closeOpen !== null;
export const closeMenu = () => closeOpen?.();

/**
 * @param {HTMLElement} button
 * @param {{className: string, label: string, items: (Node | false)[], keys?: (event: KeyboardEvent) => boolean, first?: boolean,
 *   host?: HTMLElement | null}} shape
 *   keys: more keys, true when taken. first: focus the first item, else the menu itself
 */
export function openMenu(button, { className, label, items, keys, first = true, host = button.parentElement }) {
  closeOpen?.();
  const before = document.activeElement;
  const menu = h(`div.menu${className}`, { role: 'menu', 'aria-label': label, tabindex: '-1' }, ...items);
  for (const item of itemsOf(menu)) item.tabIndex = -1;
  button.setAttribute('aria-expanded', 'true');
  host?.append(menu);

  const onOutside = (/** @type {Event} */ event) => {
    if (!menu.contains(/** @type {Node} */ (event.target)) && !button.contains(/** @type {Node} */ (event.target))) close(false);
  };
  const close = (giveBack = true) => {
    if (closeOpen !== shut) return;
    closeOpen = null;
    document.removeEventListener('pointerdown', onOutside, true);
    button.setAttribute('aria-expanded', 'false');
    menu.remove();
    if (giveBack) refocus(before, button);
  };
  const shut = () => close();
  closeOpen = shut;

  menu.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    // Single keys of the page must not act under an open menu.
    event.stopPropagation();
    if (event.key === 'Tab') return close();
    if (event.key === 'Escape') close();
    else if (!keys?.(event) && !move(menu, event.key)) return;
    event.preventDefault();
  });
  document.addEventListener('pointerdown', onOutside, true);
  (first ? itemsOf(menu)[0] : menu).focus();
  return close;
}

/** @param {Element | null} before @param {HTMLElement} button */
function refocus(before, button) {
  const back = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : button;
  back.focus({ preventScroll: true });
}

/** @param {HTMLElement} menu @returns {HTMLElement[]} */
const itemsOf = (menu) => [...menu.querySelectorAll('[role^=menuitem]')].map((item) => /** @type {HTMLElement} */ (item));

/** @param {HTMLElement} menu @param {string} key */
function move(menu, key) {
  const items = itemsOf(menu);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  /** @type {Record<string, number>} */
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 };
  if (!(key in to)) return false;
  items[(to[key] + items.length) % items.length].focus();
  return true;
}

/** @param {(Node | string)[]} content @param {() => void} onclick */
export function menuItem(content, onclick) {
  return h('button', { type: 'button', role: 'menuitem', onclick: () => { closeOpen?.(); onclick(); } }, ...content);
}
