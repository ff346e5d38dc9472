// Questions over HTTP, for networks that block WebSocket.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test as untimed } from 'node:test';
import { connect } from '../../net/web/aurawell-client.js';
import { SseReader } from '../../net/web/client/sse_reader.js';
import { record } from './fakes.mjs';
import { answerTo, seeded } from './scripted_server.mjs';
import { watch } from './watch.mjs';

/** Fails when the awaited event never happens. */
const test = (name, run) => untimed(name, { timeout: 10_000 }, run);

/** WebSockets that fail until `pass` is set; then they greet, and `asked` has the frames that the client sent. */
function barrier() {
  const gate = { pass: false, attempts: 0, asked: [] };
  gate.WebSocket = class {
    readyState = 0;

    constructor() {
      gate.attempts += 1;
      queueMicrotask(() => {
        if (!gate.pass) return this.onclose?.({ code: 1006, reason: '' });
        gate.socket = this;
        this.readyState = 1;
        return this.hand({ type: 'connection_established', session_id: 's', epoch: 'e', seq: 0, resumed: false, recovered: false });
      });
    }

    hand(frame) {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }

    send(text) {
      gate.asked.push(JSON.parse(text));
    }

    close() {
      this.readyState = 3;
    }
  };
  return gate;
}

/** `serve(call)` answers each POST; `call` has `body`, `headers` and `say(seq, fields)`, `response`. */
async function startHttp(t, serve) {
  const calls = [];
  const http = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const body = JSON.parse(text);
    const call = { url: request.url, headers: request.headers, body, response };
    call.open = () => response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' }).flushHeaders();
    call.say = (seq, fields) => {
      const frame = { seq, request_id: body.request_id, conversation_id: body.conversation_id, ...fields };
      response.write(`id: ${seq}\ndata: ${JSON.stringify(frame)}\n\n`);
    };
    calls.push(call);
    serve(call, calls.length);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return { calls, url: `http://127.0.0.1:${http.address().port}` };
}

function startClient(t, url, options) {
  const gate = barrier();
  const client = connect(url, {
    userId: 'u', WebSocket: gate.WebSocket, backoff: { shortest: 1, longest: 5 },
    limits: { attemptsBeforeSse: 2 }, timeouts: { websocketRetry: 600_000 }, ...options,
  });
  t.after(() => client.close());
  return { client, gate };
}

const status = (name, data = {}) => ({ type: 'status_update', status: name, message: '', data });
const delta = (text, snapshot) => ({ type: 'chat_stream', status: 'streaming', delta: text, ...(snapshot && { data: { snapshot } }) });

function answerWhole(call, text) {
  call.open();
  [status('sending'), status('streaming'), delta(text), status('done', { full_response: text })].forEach((event, at) => call.say(at + 1, event));
  call.response.end();
}

test('when no WebSocket ever opened, questions go by HTTP', async (t) => {
  const { calls, url } = await startHttp(t, (call) => answerWhole(call, 'by HTTP'));
  const { client, gate } = startClient(t, `${url}/base`, { token: 'secret', language: 'en' });
  const states = record(client, 'state');
  const answer = client.ask('Why?', { requestId: 'r', conversationId: 'c', context: { age: 4 } });
  assert.equal((await answer.done).text, 'by HTTP');
  assert.ok(gate.attempts >= 2);
  assert.equal(calls[0].url, '/base/api/v1/chat/stream');
  assert.deepEqual(calls[0].body, {
    message: 'Why?', context: { age: 4 }, type: 'health_chat', request_id: 'r', conversation_id: 'c', active_member_id: 'u', user_id: 'u', lang: 'en',
  });
  assert.deepEqual([calls[0].headers.accept, calls[0].headers.authorization], ['text/event-stream', 'Bearer secret']);
  assert.deepEqual(client.state, { name: 'online', transport: 'sse' });
  assert.equal(states.filter(([, { transport }]) => transport === 'sse').length, 1);
  await client.switchMember('mum');
  assert.equal((await client.ask('And she?').done).memberId, 'mum');
  assert.equal(calls[1].body.active_member_id, 'mum');
  await assert.rejects(client.status(), { code: 'CLIENT_OFFLINE' });
});

