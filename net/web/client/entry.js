// What the client knows of an unfinished question beyond what its caller sees.

import { Answer, writerOf } from './answer.js';

const running = new Set(['unsent', 'sending', 'queued', 'streaming']);

export class Entry {
  answer;
  write;
  context;
  reasoning;
  /** It left this client at least once. */
  sent = false;
  /** The server showed that it has it. */
  acknowledged = false;
  stopping = false;
  /** Times it was sent again since the server last said something of it. */
  resends = 0;
  /** The next text that is no snapshot is the first of the whole answer. */
  startsOver = false;
  timer;

  constructor({ requestId, question, kind, conversationId, memberId, context, reasoning }, stop) {
    this.answer = new Answer({ requestId, question, kind, conversationId, memberId }, stop);
    this.write = writerOf(this.answer);
    this.context = context;
    this.reasoning = reasoning === true;
  }

  get id() {
    return this.answer.requestId;
  }

  /** One that the server reported: its question is not known, so it cannot be sent again. */
  get isReported() {
    return this.answer.question === '';
  }

  /** Without what the transports say differently. */
  get #name() {
    const { requestId, kind, conversationId, memberId } = this.answer;
    return { type: `${kind}_chat`, request_id: requestId, conversation_id: conversationId, active_member_id: memberId };
  }

  get #data() {
    const data = { message: this.answer.question };
    if (this.context) data.context = this.context;
    if (this.reasoning) data.reasoning = true;
    return data;
  }

  /** The question as a WebSocket message. */
  get frame() {
    return { ...this.#name, data: this.#data };
  }

  /** The question as an HTTP body. */
  get body() {
    return { ...this.#name, ...this.#data };
  }

  /** Plain data from which `Entry.from` makes an equal one. */
  save() {
    const { requestId, question, kind, conversationId, memberId, status, message, data, text, reasoning } = this.answer;
    const { context, sent, acknowledged, stopping, startsOver } = this;
    return {
      requestId, question, kind, conversationId, memberId, context, reasoning: this.reasoning, sent, acknowledged, stopping, startsOver,
      status, message, data, text, thoughts: reasoning,
    };
  }

  /** Null if `saved` is not what `save` returns: it may come from a storage that anyone can edit. */
  static from(saved, stop) {
    const texts = ['requestId', 'question', 'conversationId', 'memberId', 'text', 'thoughts', 'message'];
    if (!texts.every((name) => typeof saved?.[name] === 'string')) return null;
    if (!['health', 'general'].includes(saved.kind) || !running.has(saved.status)) return null;
    const entry = new Entry(saved, stop);
    for (const name of ['sent', 'acknowledged', 'stopping', 'startsOver']) entry[name] = saved[name] === true;
    entry.write.restore(saved.text, saved.thoughts);
    entry.write.become({ status: saved.status, message: saved.message, data: saved.data ?? {} });
    return entry;
  }
}
