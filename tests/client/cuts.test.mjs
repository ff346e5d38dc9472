// After any interruptions the text equals the server's. CLIENT_SEED repeats one run.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { connect, TextReplacedError } from '../../net/web/aurawell-client.js';
import { fakeClient } from './fakes.mjs';
import { answerTo, ScriptedServer, seeded } from './scripted_server.mjs';
import { read, watch } from './watch.mjs';

const firstSeed = Number(process.env.CLIENT_SEED ?? Math.floor(Math.random() * 2 ** 31));
const seeds = (count) => Array.from({ length: process.env.CLIENT_SEED ? 1 : count }, (_, index) => firstSeed + index);
const questions = 6;

/** Everything that a run asks and receives, over reloads of the page. */
class Run {
  views = new Map();
  readings = [];
  asked = 0;
  stopped = new Set();

  constructor(client, server) {
    this.server = server;
    this.adopt(client);
  }

  adopt(client) {
    this.client = client;
    for (const answer of client.answers.values()) this.follow(answer);
    client.addEventListener('answer', ({ detail }) => this.follow(detail));
  }

  follow(answer) {
    const view = watch(answer);
    this.views.set(answer.requestId, view);
    this.readings.push([view, read(answer)]);
  }

  get isOver() {
    return this.asked === questions && this.client.answers.size === 0;
  }

  /** Perhaps asks, perhaps stops. */
  act() {
    if (this.asked < questions && this.server.chance(0.1)) {
      this.asked += 1;
      this.follow(this.client.ask('?', { requestId: `q-${this.asked}` }));
    }
    const [any] = this.client.answers.values();
    if (any && this.server.chance(0.003)) {
      this.stopped.add(any.requestId);
      any.stop();
    }
  }

  async check(seed) {
    for (const [id, { answer, shown }] of this.views) {
      const where = `seed ${seed}, ${id}`;
      assert.equal(shown, answer.text, `${where}: what was shown`);
      if (answer.status === 'done') assert.equal(answer.text, answerTo(id), `${where}: the text`);
      else if (this.stopped.has(id)) assert.ok(answerTo(id).startsWith(answer.text), `${where}: a cancelled text`);
      else assert.fail(`${where} ended as ${answer.status}`);
    }
    for (const [{ answer, resets }, reading] of this.readings) {
      const { text, error } = await reading;
      if (text !== undefined) assert.equal(text, answer.text, `seed ${seed}, ${answer.requestId}: what was read`);
      else if (error instanceof TextReplacedError) assert.ok(resets > 0);
    }
  }
}

/** One run in virtual time, equal for equal seeds. */
async function virtualRun(seed) {
  const server = new ScriptedServer(seeded(seed));
  const random = seeded(seed + 1);
  const limits = { resends: 1000 };
  const { client, clock, server: net } = fakeClient({ random, limits });
  let { WebSocket: Socket } = net;
  let open = null;
  const run = new Run(client, server);
  const cut = () => {
    if (!open) return;
    server.lost();
    const socket = open;
    open = null;
    socket.end();
  };
  for (let step = 0; step < 20_000 && !run.isOver; step += 1) {
    const socket = net.last;
    if (socket.readyState === 0) {
      if (server.chance(0.2)) socket.end();
      else {
        open = socket;
        socket.readyState = 1;
        server.connect({ send: (frame) => socket.raw(JSON.stringify(frame)) }, socket.url.searchParams);
      }
    }
    if (open) for (const frame of open.sent.splice(0)) server.receive(frame);
    run.act();
    if (server.isConnected || server.chance(0.5)) server.step();
    if (server.chance(0.05)) cut();
    if (server.chance(0.01)) {
      if (open) {
        open.readyState = 3;
        server.lost();
        open = null;
      }
      const resume = JSON.parse(JSON.stringify(run.client.resumePoint()));
      run.client.close();
      run.adopt(connect('http://host/', { userId: 'u', WebSocket: Socket, fetch: null, clock, random, limits, resume }));
    }
    clock.advance(server.pick(400));
    await Promise.resolve();
  }
  assert.ok(run.isOver, `seed ${seed}: not over`);
  run.client.close();
  await run.check(seed);
}

test('cuts, forgetful servers and reloads, in virtual time', async () => {
  console.log(`first seed: ${firstSeed}`);
  for (const seed of seeds(400)) await virtualRun(seed);
});

/** One run over real sockets; the data in transit at a cut differs from run to run. */
async function realRun(seed) {
  const server = new ScriptedServer(seeded(seed));
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  let current = null;
  sockets.on('connection', (socket, { url }) => {
    const isCurrent = () => current === socket;
    current?.terminate();
    current = socket;
    socket.on('message', (text) => isCurrent() && server.receive(JSON.parse(text)));
    socket.on('close', () => {
      if (!isCurrent()) return;
      current = null;
      server.lost();
    });
    server.connect({ send: (frame) => socket.send(JSON.stringify(frame)) }, new URL(url, 'http://x').searchParams);
  });
  const url = `http://127.0.0.1:${http.address().port}`;
  const client = connect(url, {
    userId: 'u', WebSocket, fetch: null, backoff: { shortest: 1, longest: 5 }, timeouts: { accept: 50 }, limits: { resends: 1000 },
  });
  const run = new Run(client, server);
  while (!run.isOver) {
    run.act();
    server.step();
    if (current && server.chance(0.03)) current.terminate();
    await new Promise(setImmediate);
  }
  client.close();
  await run.check(seed);
  sockets.close();
  for (const socket of sockets.clients) socket.terminate();
  http.close();
  await once(http, 'close');
}

test('cuts over real sockets', { timeout: 60_000 }, async () => {
  console.log(`first seed: ${firstSeed}`);
  for (const seed of seeds(15)) await realRun(seed);
});