test('a stream that breaks is resumed where it was, whatever the server repeats', async (t) => {
  const { calls, url } = await startHttp(t, (call, count) => {
    call.open();
    if (count === 1) {
      call.say(1, status('streaming'));
      call.say(2, delta('Be'));
      call.response.write('id: 3\ndata: {"half', () => call.response.destroy());
    } else {
      call.say(2, delta('Be'));
      call.say(3, delta('cause'));
      call.say(4, status('done', { full_response: 'Because' }));
    }
  });
  const { client } = startClient(t, url);
  const view = watch(client.ask('Why?'));
  await view.answer.done;
  assert.deepEqual([view.shown, view.resets], ['Because', 0]);
  assert.deepEqual(calls.map(({ headers }) => headers['last-event-id']), [undefined, '2']);
  assert.equal(calls[0].body.request_id, calls[1].body.request_id);
});

test('a session that is gone is followed by another one, which counts anew', async (t) => {
  const { calls, url } = await startHttp(t, (call, count) => {
    call.open();
    const say = (id, frame) => call.response.write(`id: ${id}:${frame.seq}\ndata: ${JSON.stringify({ request_id: call.body.request_id, ...frame })}\n\n`);
    if (count === 1) {
      say('s1:e1', { seq: 8, ...status('streaming') });
      say('s1:e1', { seq: 9, ...delta('Be') });
      call.response.end();
    } else {
      say('s2:e2', { seq: 1, ...status('streaming') });
      say('s2:e2', { seq: 2, ...delta('Because'), data: { snapshot: true } });
      say('s2:e2', { seq: 3, ...status('done', { full_response: 'Because' }) });
    }
  });
  const { client } = startClient(t, url);
  const view = watch(client.ask('Why?'));
  await view.answer.done;
  assert.equal(view.shown, 'Because');
  assert.deepEqual(calls.map(({ headers }) => headers['last-event-id']), [undefined, 's1:e1:9']);
});

