// One WebSocket that comes back by itself. Knows frames only as JSON objects.

import { hintIn, hinted, reconnectDelay } from './backoff.js';
import { Heartbeat } from './heartbeat.js';
import { listen, saysOffline } from './surroundings.js';

/** Closes after which trying again by itself would be wrong. */
const finalCodes = new Set([1003, 1007, 1009, 4001, 4003, 4005, 4010]);
const refused = 4001;
const tooSlow = 4008;
const rateLimited = 4029;
/** The server restarts, and says when each of its clients is to come back. */
const restarts = 1012;
/** The wait after a 4029 that names none. */
const rateLimitWait = 5_000;
/** A connection that lived this long was a good one: backoff starts over. */
const stableAfter = 5_000;
const open = 1;

/**
 * Callbacks: `address()` returns `{url, protocols}` for each attempt, or a promise of it, or null when the
 * server would refuse it again; `mayBeAdmitted()` tells after a refusal whether that is worth asking; `onFrame(frame)` gets every frame
 * from the greeting on, in order; `onState(state)` gets the states of aurawell-client.d.ts, after
 * the greeting was delivered; `leastDelay()` may hold the next attempt back.
 */
export class Link {
  #options;
  #clock;
  #socket = null;
  /** Changes with every attempt, so that an address that comes late is known. */
  #attemptId = 0;
  #state = { name: 'connecting' };
  #greeted = false;
  #attempt = 0;
  /** Attempts in a row that gave no good connection. */
  #failures = 0;
  #onlineSince = null;
  #heartbeat;
  #earliestRetry = 0;
  #timer;
  #unlisten;

