// When questions go by HTTP although a WebSocket worked before: another network blocks it, or a proxy cuts it.

import assert from 'node:assert/strict';
import { test as untimed } from 'node:test';
import { fakeClient, record } from './fakes.mjs';
import { watch } from './watch.mjs';

const test = (name, run) => untimed(name, { timeout: 10_000 }, run);
const settled = () => new Promise(setImmediate);
const json = (value, status = 200) => new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });

/** A `fetch` of a server whose health is `health()`. `streams` has the questions, each with `say(seq, fields)` and `end()`. */
function httpServer(health) {
  const streams = [];
  const seen = { health: 0 };
  const fetch = async (url, { body }) => {
    if (url.endsWith('/api/v1/health')) {
      seen.health += 1;
      return health();
    }
    const asked = JSON.parse(body);
    let source;
    const stream = new ReadableStream({ start: (controller) => { source = controller; } });
    const say = (seq, fields) => {
      const frame = { seq, request_id: asked.request_id, conversation_id: asked.conversation_id, ...fields };
      source.enqueue(new TextEncoder().encode(`id: s2:e2:${seq}\ndata: ${JSON.stringify(frame)}\n\n`));
    };
    streams.push({ asked, say, end: () => source.close() });
    return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } });
  };
  return { fetch, streams, seen };
}

const healthy = () => json({ success: true });
const status = (name, data = {}) => ({ type: 'status_update', status: name, message: '', data });
const delta = (text, snapshot) => ({ type: 'chat_stream', status: 'streaming', delta: text, ...(snapshot && { data: { snapshot } }) });

/** The next `count` attempts to connect fail. */
async function fail({ client, clock, server }, count) {
  for (let index = 0; index < count; index += 1) {
    server.last.end();
    if (client.state.retryAt) clock.advance(client.state.retryAt - clock.now());
    await settled();
  }
}

/** Online, with an answer that has begun: `{…, view}`. */
function begun(health) {
  const http = httpServer(health);
  const fake = fakeClient({ fetch: http.fetch });
  fake.server.last.greet();
  const view = watch(fake.client.ask('Why?', { requestId: 'r' }));
  fake.server.last.status('r', 'sending');
  fake.server.last.delta('r', 'Be');
  return { ...fake, ...http, view };
}

test('where WebSocket is blocked now, an answer goes on by HTTP, and a later WebSocket repeats nothing of it', async () => {
  const all = begun(healthy);
  const { client, clock, server, streams, view } = all;
  await fail(all, 4);
  while (streams.length === 0) await settled();
  assert.equal(streams[0].asked.request_id, 'r');
  streams[0].say(1, status('sending'));
  streams[0].say(2, delta('Beca', true));
  while (view.shown !== 'Beca') await settled();
  assert.deepEqual(client.state, { name: 'online', transport: 'sse' });
  clock.advance(60_000);
  assert.equal(server.last.url.searchParams.get('session'), null, 'the former session would bring the same text again');
  server.last.greet();
  server.last.delta('r', 'Beca');
  streams[0].say(3, delta('use'));
  streams[0].say(4, status('done', { full_response: 'Because' }));
  await view.answer.done;
  assert.deepEqual([view.shown, view.resets, streams.length], ['Because', 0, 1]);
  client.close();
});

test('while the server does not run, or a portal answers in its place, questions wait', async () => {
  const portal = () => new Response('<p>Please sign in', { headers: { 'Content-Type': 'text/html' } });
  for (const health of [() => { throw new Error('refused'); }, () => json({ success: false }, 503), portal]) {
    const all = begun(health);
    await fail(all, 8);
    assert.ok(all.seen.health > 0);
    assert.deepEqual([all.streams.length, all.view.answer.status], [0, 'sending']);
    all.client.close();
  }
});

test('without a question nobody asks whether HTTP works, and the next question asks at once', async () => {
  const http = httpServer(healthy);
  const fake = fakeClient({ fetch: http.fetch });
  fake.server.last.greet();
  await fail(fake, 6);
  assert.equal(http.seen.health, 0);
  fake.client.ask('Why?');
  while (http.streams.length === 0) await settled();
  assert.equal(http.seen.health, 1);
  fake.client.close();
});

test('connections that are cut after their greeting count as blocked, those that brought text do not', async () => {
  for (const brings of [false, true]) {
    const http = httpServer(healthy);
    const fake = fakeClient({ fetch: http.fetch });
    const { client, clock, server } = fake;
    client.ask('Why?', { requestId: 'r' });
    for (let count = 0; count < 5; count += 1) {
      server.last.greet({ resumed: false });
      if (brings) server.last.snapshot('r', 'Be');
      server.last.end();
      await settled();
      await settled();
      if (http.streams.length > 0) break;
      clock.advance(client.state.retryAt - clock.now());
    }
    assert.equal(http.streams.length, brings ? 0 : 1);
    client.close();
  }
});

test('a proxy that cuts every connection does not make the pauses longer and longer', async () => {
  const fake = fakeClient();
  const { client, clock, server } = fake;
  client.ask('Why?', { requestId: 'r' });
  const waits = [];
  for (let count = 0; count < 8; count += 1) {
    server.last.greet();
    server.last.snapshot('r', 'x'.repeat(count + 1));
    server.last.end();
    waits.push(client.state.retryAt - clock.now());
    clock.advance(waits.at(-1));
  }
  assert.ok(waits.every((wait) => wait <= 2000), waits.join());
  const states = record(client, 'state');
  client.close();
  assert.equal(states.length, 1);
});
