// The PROXY protocol and the header Forwarded: the real program, alone and behind a real HAProxy.

import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test as untimed } from 'node:test';
import { fetchOver, startProxy, webSocketOver } from './proxy.mjs';
import { startServer } from './support.mjs';

const test = (name, run) => untimed(name, { timeout: 60_000 }, run);
const request = 'GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');

/** A header of version 2 about a client at `address`, an IPv4 address. */
function headerOf(address, { command = 0x21, kind = 0x11, more = Buffer.alloc(0) } = {}) {
  const rest = Buffer.concat([Buffer.from([...address.split('.').map(Number), 10, 0, 0, 1, 0x12, 0x34, 1, 0xbb]), more]);
  return Buffer.concat([signature, Buffer.from([command, kind, rest.length >> 8, rest.length & 255]), rest]);
}

async function newNode(t, settings) {
  const node = await startServer({
    settings: { 'auth.allow_open_anywhere': true, 'log.client_address': 'full', 'log.access': true, 'log.repeat_limit': 0, ...settings },
  });
  t.after(() => node.stop());
  return node;
}

const metricsOf = async ({ adminPort }) => (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();

const withProtocol = { 'server.proxy_protocol': true };

/** The whole reply to `pieces`, each sent when the one before has left; with `from` from that address. */
async function talk(port, pieces, from = '127.0.0.1') {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from, noDelay: true });
  let reply = '';
  socket.on('data', (data) => { reply += data; });
  const ended = new Promise((resolve) => { socket.on('close', resolve).on('error', () => {}); });
  for (const piece of pieces) await new Promise((sent) => { socket.write(piece, () => setImmediate(sent)); });
  await ended;
  return reply;
}

async function until(condition) {
  while (!condition()) await new Promise((resolve) => { setTimeout(resolve, 5); });
}

/** The addresses of the requests for health in the log of `node`. */
const addresses = (node) => [...node.log().matchAll(/access\.request .*route=\/api\/v1\/health .*address=(\S*)/g)].map(([, one]) => one.replaceAll('"', ''));

test('a trusted proxy names the client, however the bytes are cut', async (t) => {
  const node = await newNode(t, withProtocol);
  const whole = Buffer.concat([headerOf('198.51.100.9', { more: Buffer.from([4, 0, 2, 0, 0]) }), Buffer.from(request)]);
  for (let at = 1; at <= 40; at += 1) assert.match(await talk(node.port, [whole.subarray(0, at), whole.subarray(at)]), /^HTTP\/1\.1 200 /);
  assert.match(await talk(node.port, [...whole].map((byte) => Buffer.from([byte]))), /^HTTP\/1\.1 200 /);
  await until(() => addresses(node).length === 41);
  assert.deepEqual(new Set(addresses(node)), new Set(['198.51.100.9']));
});

test('a check of health by the proxy itself is nobody, and so is who comes by UDP or from a Unix socket', async (t) => {
  const node = await newNode(t, withProtocol);
  const forged = request.replace('Host', 'X-Forwarded-For: 203.0.113.5\r\nHost');
  const nobodies = [{ command: 0x20 }, { kind: 0 }, { kind: 0x12 }, { kind: 0x31 }];
  for (const nobody of nobodies) assert.match(await talk(node.port, [headerOf('198.51.100.9', nobody), forged]), /^HTTP\/1\.1 200 /);
  await until(() => addresses(node).length === nobodies.length);
  assert.deepEqual(addresses(node), ['', '', '', '']);
});

test('without a good header a trusted proxy is refused, and the log says why', async (t) => {
  const node = await newNode(t, withProtocol);
  const refusals = [
    [request, 'not_there'], ['PROXY TCP4 198.51.100.9 10.0.0.1 4660 443\r\n', 'version_1'], [headerOf('198.51.100.9', { command: 0x11 }), 'unsupported'],
    [headerOf('198.51.100.9', { kind: 0x13 }), 'unsupported'], [headerOf('198.51.100.9', { more: Buffer.from([4]) }), 'malformed'],
    [headerOf('198.51.100.9', { more: Buffer.alloc(3000) }), 'too_long'], [headerOf('198.51.100.9', { more: Buffer.from([3, 0, 4, 1, 2, 3, 4]) }), 'bad_checksum'],
  ];
  for (const [bytes, reason] of refusals) {
    assert.match(await talk(node.port, [bytes]), /^HTTP\/1\.1 400 [^]*PROXY protocol, version 2/, reason);
    await until(() => node.log().includes(`connection.proxy_header_refused reason=${reason}`));
  }
  const metrics = await metricsOf(node);
  for (const [reason, count] of [['not_there', 1], ['version_1', 1], ['unsupported', 2], ['malformed', 1], ['too_long', 1], ['bad_checksum', 1]]) {
    assert.ok(metrics.includes(`aurawell_proxy_headers_refused_total{reason="${reason}"} ${count}\n`), reason);
  }
  assert.match(await talk(node.port, [headerOf('198.51.100.9'), request]), /^HTTP\/1\.1 200 /);
});