test('random cuts lose and repeat nothing', async (t) => {
  const seed = Number(process.env.CLIENT_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed: ${seed}`);
  const random = seeded(seed);
  const { url } = await startHttp(t, ({ body, headers, response, open, say }) => {
    const text = answerTo(body.request_id);
    const last = Number(headers['last-event-id'] ?? 0);
    open();
    let seq = Math.max(0, last - Math.floor(random() * 3));
    while (seq < text.length) {
      if (random() < 0.1) return response.end();
      say(seq + 1, delta(text[seq]));
      seq += 1;
    }
    return say(seq + 1, status('done', { full_response: text }));
  });
  const { client } = startClient(t, url);
  const views = Array.from({ length: 10 }, (_, index) => watch(client.ask('?', { requestId: `q-${index}` })));
  for (const view of views) {
    await view.answer.done;
    assert.deepEqual([view.answer.status, view.shown, view.resets], ['done', answerTo(view.answer.requestId), 0], `seed ${seed}`);
  }
});

test('a server without the endpoint is asked once, and WebSocket is tried on', async (t) => {
  for (const code of [404, 405, 501]) {
    const { calls, url } = await startHttp(t, ({ response }) => response.writeHead(code).end());
    const { client, gate } = startClient(t, url);
    const answer = client.ask('?', { requestId: 'r' });
    while (calls.length === 0) await new Promise(setImmediate);
    const { attempts } = gate;
    while (gate.attempts < attempts + 5) await new Promise(setImmediate);
    assert.deepEqual([calls.length, answer.status, client.state.transport], [1, 'unsent', 'websocket']);
    gate.pass = true;
    while (gate.asked.length === 0) await new Promise(setImmediate);
    assert.equal(gate.asked[0].request_id, 'r');
  }
});

test('a page in place of the stream means that there is no endpoint', async (t) => {
  const { calls, url } = await startHttp(t, ({ response }) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>'));
  const { client, gate } = startClient(t, url);
  const answer = client.ask('?');
  while (calls.length === 0) await new Promise(setImmediate);
  const { attempts } = gate;
  while (gate.attempts < attempts + 3) await new Promise(setImmediate);
  assert.deepEqual([calls.length, answer.status], [1, 'unsent']);
});

test('a refusal ends the question, with what the server says', async (t) => {
  const error = { code: 'VALIDATION_1104', message: 'too long', retryable: false };
  const { url } = await startHttp(t, ({ response }) => {
    response.writeHead(400, { 'Content-Type': 'application/json' }).end(JSON.stringify({ success: false, error }));
  });
  const { client } = startClient(t, url);
  const answer = await client.ask('?').done;
  assert.deepEqual([answer.status, answer.message, answer.data.error_code], ['error', 'too long', 'VALIDATION_1104']);
});

test('a busy server is asked again after the wait it names', async (t) => {
  const { calls, url } = await startHttp(t, (call, count) => {
    if (count === 1) answerWhole(call, 'first');
    else if (count === 2) {
      call.open();
      call.say(1, status('sending'));
      call.response.destroy();
    } else if (count === 3) call.response.writeHead(503, { 'Retry-After': '7' }).end();
    else answerWhole(call, 'at last');
  });
  const waits = [];
  const clock = {
    now: () => Date.now(),
    setTimeout(callback, ms) {
      if (ms === 7000) waits.push(ms);
      return setTimeout(callback, ms === 7000 ? 0 : ms);
    },
    clearTimeout: (timer) => clearTimeout(timer),
  };
  const { client } = startClient(t, url, { clock });
  await client.ask('?').done;
  assert.equal((await client.ask('?').done).text, 'at last');
  assert.deepEqual([waits, calls.length], [[7000], 4]);
});

test('a stream that breaks without progress is repeated a limited number of times', async (t) => {
  const { calls, url } = await startHttp(t, (call) => {
    call.open();
    call.response.write(':\n\n', () => call.response.destroy());
  });
  const { client } = startClient(t, url, { limits: { attemptsBeforeSse: 2, resends: 3 } });
  const answer = await client.ask('?').done;
  assert.deepEqual([answer.status, answer.data.error_code, calls.length], ['error', 'CLIENT_UNANSWERED', 4]);
});

test('a silent stream is left and resumed', async (t) => {
  const { calls, url } = await startHttp(t, (call, count) => {
    if (count === 1) call.open();
    else answerWhole(call, 'awake');
  });
  const clock = {
    now: () => Date.now(),
    setTimeout: (callback, ms) => setTimeout(callback, ms === 35_000 ? 20 : ms),
    clearTimeout: (timer) => clearTimeout(timer),
  };
  const { client } = startClient(t, url, { clock });
  assert.equal((await client.ask('?').done).text, 'awake');
  assert.ok(calls.length >= 2);
});

/** A service that streams `so far` and then waits; `cancel(call, question)` answers requests to cancel. */
async function startStoppable(t, cancel, options) {
  let question;
  const { calls, url } = await startHttp(t, (call) => {
    if (call.body.cancel) return cancel(call, question);
    question = call;
    call.open();
    return call.say(1, delta('so far'));
  });
  const { client } = startClient(t, url, options);
  return { calls, client };
}

const reply = ({ response }, code, body, headers = {}) => response.writeHead(code, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
const cancels = (calls) => calls.filter(({ body }) => body.cancel);

test('stopping ends the answer in the server, whose stream brings the end', async (t) => {
  const { calls, client } = await startStoppable(t, (call, question) => {
    reply(call, 200, { request_id: call.body.request_id, status: 'cancelled', reply: 'so far and more' });
    question.say(2, delta(' and more'));
    question.say(3, status('cancelled', { full_response: 'so far and more' }));
    question.response.end();
  }, { token: 'secret' });
  const answer = client.ask('?', { requestId: 'r' });
  await once(answer, 'delta');
  answer.stop();
  answer.stop();
  assert.equal(answer.status, 'sending');
  assert.deepEqual([(await answer.done).status, answer.text], ['cancelled', 'so far and more']);
  const [{ url, headers, body }, ...more] = cancels(calls);
  assert.deepEqual([url, headers.authorization, more.length], ['/api/v1/chat/message', 'Bearer secret', 0]);
  assert.deepEqual([body.request_id, body.message, body.cancel, body.user_id], ['r', '?', true, 'u']);
});

test('stopping is said again until the server has heard it', async (t) => {
  let times = 0;
  const { client } = await startStoppable(t, (call, question) => {
    times += 1;
    if (times === 1) return reply(call, 503, {});
    if (times === 2) return reply(call, 200, {});
    if (times === 3) return call.response.destroy();
    reply(call, 200, { request_id: 'r', status: 'cancelled', reply: 'so far' });
    return question.say(2, status('cancelled', { full_response: 'so far' }));
  });
  const answer = client.ask('?', { requestId: 'r' });
  await once(answer, 'delta');
  answer.stop();
  assert.deepEqual([(await answer.done).status, answer.text, times], ['cancelled', 'so far', 4]);
});

test('where the server cannot be told to stop, the stream is closed', async (t) => {
  const { calls, client } = await startStoppable(t, (call) => reply(call, 400, { success: false, error: { code: 'VALIDATION_1102' } }));
  const answer = client.ask('?');
  await once(answer, 'delta');
  const closed = once(calls[0].response, 'close');
  answer.stop();
  await closed;
  assert.deepEqual([(await answer.done).status, answer.text, cancels(calls).length], ['cancelled', 'so far', 1]);
});

test('a server that says it stops and then is silent is not waited for', async (t) => {
  const { client } = await startStoppable(t, (call) => reply(call, 200, { request_id: 'r', status: 'cancelled', reply: 'so far' }), { timeouts: { websocketRetry: 600_000, accept: 50 } });
  const answer = client.ask('?');
  await once(answer, 'delta');
  answer.stop();
  assert.deepEqual([(await answer.done).status, answer.text], ['cancelled', 'so far']);
});

test('a question that was to be stopped by the page before is stopped', async (t) => {
  const before = await startStoppable(t, () => {});
  const answer = before.client.ask('?', { requestId: 'r' });
  await once(answer, 'delta');
  answer.stop();
  const resume = JSON.parse(JSON.stringify(before.client.resumePoint()));
  before.client.close();
  const { calls, client } = await startStoppable(t, (call) => reply(call, 200, { request_id: 'r', status: 'cancelled', reply: 'so far' }), { resume });
  assert.equal((await client.answers.get('r').done).status, 'cancelled');
  assert.deepEqual(calls.map(({ body }) => [body.request_id, body.cancel]), [['r', true]]);
});

test('at most four run at once, the others follow', async (t) => {
  const { calls, url } = await startHttp(t, (call, count) => count > 4 && answerWhole(call, 'later'));
  const { client, gate } = startClient(t, url);
  const answers = Array.from({ length: 6 }, (_, index) => client.ask('?', { requestId: `q-${index}` }));
  while (calls.length < 4) await new Promise(setImmediate);
  const { attempts } = gate;
  while (gate.attempts < attempts + 5) await new Promise(setImmediate);
  assert.equal(calls.length, 4);
  answerWhole(calls[0], 'now');
  await answers[4].done;
  await answers[5].done;
  assert.equal(calls.length, 6);
});

test('when WebSocket works again it takes over what breaks', async (t) => {
  let broken;
  const { url } = await startHttp(t, (call) => {
    call.open();
    call.say(1, delta('Be'));
    broken = call;
  });
  const { client, gate } = startClient(t, url, { timeouts: { websocketRetry: 5 } });
  const answer = client.ask('?', { requestId: 'r' });
  await once(answer, 'delta');
  gate.pass = true;
  while (client.state.transport !== 'websocket' || client.state.name !== 'online') await once(client, 'state');
  assert.deepEqual(gate.asked, []);
  broken.response.destroy();
  while (gate.asked.length === 0) await new Promise(setImmediate);
  assert.equal(gate.asked[0].request_id, 'r');
  const say = (seq, fields) => gate.socket.hand({ seq, request_id: 'r', ...fields });
  say(1, status('sending'));
  say(2, delta('Beca', true));
  say(3, delta('use'));
  say(4, status('done', { full_response: 'Because' }));
  assert.equal((await answer.done).text, 'Because');
});

test('a client that may not fetch does without HTTP', async (t) => {
  const { calls, url } = await startHttp(t, (call) => answerWhole(call, 'x'));
  const { client, gate } = startClient(t, url, { fetch: null });
  client.ask('?');
  const { attempts } = gate;
  while (gate.attempts < attempts + 5) await new Promise(setImmediate);
  assert.equal(calls.length, 0);
});

test('a stream of events is read, however its bytes are cut', () => {
  const text = '\uFEFF: hello\r\nid: 1\ndata: 睡眠\ndata:two\n\nretry: 5\rdata\r\rid: 2\r\nevent: x\r\ndata: 🌙\r\ndata: 星\r\n\r\ndata: unfinished\n';
  const bytes = new TextEncoder().encode(text);
  const expected = [{ id: '1', data: '睡眠\ntwo' }, { id: '1', data: '' }, { id: '2', data: '🌙\n星' }];
  for (let size = 1; size <= bytes.length; size += 1) {
    const reader = new SseReader();
    const events = [];
    for (let at = 0; at < bytes.length; at += size) events.push(...reader.push(bytes.subarray(at, at + size)));
    assert.deepEqual(events, expected, `in pieces of ${size} bytes`);
  }
});

test('an event without end is refused', () => {
  const reader = new SseReader();
  const megabyte = new TextEncoder().encode('x'.repeat(1024 * 1024));
  assert.throws(() => {
    for (let count = 0; count < 9; count += 1) reader.push(megabyte);
  }, RangeError);
});
