// Brings connection, position in the session and questions together. The contract of everything
// public stands in aurawell-client.d.ts.

import { Addresses } from './addresses.js';
import { Answer } from './answer.js';
import { Checkpoints } from './checkpoints.js';
import { Controls } from './controls.js';
import { ClientStoppedError, RequestError } from './errors.js';
import { emit } from './events.js';
import { Fallback } from './fallback.js';
import { newConversationId, newRequestId } from './ids.js';
import { Link } from './link.js';
import { checkedId, checkedQuestion, checkedToken, completed, requestName } from './options.js';
import { checkedPoint, placeIn, Position, resumePointOf } from './position.js';
import { Questions } from './questions.js';
import { SseTransport } from './sse.js';
import { Token } from './token.js';

/** The token does not count, or no more. */
const refused = 4001;
/** The session belongs to another connection now. */
const replaced = 4005;

export const connect = (url, options) => new Client(url, options);

export class Client extends EventTarget {
  #options;
  #position = new Position();
  #memberId;
  #conversationId;
  #link;
  #questions;
  #controls;
  #token;
  #addresses;
  #sse;
  #fallback;
  #state = { name: 'connecting', transport: 'websocket' };
  #wasOnline = false;
  #closed = false;
  #checkpoints;
  /** What was unanswered when the client stopped. */
  #left = null;

