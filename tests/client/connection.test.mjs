// Reconnecting: delays, refusals, liveness, events of the device.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hintIn, hintOf, reconnectDelay } from '../../net/web/client/backoff.js';
import { fakeClient, record } from './fakes.mjs';

const names = (states) => states.map(([, { name }]) => name);

test('the address carries user and language, the token does not', () => {
  const { server } = fakeClient({ userId: 'ann@x', language: 'en', token: 'a.b-c' });
  assert.equal(server.last.url.href, 'ws://host/ws/chat/ann%40x?lang=en');
  assert.deepEqual(server.last.protocols, ['aurawell.v1', 'aurawell.token.a.b-c']);
});

test('a token is asked for anew with every connection', () => {
  let count = 0;
  const { clock, server } = fakeClient({ token: () => `t${count += 1}` });
  server.last.end();
  clock.advance(1000);
  assert.deepEqual(server.sockets.map(({ protocols }) => protocols[1]), ['aurawell.token.t1', 'aurawell.token.t2']);
});

test('delays have full jitter between the bounds', () => {
  const backoff = { shortest: 500, longest: 20_000 };
  const delays = [0, 1, 2, 5, 6, 50, 5000].map((attempt) => [0, 1].map((value) => reconnectDelay(attempt, backoff, () => value)));
  assert.deepEqual(delays, [[500, 1000], [500, 2000], [500, 4000], [500, 20000], [500, 20000], [500, 20000], [500, 20000]]);
});

test('failed attempts wait longer and longer, a good connection starts over', () => {
  const { client, clock, server } = fakeClient();
  const states = record(client, 'state');
  const waits = [];
  const lose = () => {
    server.last.end();
    waits.push(client.state.retryAt - clock.now());
    clock.advance(waits.at(-1));
  };
  for (let count = 0; count < 3; count += 1) lose();
  server.last.greet();
  lose();
  server.last.greet();
  clock.advance(5_001);
  lose();
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 1000]);
  assert.deepEqual(names(states).slice(0, 4), ['reconnecting', 'connecting', 'reconnecting', 'connecting']);
});

test('no connection before its time', () => {
  const { clock, server } = fakeClient();
  server.last.end();
  clock.advance(999);
  assert.equal(server.sockets.length, 1);
  clock.advance(1);
  assert.equal(server.sockets.length, 2);
});

test('a server that does not greet is left', () => {
  const { client, clock, server } = fakeClient();
  clock.advance(10_000);
  assert.deepEqual([client.state.name, client.state.reason], ['reconnecting', 'no greeting']);
  assert.equal(server.last.readyState, 3);
});

test('final codes stop, all others do not', () => {
  for (const code of [1003, 1007, 1009, 4001, 4003, 4005, 4010]) {
    const { client, clock, server } = fakeClient();
    server.last.greet();
    server.last.end(code, 'because');
    assert.deepEqual(client.state, { name: 'stopped', transport: 'websocket', code, reason: 'because' });
    assert.equal(clock.pending, 0);
  }
  for (const code of [1000, 1001, 1002, 1006, 1011, 1012, 1013, 4000, 4008, 4029]) {
    const { client, server } = fakeClient();
    server.last.greet();
    server.last.end(code);
    assert.equal(client.state.name, 'reconnecting');
  }
});

test('a stopped client connects again when told to', () => {
  const { client, server } = fakeClient();
  server.last.greet();
  server.last.end(4005);
  client.reconnect();
  server.last.greet();
  assert.equal(client.state.name, 'online');
  // Another connection has taken the session over.
  assert.equal(server.last.url.searchParams.get('session'), null);
});

test('a slow client resumes at once, but not in a circle', () => {
  const { client, clock, server } = fakeClient();
  server.last.greet();
  server.last.delta('x', 'text');
  server.last.end(4008);
  clock.advance(0);
  assert.equal(server.sockets.length, 2);
  server.last.greet();
  server.last.end(4008);
  assert.ok(client.state.retryAt - clock.now() >= 500);
});