test('the longest header and the time for it are settings', async (t) => {
  const node = await newNode(t, { ...withProtocol, 'server.proxy_header_timeout': '300ms', 'server.max_proxy_header_bytes': 256 });
  assert.equal(await talk(node.port, [headerOf('198.51.100.9').subarray(0, 20)]), '');
  await until(() => node.log().includes('connection.proxy_header_refused reason=incomplete'));
  const padded = (size) => headerOf('198.51.100.9', { more: Buffer.concat([Buffer.from([4, 0, size - 31]), Buffer.alloc(size - 31)]) });
  assert.match(await talk(node.port, [padded(256), request]), /^HTTP\/1\.1 200 /);
  assert.match(await talk(node.port, [padded(257), request]), /^HTTP\/1\.1 400 /);
});

test('nobody else may send one, and without the setting not even the proxy', async (t) => {
  const node = await newNode(t, withProtocol);
  assert.match(await talk(node.port, [headerOf('198.51.100.9'), request], '127.0.0.2'), /^HTTP\/1\.1 400 /);
  assert.match(await talk(node.port, [request], '127.0.0.2'), /^HTTP\/1\.1 200 /);
  await until(() => addresses(node).length === 1);
  assert.deepEqual(addresses(node), ['127.0.0.2']);
  const plain = await newNode(t, {});
  assert.match(await talk(plain.port, [headerOf('198.51.100.9'), request]), /^HTTP\/1\.1 400 /);
});

test('the client that the proxy names is believed in nothing that it says of itself', async (t) => {
  const node = await newNode(t, withProtocol);
  const forged = request.replace('Host', 'X-Forwarded-For: 203.0.113.5\r\nHost');
  await talk(node.port, [headerOf('198.51.100.9'), forged]);
  await until(() => addresses(node).length === 1);
  assert.deepEqual(addresses(node), ['198.51.100.9']);
});

test('Forwarded counts in place of X-Forwarded-For where the setting says so, from the proxy only', async (t) => {
  const fields = 'Forwarded: for=203.0.113.5\r\nForwarded: for="198.51.100.9:4711";proto=https\r\nX-Forwarded-For: 203.0.113.77\r\nHost';
  const asked = request.replace('Host', fields);
  const [on, off] = await Promise.all([{ 'server.forwarded_header': true }, {}].map((settings) => newNode(t, settings)));
  for (const [node, from] of [[on, '127.0.0.1'], [on, '127.0.0.2'], [off, '127.0.0.1']]) await talk(node.port, [asked], from);
  assert.match(await talk(on.port, [request.replace('Host', 'Forwarded: for="\r\nForwarded: for=198.51.100.9\r\nHost')]), /^HTTP\/1\.1 400 [^]*RFC 7239/);
  await until(() => addresses(on).length === 3 && addresses(off).length === 1);
  assert.deepEqual(addresses(on), ['198.51.100.9', '127.0.0.2', '']);
  assert.deepEqual(addresses(off), ['203.0.113.77']);
  assert.match(await metricsOf(on), /^aurawell_forwarded_refused_total 1$/m);
  assert.match(on.log(), /request\.forwarded_refused /);
});

test('HAProxy passes TLS through to the service and names the client', async (t) => {
  let tls;
  // The service shows the certificate of the proxy's folder.
  const first = await startProxy('haproxy', { nodes: [{ port: 1, adminPort: 1 }] });
  t.after(() => first.stop());
  const node = await newNode(t, {
    ...withProtocol, 'server.tls.certificate_file': `${first.folder}/fullchain.pem`, 'server.tls.private_key_file': `${first.folder}/privkey.pem`,
    'limits.connects_per_address': 1,
  });
  const through = () => `defaults\n  mode tcp\n  timeout connect 3s\n  timeout client 60s\n  timeout server 60s
frontend clients\n  bind 127.0.0.1:${tls}\n  default_backend aurawell\nbackend aurawell\n  server node1 127.0.0.1:${node.port} send-proxy-v2 proxy-v2-options crc32c\n`;
  const proxy = await startProxy('haproxy', { nodes: [node], change: (text) => {
    tls = /bind 127\.0\.0\.1:(\d+) ssl/.exec(text)[1];
    return through();
  } });
  t.after(() => proxy.stop());
  const open = (localAddress) => {
    const socket = new (webSocketOver({ ca: first.ca, localAddress }))(`${proxy.origin.replace('https', 'wss')}/ws/chat/ann`);
    t.after(() => socket.terminate());
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(101)).on('unexpected-response', (_, { statusCode }) => resolve(statusCode)).on('error', reject);
    });
  };
  assert.equal((await fetchOver({ ca: first.ca, localAddress: '127.0.0.2' })(`${proxy.origin}/api/v1/health`)).status, 200);
  await until(() => addresses(node).includes('127.0.0.2'));
  assert.deepEqual([await open('127.0.0.3'), await open('127.0.0.3'), await open('127.0.0.4')], [101, 429, 101]);
});
