// Questions by HTTP, each with its answer as an event stream: for networks that block WebSocket.

import { hintOf, reconnectDelay } from './backoff.js';
import { Cancellations } from './cancellations.js';
import { SseReader } from './sse_reader.js';

/** A browser opens few connections to one host; a question beyond waits unsent. */
const mostAtOnce = 4;
/** Statuses of a server that has no such endpoint. */
const absent = new Set([404, 405, 501]);
const worthRepeating = (status) => status === 408 || status === 429 || status >= 500;

/** Why a stream ended without the end of its answer. */
class Broken extends Error {
  constructor(message, wait = 0) {
    super(message);
    this.wait = wait;
  }
}

export class SseTransport {
  #options;
  #streams = new Map();
  #refused = false;
  #works = false;
  #cancellations;

  /**
   * `options`: `request(entry)` returns `{url, headers, body}` or a promise of it, `cancellation(entry)` the same for its end; `onRefused()` tells whether a
   * request that was refused with 401 is worth repeating, `onAdmitted()` follows one that was not; `fetch`; `questions()`; `onFrame(frame)`; `onState()`
   * when `works` changed; `onReleased(entry)` when an unfinished question is no longer carried;
   * `prefersWebSocket()`; `silence()`: milliseconds after which a stream without a byte is dead;
   * `backoff`, `limits`, `random`, `clock`.
   */
  constructor(options) {
    this.#options = options;
    this.#cancellations = new Cancellations({
      ...options,
      request: options.cancellation,
      finish: (entry) => options.questions().finish(entry, { status: 'cancelled' }),
      isOpen: (entry) => options.questions().has(entry),
      carries: (entry) => this.carries(entry),
    });
  }

  get available() {
    return Boolean(this.#options.fetch) && !this.#refused;
  }

  /** The last thing heard of the endpoint was good. */
  get works() {
    return this.#works;
  }

  carries(entry) {
    return this.#streams.get(entry.id)?.entry === entry;
  }

  /** Takes the questions that nobody carries, as many as may run at once, and stops those that are to be stopped. */
  offer() {
    if (!this.available) return;
    for (const entry of this.#options.questions().stopping) this.cancel(entry);
    for (const entry of this.#options.questions().askable) {
      if (this.#streams.size >= mostAtOnce) return;
      if (!this.carries(entry)) this.#carry(entry);
    }
  }

  /** Ends the question in the server; its stream goes on until that is said. */
  cancel(entry) {
    this.#cancellations.begin(entry);
  }

  /** Nobody listens to it any more. */
  abort(entry) {
    this.#streams.get(entry.id)?.control?.abort();
    this.#streams.delete(entry.id);
  }

  close() {
    for (const { entry } of [...this.#streams.values()]) this.abort(entry);
  }

  async #carry(entry) {
    const stream = { entry, control: null, lastId: '', place: '', lastSeq: 0, failures: 0 };
    this.#streams.set(entry.id, stream);
    while (this.#isCurrent(stream)) {
      try {
        await this.#once(stream);
      } catch (error) {
        if (this.#isCurrent(stream) && !await this.#recovered(stream, error)) break;
      }
    }
    if (this.#streams.get(entry.id) === stream) this.#streams.delete(entry.id);
    if (this.#options.questions().has(entry)) this.#options.onReleased(entry);
    if (this.#works) this.offer();
  }

  #isCurrent(stream) {
    return this.#streams.get(stream.entry.id) === stream && this.#options.questions().has(stream.entry);
  }

  // False: this stream is given up; its question waits for a WebSocket, or for the next offer.
  async #recovered(stream, error) {
    const { backoff, random, limits } = this.#options;
    this.#set(false);
    if (this.#refused || !stream.entry.sent) return false;
    stream.failures += 1;
    if (stream.failures > limits.resends) {
      const data = { error_code: 'CLIENT_UNANSWERED', retryable: true, retry_after_ms: null };
      this.#options.questions().finish(stream.entry, { status: 'error', message: error.message, data });
      return false;
    }
    await this.#pause(Math.max(reconnectDelay(stream.failures - 1, backoff, random), error.wait ?? 0));
    return this.#isCurrent(stream) && !this.#options.prefersWebSocket();
  }

  #pause(ms) {
    return new Promise((resolve) => this.#options.clock.setTimeout(resolve, ms));
  }

  async #once(stream) {
    const { fetch, request, clock } = this.#options;
    const control = new AbortController();
    stream.control = control;
    let timer;
    const alive = () => {
      clock.clearTimeout(timer);
      timer = clock.setTimeout(() => control.abort(), this.#options.silence());
    };
    alive();
    try {
      const { url, headers, body } = await request(stream.entry);
      if (!this.#isCurrent(stream)) return;
      const resume = stream.lastId ? { 'Last-Event-ID': stream.lastId } : {};
      const response = await fetch(url, {
        method: 'POST', signal: control.signal, cache: 'no-store', body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', ...headers, ...resume },
      });
      if (!await this.#isStream(stream, response)) return;
      this.#options.onAdmitted();
      this.#begin(stream);
      await this.#read(stream, response.body.getReader(), alive);
    } finally {
      clock.clearTimeout(timer);
      control.abort();
    }
  }

  async #isStream(stream, response) {
    const { status } = response;
    const isEvents = response.headers.get('Content-Type')?.startsWith('text/event-stream');
    if (absent.has(status) || (response.ok && !isEvents)) {
      this.#refused = true;
      throw new Broken(`nobody streams events there: ${status}`);
    }
    if (response.ok) return true;
    if (worthRepeating(status)) {
      throw new Broken(`HTTP ${status}`, hintOf(response.headers.get('Retry-After'), this.#options.clock.now()));
    }
    if (status === 401) {
      if (await this.#options.onRefused()) return false;
      throw new Broken('not signed in');
    }
    const { error } = await response.json().catch(() => ({}));
    const data = { error_code: error?.code ?? `HTTP_${status}`, retryable: error?.retryable === true, retry_after_ms: null };
    this.#options.questions().finish(stream.entry, { status: 'error', message: error?.message ?? '', data });
    return false;
  }

  #begin({ entry, lastId }) {
    if (!entry.sent) {
      entry.sent = true;
      entry.write.become({ status: 'sending' });
    }
    if (!lastId) entry.startsOver = true;
    this.#set(true);
  }

  async #read(stream, source, alive) {
    const reader = new SseReader();
    for (;;) {
      const { done, value } = await source.read();
      if (!this.#isCurrent(stream)) return;
      if (done) throw new Broken('the stream ended before the answer');
      alive();
      for (const event of reader.push(value)) this.#deliver(stream, event);
    }
  }

  // What a resumed stream repeats is known by its seq, which another session counts anew.
  #deliver(stream, { id, data }) {
    const frame = parsed(data);
    if (id) stream.lastId = id;
    const place = /^(.+):\d+$/.exec(id)?.[1];
    if (place && place !== stream.place) {
      stream.place = place;
      stream.lastSeq = 0;
    }
    if (!frame || frame.seq <= stream.lastSeq || !this.#isCurrent(stream)) return;
    if (typeof frame.seq === 'number') stream.lastSeq = frame.seq;
    stream.failures = 0;
    this.#options.onFrame(frame);
  }

  #set(works) {
    if (this.#works === works) return;
    this.#works = works;
    this.#options.onState();
  }
}

function parsed(text) {
  try {
    const frame = JSON.parse(text);
    return typeof frame?.type === 'string' ? frame : null;
  } catch {
    return null;
  }
}
