// Bytes of a text/event-stream into `{id, data}`, however they are cut.

/** A server that never ends an event must not fill the memory. */
const longestEvent = 8 * 1024 * 1024;

export class SseReader {
  #decoder = new TextDecoder();
  #rest = '';
  #endedWithReturn = false;
  #data = [];
  #size = 0;
  #id = '';

  /** The events that `bytes` complete. Throws a RangeError for one without end. */
  push(bytes) {
    const events = [];
    let text = this.#decoder.decode(bytes, { stream: true });
    if (text !== '') {
      const startsInPair = this.#endedWithReturn && text.startsWith('\n');
      this.#endedWithReturn = text.endsWith('\r');
      if (startsInPair) text = text.slice(1);
    }
    const lines = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line, events);
    if (this.#rest.length + this.#size > longestEvent) throw new RangeError('an event of the stream is too long');
    return events;
  }

  #line(line, events) {
    if (line === '') return this.#finish(events);
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (field === 'data') {
      this.#data.push(value);
      this.#size += value.length;
    }
    if (field === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  #finish(events) {
    if (this.#data.length > 0) events.push({ id: this.#id, data: this.#data.join('\n') });
    this.#data = [];
    this.#size = 0;
  }
}
