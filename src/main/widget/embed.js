// @ts-check
import {Count} from './count.js';
import {h} from './dom.js';
import style from './style.js';
import {open} from './thread.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

/** `<parley-comments site article [theme] [lang] [src]>`: a thread, read when the reader comes near it. */
class Comments extends HTMLElement {
  static observedAttributes = ['site', 'article', 'theme', 'lang', 'src'];
  /** @private */
  _root = this.attachShadow({mode: 'open'});
  /** @private @type {ReturnType<typeof open> | null} */
  _thread = null;
  /** @private */
  _near = false;
  /** @private */
  _watch = new IntersectionObserver(([{isIntersecting}]) => this._come(isIntersecting), {rootMargin: '600px 0px'});
  /** @private */
  _print = () => (this._thread ??= open(this, this._root)).print();
  /** @private */
  _turn = () => this._thread?.live(this._near && !document.hidden);

  connectedCallback() {
    // What the publisher has put into the element is read until the thread is there.
    this._root.replaceChildren(h('slot'));
    this._root.adoptedStyleSheets = [sheet];
    this._watch.observe(this);
    document.addEventListener('visibilitychange', this._turn);
    addEventListener('beforeprint', this._print);
    // A link to one comment is followed at once, however far down it is.
    if (/^#comment-/.test(location.hash)) this._come(true);
  }

  disconnectedCallback() {
    this._watch.disconnect();
    document.removeEventListener('visibilitychange', this._turn);
    removeEventListener('beforeprint', this._print);
    this._stop();
  }

  attributeChangedCallback() {
    if (!this._thread) return;
    this._stop();
    this._come(this._near);
  }

  /** @private @param {boolean} near */
  _come(near) {
    this._near = near;
    if (near) this._thread ??= open(this, this._root);
    this._turn();
  }

  /** @private */
  _stop() {
    this._thread?.close();
    this._thread = null;
  }
}

customElements.define('parley-comments', Comments);
customElements.define('parley-count', Count);
