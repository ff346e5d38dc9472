// What a screen reader hears. A growing answer is read out as whole sentences, each
// once, because a live region around the answer itself would be read from the start
// again and again.

const pause = 1500;
const keptSentences = 30;
/** Long enough to be read, short enough not to be met twice when browsing the page. */
const forgetAfter = 15_000;

const sentenceEnd = /[。！？；\n]|[.!?](?=\s)/g;

function withoutMarks(text) {
  return text.replace(/[#*_`>|]+/g, ' ').replace(/\s+/g, ' ').trim();
}

export class Announcer {
  #status;
  #log;
  #alarm;
  #notice;
  #waiting = '';
  #timer = 0;
  #forgetTimer = 0;
  #warnTimer = 0;

  /**
   * `status` is a live region for short states, `log` one for the answer, `alarm` one that interrupts, and `notice` one for
   * warnings that do not.
   */
  constructor({ status, log, alarm, notice }) {
    this.#status = status;
    this.#log = log;
    this.#alarm = alarm;
    this.#notice = notice;
  }

  /** Says what must not be missed; `atOnce` interrupts whatever is being read. */
  warn(text, { atOnce }) {
    const region = atOnce ? this.#alarm : this.#notice;
    region.textContent = text;
    clearTimeout(this.#warnTimer);
    this.#warnTimer = setTimeout(() => {
      this.#alarm.textContent = this.#notice.textContent = '';
    }, forgetAfter);
  }

  /** Says where things stand; the next one replaces it. */
  status(text) {
    this.#status.textContent = text;
  }

  /** Takes the next piece of an answer. */
  answer(delta) {
    clearTimeout(this.#forgetTimer);
    this.#waiting += delta;
    this.#timer ||= setTimeout(() => this.#speakSentences(), pause);
  }

  /** Reads the rest of the answer. */
  finish() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#speak(this.#waiting);
    this.#waiting = '';
    clearTimeout(this.#forgetTimer);
    this.#forgetTimer = setTimeout(() => this.#log.replaceChildren(), forgetAfter);
  }

  /** Drops what has not been read out yet. */
  silence() {
    this.#waiting = '';
    this.#log.replaceChildren();
  }

  #speakSentences() {
    this.#timer = 0;
    const ends = [...this.#waiting.matchAll(sentenceEnd)];
    if (ends.length === 0) return;
    const end = ends.at(-1).index + 1;
    this.#speak(this.#waiting.slice(0, end));
    this.#waiting = this.#waiting.slice(end);
  }

  #speak(text) {
    const plain = withoutMarks(text);
    if (plain === '') return;
    const node = document.createElement('p');
    node.textContent = plain;
    this.#log.append(node);
    while (this.#log.childElementCount > keptSentences) this.#log.firstElementChild.remove();
  }
}
