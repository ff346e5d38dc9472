// The conversation on the screen: what was asked, how each answer stands. Brings together what
// the server remembers and what the client has under way. Knows no nodes.

import { Exchange, exchangesOf, safetyIn } from './exchange.js';
import { newConversationId } from './ids.js';

const pageSize = 30;

/**
 * Callbacks: those of Exchange.follow, `onExchange(exchange)` for a new one at the end,
 * `onExchanges()` when the list is another one, `onLoading()` when `loading`, `failure` or
 * `hasOlder` changed.
 */
export class Conversation {
  id = newConversationId();
  memberId;
  exchanges = [];
  loading = false;
  /** The ServiceError of the last attempt to load, or null. */
  failure = null;
  #older = null;
  #client;
  #history;
  #events;

  constructor(client, history, memberId, callbacks) {
    this.#client = client;
    this.#history = history;
    this.memberId = memberId;
    this.#events = callbacks;
  }

  /** The exchange whose answer is on its way, or null. */
  get active() {
    return this.exchanges.find((exchange) => exchange.isRunning) ?? null;
  }

  get isNew() {
    return this.exchanges.length === 0 && !this.loading && !this.failure;
  }

  get hasOlder() {
    return this.#older !== null;
  }

  /** An empty conversation; answers on their way go on unseen. */
  start(memberId) {
    this.#show(newConversationId(), memberId, false);
  }

  /** Shows a conversation of the server's memory. */
  async open(id, memberId) {
    this.#show(id, memberId, true);
    const mine = [...this.#client.answers.values()].filter((answer) => answer.conversationId === id);
    for (const answer of mine) this.exchanges.push(this.#following(answer));
    if (mine.length > 0) this.#events.onExchanges();
    await this.#load();
  }

  /** Loads the newest exchanges, or after them the next older ones. */
  async load() {
    if (!this.loading) await this.#load();
  }

  async #load() {
    const { id, memberId } = this;
    const before = this.#older;
    this.#loads(true, null);
    const page = await this.#history.messages(id, memberId, { limit: pageSize, before }).catch((error) => error);
    if (this.id !== id) return;
    if (page instanceof Error) return this.#loads(false, isUnknown(page) ? null : page);
    this.#older = page.next;
    this.#merge(exchangesOf(page.messages));
    this.#loads(false, null);
    this.recover();
  }

  /** Loads again what could not be loaded, and asks again for answers that nobody brings. */
  recover() {
    if (this.failure) return this.load();
    for (const exchange of this.exchanges) {
      if (exchange.isLost && (exchange.isRunning || !exchange.stored)) this.#send(exchange);
    }
    return undefined;
  }

  /** False, and nothing changed, if it cannot be sent now. */
  ask(kind, question, context) {
    if (this.active) return false;
    const exchange = new Exchange({ kind, question, context });
    if (!this.#send(exchange)) return false;
    this.exchanges.push(exchange);
    this.#events.onExchange(exchange);
    return true;
  }

  /** Asks again: in place if nothing came of it, else at the end. */
  retry(exchange) {
    if (exchange.isLost) return this.#send(exchange);
    const { kind, question, context } = exchange;
    if (exchange.text !== '' || exchange !== this.exchanges.at(-1)) return this.ask(kind, question, context);
    if (this.active) return false;
    Object.assign(exchange, { requestId: '', stored: false, ...safetyIn({}) });
    return this.#send(exchange);
  }

  stop() {
    const exchange = this.active;
    if (!exchange?.answer || exchange.status === 'stopping') return;
    exchange.stopping(this.#events);
    this.#client.stop(exchange.answer);
  }

  /** Takes an answer that the client reports without having been asked for it here. */
  adopt(answer) {
    if (answer.conversationId !== this.id) return;
    const known = this.exchanges.find(({ requestId }) => requestId === answer.requestId);
    if (known) return known.follow(answer, this.#events);
    const exchange = this.#following(answer);
    this.exchanges.push(exchange);
    this.#events.onExchange(exchange);
  }

  #show(id, memberId, loading) {
    Object.assign(this, { id, memberId, loading, exchanges: [], failure: null });
    this.#older = null;
    this.#events.onExchanges();
    this.#events.onLoading();
  }

  #loads(loading, failure) {
    Object.assign(this, { loading, failure });
    this.#events.onLoading();
  }

  // An answer on its way is newer than what the server remembers of it.
  #merge(stored) {
    const shown = new Map(this.exchanges.map((exchange) => [exchange.requestId, exchange]));
    const merged = stored.map((exchange) => {
      const known = shown.get(exchange.requestId);
      if (known) known.question ||= exchange.question;
      if (known && !known.safety) Object.assign(known, { safety: exchange.safety, safetyNow: exchange.safetyNow, help: exchange.help });
      shown.delete(exchange.requestId);
      return known ?? exchange;
    });
    this.exchanges = [...merged, ...shown.values()];
    this.#events.onExchanges();
  }

  #following(answer) {
    const { requestId, kind, question } = answer;
    const exchange = new Exchange({ requestId, kind, question });
    exchange.follow(answer, this.#events);
    return exchange;
  }

  #send(exchange) {
    const { kind, question, context } = exchange;
    const requestId = exchange.requestId || undefined;
    let answer;
    try {
      answer = this.#client.ask(question, { kind, context, requestId, conversationId: this.id, memberId: this.memberId });
    } catch {
      return false;
    }
    exchange.requestId = answer.requestId;
    exchange.follow(answer, this.#events);
    return true;
  }
}

/** A conversation whose first question has not reached the server has no past. */
const isUnknown = (error) => error.status === 404;
