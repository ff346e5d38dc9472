// Tokens: their sources, their renewal in time, and refused tokens.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeClient, record } from './fakes.mjs';

/** Runs the handlers of settled promises. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
let issued = 0;

/** A token that expires `seconds` after the start of a ManualClock. */
function tokenFor(seconds) {
  issued += 1;
  return `${encoded({ alg: 'HS256' })}.${encoded({ sub: 'u', jti: issued, exp: 1_000 + seconds })}.c2ln`;
}

const tokensOf = ({ sockets }) => sockets.map(({ protocols }) => protocols[1]?.replace('aurawell.token.', ''));
/** Advances the time on a connection with regular messages. */
async function pass(clock, server, ms) {
  for (let left = ms; left > 0; left -= 20_000) {
    clock.advance(Math.min(left, 20_000));
    await settle();
    server.last.raw('{"type":"pong","data":{}}');
  }
}

const greeting = { timestamp: new Date(1_000_000).toISOString() };

test('a token may come later', async () => {
  let give;
  const { client, server } = fakeClient({ token: () => new Promise((resolve) => { give = resolve; }) });
  assert.equal(server.sockets.length, 0);
  give('late');
  await settle();
  assert.deepEqual(tokensOf(server), ['late']);
  assert.equal(client.state.name, 'connecting');
});

test('a token that does not come is a lost connection', async () => {
  const answers = [Promise.reject(new Error('no network')), new Promise(() => {}), Promise.resolve('third')];
  const { client, clock, server } = fakeClient({ token: () => answers.shift() });
  await settle();
  assert.deepEqual([client.state.name, client.state.reason], ['reconnecting', 'no network']);
  clock.advance(1000);
  clock.advance(10_000);
  assert.deepEqual([client.state.name, client.state.reason], ['reconnecting', 'no token']);
  clock.advance(2000);
  await settle();
  assert.deepEqual(tokensOf(server), ['third']);
});

test('a token that comes after the client was closed opens nothing', async () => {
  let give;
  const { client, server } = fakeClient({ token: () => new Promise((resolve) => { give = resolve; }) });
  client.close();
  give('late');
  await settle();
  assert.equal(server.sockets.length, 0);
  assert.equal(client.state.name, 'stopped');
});

test('a token is renewed a minute before its end, on the connection that stands', async () => {
  const tokens = [tokenFor(600), tokenFor(1_200)];
  const [, second] = tokens;
  const { clock, server } = fakeClient({ token: async () => tokens.shift() });
  await settle();
  server.last.greet(greeting);
  await pass(clock, server, 539_000);
  assert.deepEqual(server.last.asked('refresh_token'), []);
  await pass(clock, server, 1_000);
  const [frame] = server.last.asked('refresh_token');
  assert.equal(frame.data.token, second);
  assert.equal(server.sockets.length, 1);
});

test('a short token is renewed at half of its time', async () => {
  const tokens = [tokenFor(20), tokenFor(40)];
  const { clock, server } = fakeClient({ token: () => tokens.shift() });
  server.last.greet(greeting);
  clock.advance(9_999);
  await settle();
  assert.equal(server.last.asked('refresh_token').length, 0);
  clock.advance(1);
  await settle();
  assert.equal(server.last.asked('refresh_token').length, 1);
});

test('the clock of the server counts, not that of the device', async () => {
  const tokens = [tokenFor(600), tokenFor(1_200)];
  const { clock, server } = fakeClient({ token: () => tokens.shift() });
  // The device's clock is five minutes late.
  server.last.greet({ timestamp: new Date(1_300_000).toISOString() });
  await pass(clock, server, 239_000);
  assert.equal(server.last.asked('refresh_token').length, 0);
  await pass(clock, server, 1_000);
  assert.equal(server.last.asked('refresh_token').length, 1);
});

test('a renewal that fails is tried again while there is time', async () => {
  const tokens = [tokenFor(600)];
  let asked = 0;
  const { client, clock, server } = fakeClient({
    async token() {
      asked += 1;
      if (tokens.length === 0) throw new Error('no network');
      return tokens.shift();
    },
  });
  await settle();
  server.last.greet(greeting);
  for (let second = 0; second < 700; second += 1) await pass(clock, server, 1_000);
  assert.ok(asked > 4 && asked < 15, String(asked));
  assert.equal(client.state.name, 'online');
});

