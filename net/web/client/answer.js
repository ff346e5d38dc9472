// One question with its answer, as the caller sees it.

import { TextReplacedError } from './errors.js';
import { emit } from './events.js';

const terminal = new Set(['done', 'cancelled', 'incomplete', 'error']);

export const isTerminal = (status) => terminal.has(status);

/** The writing side of an answer: `writerOf(answer)`. Only this library's files use it. */
export let writerOf;

export class Answer extends EventTarget {
  #asked;
  #state = { status: 'unsent', message: '', data: {}, position: 0 };
  #text = '';
  #reasoning = '';
  /** Counts replacements, so that an iterator compares texts only when it must. */
  #edition = 0;
  #failure = null;
  #waiting = [];
  #settle;
  #stop;

  /** `asked` is `{requestId, question, kind, conversationId, memberId}`. */
  constructor(asked, stop) {
    super();
    this.#asked = asked;
    this.#stop = stop;
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.done.catch(() => {});
  }

  get requestId() { return this.#asked.requestId; }
  get question() { return this.#asked.question; }
  get kind() { return this.#asked.kind; }
  get conversationId() { return this.#asked.conversationId; }
  get memberId() { return this.#asked.memberId; }
  get status() { return this.#state.status; }
  get message() { return this.#state.message; }
  get data() { return this.#state.data; }
  get position() { return this.#state.position; }
  get text() { return this.#text; }
  get reasoning() { return this.#reasoning; }

  stop() {
    this.#stop(this);
  }

  async *[Symbol.asyncIterator]() {
    let yielded = '';
    let edition = this.#edition;
    for (;;) {
      const text = this.#text;
      if (edition !== this.#edition && !text.startsWith(yielded)) throw new TextReplacedError(text);
      edition = this.#edition;
      if (text.length > yielded.length) {
        const rest = text.slice(yielded.length);
        yielded = text;
        yield rest;
      } else if (this.#failure) {
        throw this.#failure;
      } else if (isTerminal(this.status)) {
        return;
      } else {
        await new Promise((resolve) => this.#waiting.push(resolve));
      }
    }
  }

  static {
    writerOf = (answer) => ({
      append: (text) => answer.#append(text),
      replace: (text) => answer.#replace(text),
      think: (text) => answer.#think(text),
      become: (state) => answer.#become(state),
      restore: (text, reasoning) => answer.#restore(text, reasoning),
      fail: (error) => answer.#fail(error),
    });
  }

  #append(text) {
    if (text === '') return;
    this.#text += text;
    this.#wake();
    emit(this, 'delta', text);
  }

  // A replacement that continues the text is nothing but more text.
  #replace(text) {
    if (text.startsWith(this.#text)) return this.#append(text.slice(this.#text.length));
    this.#text = text;
    this.#edition += 1;
    this.#wake();
    emit(this, 'reset');
  }

  #think(text) {
    this.#reasoning += text;
    emit(this, 'reasoning', text);
  }

  #restore(text, reasoning) {
    this.#text = text;
    this.#reasoning = reasoning;
  }

  #become({ status, message = '', data = {} }) {
    this.#state = { status, message, data, position: status === 'queued' ? data.position ?? 0 : 0 };
    this.#wake();
    emit(this, 'status', status);
    if (isTerminal(status)) this.#settle.resolve(this);
  }

  #fail(error) {
    this.#failure = error;
    this.#wake();
    this.#settle.reject(error);
  }

  #wake() {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
