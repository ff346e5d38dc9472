// Whether the other end of an open connection is still there. Pages cannot see the pings of the protocol, so silence is
// probed with a message of ours.

export class Heartbeat {
  #options;
  #interval = 25_000;
  #lastHeard = 0;
  /** Counts what was heard, so that an answer to a probe is known from what came before. */
  #heard = 0;
  #timer;

  /** `options`: `ping()` sends, `dead()` follows when nothing came back; `timeouts`, `clock`. */
  constructor(options) {
    this.#options = options;
  }

  /** The server's interval of silence, in milliseconds. */
  get interval() {
    return this.#interval;
  }

  get framesHeard() {
    return this.#heard;
  }

  heard() {
    this.#lastHeard = this.#options.clock.now();
    this.#heard += 1;
  }

  /** A connection stands. `seconds` is what its server says of its own heartbeat, if it does. */
  start(seconds) {
    if (seconds > 0) this.#interval = seconds * 1000;
    this.#watch(this.#interval);
  }

  stop() {
    this.#options.clock.clearTimeout(this.#timer);
    this.#heard = 0;
  }

  /** Asks now, and waits for `wait` milliseconds. */
  probe(wait = this.#options.timeouts.pong) {
    const { ping, dead, clock } = this.#options;
    const before = this.#heard;
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(() => {
      if (this.#heard > before) this.#watch(this.#interval);
      else dead();
    }, wait);
    ping();
  }

  /** A device that slept has connections that are dead and timers that are late. */
  probeAfterSilence() {
    if (this.#options.clock.now() - this.#lastHeard >= this.#options.timeouts.pong) this.probe();
  }

  #watch(delay) {
    const { clock } = this.#options;
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(() => {
      const silent = clock.now() - this.#lastHeard;
      // Below zero: the clock was set back.
      if (silent >= 0 && silent < this.#interval) this.#watch(this.#interval - silent);
      else this.probe();
    }, delay);
  }
}