test('the wait that the server asks for is kept', () => {
  const wait = (act) => {
    const { client, clock, server } = fakeClient({ random: () => 0 });
    server.last.greet();
    act(server.last);
    return client.state.retryAt - clock.now();
  };
  assert.equal(wait((socket) => {
    socket.say('x', { type: 'error', error_code: 'SYSTEM_1705', message: '', retryable: true, retry_after_ms: 60_000, fatal: true });
    socket.end(4029);
  }), 60_000);
  assert.equal(wait((socket) => socket.end(4029)), 5_000);
  assert.equal(wait((socket) => socket.end(4029, 'retry_after_ms=700')), 700);
  assert.equal(wait((socket) => socket.end(1013, 'Retry-After: 7')), 7_000);
  assert.equal(wait((socket) => socket.end(1001)), 500);
});

test('the wait of a restart is kept exactly, also when the device comes back online', () => {
  const { client, clock, server } = fakeClient({ random: () => 0.999 });
  server.last.greet();
  server.last.end(1012, 'the server restarts; retry_after_ms=120');
  assert.equal(client.state.retryAt - clock.now(), 120);
  clock.advance(120);
  assert.equal(server.sockets.length, 2);
  // Not there yet: backoff begins.
  server.last.end(1006);
  assert.ok(client.state.retryAt - clock.now() >= 500);
  clock.advance(20_000);
  server.last.greet();
  server.last.end(1012, 'the server restarts; retry_after_ms=9000');
  globalThis.dispatchEvent?.(new Event('online'));
  assert.equal(client.state.retryAt - clock.now(), 9000);
});

test('hints are read in their forms, and bounded', () => {
  assert.equal(hintIn('retry_after_ms=1500'), 1500);
  assert.equal(hintIn('busy; Retry-After: 3'), 3000);
  assert.equal(hintIn('retry after 250 ms'), 250);
  assert.equal(hintIn('server is stopping'), 0);
  assert.equal(hintIn(undefined), 0);
  assert.equal(hintIn('Retry-After: 99999999'), 300_000);
  assert.equal(hintOf('2', 0), 2000);
  assert.equal(hintOf('Thu, 01 Jan 1970 00:00:09 GMT', 4000), 5000);
  assert.equal(hintOf('soon', 0), 0);
  assert.equal(hintOf(null, 0), 0);
});

test('silence is probed with a ping, and without a reply the connection is left', () => {
  const { client, clock, server } = fakeClient();
  const socket = server.last;
  socket.greet({ heartbeat_interval: 25 });
  clock.advance(20_000);
  socket.delta('x', 'alive');
  clock.advance(24_999);
  assert.equal(socket.asked('ping').length, 0);
  clock.advance(1);
  assert.equal(socket.asked('ping').length, 1);
  socket.raw('{"type":"pong","data":{}}');
  clock.advance(35_000);
  assert.equal(socket.asked('ping').length, 2);
  assert.equal(client.state.name, 'online');
  clock.advance(10_000);
  assert.deepEqual([client.state.name, client.state.reason], ['reconnecting', 'no reply to a ping']);
});

test('a clock that is set back does not hide silence', () => {
  const { client, clock, server } = fakeClient();
  server.last.greet({ heartbeat_interval: 25 });
  const now = clock.now.bind(clock);
  clock.now = () => now() - 3_600_000;
  clock.advance(35_000);
  assert.equal(server.last.asked('ping').length, 1);
  clock.advance(10_000);
  assert.equal(client.state.name, 'reconnecting');
});

test('another language reconnects and resumes', () => {
  const { client, server } = fakeClient();
  const first = server.last;
  first.greet();
  first.delta('x', 'text');
  client.setLanguage('en');
  assert.equal(first.readyState, 3);
  assert.equal(server.last.url.search, '?lang=en&session=s&epoch=e&seq=1');
  client.setLanguage('en');
  assert.equal(server.sockets.length, 2);
});

