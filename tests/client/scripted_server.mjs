// A server that follows the protocol, over unreliable connections. A seeded generator decides how each session is resumed, and whether the
// server loses state, repeats events, merges them or loses messages.

/** Numbers from 0 to 1 that depend on `seed` only (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What every server answers to question `id`. */
export function answerTo(id) {
  const random = seeded([...id].reduce((sum, letter) => sum * 31 + letter.codePointAt(0), 7));
  return Array.from({ length: 20 + Math.floor(random() * 60) }, () => '睡眠sleep 🌙\n'[Math.floor(random() * 8)]).join('');
}

const running = ({ status }) => status === 'sending' || status === 'streaming';

export class ScriptedServer {
  /** Terminal texts of cancelled requests, by request id. */
  cancelled = new Map();
  #random;
  #requests = new Map();
  #session = null;
  #line = null;
  #sessions = 0;

  constructor(random) {
    this.#random = random;
  }

  get isConnected() {
    return this.#line !== null;
  }

  chance(share) {
    return this.#random() < share;
  }

  pick(count) {
    return Math.floor(this.#random() * count);
  }

  /** Opens a connection with the query `parameters`; `line.send(frame)` sends frames. */
  connect(line, parameters) {
    this.#line = line;
    const asked = parameters.get('session');
    const lives = this.#session !== null && asked === this.#session.id && parameters.get('epoch') === this.#session.epoch;
    const fate = this.#random();
    if (lives && fate < 0.6) this.#recover(Number(parameters.get('seq')));
    else if (lives && fate < 0.75) this.#resume();
    else this.#begin(asked !== null, fate > 0.9);
  }

  /** The connection is lost. */
  lost() {
    this.#line = null;
  }

  receive(frame) {
    if (frame.type === 'ping') this.#line.send({ type: 'pong', data: {} });
    if (frame.type === 'cancel') this.#cancel(frame.data.request_id);
    if (frame.type.endsWith('_chat') && !this.chance(0.05)) this.#ask(frame);
  }

  /** Sends the next event of one request. Returns false if there is none. */
  step() {
    const active = [...this.#requests.values()].filter(running);
    if (active.length === 0) return false;
    const request = active[this.pick(active.length)];
    if (request.status === 'sending') this.#status(request, 'streaming');
    else if (request.told === request.text.length) this.#status(request, 'done', { full_response: request.text });
    else {
      const delta = request.text.slice(request.told, request.told + 1 + this.pick(5));
      request.told += delta.length;
      this.#event(request, { type: 'chat_stream', status: 'streaming', delta });
    }
    return true;
  }

  #greet(fields) {
    const { id, epoch } = this.#session;
    this.#line.send({ type: 'connection_established', heartbeat_interval: 25, session_id: id, epoch, resumed: false, recovered: false, ...fields });
  }

  // Repeats some received events, and merges pieces that were not received.
  #recover(seq) {
    this.#greet({ seq, resumed: true, recovered: true });
    const { log } = this.#session;
    const from = seq - this.pick(4);
    for (const frame of log.filter((one) => one.seq > from && one.seq <= seq)) this.#line.send(frame);
    let held = null;
    for (const frame of log.filter((one) => one.seq > seq)) {
      const joins = held?.type === 'chat_stream' && frame.type === 'chat_stream' && frame.request_id === held.request_id && !frame.data;
      if (joins && this.chance(0.7)) held = { ...held, delta: held.delta + frame.delta, seq: frame.seq };
      else {
        if (held) this.#line.send(held);
        held = frame;
      }
    }
    if (held) this.#line.send(held);
  }

  #resume() {
    this.#session.seq += 10;
    this.#greet({ seq: this.#session.seq, resumed: true });
    const mine = [...this.#requests.values()].filter((request) => running(request) && request.session === this.#session);
    for (const request of mine) {
      this.#status(request, request.status);
      if (request.told > 0) this.#snapshot(request);
    }
  }

  #begin(reports, forgets) {
    if (forgets) this.#requests.clear();
    this.#sessions += 1;
    this.#session = { id: `s${this.#sessions}`, epoch: `e${this.#sessions}`, seq: 0, log: [] };
    this.#greet({ seq: 0 });
    const ended = [...this.#requests.values()].filter((request) => !running(request));
    for (const request of reports ? ended : []) this.#tell(request);
  }

  #ask({ request_id: id, conversation_id: conversation }) {
    const known = this.#requests.get(id);
    if (known && running(known) && known.session === this.#session) return;
    if (known) return this.#answerAgain(known);
    const request = { id, conversation, text: answerTo(id), told: 0, status: '', session: this.#session };
    this.#requests.set(id, request);
    return this.#status(request, 'sending');
  }

  #answerAgain(request) {
    request.session = this.#session;
    const { status } = request;
    this.#status(request, 'sending');
    this.#status(request, 'streaming');
    request.status = status === 'sending' ? 'streaming' : status;
    this.#tell(request);
  }

  #tell(request) {
    request.session = this.#session;
    if (request.told > 0) this.#snapshot(request);
    if (!running(request)) this.#status(request, request.status, { full_response: request.text.slice(0, request.told) });
  }

  #cancel(id) {
    const request = this.#requests.get(id);
    if (!request || !running(request) || request.session !== this.#session) {
      this.#event({ id, session: this.#session }, { type: 'error', error_code: 'USER_1203', message: '', fatal: false });
      return;
    }
    const text = request.text.slice(0, request.told);
    this.cancelled.set(id, text);
    this.#status(request, 'cancelled', { full_response: text });
  }

  #status(request, status, data = {}) {
    request.status = status;
    this.#event(request, { type: 'status_update', status, message: '', data });
  }

  #snapshot(request) {
    this.#event(request, { type: 'chat_stream', status: 'streaming', delta: request.text.slice(0, request.told), data: { snapshot: true } });
  }

  #event({ id, conversation = '', session }, fields) {
    session.seq += 1;
    const frame = { ...fields, seq: session.seq, request_id: id, conversation_id: conversation };
    session.log.push(frame);
    if (session === this.#session) this.#line?.send(frame);
  }
}
