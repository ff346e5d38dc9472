// The leading tab's side of the one connection: owns the client of the library, does what tabs ask of it, and tells all
// of them what happens.

const refusals = { TooLongError: 'CLIENT_TOO_LONG', QueueFullError: 'CLIENT_QUEUE_FULL' };
const replaced = 4005;
/** States in which another tab's wish to connect is not fulfilled already. */
const idle = new Set(['reconnecting', 'offline', 'stopped']);
/** Least time between two returns after another tab took the session, in milliseconds. */
const returnAfter = 10_000;
/** Before such a return, in milliseconds. */
const returnDelay = 1_000;

export class SharedHub {
  #options;
  #client;
  #followed = new WeakSet();
  #returnedAt = -Infinity;
  /** What is told when the present task ends, as one message: a tab has all of it or nothing. */
  #told = [];

  /**
   * `options`: `connect(point)` makes the client; `tell(messages)` reaches every tab, this one at once; `clock`; `isShared`.
   * `point` is the resume point to go on from.
   */
  constructor(options, point) {
    this.#options = options;
    this.#open(point);
  }

  /** Does what a tab asks. Throws what the library's `ask` throws. */
  receive({ type, ...message }) {
    const client = this.#client;
    if (type === 'hello') this.#tellAll();
    else if (type === 'ping') this.#tell({ type: 'pong' });
    else if (type === 'ask') this.#ask(message.asked);
    else if (type === 'stop') this.#stop(message.id);
    else if (type === 'language') client.setLanguage(message.language);
    else if (type === 'reconnect' && (message.isForced || idle.has(client.state.name))) client.reconnect();
    // A hidden tab's timers may be late by a minute.
    else if (type === 'wake' && client.state.retryAt <= this.#options.clock.now()) client.reconnect();
  }

  /** The same from another tab, which cannot be thrown at. */
  receiveFromTab(message) {
    try {
      this.receive(message);
    } catch (error) {
      if (message.type === 'ask' && refusals[error.name]) this.#tell({ type: 'refused', id: message.asked.requestId, code: refusals[error.name] });
    }
  }

  /** Tells what is left to tell, and ends the connection. Answers go on in the server. */
  close() {
    this.#flush();
    const client = this.#client;
    this.#client = null;
    client.close();
  }

  #open(point) {
    const client = this.#options.connect(point);
    this.#client = client;
    const on = (type, listener) => client.addEventListener(type, ({ detail }) => client === this.#client && listener(detail));
    on('state', (state) => this.#stateChanged(state));
    on('welcome', () => this.#tellAll());
    on('answer', (answer) => this.#follow(answer));
    on('fault', (fault) => this.#tell({ type: 'fault', fault }));
    on('signedOut', (end) => this.#tell({ type: 'signedOut', end }));
    for (const answer of client.answers.values()) this.#follow(answer);
    this.#tellAll();
  }

  #stateChanged(state) {
    const { isShared, clock } = this.#options;
    const isTaken = state.name === 'stopped' && state.code === replaced && /taken over/.test(state.reason);
    if (isShared && isTaken && clock.now() - this.#returnedAt > returnAfter) this.#returnSoon(state);
    else this.#tell({ type: 'state', state });
  }

  // Either this tab was asleep and leads no more, which it will hear in a moment; or the tab that led before was, and has not
  // yet heard that it leads no more.
  #returnSoon({ transport, code, reason }) {
    const { clock } = this.#options;
    const before = this.#client;
    this.#returnedAt = clock.now() + returnDelay;
    clock.setTimeout(() => {
      if (before !== this.#client) return;
      this.#open(before.resumePoint());
      before.close();
    }, returnDelay);
    this.#tell({ type: 'state', state: { name: 'reconnecting', transport, code, reason, retryAt: this.#returnedAt } });
  }

  #ask({ question, ...options }) {
    this.#follow(this.#client.ask(question, options));
  }

  #stop(id) {
    const answer = this.#client.answers.get(id);
    if (!answer) return;
    this.#client.stop(id);
    if (this.#client.answers.has(id)) this.#tellAnswer(answer);
  }

  #follow(answer) {
    if (this.#followed.has(answer)) return this.#tellAnswer(answer);
    this.#followed.add(answer);
    const client = this.#client;
    const on = (type, listener) => answer.addEventListener(type, ({ detail }) => client === this.#client && listener(detail));
    const tellPiece = (field, piece) => this.#tell({
      type: 'piece', id: answer.requestId, field, at: answer[field].length - piece.length, piece, place: client.place,
      isOfSession: client.state.transport === 'websocket',
    });
    on('delta', (piece) => tellPiece('text', piece));
    on('reasoning', (piece) => tellPiece('reasoning', piece));
    on('reset', () => this.#tellAnswer(answer));
    on('status', () => this.#tellAnswer(answer));
    return this.#tellAnswer(answer);
  }

  #tellAnswer(answer) {
    const { requestId, question, kind, conversationId, memberId, status, message, data, text, reasoning: thoughts } = answer;
    const saved = this.#client.resumePoint().unanswered.find((one) => one.requestId === requestId)
      ?? { requestId, question, kind, conversationId, memberId, status, message, data, text, thoughts };
    this.#tell({ type: 'answer', answer: saved, place: this.#client.place });
  }

  #tellAll() {
    this.#tell({ type: 'all', point: this.#client.resumePoint(), state: this.#client.state });
  }

  #tell(message) {
    if (this.#told.push(message) === 1) queueMicrotask(() => this.#flush());
  }

  #flush() {
    if (this.#client === null || this.#told.length === 0) return;
    this.#options.tell(this.#told.splice(0));
  }
}
