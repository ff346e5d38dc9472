// Which tab of this browser leads: the one that holds a Web Lock. The browser hands it on when that tab closes or crashes.

export class TabLock {
  #name;
  #locks;
  #events;
  /** The latest request: `{isHeld, release(), control}`, null while this tab does not want to lead. */
  #turn = null;

  /** `locks` is `navigator.locks`. `led()` follows when this tab leads, `lost()` when another tab has taken the lead from it. */
  constructor(name, locks, { led, lost }) {
    this.#name = name;
    this.#locks = locks;
    this.#events = { led, lost };
  }

  /** Leads as soon as no other tab does. */
  wait() {
    this.release();
    const control = new AbortController();
    this.#request({ signal: control.signal }, control);
  }

  /** Leads now, whoever does. */
  take() {
    this.release();
    this.#request({ steal: true });
  }

  /** Gives the lead up, or does not wait for it any more. */
  release() {
    const turn = this.#turn;
    this.#turn = null;
    if (turn?.isHeld) turn.release();
    else turn?.control?.abort();
  }

  async #request(options, control) {
    const turn = { isHeld: false, control };
    const held = new Promise((resolve) => { turn.release = resolve; });
    this.#turn = turn;
    const began = () => {
      if (turn !== this.#turn) return undefined;
      turn.isHeld = true;
      this.#events.led();
      return held;
    };
    // It rejects when the wait ends by `release`, and when the lock is stolen.
    await this.#locks.request(this.#name, options, began).catch(() => {});
    if (turn !== this.#turn) return;
    this.#turn = null;
    this.#events.lost();
  }
}
