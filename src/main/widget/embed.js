// @ts-check
import {Count} from './count.js';
import style from './style.js';
import {open} from './thread.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

/** `<parley-comments site article [theme] [lang] [src]>`: a thread, read when the reader comes near it. */
class Comments extends HTMLElement {
  static observedAttributes = ['site', 'article', 'theme', 'lang', 'src'];
  #root = this.attachShadow({mode: 'open'});
  /** @type {ReturnType<typeof open> | null} */
  #thread = null;
  #near = false;
  #watch = new IntersectionObserver(([{isIntersecting}]) => this.#come(isIntersecting), {rootMargin: '600px 0px'});
  #print = () => (this.#thread ??= open(this, this.#root)).print();
  #turn = () => this.#thread?.live(this.#near && !document.hidden);

  connectedCallback() {
    this.#root.adoptedStyleSheets = [sheet];
    this.#watch.observe(this);
    document.addEventListener('visibilitychange', this.#turn);
    addEventListener('beforeprint', this.#print);
    // A link to one comment is followed at once, however far down it is.
    if (/^#comment-/.test(location.hash)) this.#come(true);
  }

  disconnectedCallback() {
    this.#watch.disconnect();
    document.removeEventListener('visibilitychange', this.#turn);
    removeEventListener('beforeprint', this.#print);
    this.#stop();
  }

  attributeChangedCallback() {
    if (!this.#thread) return;
    this.#stop();
    this.#come(this.#near);
  }

  /** @param {boolean} near */
  #come(near) {
    this.#near = near;
    if (near) this.#thread ??= open(this, this.#root);
    this.#turn();
  }

  #stop() {
    this.#thread?.close();
    this.#thread = null;
  }
}

customElements.define('parley-comments', Comments);
customElements.define('parley-count', Count);
