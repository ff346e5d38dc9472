// What the page asks, like the library's client; but all tabs of one person share one connection. One of them leads: it
// owns the connection (shared_hub.js). When it ends or hangs, another goes on from where it has heard the leader.

import { ClientStoppedError, QueueFullError } from './client/errors.js';
import { emit } from './client/events.js';
import { newRequestId } from './client/ids.js';
import { checkedPoint, noPlace, placeIn, resumePointOf } from './client/position.js';
import { LeaderWatch } from './leader_watch.js';
import { SharedAnswers } from './shared_answers.js';
import { SharedHub } from './shared_hub.js';
import { TabLock } from './tab_lock.js';
import { browserMeans } from './tab_means.js';

const mostUnsent = 16;
const signedOut = 4001;

/** Events: `state`, `answer`, `fault` and `signedOut` of aurawell-client.d.ts. */
export class SharedClient extends EventTarget {
  state = { name: 'connecting', transport: 'websocket' };
  #base;
  #options;
  #means;
  #language;
  #answers;
  #place = noPlace;
  #hub = null;
  #lock = null;
  #channel = null;
  #watch;
  #name;
  /** Of the leader that counts: who leads later has a higher number. */
  #term = 0;
  /** A piece of text did not fit to the one before. */
  #missesSome = false;
  /** What was unanswered when the connection ended for good, for the next page of this tab. */
  #left = null;
  #isClosed = false;