test('an end of the token goes unnoticed if another can be had', async () => {
  const tokens = ['first', 'second'];
  const refused = [];
  const { client, clock, server } = fakeClient({
    token(bad) {
      refused.push(bad);
      return tokens.shift();
    },
  });
  const out = record(client, 'signedOut');
  server.last.greet();
  const answer = client.ask('a', { requestId: 'r1' });
  server.last.status('r1', 'sending');
  server.last.delta('r1', 'Half');
  server.last.end(4001, 'token expired');
  assert.equal(client.state.name, 'reconnecting');
  clock.advance(0);
  assert.deepEqual(tokensOf(server), ['first', 'second']);
  assert.equal(server.last.url.searchParams.get('session'), 's');
  assert.deepEqual(refused, [undefined, 'first']);
  server.last.greet({ seq: 2, resumed: true, recovered: true });
  server.last.delta('r1', ' and half');
  server.last.status('r1', 'done', { full_response: 'Half and half' });
  assert.equal((await answer.done).text, 'Half and half');
  assert.deepEqual(out, []);
});

test('without another token somebody must sign in again, and then nothing is lost', async () => {
  let token = 'first';
  const { client, clock, server } = fakeClient({ token: (refused) => (refused === token ? undefined : token) });
  const seen = record(client, 'signedOut');
  server.last.greet();
  const answer = client.ask('a', { requestId: 'r1' });
  server.last.status('r1', 'sending');
  server.last.end(4001, 'token expired');
  clock.advance(0);
  assert.equal(server.sockets.length, 1);
  assert.deepEqual(client.state, { name: 'stopped', transport: 'websocket', code: 4001, reason: 'token expired' });
  assert.deepEqual(seen, [['signedOut', { code: 4001, reason: 'token expired' }]]);
  await assert.rejects(answer.done);

  token = 'second';
  client.reconnect();
  server.last.greet({ session_id: 's2' });
  const again = client.ask('a', { requestId: 'r1' });
  server.last.status('r1', 'sending');
  server.last.snapshot('r1', 'Whole');
  server.last.status('r1', 'done', { full_response: 'Whole' });
  assert.equal((await again.done).text, 'Whole');
});

test('a server that refuses every token is asked twice, not for ever', async () => {
  let count = 0;
  const { client, clock, server } = fakeClient({ token: () => `t${count += 1}` });
  for (let turn = 0; turn < 5; turn += 1) {
    if (server.last.readyState === 0) server.last.end(4001, 'no');
    clock.advance(0);
  }
  assert.deepEqual(tokensOf(server), ['t1', 't2']);
  assert.equal(client.state.code, 4001);
});

test('a token that is a text is refused once', () => {
  const { client, server } = fakeClient({ token: 'only' });
  const seen = record(client, 'signedOut');
  server.last.end(4001);
  assert.equal(client.state.name, 'stopped');
  assert.equal(seen.length, 1);
});

test('refreshToken tells the server and says until when', async () => {
  const { client, server } = fakeClient({ token: 'first' });
  server.last.greet();
  const renewed = client.refreshToken('second');
  await settle();
  const [frame] = server.last.asked('refresh_token');
  assert.deepEqual(frame.data, { token: 'second' });
  server.last.status(frame.request_id, 'done', { expires_at: '2026-01-01T01:00:00.000Z' });
  assert.equal((await renewed).toISOString(), '2026-01-01T01:00:00.000Z');
  client.reconnect();
  assert.equal(tokensOf(server).at(-1), 'second');
});

test('refreshToken says what the server refuses', async () => {
  const { client, server } = fakeClient({ token: 'first' });
  server.last.greet();
  const renewed = client.refreshToken('forged');
  await settle();
  const [frame] = server.last.asked('refresh_token');
  server.last.status(frame.request_id, 'error', { error_code: 'AUTH_1003', retryable: false, retry_after_ms: null });
  await assert.rejects(renewed, { name: 'RequestError', code: 'AUTH_1003' });
  assert.equal(client.state.name, 'online');
});

test('refreshToken without a connection keeps the token for the next', async () => {
  const { client, clock, server } = fakeClient({ token: 'first' });
  server.last.end();
  assert.equal(await client.refreshToken('second'), null);
  clock.advance(1000);
  assert.deepEqual(tokensOf(server), ['first', 'second']);
  await assert.rejects(client.refreshToken(''), TypeError);
});
