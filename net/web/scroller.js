// Keeps the newest line in view while the reader stays at the end, and lets go as soon
// as the reader scrolls back.

const nearEnd = 60;

export class Scroller {
  #area;
  #content;
  #jump;
  #following = true;

  /** `content` is what grows inside `area`; while it is hidden nothing scrolls. */
  constructor(area, content, jump) {
    this.#area = area;
    this.#content = content;
    this.#jump = jump;
    area.addEventListener('scroll', () => this.#look(), { passive: true });
    jump.addEventListener('click', () => this.toEnd());
    new ResizeObserver(() => this.follow()).observe(area);
  }

  /** Call after the content grew. */
  follow() {
    if (this.#content.hidden) this.#jump.hidden = true;
    else if (this.#following) this.#area.scrollTop = this.#area.scrollHeight;
    else this.#look();
  }

  /** Calls `change`, after which the reader still sees the same lines. */
  keepPlace(change) {
    const fromEnd = this.#area.scrollHeight - this.#area.scrollTop;
    change();
    if (!this.#following) this.#area.scrollTop = this.#area.scrollHeight - fromEnd;
  }

  toEnd() {
    this.#following = true;
    this.follow();
  }

  #look() {
    if (this.#content.hidden) return;
    const { scrollTop, scrollHeight, clientHeight } = this.#area;
    this.#following = scrollHeight - scrollTop - clientHeight < nearEnd;
    this.#jump.hidden = this.#following;
  }
}
