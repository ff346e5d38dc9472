// When whoever keeps the resume point is told that it has changed. While text streams, only now and then: they will write it
// somewhere.

export class Checkpoints {
  #options;
  #timer = null;

  /** `options`: `reached()`, `timeouts`, `clock`. */
  constructor(options) {
    this.#options = options;
  }

  now() {
    this.stop();
    this.#options.reached();
  }

  soon() {
    const { clock, timeouts } = this.#options;
    this.#timer ??= clock.setTimeout(() => this.now(), timeouts.checkpoint);
  }

  stop() {
    this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
