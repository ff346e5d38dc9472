// The client and the real program with nginx, HAProxy and Apache between them, each configured as operators copy it from config/deploy.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test as untimed } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { connect } from '../../net/web/aurawell-client.js';
import { checkConfiguration, fetchOver, proxyKinds, startProxy, webSocketOver } from './proxy.mjs';
import { startModel } from './stepped_model.mjs';
import { startServer } from './support.mjs';
import { watch } from './watch.mjs';

const test = (name, run) => untimed(name, { timeout: 60_000 }, run);
const pieces = ['Sleep', ' well: 睡眠', '\n\n- "tea" \\ ', '🌙', '…', ' <b>&amp;</b>\r\n', 'end'];
const settings = { 'auth.allow_open_anywhere': true, 'log.client_address': 'full', 'log.access': true };
let model;
let nodes = [];
let users = 0;

before(async () => {
  model = await startModel();
  nodes = await Promise.all([1, 2].map(() => startServer({ settings, model: model.url })));
});
after(async () => {
  model?.stop();
  await Promise.all(nodes.map((node) => node.stop()));
});

async function newNode(t, more, { model: url } = {}) {
  const node = await startServer({ settings: { ...settings, ...more }, model: url });
  t.after(() => node.stop());
  return node;
}

async function newProxy(t, kind, options = {}) {
  const proxy = await startProxy(kind, { nodes, ...options });
  t.after(() => proxy.stop());
  return proxy;
}

function newClient(t, proxy, { localAddress, headers, ...options } = {}) {
  users += 1;
  const tls = { ca: proxy.ca, localAddress, headers };
  const client = connect(proxy.origin, {
    userId: `user-${users}`, language: 'en', WebSocket: webSocketOver(tls), fetch: fetchOver(tls), backoff: { shortest: 1, longest: 50 }, ...options,
  });
  t.after(() => client.close());
  return client;
}

const fetching = (proxy, path, { localAddress, ...options } = {}) => fetchOver({ ca: proxy.ca, localAddress })(proxy.origin + path, options);

const posting = (proxy, path, body, headers = {}) =>
  fetching(proxy, path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } });

/** Lets the model say each piece only when the client has the one before. */
async function stepByStep(client) {
  const view = watch(client.ask('How can I sleep better?'));
  const exchange = await model.next();
  let said = '';
  for (const piece of pieces) {
    const heard = once(view.answer, 'delta');
    exchange.say(piece);
    said += piece;
    await heard;
    assert.equal(view.shown, said);
  }
  exchange.finish();
  const { status, data } = await view.answer.done;
  assert.deepEqual([status, view.shown, view.resets, data.full_response], ['done', said, 0, said]);
}

async function until(condition) {
  while (!await condition()) await new Promise((resolve) => { setTimeout(resolve, 5); });
}

/** The address of the client of the first request for the health of `node`, as its log has it. */
async function addressOfClient(node) {
  let found;
  await until(() => {
    found = /access\.request .*route=\/api\/v1\/health .*address=(\S*)/.exec(node.log());
    return found;
  });
  return found[1].replaceAll('"', '');
}

