// The unfinished questions: sends them until the server has them, and turns frames into answers.

import { isTerminal } from './answer.js';
import { hinted } from './backoff.js';
import { EndedIds } from './ended_ids.js';
import { Entry } from './entry.js';
import { QueueFullError, TooLongError } from './errors.js';
import { beginsReport, isEvent, isForNextServer, isTooOften } from './question_frames.js';

/** Reported answers that are unfinished at the same time; a sane server stays far below. */
const mostReported = 64;
const noSuchRequest = 'USER_1203';

const bytesOf = (frame) => new TextEncoder().encode(JSON.stringify(frame)).length;

export class Questions {
  /** The unfinished answers for the caller; kept equal to `#entries`. */
  answers = new Map();
  #entries = new Map();
  #ended;
  #options;

  /**
   * `options`: `send(frame)` returns whether it left; `isCarried(entry)` whether another transport has it, which `onStopped(entry)` tells to end it;
   * `onReported(answer)`; `onGone(entry)`; `memberId()`; `changed()` when more than text differs; `limits`, `timeouts`, `clock`.
   * `saved`: what `save()` returned.
   */
  constructor(options, { unanswered = [], ended = [] } = {}) {
    this.#options = options;
    this.#ended = new EndedIds(ended);
    for (const one of unanswered) {
      const entry = Entry.from(one, (answer) => this.stop(answer.requestId));
      if (entry) this.#add(entry);
    }
  }