  /**
   * `options`: `userId`, `language`, `token` and `resume` of aurawell-client.d.ts, and `signInId`: tabs of another sign-in of the same
   * person have a connection of their own, which ends with it. `means`: what stands in for parts of the browser in tests.
   */
  constructor(base, { userId, signInId = '', language, token, resume }, means = {}) {
    super();
    this.#base = new URL(base);
    this.#options = { userId, token };
    this.#means = { ...browserMeans(), ...means };
    this.#language = language;
    this.#name = `aurawell ${this.#base.pathname} ${userId}${signInId && ` ${signInId}`}`;
    const point = checkedPoint(resume, userId);
    if (point) this.#place = placeIn(point);
    this.#answers = new SharedAnswers({
      stop: (id) => this.stop(id),
      stopAgain: (id) => this.#send({ type: 'stop', id }),
      onReported: (answer) => emit(this, 'answer', answer),
    }, point ?? undefined);
    const { clock, random, isVisible } = this.#means;
    this.#watch = new LeaderWatch({ clock, random, isVisible, ping: () => this.#post({ type: 'ping' }), missed: () => this.#lock.take() });
    this.enter();
  }

  get answers() { return this.#answers.answers; }
  get userId() { return this.#options.userId; }
  get language() { return this.#language; }
  /** Whether one connection serves all tabs. */
  get isShared() { return this.#channel !== null; }

  /** As in the library, but without connections, and what is too long ends as an `error`. */
  ask(message, { kind, conversationId, memberId, context, requestId = newRequestId() }) {
    const { name, code = 1000, reason = '' } = this.state;
    if (name === 'stopped') throw new ClientStoppedError(code, reason);
    if (message.trim() === '') throw new TypeError('a question must be a text that is not blank');
    const known = this.answers.get(requestId);
    if (known) return known;
    if (this.#answers.unsent >= mostUnsent) throw new QueueFullError(`${mostUnsent} questions wait for a connection`);
    const asked = { requestId, question: message, kind, conversationId, memberId, context };
    const entry = this.#answers.begin(asked, this.#hub === null && this.#term > 0);
    try {
      this.#send({ type: 'ask', asked });
    } catch (error) {
      this.#answers.withdraw(entry);
      throw error;
    }
    return entry.answer;
  }

  stop(answer) {
    const id = answer.requestId ?? answer;
    if (this.#answers.stopping(id)) this.#send({ type: 'stop', id });
  }

  setLanguage(language) {
    if (language === this.#language) return;
    this.#language = language;
    this.#send({ type: 'language', language });
  }

  /** Connects now. Who was refused for a token leads first: this tab may have a better one. */
  reconnect() {
    const { name, code } = this.state;
    if (this.#hub === null && name === 'stopped' && code === signedOut) this.#lock.take();
    else this.#send({ type: 'reconnect', isForced: this.#hub !== null });
  }

  resumePoint() {
    const saved = this.#answers.save();
    if (this.#left) saved.unanswered = this.#left;
    return resumePointOf(this.userId, this.userId, '', this.#place, saved);
  }

  /** Takes part again after `leave`. */
  enter() {
    const { locks, Channel } = this.#means;
    if (this.#isClosed || this.#channel !== null) return;
    if (!locks || !Channel) {
      if (this.#hub === null) this.#lead(false);
      return;
    }
    this.#channel = new Channel(this.#name);
    this.#channel.onmessage = ({ data }) => this.#receive(data);
    this.#lock = new TabLock(this.#name, locks, { led: () => this.#lead(true), lost: () => this.#follow() });
    this.#lock.wait();
    this.#post({ type: 'hello' });
    this.#watch.start();
  }

  /** Nobody sees this page any more, but it may come back: another tab shall lead. */
  leave() {
    if (this.#channel === null) return;
    this.#watch.stop();
    this.#hub?.close();
    this.#hub = null;
    this.#lock.release();
    this.#channel.close();
    this.#channel = null;
  }

  /** For good; answers go on in the server. */
  close() {
    this.#isClosed = true;
    this.leave();
    this.#hub?.close();
    this.#hub = null;
    this.#answers.abandon(new ClientStoppedError(1000, ''));
    this.state = { name: 'stopped', transport: 'websocket', code: 1000 };
  }

  /** Somebody looks at this tab again. */
  becameVisible() {
    if (this.#hub !== null || this.#channel === null) return;
    this.#post({ type: 'wake' });
    this.#watch.expect();
  }

  #lead(isShared) {
    this.#watch.stop();
    this.#term = Math.max(this.#term + 1, this.#means.clock.now());
    const term = this.#term;
    const isOver = this.state.name === 'stopped';
    const point = isOver ? { ...this.resumePoint(), ...noPlace, unanswered: [] } : this.resumePoint();
    const { userId, token } = this.#options;
    this.#hub = new SharedHub({
      isShared, clock: this.#means.clock,
      connect: (resume) => this.#means.connect(this.#base, { userId, token, language: this.#language, resume }),
      tell: (messages) => {
        if (term !== this.#term) return;
        this.#channel?.postMessage({ term, messages });
        for (const message of messages) this.#hear(message);
      },
    }, point);
  }

  /** Another tab leads. */
  #follow() {
    const hub = this.#hub;
    this.#hub = null;
    hub?.close();
    if (this.#channel === null) return;
    this.#lock.wait();
    this.#post({ type: 'hello' });
    this.#watch.start();
  }

  #send(message) {
    if (this.#hub !== null) return this.#hub.receive(message);
    this.#post(message);
    return this.#watch.expect();
  }

  #post(message) {
    this.#channel?.postMessage(message);
  }

  #receive({ term, messages, ...asked }) {
    if (term === undefined) return this.#hub?.receiveFromTab(asked);
    if (term < this.#term) return undefined;
    const tellsAll = messages.findIndex(({ type }) => type === 'all');
    if (term > this.#term) {
      // Of a new leader only the whole can be understood.
      if (tellsAll < 0) return this.#post({ type: 'hello' });
      this.#term = term;
      if (this.#hub !== null) this.#lock.release();
      if (this.#hub !== null) this.#follow();
    }
    this.#watch.start();
    this.#watch.heard();
    for (const message of messages) this.#hear(message);
    return undefined;
  }

  #hear({ type, ...message }) {
    if (type === 'piece') return this.#hearPiece(message);
    if (message.place) this.#place = message.place;
    if (type === 'all') this.#hearAll(message);
    else if (type === 'state') this.#show(message.state);
    else if (type === 'answer') this.#answers.take(message.answer);
    else if (type === 'refused') this.#answers.end(message.id, { status: 'error', data: { error_code: message.code, retryable: false } });
    else if (type === 'fault') emit(this, 'fault', message.fault);
    else if (type === 'signedOut') emit(this, 'signedOut', message.end);
    return undefined;
  }

  // Place and text belong together: what is missing is asked for, once.
  #hearPiece(message) {
    if (this.#answers.add(message)) this.#place = message.place;
    else if (!this.#missesSome) {
      this.#missesSome = true;
      this.#send({ type: 'hello' });
    }
  }

  #hearAll({ point, state }) {
    this.#missesSome = false;
    this.#place = placeIn(point);
    if (state.name !== 'stopped') this.#answers.takeAll(point, (saved) => this.#askAgain(saved));
    this.#show(state);
  }

  #askAgain({ requestId, question, kind, conversationId, memberId, context }) {
    try {
      this.#send({ type: 'ask', asked: { requestId, question, kind, conversationId, memberId, context } });
    } catch {
      this.#answers.end(requestId, { status: 'error', data: { error_code: 'CLIENT_UNANSWERED', retryable: true } });
    }
  }

  #show(state) {
    if (JSON.stringify(state) === JSON.stringify(this.state)) return;
    this.state = state;
    const isOver = state.name === 'stopped';
    this.#left = isOver ? this.#left ?? this.#answers.save().unanswered : null;
    if (isOver) this.#answers.abandon(new ClientStoppedError(state.code ?? 1000, state.reason ?? ''));
    emit(this, 'state', state);
  }
}
