// One WebSocket that comes back by itself. Knows frames only as JSON objects, and
// nothing of the page: whatever offers the same methods and callbacks can replace it.

/** Closes after which trying again by itself would be wrong. */
const finalCodes = new Set([4001, 4003, 4005, 4010]);

const shortestDelay = 500;
const longestDelay = 20_000;
const greetingTimeout = 10_000;
const pongTimeout = 10_000;
/** A connection that lived this long was a good one: backoff starts over. */
const stableAfter = 5_000;

/** Full jitter: any delay up to a ceiling that doubles with each failed attempt. */
export function reconnectDelay(attempt, random = Math.random) {
  const ceiling = Math.min(longestDelay, shortestDelay * 2 ** Math.min(attempt + 1, 10));
  return shortestDelay + random() * (ceiling - shortestDelay);
}

/**
 * States given to `onState`: `{name: 'connecting'}`, `{name: 'online'}`,
 * `{name: 'reconnecting' | 'offline', retryAt}` (milliseconds since the epoch; offline means
 * that the device says it has no network), `{name: 'stopped', code}`.
 * `onFrame` gets every frame but `pong`, in order, `connection_established` included.
 */
export class Connection {
  #socket = null;
  #state = { name: 'connecting' };
  #attempt = 0;
  #onlineSince = 0;
  #lastHeard = 0;
  #heartbeat = 25_000;
  #earliestRetry = 0;
  #timer = 0;
  #aliveTimer = 0;

  constructor({ userId, language, onFrame, onState }) {
    Object.assign(this, { userId, language, onFrame, onState });
    addEventListener('online', () => this.#retrySoon());
    addEventListener('offline', () => this.#retrySoon());
  }

  get online() {
    return this.#state.name === 'online';
  }

  /** Connects now, whatever the state; an open connection is replaced. */
  connect() {
    this.#drop();
    this.#set({ name: 'connecting' });
    const socket = new WebSocket(this.#url());
    this.#socket = socket;
    socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(data);
    socket.onclose = ({ code }) => socket === this.#socket && this.#closed(code);
    this.#timer = setTimeout(() => this.#closed(1006), greetingTimeout);
  }

  /** True if the frame was handed to an open connection. */
  send(frame) {
    if (!this.online || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** The server writes in the language of the connection, so this makes a new one. */
  setLanguage(language) {
    if (language === this.language) return;
    this.language = language;
    if (this.#state.name !== 'stopped') this.connect();
  }

  #url() {
    const url = new URL(`ws/chat/${encodeURIComponent(this.userId)}`, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    url.search = new URLSearchParams({ lang: this.language });
    url.hash = '';
    return url.href;
  }

  #receive(text) {
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    this.#lastHeard = Date.now();
    if (frame.type === 'connection_established') this.#greeted(frame);
    if (frame.type === 'error' && frame.fatal && frame.retry_after_ms > 0) {
      this.#earliestRetry = Date.now() + frame.retry_after_ms;
    }
    if (frame.type !== 'pong') this.onFrame(frame);
  }

  #greeted(frame) {
    clearTimeout(this.#timer);
    this.#onlineSince = Date.now();
    if (frame.heartbeat_interval > 0) this.#heartbeat = frame.heartbeat_interval * 1000;
    this.#watch(this.#heartbeat);
    this.#set({ name: 'online' });
  }

  // Pages cannot see the pings of the protocol, so silence is probed with our own.
  #watch(delay) {
    clearTimeout(this.#aliveTimer);
    this.#aliveTimer = setTimeout(() => {
      const silent = Date.now() - this.#lastHeard;
      if (silent < this.#heartbeat) return this.#watch(this.#heartbeat - silent);
      const asked = Date.now();
      this.send({ type: 'ping', data: {} });
      this.#aliveTimer = setTimeout(() => {
        if (this.#lastHeard >= asked) this.#watch(this.#heartbeat);
        else this.#closed(1006);
      }, pongTimeout);
    }, delay);
  }

  #closed(code) {
    if (this.#onlineSince && Date.now() - this.#onlineSince > stableAfter) this.#attempt = 0;
    this.#drop();
    if (finalCodes.has(code)) return this.#set({ name: 'stopped', code });
    const delay = reconnectDelay(this.#attempt++);
    this.#retryAt(Math.max(Date.now() + delay, this.#earliestRetry));
  }

  // What the device says of its network is a hint: a server on the device itself needs none.
  #retryAt(time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.connect(), time - Date.now());
    this.#set({ name: navigator.onLine ? 'reconnecting' : 'offline', retryAt: time });
  }

  #retrySoon() {
    if (!['reconnecting', 'offline'].includes(this.#state.name)) return;
    this.#attempt = 0;
    this.#retryAt(Math.max(Date.now() + reconnectDelay(0), this.#earliestRetry));
  }

  #drop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#aliveTimer);
    this.#onlineSince = 0;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #set(state) {
    this.#state = state;
    this.onState(state);
  }
}
