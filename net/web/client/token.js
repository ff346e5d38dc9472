// The token of the client: where it comes from, how long it lasts, and its renewal in time.

/** A timer must not overflow; whoever signs in for longer is asked again then. */
const longestWait = 2 ** 31 - 1;
const shortestPause = 1_000;

/** When a JSON web token ends, in milliseconds since 1970; 0 for one that does not say. Checks nothing. */
export function expiryOf(token) {
  try {
    const [, payload] = token.split('.');
    const { exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return Number.isFinite(exp) ? exp * 1000 : 0;
  } catch {
    return 0;
  }
}

const isPromise = (value) => typeof value?.then === 'function';

export class Token {
  #source;
  #options;
  #current = '';
  #refused = '';
  /** No second chance until a connection was greeted. */
  #chanceTaken = false;
  #timer = null;
  /** The server's clock less ours. */
  #skew = 0;

  /** `options`: `clock`, `timeouts`, `send(token)` tells the server of a newer one and resolves with its `data`. */
  constructor(source, options) {
    this.#source = source;
    this.#options = options;
  }

  /** A token for the next connection, `''` for none; a promise of it if the source is asynchronous. */
  next() {
    if (typeof this.#source !== 'function') return this.#took(this.#source);
    const given = this.#source(this.#refused || undefined);
    return isPromise(given) ? given.then((token) => this.#took(token)) : this.#took(given);
  }

  /** Whether `token` is no better than the one that the server did not take. */
  isRefused(token) {
    return this.#refused !== '' && (token === this.#refused || token === '');
  }

  /** What was refused may be tried again. */
  forgive() {
    this.#refused = '';
    this.#chanceTaken = false;
  }

  /** The server refused the token. True if another may be had: then `next` asks for it. */
  refused() {
    this.#refused = this.#current;
    if (typeof this.#source !== 'function' || this.#chanceTaken || this.#current === '') return false;
    this.#chanceTaken = true;
    return true;
  }

  /** The token was taken; `serverTime` is the server's clock, if it told. */
  accepted(serverTime) {
    this.forgive();
    const now = this.#options.clock.now();
    this.#skew = Number.isFinite(serverTime) ? serverTime - now : 0;
    this.#plan();
  }

  /** Uses `token` from now on, for connections to come and for the one that stands. */
  async renew(token) {
    const before = this.#current;
    if (token !== undefined) {
      if (typeof this.#source !== 'function') this.#source = token;
      this.#took(token);
    } else await this.next();
    this.#refused = '';
    this.#plan();
    if (this.#current === '' || (token === undefined && this.#current === before)) return {};
    return this.#options.send(this.#current);
  }

  /** Nobody needs the token any more. */
  stop() {
    this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #took(token) {
    this.#current = token || '';
    return this.#current;
  }

  #left() {
    const expiry = expiryOf(this.#current);
    return expiry === 0 ? Infinity : expiry - this.#skew - this.#options.clock.now();
  }

  // A token that lasts less than twice the usual notice is renewed at half of its time.
  #plan() {
    this.stop();
    const left = this.#left();
    if (typeof this.#source !== 'function' || left === Infinity || left <= 0) return;
    const wait = Math.max(left - this.#options.timeouts.renew, left / 2, shortestPause);
    this.#timer = this.#options.clock.setTimeout(() => this.#renewNow(), Math.min(wait, longestWait));
  }

  // What fails is tried again, sooner each time, until the token has run out.
  async #renewNow() {
    return this.renew().catch(() => this.#timer !== null && this.#plan());
  }
}