  constructor(url, options) {
    super();
    this.#options = completed(url, options);
    const { userId, memberId, resume, limits, timeouts, clock } = this.#options;
    const point = checkedPoint(resume, userId);
    if (point) Object.assign(this.#position, placeIn(point));
    this.#memberId = memberId ?? point?.memberId ?? userId;
    this.#conversationId = point?.memberId === this.#memberId ? point.conversationId : '';
    const send = (frame) => this.#link.send(frame);
    this.#checkpoints = new Checkpoints({ reached: () => emit(this, 'checkpoint'), timeouts, clock });
    this.#controls = new Controls({ send, timeouts, clock });
    this.#token = new Token(this.#options.token, { clock, timeouts, send: (token) => this.#tell(token) });
    this.#addresses = new Addresses(this.#options, this.#position, this.#token);
    this.#questions = new Questions({
      send, limits, timeouts, clock,
      isCarried: (entry) => this.#sse.carries(entry),
      onStopped: (entry) => this.#sse.cancel(entry),
      onReported: (answer) => emit(this, 'answer', answer),
      onGone: (entry) => this.#sse.abort(entry),
      memberId: () => this.#memberId,
      changed: () => this.#checkpoints.now(),
    }, point ?? undefined);
    this.#sse = this.#newSse();
    this.#fallback = this.#newFallback();
    this.#link = this.#newLink();
    this.#link.open();
  }

  get state() { return this.#state; }
  get answers() { return this.#questions.answers; }
  get userId() { return this.#options.userId; }
  get memberId() { return this.#memberId; }
  get conversationId() { return this.#conversationId; }
  get language() { return this.#options.language; }
  get place() { return placeIn(this.#position); }

  ask(message, { kind = 'health', conversationId, memberId, context, requestId, reasoning } = {}) {
    if (this.#state.name === 'stopped') throw this.#stopped();
    checkedQuestion(message, kind);
    const answer = this.#questions.ask({
      requestId: checkedId('requestId', requestId || newRequestId(), requestName),
      question: message, kind, context, reasoning,
      conversationId: checkedId('conversationId', conversationId || this.#conversationId || newConversationId()),
      memberId: checkedId('memberId', memberId || this.#memberId),
    });
    this.#conversationId = answer.conversationId;
    this.#fallback.consider();
    return answer;
  }

  stop(answer) {
    this.#questions.stop(answer instanceof Answer ? answer.requestId : answer);
    this.#fallback.consider();
  }

  async switchMember(memberId) {
    if (this.#state.name === 'stopped') throw this.#stopped();
    checkedId('memberId', memberId);
    // Over HTTP each question names its member, and there is no session to tell.
    if (this.#state.transport === 'websocket') await this.#controls.request('switch_member', { target_member_id: memberId });
    this.#memberId = memberId;
    this.#conversationId = '';
    this.#checkpoints.now();
  }

  async status() {
    if (this.#state.name === 'stopped') throw this.#stopped();
    if (this.#state.transport === 'sse') throw new RequestError('CLIENT_OFFLINE', 'over HTTP there is no session to ask', true);
    return this.#controls.request('get_status');
  }

  async refreshToken(token) {
    checkedToken(token);
    if (this.#closed) throw this.#stopped();
    const { expires_at: expiresAt } = await this.#token.renew(token);
    return expiresAt ? new Date(expiresAt) : null;
  }

  setLanguage(language) {
    if (!['zh', 'en'].includes(language)) throw new TypeError("language must be 'zh' or 'en'");
    if (language === this.language) return;
    this.#options.language = language;
    if (this.#state.name !== 'stopped') this.reconnect();
  }

  reconnect() {
    if (this.#closed) return;
    // Its unfinished answers were given up: what the old session would go on with has no beginning.
    if (this.#state.name === 'stopped') this.#position.forget();
    this.#left = null;
    this.#token.forgive();
    this.#link.open();
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#link.close();
  }

  resumePoint() {
    const saved = this.#questions.save();
    if (this.#left) saved.unanswered = this.#left;
    return resumePointOf(this.userId, this.#memberId, this.#conversationId, this.#position, saved);
  }

  #newLink() {
    const { WebSocket, backoff, timeouts, random, clock } = this.#options;
    return new Link({
      WebSocket, backoff, timeouts, random, clock,
      address: () => this.#addresses.socket(),
      mayBeAdmitted: () => this.#token.refused(),
      onFrame: (frame) => this.#receive(frame),
      onState: (state) => this.#linkChanged(state),
      leastDelay: () => (this.#sse.works ? timeouts.websocketRetry : 0),
    });
  }

  #newSse() {
    const { fetch, backoff, limits, random, clock, timeouts } = this.#options;
    return new SseTransport({
      fetch, backoff, limits, random, clock, timeouts,
      request: (entry) => this.#addresses.question(entry),
      cancellation: (entry) => this.#addresses.cancellation(entry),
      onAdmitted: () => this.#token.accepted(),
      onRefused: () => this.#token.refused() || this.#link.stop(refused, 'not signed in'),
      questions: () => this.#questions,
      onFrame: (frame) => this.#dispatch(frame),
      onState: () => ['connecting', 'reconnecting', 'offline'].includes(this.#link.state.name) && this.#show(this.#link.state),
      onReleased: (entry) => this.#link.isOpen && this.#questions.takeBack(entry),
      prefersWebSocket: () => this.#link.isOpen,
      silence: () => this.#link.heartbeat + timeouts.pong,
    });
  }

  #newFallback() {
    return new Fallback({
      ...this.#options, health: this.#addresses.health,
      link: () => this.#link, sse: () => this.#sse, wasOnline: () => this.#wasOnline,
      hasQuestions: () => this.#questions.answers.size > 0, position: this.#position,
    });
  }

  // The next connection brings the token along by itself.
  async #tell(token) {
    if (!this.#link.isOpen) return {};
    return this.#controls.request('refresh_token', { token });
  }

  #receive(frame) {
    if (frame.type === 'connection_established') return this.#greeted(frame);
    if (frame.type === 'pong' || !this.#position.advance(frame.seq)) return undefined;
    this.#checkpoints.soon();
    return this.#dispatch(frame);
  }

  #dispatch(frame) {
    if (this.#controls.receive(frame) || this.#questions.receive(frame)) return;
    if (frame.type === 'error') emit(this, 'fault', frame);
  }

  #greeted(frame) {
    this.#wasOnline = true;
    this.#token.accepted(Date.parse(frame.timestamp));
    const recovered = this.#position.greeted(frame);
    this.#controls.reconnected();
    const isNew = frame.resumed !== true;
    if (isNew && this.#memberId !== this.userId) {
      // Each question names its member all the same: nothing depends on the outcome.
      this.#controls.request('switch_member', { target_member_id: this.#memberId }).catch(() => {});
    }
    this.#questions.reconnected(recovered);
    emit(this, 'welcome', frame);
    this.#checkpoints.now();
  }

  #linkChanged(state) {
    if (state.name === 'stopped') this.#end(state);
    this.#show(state);
    if (state.name === 'stopped' && state.code === refused) emit(this, 'signedOut', { code: state.code, reason: state.reason ?? '' });
    this.#fallback.consider();
  }

  #show(state) {
    const overHttp = this.#sse.works && !['online', 'stopped'].includes(state.name);
    const next = overHttp ? { name: 'online', transport: 'sse' } : { ...state, transport: 'websocket' };
    if (overHttp && this.#state.transport === 'sse') return;
    this.#state = next;
    emit(this, 'state', next);
  }

  #stopped() {
    return new ClientStoppedError(this.#state.code ?? 1000, this.#state.reason ?? '');
  }

  #end({ code, reason }) {
    if (this.#left === null) this.#left = this.#questions.save().unanswered;
    if (code === replaced) this.#position.forget();
    this.#sse.close();
    this.#token.stop();
    const error = new ClientStoppedError(code, reason ?? '');
    this.#controls.abandon(error);
    this.#questions.abandon(error);
    this.#checkpoints.stop();
  }
}
