// Fakes without a network: a manual clock, and a WebSocket whose server is the test.

import { connect } from '../../net/web/aurawell-client.js';

/** Time that passes only in `advance`. */
export class ManualClock {
  #now = 1_000_000;
  #timers = new Set();

  now() {
    return this.#now;
  }

  setTimeout(callback, ms) {
    const timer = { callback, at: this.#now + Math.max(0, ms) };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer) {
    this.#timers.delete(timer);
  }

  get pending() {
    return this.#timers.size;
  }

  advance(ms) {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }
}

/**
 * The server side of every connection that a client opens: `sockets` in order, `last` the newest. A socket has `url`, `protocols` and
 * `sent` (frames); the test calls `greet`, `say` and `end`.
 */
export class FakeServer {
  sockets = [];

  get last() {
    return this.sockets.at(-1);
  }

  get WebSocket() {
    const { sockets } = this;
    return class FakeSocket {
      readyState = 0;
      sent = [];
      seq = 0;

      constructor(url, protocols) {
        this.url = new URL(url);
        this.protocols = protocols;
        sockets.push(this);
      }

      send(text) {
        this.sent.push(JSON.parse(text));
      }

      close() {
        this.readyState = 3;
      }

      greet({ seq = 0, ...fields } = {}) {
        this.readyState = 1;
        this.seq = seq;
        this.#hand({
          type: 'connection_established', status: 'connected', message: 'hello', heartbeat_interval: 25, user_id: 'u', connection_id: 'c',
          session_id: 's', epoch: 'e', seq, resumed: false, recovered: false, protocol: 'aurawell.v1', ...fields,
        });
      }

      /** An event of request `id` with the next seq, unless `fields` names another. */
      say(id, fields) {
        const event = { timestamp: '2026-01-01T00:00:00.000Z', seq: this.seq + 1, request_id: id, conversation_id: 'conv', ...fields };
        this.seq = event.seq;
        this.#hand(event);
      }

      status(id, status, data = {}) {
        this.say(id, { type: 'status_update', status, message: `is ${status}`, data });
      }

      delta(id, delta, fields = {}) {
        this.say(id, { type: 'chat_stream', status: 'streaming', delta, ...fields });
      }

      snapshot(id, delta) {
        this.delta(id, delta, { data: { snapshot: true } });
      }

      end(code = 1006, reason = '') {
        this.readyState = 3;
        this.onclose?.({ code, reason });
      }

      raw(text) {
        this.onmessage({ data: text });
      }

      asked(type) {
        return this.sent.filter((frame) => frame.type === type);
      }

      #hand(frame) {
        this.raw(JSON.stringify(frame));
      }
    };
  }
}

/** A client of a FakeServer with a ManualClock; the jitter is always the longest. */
export function fakeClient(options = {}) {
  const clock = new ManualClock();
  const server = new FakeServer();
  const client = connect('http://host/', { userId: 'u', WebSocket: server.WebSocket, fetch: null, clock, random: () => 1, ...options });
  return { client, clock, server };
}

/** Counts of events and their details, in order. */
export function record(target, ...types) {
  const seen = [];
  for (const type of types) target.addEventListener(type, (event) => seen.push(event.detail === undefined ? type : [type, event.detail]));
  return seen;
}
