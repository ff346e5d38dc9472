// Upgrades in place while people talk: no connection is refused, no answer is lost or changed.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { connect } from '../../net/web/aurawell-client.js';
import { startModel, startServer } from './support.mjs';
import { watch } from './watch.mjs';

const people = Number(process.env.AURAWELL_TEST_CLIENTS ?? 50);
const takeovers = Number(process.env.AURAWELL_TEST_TAKEOVERS ?? 20);
const tokens = 24;
let home;
let model;
let settings;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'aurawell-takeover-'));
  model = await startModel('--tokens', `${tokens}`, '--rate', '16', '--first-token', '50ms');
  settings = {
    'storage.url': `sqlite:${join(home, 'db')}`, 'takeover.socket': join(home, 'socket'), 'log.access': false,
    'providers.deepseek.base_url': model.url, 'pools.health_chat.providers': 'deepseek', 'pools.general_chat.providers': 'deepseek',
    'drain.notice': '1s', 'drain.answers': '1m', 'drain.spread': '500ms', 'drain.reconnect': '0s',
    'limits.connects_per_address': 0, 'limits.messages_per_address': 0, 'limits.requests_per_address': 0, 'limits.requests_per_user': 0,
  };
});
after(async () => {
  await model?.stop();
  await rm(home, { recursive: true, force: true });
});

const newProcess = () => startServer({ settings, more: ['--take-over'] });

/** What the model sends as the answer to `question`. */
async function sentByModel(question) {
  const body = JSON.stringify({ model: `mock:tokens=${tokens},rate=0,first_token=0ms`, stream: false, messages: [{ role: 'user', content: question }] });
  const response = await fetch(`${model.url}/chat/completions`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  assert.equal(response.status, 200);
  return (await response.json()).choices[0].message.content;
}

/** Somebody who asks the next question as soon as the last answer is complete, until `finish`. */
class Person {
  asked = [];
  connects = 0;
  faults = [];
  #goes = true;
  #done;

  constructor(origin, number) {
    const { faults } = this;
    class Observed extends WebSocket {
      constructor(...all) {
        super(...all);
        this.on('error', ({ message }) => faults.push(message));
      }
    }
    this.userId = `person-${number}`;
    this.client = connect(origin, { userId: this.userId, language: 'en', WebSocket: Observed, fetch: null, backoff: { shortest: 1, longest: 50 } });
    this.client.addEventListener('welcome', () => { this.connects += 1; });
    this.#done = this.#talk(number);
  }

  async #talk(number) {
    for (let turn = 1; this.#goes; turn += 1) {
      const question = `A question of ${this.userId} #seed=${number * 1000 + turn}`;
      const view = watch(this.client.ask(question));
      this.asked.push({ question, view });
      await view.answer.done;
    }
  }

  async finish() {
    this.#goes = false;
    await this.#done;
    this.client.close();
  }
}

/** Connects and asks without a pause: `{faults, replies(), stop()}`. */
function startProbe(port) {
  const faults = [];
  let replies = 0;
  let goes = true;
  const once = () => new Promise((resolve) => {
    let reply = '';
    const socket = dial(port, '127.0.0.1', () => socket.write('GET /ws/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'));
    socket.on('data', (data) => { reply += data; });
    socket.on('error', ({ message }) => faults.push(message));
    socket.on('close', () => {
      if (reply.startsWith('HTTP/1.1 200 ')) replies += 1;
      else faults.push(`reply: ${reply}`);
      setTimeout(resolve, 5);
    });
  });
  const done = (async () => {
    while (goes) await once();
  })();
  return {
    faults,
    replies: () => replies,
    async stop() {
      goes = false;
      await done;
    },
  };
}

/** All stored texts of a conversation by role, the oldest first. */
async function stored(origin, userId, conversationId) {
  const texts = { user: [], assistant: [] };
  let next = '';
  do {
    const response = await fetch(`${origin}/api/v1/chat/conversations/${conversationId}/messages?user_id=${userId}&limit=200${next && `&before=${next}`}`);
    assert.equal(response.status, 200);
    const page = await response.json();
    for (const role of ['user', 'assistant']) {
      texts[role].unshift(...page.messages.filter((one) => one.role === role).map(({ content }) => content));
    }
    next = page.next;
  } while (next);
  return texts;
}

async function until(holds, what) {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `timed out: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

test(`${takeovers} upgrades in place while ${people} people talk`, { timeout: 300_000 }, async (t) => {
  const old = [];
  let serving = await newProcess();
  const { origin, port } = serving;
  t.after(() => Promise.all([...old, serving].map((one) => one.stop())));
  const probe = startProbe(port);
  const crowd = Array.from({ length: people }, (_, index) => new Person(origin, index + 1));
  t.after(() => crowd.forEach(({ client }) => client.close()));
  const connects = () => crowd.reduce((sum, one) => sum + one.connects, 0);
  await until(() => crowd.every(({ asked }) => asked.length > 1), 'everybody has an answer');

  for (let count = 0; count < takeovers; count += 1) {
    const earlier = connects();
    const next = await newProcess();
    assert.equal(next.port, port);
    old.push(serving);
    serving = next;
    // The next upgrade begins while this old process still finishes answers.
    await until(() => connects() >= earlier + people / 2, 'half of the people have moved');
  }
  await Promise.all(crowd.map((one) => one.finish()));
  await probe.stop();

  assert.deepEqual(probe.faults, []);
  assert.ok(probe.replies() > takeovers);
  assert.deepEqual(crowd.flatMap(({ faults }) => faults), []);
  let finished = 0;
  for (const one of old) {
    assert.deepEqual(await one.ended, [0, null]);
    const [, count, cut] = /drain\.phase phase=ended .* finished=(\d+) cut=(\d+)/.exec(one.log());
    assert.equal(Number(cut), 0);
    finished += Number(count);
  }
  assert.ok(finished > takeovers, `old processes finished ${finished} answers`);

  let answers = 0;
  for (const { userId, asked } of crowd) {
    const expected = [];
    for (const { question, view: { answer, shown, resets } } of asked) {
      const sent = await sentByModel(question);
      assert.deepEqual([answer.status, shown, answer.text, resets], ['done', sent, sent, 0], question);
      expected.push(sent);
      answers += 1;
    }
    const texts = await stored(origin, userId, asked[0].view.answer.conversationId);
    assert.deepEqual(texts, { user: asked.map(({ question }) => question), assistant: expected });
  }
  t.diagnostic(`${answers} answers, ${finished} of them finished by old processes, ${connects()} connections, ${probe.replies()} probes`);
});
