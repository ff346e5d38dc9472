// The library against the real program.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test as untimed } from 'node:test';
import { WebSocket } from 'ws';
import { ClientStoppedError, connect } from '../../net/web/aurawell-client.js';
import { record } from './fakes.mjs';
import { seeded } from './scripted_server.mjs';
import { startLine, startServer } from './support.mjs';
import { read, watch } from './watch.mjs';

const test = (name, run) => untimed(name, { timeout: 30_000 }, run);
const slow = { 'providers.offline.tokens_per_second': 300 };
let steady;
let users = 0;

before(async () => { steady = await startServer({ settings: slow }); });
after(() => steady?.stop());

function newUser() {
  users += 1;
  return `user-${users}`;
}

function newClient(t, origin, options = {}) {
  const client = connect(origin, { userId: newUser(), language: 'en', WebSocket, backoff: { shortest: 1, longest: 50 }, ...options });
  t.after(() => client.close());
  return client;
}

async function newLine(t, port) {
  const line = await startLine(port);
  t.after(() => line.stop());
  return line;
}

/** Waits until `count` pieces of `answer` have arrived. */
async function pieces(answer, count) {
  for (let index = 0; index < count; index += 1) await once(answer, 'delta');
}

test('a question is answered piece by piece', async (t) => {
  const client = newClient(t, steady.origin);
  const view = watch(client.ask('How can I sleep better?'));
  const reading = read(view.answer);
  const answer = await view.answer.done;
  assert.equal(answer.status, 'done');
  assert.ok(answer.text.length > 100);
  assert.deepEqual([view.shown, view.resets, (await reading).text], [answer.data.full_response, 0, answer.text]);
});

