// The conversation: what was asked, how each answer stands. Knows frames and records,
// no nodes.

import { newConversationId, newRequestId } from './ids.js';
import { recallInTab, rememberInTab } from './preferences.js';

/** Time in which the server must accept a question. */
const acceptTimeout = 15_000;
const keptExchanges = 100;

const running = new Set(['sending', 'accepted', 'queued', 'streaming', 'stopping']);
const terminal = new Set(['done', 'cancelled', 'incomplete', 'error']);

export const isRunning = (exchange) => running.has(exchange.status);

/**
 * An exchange is one question with its answer: `{requestId, kind, question, context, status,
 * text, message, data, failedAt}`. `status` is the server's word, or ours: accepted (the server's
 * `sending`), stopping, interrupted (connection lost), unanswered. `text` is the Markdown so far.
 * Callbacks: `onExchange(exchange)` for a new one, `onStatus(exchange)`, `onDelta(exchange, text)`,
 * `onRestart(exchange)` when its text is taken back, `onFault(frame)`, `onCleared()`.
 */
export class Chat {
  exchanges = [];
  #conversationId = newConversationId();
  #active = null;
  #timer = 0;

  constructor(send, callbacks) {
    this.send = send;
    Object.assign(this, callbacks);
    addEventListener('pagehide', () => this.#save());
  }

  get active() {
    return this.#active;
  }

  /** Shows what this tab held before a reload. */
  restore() {
    const saved = recallInTab('conversation');
    if (!Array.isArray(saved?.exchanges)) return;
    this.#conversationId = saved.id;
    for (const exchange of saved.exchanges) {
      if (isRunning(exchange)) exchange.status = 'interrupted';
      this.exchanges.push(exchange);
      this.onExchange(exchange);
    }
  }

  /** False, and nothing changed, if it cannot be sent now. */
  ask(kind, question, context) {
    if (this.#active) return false;
    const exchange = { requestId: newRequestId(), kind, question, context, status: 'sending', text: '', data: {} };
    if (!this.#post(exchange)) return false;
    this.exchanges.push(exchange);
    this.onExchange(exchange);
    return true;
  }

  /**
   * Asks again in place. After a lost connection under the same request id: the server
   * then answers from the request it already has, instead of running it twice.
   */
  retry(exchange) {
    if (this.#active) return false;
    const lost = exchange.status === 'interrupted' || exchange.status === 'unanswered';
    const next = { ...exchange, requestId: lost ? exchange.requestId : newRequestId() };
    if (!this.#post(next)) return false;
    Object.assign(exchange, { requestId: next.requestId, text: '', data: {}, message: '' });
    this.#active = exchange;
    this.onRestart(exchange);
    this.#become(exchange, 'sending');
    return true;
  }

  stop() {
    const exchange = this.#active;
    if (!exchange || exchange.status === 'stopping') return;
    if (!this.#cancel(exchange)) return;
    this.#become(exchange, 'stopping');
  }

  startOver() {
    if (this.#active) this.#cancel(this.#active);
    this.#end();
    this.exchanges = [];
    this.#conversationId = newConversationId();
    rememberInTab('conversation', null);
    this.onCleared();
  }

  /** The connection is gone, and what it was still to bring with it. */
  linkLost() {
    if (this.#active) this.#finish(this.#active, 'interrupted');
  }

  receive(frame) {
    const exchange = this.#active?.requestId === frame.request_id ? this.#active : null;
    if (frame.type === 'error') return this.#fault(frame, exchange);
    if (!exchange) return;
    if (frame.type === 'chat_stream') this.#text(exchange, frame);
    if (frame.type === 'status_update') this.#status(exchange, frame);
  }

  #post(exchange) {
    const { requestId, kind, question, context } = exchange;
    const data = kind === 'health' && context ? { message: question, context } : { message: question };
    const sent = this.send({
      type: `${kind}_chat`, request_id: requestId, conversation_id: this.#conversationId, data,
    });
    if (!sent) return false;
    this.#active = exchange;
    this.#timer = setTimeout(() => this.#finish(exchange, 'unanswered'), acceptTimeout);
    return true;
  }

  #cancel({ requestId }) {
    return this.send({ type: 'cancel', request_id: requestId, data: { request_id: requestId } });
  }

  #text(exchange, frame) {
    if (frame.data?.snapshot) {
      exchange.text = frame.delta;
      this.onRestart(exchange);
    } else {
      exchange.text += frame.delta;
    }
    this.onDelta(exchange, frame.delta);
  }

  #status(exchange, frame) {
    clearTimeout(this.#timer);
    exchange.message = frame.message ?? '';
    exchange.data = frame.data ?? {};
    if (terminal.has(frame.status)) return this.#finish(exchange, frame.status);
    if (exchange.status === 'stopping') return;
    this.#become(exchange, frame.status === 'sending' ? 'accepted' : frame.status);
  }

  // A question that was never accepted fails with it; a later fault does not end an answer.
  #fault(frame, exchange) {
    if (exchange?.status !== 'sending') return this.onFault(frame);
    exchange.message = frame.message;
    exchange.data = frame;
    this.#finish(exchange, 'error');
  }

  #finish(exchange, status) {
    const whole = exchange.data.full_response;
    if (typeof whole === 'string' && whole !== exchange.text) {
      exchange.text = whole;
      this.onRestart(exchange);
      this.onDelta(exchange, whole);
    }
    exchange.failedAt = Date.now();
    this.#end();
    this.#become(exchange, status);
    this.#save();
  }

  #end() {
    clearTimeout(this.#timer);
    this.#active = null;
  }

  #become(exchange, status) {
    exchange.status = status;
    this.onStatus(exchange);
  }

  #save() {
    if (this.exchanges.length === 0) return;
    rememberInTab('conversation', { id: this.#conversationId, exchanges: this.exchanges.slice(-keptExchanges) });
  }
}
