// Keeps the newest line in view until the reader moves back or marks words; then what is read stays where it is,
// whatever grows, until the reader is at the very end again or asks for it.

import { ReadingPlace } from './reading_place.js';

/** A browser rounds where it has scrolled to. */
const rounding = 0.9;
const keysBack = new Set(['ArrowUp', 'PageUp', 'Home']);

export class Scroller {
  #area;
  #content;
  #jump;
  #following = true;
  #place = null;
  /** The last place that is known, by whatever it was reached. */
  #top = 0;
  #touchedAt = 0;

  /** `content` is what grows inside `area`; while it is hidden nothing scrolls. */
  constructor(area, content, jump) {
    this.#area = area;
    this.#content = content;
    this.#jump = jump;
    this.#listen();
    jump.addEventListener('click', () => {
      area.focus({ preventScroll: true });
      this.toEnd();
    });
    const sizes = new ResizeObserver(() => this.follow());
    sizes.observe(area);
    sizes.observe(content);
  }

  /** Call after the content changed. */
  follow() {
    if (this.#content.hidden) {
      this.#jump.hidden = true;
      this.#top = this.#area.scrollTop;
      return;
    }
    // The reader may have moved a moment ago, and the event is still to come.
    this.#lookBack();
    if (this.#following) this.#goTo(this.#area.scrollHeight);
    else this.#stay();
  }

  /** Calls `change`, after which the reader still sees the same lines. */
  keepPlace(change) {
    if (!this.#following) this.#place = new ReadingPlace(this.#area, this.#content);
    change();
    this.follow();
  }

  /** `height` at the upper edge, in CSS pixels, is covered. */
  keepClear(height) {
    this.#area.style.setProperty('--covered', `${height}px`);
  }

  toEnd() {
    this.#following = true;
    this.#place = null;
    this.#jump.hidden = true;
    this.#goTo(this.#area.scrollHeight);
  }

  // Each of these may move the area a frame later, when a growing answer would have moved it to the end again.
  #listen() {
    const area = this.#area;
    const passive = { passive: true };
    area.addEventListener('scroll', () => this.#moved(), passive);
    area.addEventListener('wheel', ({ deltaY, ctrlKey }) => {
      if (ctrlKey) return;
      if (deltaY < 0) this.#letGo();
      else if (deltaY > 0 && this.#isAtEnd) this.#catchUp();
    }, passive);
    area.addEventListener('touchstart', ({ touches }) => { this.#touchedAt = touches[0].clientY; }, passive);
    area.addEventListener('touchmove', ({ touches }) => {
      if (touches[0].clientY > this.#touchedAt) this.#letGo();
      this.#touchedAt = touches[0].clientY;
    }, passive);
    document.addEventListener('keydown', (event) => this.#press(event));
    this.#content.addEventListener('focusin', ({ target }) => target.matches(':focus-visible') && this.#letGo());
    document.addEventListener('selectionchange', () => this.#marks() && this.#letGo());
  }

  #press({ key, shiftKey, target }) {
    const isElsewhere = target !== document.body && !this.#area.contains(target);
    if (isElsewhere || target.closest('input, textarea, select')) return;
    if (keysBack.has(key) || (key === ' ' && shiftKey)) this.#letGo();
  }

  #marks() {
    const selection = document.getSelection();
    return !selection.isCollapsed && this.#content.contains(selection.anchorNode);
  }

  get #isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.#area;
    return scrollHeight - scrollTop - clientHeight <= rounding;
  }

  get #canScroll() {
    return this.#area.scrollHeight - this.#area.clientHeight > rounding;
  }

  #letGo() {
    if (!this.#following || this.#content.hidden || !this.#canScroll) return;
    this.#following = false;
    this.#place = new ReadingPlace(this.#area, this.#content);
    this.#jump.hidden = false;
  }

  #catchUp() {
    if (this.#marks()) return;
    this.#following = true;
    this.#place = null;
    this.#jump.hidden = true;
  }

  // Less content makes the place smaller too, but not smaller than the end is.
  #lookBack() {
    const { scrollTop, scrollHeight, clientHeight } = this.#area;
    if (scrollTop < Math.min(this.#top, scrollHeight - clientHeight) - rounding) this.#letGo();
  }

  #moved() {
    if (this.#content.hidden) return;
    const isDown = this.#area.scrollTop > this.#top;
    this.#lookBack();
    this.#top = this.#area.scrollTop;
    if (this.#following) return;
    if (isDown && this.#isAtEnd) this.#catchUp();
    else this.#place = new ReadingPlace(this.#area, this.#content);
  }

  #goTo(top) {
    this.#area.scrollTop = top;
    this.#top = this.#area.scrollTop;
  }

  #stay() {
    const moved = this.#place?.moved() ?? 0;
    if (moved !== 0) this.#goTo(this.#area.scrollTop + moved);
    this.#jump.hidden = !this.#canScroll;
  }
}