test('any number of cuts changes nothing of the text', async (t) => {
  const seed = Number(process.env.CLIENT_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed: ${seed}`);
  const random = seeded(seed);
  const line = await newLine(t, steady.port);
  const client = newClient(t, line.origin);
  const welcomes = record(client, 'welcome');
  let count = 0;
  const cutNowAndThen = () => {
    count += 1;
    if (count % 10 === 0 && random() < 0.5) line.cut();
  };
  // On a busy machine many pieces arrive together, so one answer is cut only a few times: the next answers are cut too.
  do {
    const views = ['health', 'general', 'health'].map((kind) => watch(client.ask('Give me a whole plan.', { kind })));
    for (const { answer } of views) answer.addEventListener('delta', cutNowAndThen);
    for (const { answer } of views) await answer.done;
    for (const { answer, shown, resets } of views) {
      assert.deepEqual([answer.status, shown, resets], ['done', answer.data.full_response, 0]);
    }
  } while (welcomes.length <= 5);
  assert.deepEqual(welcomes.slice(1).filter(([, { recovered }]) => !recovered), []);
});

/** What a page keeps when it closes during an answer: `{resume, userId, requestId, text}`. */
async function left(t, act = () => {}) {
  const client = newClient(t, steady.origin);
  const answer = client.ask('Give me a whole plan.');
  await pieces(answer, 20);
  const { text, requestId } = answer;
  act(answer);
  const resume = JSON.parse(JSON.stringify(client.resumePoint()));
  client.close();
  return { resume, userId: client.userId, requestId, text };
}

test('a reloaded page goes on in the middle of the text', async (t) => {
  const { resume, userId, requestId, text } = await left(t);
  const client = newClient(t, steady.origin, { userId, resume });
  const view = watch(client.answers.get(requestId));
  assert.equal(view.shown, text);
  const [{ detail: welcome }] = await once(client, 'welcome');
  assert.ok(welcome.recovered);
  const { data } = await view.answer.done;
  assert.deepEqual([view.shown, view.resets], [data.full_response, 0]);
});

test('a resume point without its place still brings the text', async (t) => {
  const { resume, userId, requestId } = await left(t);
  const client = newClient(t, steady.origin, { userId, resume: { ...resume, seq: 1_000_000 } });
  const view = watch(client.answers.get(requestId));
  const [{ detail: welcome }] = await once(client, 'welcome');
  assert.deepEqual([welcome.resumed, welcome.recovered], [true, false]);
  const { data } = await view.answer.done;
  assert.deepEqual([view.shown, view.resets], [data.full_response, 0]);
});

test('a session that is gone costs nothing either', async (t) => {
  const { resume, userId, requestId } = await left(t);
  const client = newClient(t, steady.origin, { userId, resume: { ...resume, session: 's_gone' } });
  const view = watch(client.answers.get(requestId));
  const [{ detail: welcome }] = await once(client, 'welcome');
  assert.equal(welcome.resumed, false);
  const { status, data } = await view.answer.done;
  assert.deepEqual([status, view.shown, view.resets], ['done', data.full_response, 0]);
});

test('a server that died is found again, with the text that it had stored', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'aurawell-client-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  const settings = { 'providers.offline.tokens_per_second': 60, 'session.save_interval': '100ms', 'storage.url': `sqlite:${join(home, 'db')}` };
  let server = await startServer({ settings });
  t.after(() => server.stop());
  const client = newClient(t, server.origin);
  const view = watch(client.ask('Give me a whole plan.'));
  await pieces(view.answer, 30);
  await server.stop();
  const asked = client.ask('And what else?');
  assert.equal(asked.status, 'unsent');
  server = await startServer({ port: server.port, settings });
  const { status, text } = await view.answer.done;
  assert.equal(status, 'incomplete');
  assert.ok(text.length > 0);
  assert.equal(view.shown, text);
  assert.equal((await asked.done).status, 'done');
});

test('one request is answered once, whoever repeats it', async (t) => {
  const first = newClient(t, steady.origin);
  const answer = first.ask('Give me a whole plan.', { requestId: 'once', conversationId: 'conv' });
  await pieces(answer, 10);
  const running = newClient(t, steady.origin, { userId: first.userId }).ask('Give me a whole plan.', { requestId: 'once', conversationId: 'conv' });
  await Promise.all([answer.done, running.done]);
  const ended = await newClient(t, steady.origin, { userId: first.userId }).ask('Give me a whole plan.', { requestId: 'once', conversationId: 'conv' }).done;
  assert.deepEqual([running.text, ended.text], [answer.text, answer.text]);
  assert.equal(ended.data.duration_ms, answer.data.duration_ms);
});

test('who takes over a session stops the other client', async (t) => {
  const first = newClient(t, steady.origin);
  const answer = first.ask('Give me a whole plan.');
  await pieces(answer, 5);
  const second = newClient(t, steady.origin, { userId: first.userId, resume: first.resumePoint() });
  await assert.rejects(answer.done, (error) => error instanceof ClientStoppedError && error.code === 4005);
  assert.equal(first.state.name, 'stopped');
  assert.equal((await second.answers.get(answer.requestId).done).status, 'done');
});

test('more questions than run at once wait, even if they were asked offline', async (t) => {
  const line = await newLine(t, steady.port);
  line.block();
  const client = newClient(t, line.origin, { fetch: null });
  const answers = Array.from({ length: 6 }, () => client.ask('How much water?'));
  line.mend();
  for (const { done } of answers) assert.equal((await done).status, 'done');
});

test('stop ends an answer with the text so far', async (t) => {
  const client = newClient(t, steady.origin);
  const view = watch(client.ask('Give me a whole plan.'));
  await pieces(view.answer, 10);
  view.answer.stop();
  const { status, text, data } = await view.answer.done;
  assert.deepEqual([status, view.shown, text], ['cancelled', data.full_response, data.full_response]);
});

test('what is stopped while the line is cut is cancelled', async (t) => {
  const line = await newLine(t, steady.port);
  const client = newClient(t, line.origin);
  const answer = client.ask('Give me a whole plan.');
  await pieces(answer, 10);
  line.block();
  await once(client, 'state');
  answer.stop();
  line.mend();
  assert.equal((await answer.done).status, 'cancelled');
});

test('what was to be stopped is cancelled over a reload, in the same session and in a new one', async (t) => {
  for (const changed of [{}, { session: 's_gone' }]) {
    const { resume, userId, requestId } = await left(t, (answer) => answer.stop());
    const client = newClient(t, steady.origin, { userId, resume: { ...resume, ...changed } });
    assert.equal((await client.answers.get(requestId).done).status, 'cancelled');
  }
});

test('member, status and language', async (t) => {
  const client = newClient(t, steady.origin);
  await client.switchMember('mum');
  const { session, requests_in_flight: running } = await client.status();
  assert.deepEqual([session.active_member_id, running], ['mum', []]);
  client.reconnect();
  const [{ detail: english }] = await once(client, 'welcome');
  client.setLanguage('zh');
  const [{ detail: chinese }] = await once(client, 'welcome');
  assert.match(english.message, /Welcome/);
  assert.match(chinese.message, /[\u4e00-\u9fff]/);
  assert.equal((await client.status()).session.active_member_id, 'mum');
});

test('refusals are told', async (t) => {
  const client = newClient(t, steady.origin);
  const answer = await client.ask('x'.repeat(8001)).done;
  assert.deepEqual([answer.status, answer.data.error_code], ['error', 'VALIDATION_1104']);
  const crowded = await client.ask('?', { context: Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`f${index}`, 1])) }).done;
  assert.deepEqual([crowded.status, crowded.data.error_code], ['error', 'VALIDATION_1104']);
  const stranger = newClient(t, steady.origin, { userId: 'not allowed!' });
  while (stranger.state.name !== 'stopped') await once(stranger, 'state');
  assert.equal(stranger.state.code, 4001);
});

test('without WebSocket the questions go by HTTP', async (t) => {
  let pass = false;
  const requests = [];
  class Blocked extends EventTarget {
    readyState = 0;

    constructor(url) {
      super();
      if (pass) return new WebSocket(url);
      queueMicrotask(() => this.onclose?.({ code: 1006, reason: '' }));
    }

    close() {}
  }
  const fetching = async (...all) => {
    const response = await fetch(...all);
    requests.push(response.status);
    pass = true;
    return response;
  };
  const client = newClient(t, steady.origin, { WebSocket: Blocked, fetch: fetching });
  const answer = client.ask('How can I sleep better?');
  assert.equal((await answer.done).status, 'done');
  assert.deepEqual(requests, [200]);
});
