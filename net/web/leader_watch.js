// Notices when the leading tab does not answer: it hangs, or the browser has frozen it.

/** Between two questions of a tab that somebody looks at, in milliseconds. */
const interval = 3_000;
/** For an answer, in milliseconds. */
const patience = 2_000;
/** A tab that was asleep itself finds its timer run out before it reads the answer: so it asks twice. */
const attempts = 2;

export class LeaderWatch {
  #options;
  #isOn = false;
  #pauseTimer = null;
  #waitTimer = null;

  /** `options`: `ping()` asks the leader, `missed()` follows when it does not answer; `isVisible()`, `clock`, `random`. */
  constructor(options) {
    this.#options = options;
  }

  start() {
    if (this.#isOn) return;
    this.#isOn = true;
    this.expect();
  }

  stop() {
    const { clock } = this.#options;
    this.#isOn = false;
    clock.clearTimeout(this.#pauseTimer);
    clock.clearTimeout(this.#waitTimer);
    this.#waitTimer = null;
  }

  /** The leader has said something. */
  heard() {
    if (!this.#isOn) return;
    this.#options.clock.clearTimeout(this.#waitTimer);
    this.#waitTimer = null;
  }

  /** The leader must say something now. */
  expect() {
    if (!this.#isOn || this.#waitTimer !== null) return;
    const { clock } = this.#options;
    clock.clearTimeout(this.#pauseTimer);
    this.#pauseTimer = clock.setTimeout(() => this.#pauseEnded(), interval);
    this.#ask(attempts);
  }

  #pauseEnded() {
    this.#pauseTimer = null;
    if (this.#options.isVisible()) this.expect();
  }

  // Tabs that miss the same leader are not to take its place in the same moment.
  #ask(left) {
    const { clock, random, ping, missed } = this.#options;
    if (left === 0) {
      this.stop();
      return missed();
    }
    ping();
    this.#waitTimer = clock.setTimeout(() => this.#ask(left - 1), patience * (1 + random() / 4));
    return undefined;
  }
}