  /** `options`: the callbacks, `WebSocket`, `backoff`, `timeouts`, `random`, `clock`. */
  constructor(options) {
    this.#options = options;
    this.#clock = options.clock;
    this.#heartbeat = new Heartbeat({
      timeouts: options.timeouts, clock: options.clock,
      ping: () => this.send({ type: 'ping', data: {} }), dead: () => this.#closed(1006, 'no reply to a ping'),
    });
    this.#unlisten = listen({
      wentOffline: () => this.#wentOffline(), cameOnline: () => this.#cameOnline(), becameVisible: () => this.#becameVisible(),
    });
  }

  get state() {
    return this.#state;
  }

  get isOpen() {
    return this.#greeted && this.#socket?.readyState === open;
  }

  /** Attempts since the last good connection: one that lived for a while, or brought more than its greeting. */
  get failures() {
    return this.#failures;
  }

  /** The server's interval of silence, in milliseconds. */
  get heartbeat() {
    return this.#heartbeat.interval;
  }

  /** Connects now, whatever the state; an open connection is replaced. */
  open() {
    this.#drop();
    const before = this.#state;
    const attempt = this.#attemptId;
    this.#set({ name: saysOffline() ? 'offline' : 'connecting' });
    // The state's listeners may have opened, or closed for good.
    if (attempt !== this.#attemptId || this.#state.name === 'stopped') return;
    this.#guarded(attempt, () => {
      const address = this.#options.address();
      if (typeof address?.then !== 'function') return this.#attach(address, before);
      this.#timer = this.#clock.setTimeout(() => this.#closed(1006, 'no token'), this.#options.timeouts.greeting);
      return address.then((known) => this.#guarded(attempt, () => this.#attach(known, before)),
        (error) => this.#guarded(attempt, () => this.#closed(1006, error.message)));
    });
  }

  /** True if the frame was handed to an open connection. */
  send(frame) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  stop(code, reason) {
    this.#drop();
    this.#set({ name: 'stopped', code, reason });
  }

  /** Stops, and hears no more of the page. */
  close() {
    this.#unlisten();
    this.stop(1000, '');
  }

  /** Does `step` unless another attempt has begun; what it throws ends this one. */
  #guarded(attempt, step) {
    if (attempt !== this.#attemptId) return;
    try {
      step();
    } catch (error) {
      this.#closed(1006, error.message);
    }
  }

  #attach(address, { code = refused, reason = '' }) {
    if (address === null) return this.stop(code, reason);
    const { WebSocket, timeouts } = this.#options;
    const { url, protocols } = address;
    this.#clock.clearTimeout(this.#timer);
    const socket = protocols.length > 0 ? new WebSocket(url, protocols) : new WebSocket(url);
    this.#socket = socket;
    socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(data);
    socket.onclose = ({ code, reason }) => socket === this.#socket && this.#closed(code, reason);
    // A close follows every error; `ws` throws errors that nobody listens to.
    socket.onerror = () => {};
    this.#timer = this.#clock.setTimeout(() => this.#closed(1006, 'no greeting'), timeouts.greeting);
    return undefined;
  }

  #receive(text) {
    const frame = parsed(text);
    if (!frame) return;
    this.#heartbeat.heard();
    if (frame.type === 'error' && frame.fatal) this.#waitAtLeast(hinted(frame.retry_after_ms));
    if (frame.type === 'connection_established') this.#welcome(frame);
    else if (this.#greeted) {
      this.#options.onFrame(frame);
      // Whatever the device says of its network.
      if (this.isOpen && this.#state.name !== 'online') this.#set({ name: 'online' });
    }
  }

  #welcome(frame) {
    if (this.#greeted) return;
    this.#clock.clearTimeout(this.#timer);
    this.#greeted = true;
    this.#onlineSince = this.#clock.now();
    this.#heartbeat.start(frame.heartbeat_interval);
    const socket = this.#socket;
    this.#options.onFrame(frame);
    if (socket === this.#socket) this.#set({ name: 'online' });
  }

  #closed(code, reason = '') {
    const now = this.#clock.now();
    const heardMore = this.#heartbeat.framesHeard > 1;
    const hasLived = this.#onlineSince !== null && now - this.#onlineSince > stableAfter;
    if (hasLived) this.#attempt = 0;
    // A proxy that cuts every connection lets each bring the next piece: then waiting longer and longer helps nobody.
    else if (heardMore) this.#attempt = Math.min(this.#attempt, 1);
    this.#failures = hasLived || heardMore ? 0 : this.#failures + 1;
    this.#drop();
    if (code === refused && this.#options.mayBeAdmitted?.()) return this.#retryIn(0, { code, reason });
    if (finalCodes.has(code)) return this.#set({ name: 'stopped', code, reason });
    const hint = hintIn(reason);
    this.#waitAtLeast(hint);
    if (code === rateLimited && this.#earliestRetry <= now) this.#waitAtLeast(rateLimitWait);
    // A slow client resumes at once, but not in a circle. The waits of a restart are spread already.
    const isTold = code === restarts && hint > 0;
    const delay = isTold || (code === tooSlow && heardMore) ? 0 : this.#nextDelay();
    this.#retryIn(delay, { code, reason });
  }

  #waitAtLeast(ms) {
    this.#earliestRetry = Math.max(this.#earliestRetry, this.#clock.now() + ms);
  }

  #nextDelay() {
    const { backoff, random } = this.#options;
    return reconnectDelay(this.#attempt++, backoff, random);
  }

  #retryIn(delay, { code, reason } = {}) {
    const now = this.#clock.now();
    const least = Math.max(this.#earliestRetry, now + (this.#options.leastDelay?.() ?? 0));
    const retryAt = Math.max(now + delay, least);
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.open(), retryAt - now);
    const name = saysOffline() ? 'offline' : 'reconnecting';
    this.#set({ name, retryAt, code, reason });
  }

  // Shown at once; a connection that stands all the same answers the ping.
  #wentOffline() {
    if (this.#state.name === 'stopped') return;
    if (this.#state.name !== 'offline') this.#set({ ...this.#state, name: 'offline' });
    if (this.isOpen) this.#heartbeat.probe();
  }

  #cameOnline() {
    if (!this.isOpen) return this.#retrySoon();
    if (this.#state.name === 'offline') this.#set({ name: 'connecting' });
    return this.#heartbeat.probe(this.#options.timeouts.probe);
  }

  // A device that slept has timers that are late.
  #becameVisible() {
    if (this.isOpen) this.#heartbeat.probeAfterSilence();
    else this.#retrySoon();
  }

  #retrySoon() {
    if (!['reconnecting', 'offline'].includes(this.#state.name)) return;
    this.#attempt = 0;
    this.#retryIn(this.#nextDelay(), this.#state);
  }

  #drop() {
    this.#clock.clearTimeout(this.#timer);
    this.#heartbeat.stop();
    this.#attemptId += 1;
    this.#onlineSince = null;
    this.#greeted = false;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #set(state) {
    this.#state = state;
    this.#options.onState(state);
  }
}

function parsed(text) {
  try {
    const frame = typeof text === 'string' ? JSON.parse(text) : null;
    return typeof frame?.type === 'string' ? frame : null;
  } catch {
    return null;
  }
}
