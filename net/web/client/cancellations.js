// Stops questions that go by HTTP: closing their stream would stop nothing in the server.

import { hintOf, reconnectDelay } from './backoff.js';

const mostAttempts = 4;
/** Statuses of a server that knows no such request. */
const unknown = new Set([400, 404, 405, 501]);

export class Cancellations {
  #options;
  #running = new Set();

  /**
   * `options`: `request(entry)` returns `{url, headers, body}` or a promise of it, `finish(entry)` ends a question as cancelled,
   * `isOpen(entry)` tells whether it still has no end, `carries(entry)` whether a stream will bring that; `fetch`, `backoff`,
   * `timeouts`, `random`, `clock`.
   */
  constructor(options) {
    this.#options = options;
  }

  /** Tells the server, several times if need be. The stream brings the end; without one, or if it stays silent, the answer ends here. */
  async begin(entry) {
    if (this.#running.has(entry)) return;
    this.#running.add(entry);
    const { carries, finish, timeouts } = this.#options;
    try {
      const isEnded = await this.#told(entry);
      if (isEnded && carries(entry)) await this.#pause(entry, timeouts.accept);
    } finally {
      this.#running.delete(entry);
      finish(entry);
    }
  }

  /** Whether it has ended in the server. */
  async #told(entry) {
    const { isOpen, backoff, random } = this.#options;
    for (let attempt = 0; attempt < mostAttempts && isOpen(entry); attempt += 1) {
      if (attempt > 0) await this.#pause(entry, reconnectDelay(attempt - 1, backoff, random));
      const reply = await this.#post(entry);
      if (reply.isEnded || reply.isUnknown) return reply.isEnded;
      if (reply.wait) await this.#pause(entry, reply.wait);
    }
    return false;
  }

  // The server replies with how the answer has ended, now or before.
  async #post(entry) {
    const { fetch, request, clock, timeouts } = this.#options;
    const control = new AbortController();
    const timer = clock.setTimeout(() => control.abort(), timeouts.accept);
    try {
      const { url, headers, body } = await request(entry);
      const response = await fetch(url, {
        method: 'POST', signal: control.signal, cache: 'no-store', keepalive: true, body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      });
      if (!response.ok) return { isEnded: false, isUnknown: unknown.has(response.status), wait: hintOf(response.headers.get('Retry-After'), clock.now()) };
      const { status } = await response.json();
      return { isEnded: typeof status === 'string' };
    } catch {
      return { isEnded: false };
    } finally {
      clock.clearTimeout(timer);
    }
  }

  // Not beyond the end of the question.
  #pause({ answer }, ms) {
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, ms);
      const ended = () => {
        clock.clearTimeout(timer);
        resolve();
      };
      answer.done.then(ended, ended);
    });
  }
}