  save() {
    // What another transport carries, no session of a WebSocket will go on with.
    const saved = (entry) => (this.#options.isCarried(entry) ? { ...entry.save(), acknowledged: false, startsOver: true } : entry.save());
    return { unanswered: [...this.#entries.values()].map(saved), ended: this.#ended.saved() };
  }

  get unsent() {
    return [...this.#entries.values()].filter(({ sent }) => !sent);
  }

  /** Those whose question can be put again, on whatever way. */
  get askable() {
    return [...this.#entries.values()].filter(({ isReported, stopping }) => !isReported && !stopping);
  }

  /** Those whose end the caller has asked for. */
  get stopping() {
    return [...this.#entries.values()].filter(({ stopping }) => stopping);
  }

  has(entry) {
    return this.#entries.get(entry.id) === entry;
  }

  ask(asked) {
    const { limits } = this.#options;
    const known = this.answers.get(asked.requestId);
    if (known) return known;
    const entry = new Entry(asked, (answer) => this.stop(answer.requestId));
    if (bytesOf(entry.frame) > limits.frameBytes) throw new TooLongError(`a message may have ${limits.frameBytes} bytes`);
    if (this.unsent.length >= limits.unsent) throw new QueueFullError(`${limits.unsent} questions wait for a connection`);
    this.#ended.delete(entry.id);
    this.#add(entry);
    this.transmit(entry);
    this.#options.changed();
    return entry.answer;
  }

  stop(id) {
    const entry = this.#entries.get(id);
    if (!entry || entry.stopping) return;
    entry.stopping = true;
    if (this.#options.isCarried(entry)) this.#options.onStopped(entry);
    else if (!entry.sent) this.finish(entry, { status: 'cancelled' });
    else this.transmit(entry);
    this.#options.changed();
  }

  /** A connection stands. What the server may not know, or not know that we want, is said again. */
  reconnected(recovered) {
    for (const entry of [...this.#entries.values()]) {
      if (this.#options.isCarried(entry)) continue;
      if (!recovered) this.#doubt(entry);
      if (!entry.acknowledged || entry.stopping) this.transmit(entry);
    }
  }

  /** Another transport gave it up. */
  takeBack(entry) {
    this.#doubt(entry);
    this.transmit(entry);
  }

  /** Sends the question, or that it is to be stopped, and once more if nothing comes back. */
  transmit(entry) {
    const { send, clock, timeouts, limits } = this.#options;
    clock.clearTimeout(entry.timer);
    if (entry.sent && entry.resends >= limits.resends) return this.#giveUp(entry);
    const left = entry.stopping ? send(this.#cancelOf(entry)) : entry.isReported || send(entry.frame);
    if (!left) return;
    if (entry.sent) entry.resends += 1;
    entry.sent = true;
    entry.timer = clock.setTimeout(() => {
      if (!this.has(entry)) return;
      if (entry.isReported && !entry.acknowledged) this.#giveUp(entry);
      else if (!entry.acknowledged || entry.stopping) this.transmit(entry);
    }, timeouts.accept);
    if (entry.answer.status === 'unsent') entry.write.become({ status: 'sending' });
  }

  /** True if the frame was about a question. */
  receive(frame) {
    const entry = this.#entries.get(frame.request_id) ?? this.#malformed(frame) ?? this.#reported(frame);
    if (!entry) return isEvent(frame);
    if (frame.type === 'error') return this.#fault(entry, frame);
    if (!isEvent(frame)) return false;
    if (this.#isPostponed(entry, frame)) return true;
    entry.acknowledged = true;
    entry.resends = 0;
    if (frame.type === 'chat_stream') this.#text(entry, frame);
    else if (frame.type === 'chat_reasoning') entry.write.think(String(frame.delta ?? ''));
    else this.#status(entry, frame);
    return true;
  }

  finish(entry, { status, message, data = {} }) {
    if (!this.has(entry)) return;
    this.#remove(entry);
    this.#ended.add(entry.id);
    const whole = data.full_response;
    if (typeof whole === 'string' && whole.length <= this.#options.limits.answerChars) entry.write.replace(whole);
    entry.write.become({ status, message, data });
    this.#options.changed();
  }

  /** The client ends; nobody will bring these to their end. */
  abandon(error) {
    for (const entry of [...this.#entries.values()]) {
      this.#remove(entry);
      entry.write.fail(error);
    }
  }

  // Whether the server has it, and what it sends next, is open again.
  #doubt(entry) {
    entry.acknowledged = false;
    entry.startsOver = true;
  }

  #add(entry) {
    this.#entries.set(entry.id, entry);
    this.answers.set(entry.id, entry.answer);
  }

  #remove(entry) {
    this.#options.clock.clearTimeout(entry.timer);
    this.#entries.delete(entry.id);
    this.answers.delete(entry.id);
    this.#options.onGone(entry);
  }

  #cancelOf({ id }) {
    return { type: 'cancel', request_id: id, data: { request_id: id } };
  }

  #giveUp(entry) {
    if (entry.isReported) return this.finish(entry, { status: 'incomplete' });
    if (entry.stopping) return this.finish(entry, { status: 'cancelled' });
    const data = { error_code: 'CLIENT_UNANSWERED', retryable: true, retry_after_ms: null };
    return this.finish(entry, { status: 'error', data });
  }

  // A server that could not read a question may not know its id. Only questions can be malformed,
  // so if one alone is not accepted yet, it is that one.
  #malformed({ type, error_code: code, fatal }) {
    if (type !== 'error' || fatal || !String(code).startsWith('VALIDATION_')) return null;
    const open = [...this.#entries.values()].filter((entry) => entry.sent && !entry.acknowledged && !this.#options.isCarried(entry));
    return open.length === 1 ? open[0] : null;
  }

  // Null for what ended, and for the replies to control messages.
  #reported(frame) {
    const { request_id: requestId, conversation_id: conversationId = '' } = frame;
    if (typeof requestId !== 'string' || this.#ended.has(requestId) || !beginsReport(frame)) return null;
    const reported = [...this.#entries.values()].filter(({ isReported }) => isReported).length;
    if (reported >= mostReported) return null;
    const asked = { requestId, question: '', kind: 'health', conversationId, memberId: this.#options.memberId() };
    const entry = new Entry(asked, (answer) => this.stop(answer.requestId));
    entry.sent = true;
    this.#add(entry);
    this.#options.onReported(entry.answer);
    return entry;
  }

  // A repeated question may be refused for its rate while it runs all the same.
  #isPostponed(entry, frame) {
    const isForNext = isForNextServer(frame) && !entry.isReported;
    if (!isForNext && (!isTooOften(frame) || entry.resends === 0)) return false;
    if (isForNext) {
      this.#doubt(entry);
      entry.resends = 0;
      if (entry.stopping) this.finish(entry, { status: 'cancelled' });
    }
    const { clock, timeouts } = this.#options;
    clock.clearTimeout(entry.timer);
    entry.timer = clock.setTimeout(() => this.has(entry) && this.transmit(entry), hinted(frame.data.retry_after_ms) || timeouts.accept);
    return true;
  }

  #text(entry, { delta = '', data }) {
    const { limits, send } = this.#options;
    const startsOver = data?.snapshot === true || entry.startsOver;
    entry.startsOver = false;
    if ((startsOver ? 0 : entry.answer.text.length) + delta.length > limits.answerChars) {
      send(this.#cancelOf(entry));
      const tooLong = { error_code: 'CLIENT_TOO_LONG', retryable: false, retry_after_ms: null };
      return this.finish(entry, { status: 'incomplete', data: tooLong });
    }
    if (startsOver) entry.write.replace(delta);
    else entry.write.append(delta);
    return undefined;
  }

  #status(entry, { status, message, data }) {
    if (isTerminal(status)) return this.finish(entry, { status, message, data: data ?? {} });
    // Accepted anew: if it runs anew, its text begins anew.
    if (status === 'sending') entry.startsOver = true;
    const isOlder = status === 'sending' && ['queued', 'streaming'].includes(entry.answer.status);
    if (!isOlder) entry.write.become({ status, message, data: data ?? {} });
    return this.#options.changed();
  }

  // False: nothing for this answer.
  #fault(entry, { error_code, message, retryable, retry_after_ms }) {
    if (entry.stopping && error_code === noSuchRequest) this.finish(entry, { status: 'cancelled' });
    else if (error_code !== noSuchRequest && !entry.acknowledged) {
      this.finish(entry, { status: 'error', message, data: { error_code, retryable, retry_after_ms } });
    } else return false;
    return true;
  }
}
