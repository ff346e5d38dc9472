// When questions go by HTTP: the WebSocket does not open, or each one is cut before it has brought anything.

export class Fallback {
  #options;
  #isAsking = false;

  /**
   * `options`: `link()`, `sse()`, `wasOnline()`, `hasQuestions()`; `position` of the session; `health`, an address of the server that answers everybody;
   * `fetch`, `limits`, `timeouts`, `clock`.
   */
  constructor(options) {
    this.#options = options;
  }

  /** After each change of the connection, and after each question. */
  consider() {
    const { sse, wasOnline, hasQuestions } = this.#options;
    if (!this.#isBlocked || !sse().available) return;
    if (!wasOnline()) sse().offer();
    else if (sse().works) this.#offer();
    else if (hasQuestions()) this.#offerIfReachable();
  }

  get #isBlocked() {
    const { link, limits } = this.#options;
    return link().state.name !== 'stopped' && !link().isOpen && link().failures >= limits.attemptsBeforeSse;
  }

  // The WebSocket of a device that was online may be blocked in another network, or the server may not run: then its questions wait.
  async #offerIfReachable() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    if (await this.#isReachable() && this.#isBlocked) this.#offer();
    this.#isAsking = false;
  }

  // The next WebSocket, and one that is about to open, must not go on with what comes by HTTP now.
  #offer() {
    const { link, sse, position } = this.#options;
    const isConnecting = link().state.retryAt === undefined;
    if (position.session !== '') {
      position.forget();
      if (isConnecting) link().open();
    }
    sse().offer();
  }

  // The page of a portal in between does not count.
  async #isReachable() {
    const { fetch, health, timeouts, clock } = this.#options;
    const control = new AbortController();
    const timer = clock.setTimeout(() => control.abort(), timeouts.greeting);
    try {
      const response = await fetch(health, { signal: control.signal, cache: 'no-store' });
      return response.ok && (await response.json()).success === true;
    } catch {
      return false;
    } finally {
      clock.clearTimeout(timer);
    }
  }
}