test('a replaced connection is no longer heard', () => {
  const { client, server } = fakeClient();
  const first = server.last;
  first.greet();
  client.reconnect();
  first.delta('x', 'late', { data: { snapshot: true } });
  first.end(4005);
  assert.equal(client.answers.size, 0);
  assert.equal(client.state.name, 'connecting');
});

test('a constructor that throws is a failed attempt', () => {
  const broken = class { constructor() { throw new Error('not allowed here'); } };
  const { client } = fakeClient({ WebSocket: broken });
  assert.deepEqual([client.state.name, client.state.reason], ['reconnecting', 'not allowed here']);
});

test('close ends everything, even from within a listener', () => {
  for (const type of ['welcome', 'state']) {
    const { client, clock, server } = fakeClient();
    client.addEventListener(type, () => client.close());
    server.last.greet();
    assert.deepEqual([client.state.name, client.state.code, clock.pending], ['stopped', 1000, 0]);
    client.reconnect();
    assert.equal(server.sockets.length, 1);
  }
});

/** The parts of a page that the client uses. */
function withPage(run) {
  const target = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  let listeners = 0;
  const page = {
    document, navigator: { onLine: true },
    addEventListener(...all) {
      listeners += 1;
      target.addEventListener(...all);
    },
    removeEventListener(...all) {
      listeners -= 1;
      target.removeEventListener(...all);
    },
  };
  const before = Object.keys(page).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  for (const [name, value] of Object.entries(page)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    run({ ...page, fire: (type) => target.dispatchEvent(new Event(type)), show: () => document.dispatchEvent(new Event('visibilitychange')) });
    assert.equal(listeners, 0, 'listeners left behind');
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  }
}

test('a device without network is called offline, and tried again at once when it has one', () => {
  withPage(({ navigator, fire }) => {
    const { client, clock, server } = fakeClient();
    navigator.onLine = false;
    for (let count = 0; count < 4; count += 1) {
      server.last.end();
      clock.advance(client.state.retryAt - clock.now());
    }
    server.last.end();
    assert.equal(client.state.name, 'offline');
    assert.equal(client.state.retryAt - clock.now(), 16_000);
    navigator.onLine = true;
    fire('online');
    assert.equal(client.state.name, 'reconnecting');
    assert.equal(client.state.retryAt - clock.now(), 1000);
    client.close();
    fire('online');
    assert.equal(client.state.name, 'stopped');
  });
});

test('a page that is shown again, or changes networks, probes its connection at once', () => {
  withPage(({ fire, show }) => {
    const { client, clock, server } = fakeClient();
    server.last.greet();
    show();
    assert.equal(server.last.asked('ping').length, 0);
    clock.advance(11_000);
    show();
    assert.equal(server.last.asked('ping').length, 1);
    fire('online');
    assert.equal(server.last.asked('ping').length, 2);
    clock.advance(3_000);
    assert.equal(client.state.name, 'reconnecting');
    show();
    assert.equal(client.state.retryAt - clock.now(), 1000);
    client.close();
  });
});

test('a device that says it is offline shows so at once, until something is heard', () => {
  withPage(({ fire }) => {
    const { client, clock, server } = fakeClient();
    server.last.greet();
    fire('offline');
    assert.equal(client.state.name, 'offline');
    assert.equal(server.last.asked('ping').length, 1);
    server.last.raw(JSON.stringify({ type: 'pong', data: {} }));
    assert.equal(client.state.name, 'online');
    fire('offline');
    fire('online');
    assert.equal(client.state.name, 'connecting');
    server.last.raw(JSON.stringify({ type: 'pong', data: {} }));
    assert.equal(client.state.name, 'online');
    assert.equal(server.sockets.length, 1);
    fire('offline');
    clock.advance(10_000);
    assert.equal(client.state.name, 'reconnecting');
    fire('offline');
    assert.equal(client.state.name, 'offline');
    assert.ok(client.state.retryAt > clock.now());
    client.close();
    fire('offline');
    assert.equal(client.state.name, 'stopped');
  });
});
