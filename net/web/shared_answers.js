// The unfinished answers as one tab shows them, whichever tab receives them.

import { isTerminal } from './client/answer.js';
import { EndedIds } from './client/ended_ids.js';
import { Entry } from './client/entry.js';

const flags = ['sent', 'acknowledged', 'startsOver'];
const stateOf = ({ status, message = '', data = {} }) => JSON.stringify([status, message, data]);

/**
 * Each is kept as the library keeps it, so that this tab can go on from here when the leading tab ends. What the
 * leader says of one is either all of it (`take`) or the next piece of its text (`add`).
 */
export class SharedAnswers {
  /** By request id. */
  answers = new Map();
  #entries = new Map();
  #ended = new EndedIds([]);
  #options;

  /**
   * `options`: `stop(id)` stops an answer, `stopAgain(id)` tells a new leader of one that is to be stopped already,
   * `onReported(answer)` follows for one that another tab asked.
   */
  constructor(options, { unanswered = [], ended = [] } = {}) {
    this.#options = options;
    this.#ended = new EndedIds(ended);
    for (const saved of unanswered) this.#add(Entry.from(saved, (answer) => options.stop(answer.requestId)));
  }

  /** For a resume point. */
  save() {
    return { unanswered: [...this.#entries.values()].map((entry) => entry.save()), ended: this.#ended.saved() };
  }

  get unsent() {
    return [...this.#entries.values()].filter(({ answer }) => answer.status === 'unsent').length;
  }

  /** A question of this tab; `isSent`: a leader may have passed it on before it says so. */
  begin(asked, isSent) {
    const entry = new Entry(asked, (answer) => this.#options.stop(answer.requestId));
    entry.sent = isSent;
    this.#ended.delete(entry.id);
    this.#add(entry);
    return entry;
  }

  /** The leader would not take the question. */
  withdraw(entry) {
    this.#remove(entry);
  }

  /** True if it is to be stopped and was not before. */
  stopping(id) {
    const entry = this.#entries.get(id);
    if (!entry || entry.stopping) return false;
    entry.stopping = true;
    return true;
  }

  /** All of one answer. */
  take(saved) {
    const known = this.#entries.get(saved.requestId);
    if (known) return this.#update(known, saved);
    if (isTerminal(saved.status)) return this.#ended.add(saved.requestId);
    const entry = Entry.from(saved, (answer) => this.#options.stop(answer.requestId));
    this.#add(entry);
    return entry && this.#options.onReported(entry.answer);
  }

  /**
   * The next piece of `field`, `text` or `reasoning`, which begins at character `at`. False if something is missing before it.
   * What is not `isOfSession`, a session of a WebSocket will not go on with.
   */
  add({ id, field, at, piece, isOfSession }) {
    const entry = this.#entries.get(id);
    if (entry?.answer[field].length !== at) return false;
    Object.assign(entry, { sent: true, acknowledged: isOfSession });
    if (field === 'reasoning') entry.write.think(piece);
    else {
      entry.startsOver = !isOfSession;
      entry.write.append(piece);
    }
    return true;
  }

  /** The end of a question that nobody else tells of. */
  end(id, state) {
    const entry = this.#entries.get(id);
    if (entry) this.#update(entry, { text: entry.answer.text, thoughts: entry.answer.reasoning, ...state });
  }

  /**
   * All that the leader knows. What it does not know has not reached it, or its end has not reached this tab: that is
   * asked again under its old name by `ask(saved)`.
   */
  takeAll({ unanswered, ended }, ask) {
    this.#ended = new EndedIds(ended);
    const known = new Map(unanswered.map((saved) => [saved.requestId, saved]));
    for (const saved of unanswered) this.take(saved);
    for (const entry of [...this.#entries.values()]) {
      const saved = known.get(entry.id);
      if (saved && entry.stopping && !saved.stopping) this.#options.stopAgain(entry.id);
      if (saved) continue;
      if (entry.stopping) this.end(entry.id, { status: 'cancelled' });
      else if (entry.isReported) this.end(entry.id, { status: 'incomplete' });
      else ask(entry.save());
    }
  }

  /** Nobody will bring these to their end. */
  abandon(error) {
    for (const entry of [...this.#entries.values()]) {
      this.#remove(entry);
      entry.write.fail(error);
    }
  }

  #update(entry, saved) {
    const { answer, write } = entry;
    for (const flag of flags) entry[flag] = saved[flag] === true;
    entry.stopping ||= saved.stopping === true;
    if (isTerminal(saved.status)) {
      this.#remove(entry);
      this.#ended.add(entry.id);
    }
    if (saved.text !== answer.text) write.replace(saved.text);
    if (saved.thoughts?.startsWith(answer.reasoning) && saved.thoughts !== answer.reasoning) {
      write.think(saved.thoughts.slice(answer.reasoning.length));
    }
    if (stateOf(saved) !== stateOf(answer)) write.become(saved);
  }

  #add(entry) {
    if (!entry) return;
    this.#entries.set(entry.id, entry);
    this.answers.set(entry.id, entry.answer);
  }

  #remove(entry) {
    this.#entries.delete(entry.id);
    this.answers.delete(entry.id);
  }
}
