// One question with its answer, from the server's memory or on its way.

const running = new Set(['unsent', 'sending', 'queued', 'streaming', 'stopping']);
const terminal = new Set(['done', 'cancelled', 'incomplete', 'error']);

/**
 * `status` is the server's word, or one of ours: unsent (waits for a connection), stopping,
 * interrupted (nobody will bring the rest). `text` is the Markdown so far, `data` what the last
 * status brought along, `stored` tells that it came from the server's memory.
 */
export class Exchange {
  requestId = '';
  kind = 'health';
  question = '';
  status = 'unsent';
  text = '';
  message = '';
  data = {};
  /** The level that the safety screen has found, and whom to call, once the server has said so. */
  safety = '';
  /** The level of the question itself; '' where the server does not say. */
  safetyNow = '';
  help = [];
  failedAt = 0;
  stored = false;
  #answer = null;

  constructor(fields) {
    Object.assign(this, fields);
  }

  get isRunning() {
    return running.has(this.status);
  }

  get answer() {
    return this.#answer;
  }

  /** Whether it got stuck although the server may know more. */
  get isLost() {
    return this.status === 'interrupted' || (this.isRunning && this.#answer === null);
  }

  /**
   * Takes everything from `answer`, an Answer of the client, from now on. `events`:
   * `onDelta(exchange, text)`, `onRestart(exchange)` when the text became another one,
   * `onStatus(exchange)`.
   */
  follow(answer, events) {
    this.#answer = answer;
    const current = () => this.#answer === answer;
    const changed = this.text !== answer.text;
    this.text = answer.text;
    if (changed) events.onRestart(this);
    answer.addEventListener('delta', ({ detail }) => {
      if (!current()) return;
      this.text += detail;
      events.onDelta(this, detail);
    });
    answer.addEventListener('reset', () => current() && this.#restart(answer, events));
    answer.addEventListener('status', () => current() && this.#take(answer, events));
    answer.done.then(() => current() && this.#take(answer, events), () => {
      if (current() && this.isRunning) this.#become('interrupted', events);
    });
    this.#take(answer, events);
  }

  /** Shows at once that the person stopped it; the server has the last word. */
  stopping(events) {
    if (this.isRunning) this.#become('stopping', events);
  }

  #restart(answer, events) {
    this.text = answer.text;
    events.onRestart(this);
  }

  #take(answer, events) {
    const ended = terminal.has(answer.status);
    if (ended ? this.status === answer.status : this.status === 'stopping') return;
    this.message = answer.message ?? '';
    this.data = answer.data ?? {};
    this.#keepSafety(this.data);
    if (this.text !== answer.text) this.#restart(answer, events);
    if (ended) this.failedAt = Date.now();
    this.#become(answer.status, events);
  }

  // What the client itself says of an end brings no level; then the one before stands.
  #keepSafety(data) {
    if (data.safety) Object.assign(this, safetyIn(data));
  }

  #become(status, events) {
    this.status = status;
    events.onStatus(this);
  }
}

/** What the safety screen has found, as an Exchange has it. */
export const safetyIn = ({ safety, safety_now: safetyNow, safety_help: help }) => ({ safety: safety ?? '', safetyNow: safetyNow ?? '', help: help ?? [] });

/** The exchanges in `messages` of the server, in order. */
export function exchangesOf(messages) {
  const found = new Map();
  for (const { request_id: requestId, role, content, status, timestamp, ...data } of messages) {
    const exchange = found.get(requestId) ?? new Exchange({ requestId, status: 'interrupted', stored: true });
    found.set(requestId, exchange);
    if (role === 'user') exchange.question = content;
    else Object.assign(exchange, { text: content, status, data, ...safetyIn(data) });
  }
  return withoutRepeated([...found.values()]);
}

// Who tries again after a failure asks the same question anew; the failure is of no use to anyone.
function withoutRepeated(exchanges) {
  return exchanges.filter(({ status, text, question }, at) => {
    const failed = text === '' && (status === 'error' || status === 'cancelled');
    return !(failed && exchanges[at + 1]?.question === question);
  });
}