for (const kind of proxyKinds) {
  test(`${kind} takes its configuration, with what is optional too`, async () => {
    await checkConfiguration(kind);
    await checkConfiguration(kind, { sticky: true });
    await assert.rejects(checkConfiguration(kind, { change: (text) => `${text}\nnonsense\n` }));
  });

  test(`${kind}: each piece arrives before the model says the next one`, async (t) => {
    const client = newClient(t, await newProxy(t, kind));
    await stepByStep(client);
    assert.equal(client.state.transport, 'websocket');
  });

  test(`${kind}: the same over server-sent events`, async (t) => {
    const Blocked = class { constructor() { throw new Error('not in this network'); } };
    const client = newClient(t, await newProxy(t, kind), { WebSocket: Blocked, limits: { attemptsBeforeSse: 1 } });
    await stepByStep(client);
    assert.equal(client.state.transport, 'sse');
  });

  test(`${kind}: a whole answer, and its compressed record`, async (t) => {
    const proxy = await newProxy(t, kind, { nodes: [nodes[0]] });
    const question = `tea ${'and more tea '.repeat(300)}`;
    const reply = posting(proxy, '/api/v1/chat/message', { user_id: `zip-${kind}`, message: question, lang: 'en' });
    const exchange = await model.next();
    exchange.say(pieces.join(''));
    exchange.finish();
    assert.equal((await (await reply).json()).reply, pieces.join(''));
    const compressed = await fetching(proxy, `/api/v1/user/export?user_id=zip-${kind}`, { headers: { 'Accept-Encoding': 'gzip' } });
    assert.equal(compressed.headers.get('Content-Encoding'), 'gzip');
    const plain = await fetching(proxy, `/api/v1/user/export?user_id=zip-${kind}`);
    assert.equal(plain.headers.get('Content-Encoding'), null);
    const [one, other] = [JSON.parse(gunzipSync(Buffer.from(await compressed.arrayBuffer()))), await plain.json()];
    assert.deepEqual(one.data?.conversations, other.data?.conversations);
    assert.ok(JSON.stringify(one).includes(question.trim()));
  });

  test(`${kind}: the service sees the client, whatever the client says`, async (t) => {
    const node = await newNode(t, { 'limits.connects_per_address': 1 });
    const proxy = await newProxy(t, kind, { nodes: [node] });
    const forged = { 'X-Forwarded-For': '198.51.100.9', Forwarded: 'for=198.51.100.9' };
    await fetching(proxy, '/api/v1/health', { localAddress: '127.0.0.2', headers: forged });
    assert.equal(await addressOfClient(node), '127.0.0.2');
    const open = (localAddress, headers) => {
      const socket = new (webSocketOver({ ca: proxy.ca, localAddress, headers }))(`${proxy.origin.replace('https', 'wss')}/ws/chat/ann`);
      t.after(() => socket.terminate());
      return new Promise((resolve, reject) => {
        socket.on('open', () => resolve(101)).on('unexpected-response', (_, { statusCode }) => resolve(statusCode)).on('error', reject);
      });
    };
    assert.equal(await open('127.0.0.2', {}), 101);
    assert.equal(await open('127.0.0.2', { 'X-Forwarded-For': '198.51.100.10' }), 429);
    assert.equal(await open('127.0.0.3', {}), 101);
  });

  test(`${kind}: a client cannot name its user`, async (t) => {
    const node = await newNode(t, { 'auth.user_header': 'X-Auth-User' });
    const proxy = await newProxy(t, kind, { nodes: [node] });
    for (const path of ['/api/v1/chat/conversations?user_id=ann', '/api/v1/chat/message']) {
      const body = path.endsWith('message') ? { method: 'POST', body: JSON.stringify({ user_id: 'ann', message: 'tea' }) } : {};
      const reply = await fetching(proxy, path, { ...body, headers: { 'X-Auth-User': 'ann', 'Content-Type': 'application/json' } });
      assert.equal(reply.status, 401, path);
    }
  });

  test(`${kind}: a proxy that is not trusted is the client itself`, async (t) => {
    const node = await newNode(t, { 'server.trusted_proxies': '127.0.0.9' });
    const proxy = await newProxy(t, kind, { nodes: [node] });
    await fetching(proxy, '/api/v1/health', { localAddress: '127.0.0.2' });
    assert.equal(await addressOfClient(node), '127.0.0.1');
  });

  test(`${kind}: what is for operators is not passed on, and plain HTTP leads to TLS`, async (t) => {
    const asked = [];
    const recorder = createServer((request, response) => {
      asked.push(request.url);
      response.end('passed on');
    });
    recorder.listen(0, '127.0.0.1');
    await once(recorder, 'listening');
    t.after(() => recorder.close());
    const { port } = recorder.address();
    // HAProxy looks for `/readyz` on the operators' port.
    const proxy = await newProxy(t, kind, { nodes: [{ port, adminPort: nodes[0].adminPort }] });
    const status = async (path) => (await fetching(proxy, path)).status;
    for (const path of ['/metrics', '/admin', '/admin/pools', '/livez', '/readyz', '/metrics?x=1']) assert.equal(await status(path), 404, path);
    assert.deepEqual(asked, []);
    assert.deepEqual([await status('/administration'), await status('/')], [200, 200]);
    assert.deepEqual(asked, ['/administration', '/']);
    const plain = await fetchOver({})(`${proxy.plainOrigin}/api/v1/health?x=1`);
    assert.equal(plain.status, 308);
    assert.match(plain.headers.get('Location'), /^https:\/\/.*\/api\/v1\/health\?x=1$/);
    assert.equal(asked.length, 2);
  });

  test(`${kind}: header and body may be as long as the service allows, not longer`, async (t) => {
    const proxy = await newProxy(t, kind);
    const header = async (bytes) => (await fetching(proxy, '/api/v1/health', { headers: { Cookie: 'x'.repeat(bytes) } })).status;
    assert.equal(await header(14 * 1024), 200);
    assert.ok([400, 431].includes(await header(40 * 1024)));
    const body = async (bytes) => {
      const response = await posting(proxy, '/api/v1/chat/message', { user_id: 'u', message: 'x'.repeat(bytes) });
      return [response.status, response.status === 400 ? (await response.json()).error.code : ''];
    };
    assert.deepEqual(await body(60 * 1024), [400, 'VALIDATION_1104'], 'the service itself refuses the length of the question');
    assert.equal((await body(66 * 1024))[0], 413);
  });

  test(`${kind}: no query gets into the log of the proxy`, async (t) => {
    const proxy = await newProxy(t, kind);
    await fetching(proxy, '/api/v1/health?token=very-secret');
    // Apache and HAProxy write their line after the end of the response.
    await until(async () => (await proxy.accessLog()).includes('/api/v1/health'));
    assert.ok(!(await proxy.accessLog()).includes('very-secret'));
  });

  test(`${kind}: heartbeats keep a chat open, and without them it is cut`, async (t) => {
    const short = (text) => text.replace(/((?:read_timeout|timeout (?:client|server|tunnel))\s+)60s/g, '$13s').replaceAll(/(\bTimeout |\btimeout=)60\b/g, '$13');
    const [lively, silent] = await Promise.all(['1s', '1h'].map((interval) =>
      newNode(t, { 'session.heartbeat_interval': interval, 'session.heartbeat_timeout': '100ms' })));
    const open = async (node) => {
      const proxy = await newProxy(t, kind, { nodes: [node], change: short });
      const socket = new (webSocketOver({ ca: proxy.ca }))(`${proxy.origin.replace('https', 'wss')}/ws/chat/ann`);
      t.after(() => socket.terminate());
      await once(socket, 'message');
      return socket;
    };
    await once(await open(silent), 'close');
    const socket = await open(lively);
    for (let count = 0; count < 4; count += 1) await once(socket, 'ping');
    assert.equal(socket.readyState, 1);
  });

  test(`${kind}: while a node stops, nobody is refused and no answer is cut`, async (t) => {
    const own = await startModel();
    t.after(() => own.stop());
    const stopping = { 'drain.notice': kind === 'haproxy' ? '5s' : '0s', 'drain.answers': '60s', 'drain.spread': '1s', 'drain.reconnect': '10ms' };
    const pair = await Promise.all([1, 2].map(() => newNode(t, stopping, { model: own.url })));
    const proxy = await newProxy(t, kind, { nodes: pair });
    const client = newClient(t, proxy);
    const [{ detail: first }] = await once(client, 'welcome');
    const view = watch(client.ask('How can I sleep better?'));
    const exchange = await own.next();
    exchange.say(pieces[0]);
    await once(view.answer, 'delta');
    const nodeOf = async ({ connection_id: id }) => {
      const lists = await Promise.all(pair.map(async ({ adminPort }) => (await fetch(`http://127.0.0.1:${adminPort}/admin/connections`)).text()));
      return lists.findIndex((list) => list.includes(id));
    };
    const leaving = await nodeOf(first);
    assert.ok(leaving >= 0);
    let hasEnded = false;
    const ended = pair[leaving].stop('SIGTERM').then(() => { hasEnded = true; });
    let opened = 0;
    while (!hasEnded) {
      const visitor = newClient(t, proxy, { fetch: null });
      const states = [];
      visitor.addEventListener('state', ({ detail }) => states.push(detail));
      await once(visitor, 'welcome');
      assert.deepEqual(states.filter(({ name }) => name === 'reconnecting'), []);
      visitor.close();
      opened += 1;
      if (opened === 20) {
        exchange.say(pieces[1]);
        exchange.finish();
      }
    }
    await ended;
    const { status } = await view.answer.done;
    assert.deepEqual([status, view.shown, view.resets], ['done', pieces[0] + pieces[1], 0]);
    assert.ok(opened >= 20);
    while (client.state.name !== 'online') await once(client, 'state');
    assert.match(pair[leaving].log(), /drain\.phase phase=ended .*cut=0/);
  });

  test(`${kind}: with stickiness who comes back finds the session`, async (t) => {
    const proxy = await newProxy(t, kind, { sticky: true });
    for (let count = 0; count < 6; count += 1) {
      // Apache knows browsers by a cookie.
      const { headers } = await fetching(proxy, '/api/v1/health');
      const cookie = headers.get('Set-Cookie')?.split(';')[0];
      assert.equal(cookie !== undefined, kind === 'apache');
      const client = newClient(t, proxy, { headers: cookie && { Cookie: cookie } });
      await once(client, 'welcome');
      client.reconnect();
      const [{ detail: welcome }] = await once(client, 'welcome');
      assert.ok(welcome.recovered);
    }
  });
}
