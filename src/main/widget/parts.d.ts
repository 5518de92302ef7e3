/** What the parts of a thread share; a type only, for the checks of the build. */
import type { api, Comment, now, Page } from './api.js';
import type { View } from './comment.js';
import type { fill, h, icon, notice } from './dom.js';
import type { Store } from './store.js';
import type { Words } from './words.js';

/** An own comment, as its author reads it. */
export type Own = Comment & { status: string };

export interface Thread {
  root: ShadowRoot;
  /** Where the service is. */
  service: string;
  element: HTMLElement;
  site: string;
  article: string;
  words: Words;
  store: Store;
  /** The comments that are drawn, by id. */
  views: Map<string, View>;
  say: Words['say'];
  h: typeof h;
  icon: typeof icon;
  fill: typeof fill;
  notice: typeof notice;
  now: typeof now;
  api: ReturnType<typeof api>;
  page: Page;
  /** Shows own comments, once that part is loaded; live when the thread has changed. */
  own: ((live?: boolean) => Promise<unknown>) | null;
  tall: ResizeObserver;
  /** Comments the reader knows of. */
  known: number;
  /** The comment that is on its way. */
  posting: Promise<any>;
  /** The reader's own, by comment. */
  votes: Record<string, number>;
  name(id: string): string;
  status(text: string): void;
  refused(refused: any, what?: string): void;
  load(part: string, what?: any): Promise<any>;
  styled(): Promise<any>;
  link(more: string): string;
  post(json: unknown, once: string): Promise<any>;
  counted(more: number, count?: number): void;
  insert(comment: Comment, fresh: boolean): View;
  take(comment: Comment, deep: boolean): boolean;
  room(comment: Comment): boolean;
  mine(): Promise<unknown> | undefined;
  read(more: string): Promise<Page>;
  roots(): number;
  sort(): string;
  busy(button: any, work: () => Promise<void>): Promise<void>;
  style(css: string): void;
  write(view: View | undefined, text: string): void;
  shut(): void;
  answer(view: View, event: any): Promise<void>;
  mark(id: string): boolean;
}
