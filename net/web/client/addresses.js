// Where requests go, and how they say who asks.

import { addressOf } from './options.js';

export class Addresses {
  #options;
  #position;
  #token;

  constructor(options, position, token) {
    this.#options = options;
    this.#position = position;
    this.#token = token;
  }

  /** `{url, protocols}` of the next WebSocket, or null if nobody lets it in; a promise of it if the token is one. */
  socket() {
    const token = this.#token.next();
    return typeof token === 'string' ? this.#socketWith(token) : token.then((known) => this.#socketWith(known));
  }

  /** Answers everybody. */
  get health() {
    return addressOf(this.#options.base, 'http', 'api/v1/health');
  }

  /** `{url, headers, body}` that asks the question of `entry` by HTTP. */
  question({ body }) {
    return this.#post('stream', body);
  }

  /** The same that stops it: one that has not arrived yet is not answered when it does. */
  cancellation({ body }) {
    return this.#post('message', { ...body, cancel: true });
  }

  async #post(path, body) {
    const { base, userId, language } = this.#options;
    const token = await this.#token.next();
    return {
      url: addressOf(base, 'http', `api/v1/chat/${path}`),
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      body: { ...body, user_id: userId, lang: language },
    };
  }

  // A token travels as a sub-protocol: addresses end up in logs.
  #socketWith(token) {
    if (this.#token.isRefused(token)) return null;
    const { base, userId, language } = this.#options;
    return {
      url: addressOf(base, 'ws', `ws/chat/${encodeURIComponent(userId)}`, { lang: language, ...this.#position.parameters }),
      protocols: token ? ['aurawell.v1', `aurawell.token.${token}`] : [],
    };
  }
}
