// Requests that are answered at once: `switch_member` and `get_status`.

import { RequestError } from './errors.js';
import { newRequestId } from './ids.js';

const most = 32;

export class Controls {
  #waiting = new Map();
  #options;

  /** `options`: `send(frame)`, `timeouts`, `clock`. */
  constructor(options) {
    this.#options = options;
  }

  /** Resolves with the `data` of the reply, rejects with a RequestError. */
  request(type, data = {}) {
    const { send, clock, timeouts } = this.#options;
    if (this.#waiting.size >= most) return Promise.reject(new RequestError('CLIENT_TIMEOUT', 'too many requests wait for a reply', true));
    const frame = { type, request_id: newRequestId(), data };
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => {
        this.#waiting.delete(frame.request_id);
        reject(new RequestError('CLIENT_TIMEOUT', `no reply to ${type}`, true));
      }, timeouts.control);
      this.#waiting.set(frame.request_id, { frame, resolve, reject, timer });
      send(frame);
    });
  }

  /** Each may be said twice without harm, so all are. */
  reconnected() {
    for (const { frame } of this.#waiting.values()) this.#options.send(frame);
  }

  /** True if it was the reply to one of these. */
  receive({ type, request_id: id, status, message, data, ...fault }) {
    const failed = type === 'error' || status === 'error';
    if (!this.#waiting.has(id) || (type !== 'status_update' && !failed)) return false;
    const { resolve, reject } = this.#take(id);
    const { error_code: code, retryable } = type === 'error' ? fault : data ?? {};
    if (failed) reject(new RequestError(code ?? '', message, retryable === true));
    else resolve(data ?? {});
    return true;
  }

  abandon(error) {
    for (const id of [...this.#waiting.keys()]) this.#take(id).reject(error);
  }

  #take(id) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#options.clock.clearTimeout(waiting.timer);
    return waiting;
  }
}
