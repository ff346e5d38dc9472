// asyncapi.json and the real program: everything described works, and everything sent is described.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test as untimed } from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { WebSocket } from 'ws';
import { post, register, startServer, withAccounts } from './support.mjs';

const test = (name, run) => untimed(name, { timeout: 60_000 }, run);
const read = (path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const text = await read('net/web/asyncapi.json');
const description = JSON.parse(text);
const { messages, schemas } = description.components;
const channel = description.channels.chat;

const keysOf = (action) => [...new Set(Object.values(description.operations).filter((operation) => operation.action === action)
  .flatMap((operation) => operation.messages).map(({ $ref }) => $ref.split('/').at(-1)))];
/** The schemas from the server's view: what it receives, what it sends. */
const byClients = keysOf('receive').map((key) => messages[key]);
const byServer = keysOf('send').map((key) => messages[key]);

/** The same schema, but undescribed fields are faults. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (copy.type === 'object' && copy.properties) copy.additionalProperties ??= false;
  return copy;
}

const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
ajv.addSchema({ $id: 'description', components: { schemas: closed(schemas) } });
const rebased = (schema) => JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components', '"description#/components'));
const validators = new Map([...byClients, ...byServer].map((message) => [message, ajv.compile(rebased(message.payload))]));

function assertDescribed(frame, among) {
  const message = among.find(({ name }) => name === frame.type);
  assert.ok(message, `${frame.type} is not described`);
  const isValid = validators.get(message);
  assert.ok(isValid(frame), `${JSON.stringify(frame)}: ${ajv.errorsText(isValid.errors)}`);
}

/** Resolves when the chunk is sent. */
const write = (response, delta, finish_reason) => new Promise((left) => {
  const chunk = { id: 'x', object: 'chat.completion.chunk', model: 'fake', choices: [{ index: 0, delta, finish_reason }] };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`, left);
});

/** A model that sends the next of `answers`: a list of pieces; `null` among them cuts the connection. */
async function startModel(answers) {
  const model = createServer(async (request, response) => {
    for await (const _ of request);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const piece of answers.shift() ?? [{ content: 'Well.' }]) {
      if (piece === null) return response.socket.end();
      await write(response, piece, null);
    }
    await write(response, {}, 'stop');
    return response.end('data: [DONE]\n\n');
  });
  model.listen(0, '127.0.0.1');
  await once(model, 'listening');
  return {
    settings: {
      'providers.fake.kind': 'openai', 'providers.fake.base_url': `http://127.0.0.1:${model.address().port}/v1`, 'providers.fake.model': 'fake',
      'pools.general_chat.providers': 'fake', 'pools.general_chat.max_streams': 1, 'providers.fake.retry_pause': '1ms',
    },
    stop() {
      model.closeAllConnections();
      model.close();
    },
  };
}

/** A chat that validates every frame with the description: `{send, until(test), seen, close}`. */
async function openChat(origin, user, token = '') {
  const protocols = token ? ['aurawell.v1', `aurawell.token.${token}`] : ['aurawell.v1'];
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws/chat/${user}?lang=en`, protocols);
  const seen = [];
  let fault = null;
  let wake = () => {};
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    try {
      assertDescribed(frame, byServer);
    } catch (error) {
      fault ??= error;
    }
    seen.push(frame);
    wake();
  });
  const until = async (isIt) => {
    while (!fault && !seen.some(isIt)) await new Promise((resolve) => { wake = resolve; });
    if (fault) throw fault;
    return seen.find(isIt);
  };
  await once(socket, 'open');
  return { send: (frame) => socket.send(JSON.stringify(frame)), until, seen, socket };
}

let model;
let server;
const answers = [];

before(async () => {
  model = await startModel(answers);
  server = await startServer({ settings: { ...model.settings, 'providers.offline.tokens_per_second': 2000 } });
});
after(async () => {
  await server?.stop();
  model?.stop();
});

test('the description is valid AsyncAPI 3.0 and served as it is here', async () => {
  const rules = JSON.parse(await readFile(new URL('node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json', import.meta.url), 'utf8'));
  const check = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, validateFormats: false })).compile(rules);
  assert.ok(check(description), JSON.stringify(check.errors?.slice(0, 3)));
  const response = await fetch(`${server.origin}/asyncapi.json`);
  assert.equal(await response.text(), text);
  assert.equal(response.headers.get('content-type'), 'application/json');
});

test('every example fits its own schema', () => {
  for (const message of [...byClients, ...byServer]) {
    assert.ok(message.examples.length > 0, message.name);
    for (const { payload } of message.examples) assertDescribed(payload, [message]);
  }
});

test('the description has a Chinese text beside every English one', () => {
  const missing = [];
  const walk = (node, path) => {
    if (node === null || typeof node !== 'object') return;
    if (typeof node.description === 'string' && !node['x-zh'] && !path.startsWith('/servers')) missing.push(path);
    for (const [key, value] of Object.entries(node)) if (key !== 'examples') walk(value, `${path}/${key}`);
  };
  walk(description, '');
  for (const message of [...byClients, ...byServer]) {
    assert.ok(message['x-zh'], message.name);
    assert.deepEqual(Object.keys(message['x-zh-examples']), message.examples.map(({ name }) => name));
  }
  assert.deepEqual(missing, []);
});

test('the types are those of the program, in both directions', async () => {
  const encoder = await read('net/wire/wire_encode.cpp');
  const sent = [...encoder.matchAll(/\bbegin(?:_in_log)?\("(\w+)"\)/g)].map(([, type]) => type);
  assert.deepEqual(byServer.map(({ name }) => name).sort(), [...new Set(sent)].sort());
  const decoder = await read('net/wire/wire_decode.cpp');
  const understood = [...decoder.matchAll(/frame_kind\{"(\w+)"/g)].map(([, type]) => type);
  assert.ok(understood.length > 5);
  assert.deepEqual(byClients.map(({ name }) => name).sort(), understood.sort());
});

test('the error codes are those of the program', async () => {
  const table = [...(await read('domain/error.cpp')).matchAll(/"([A-Z]+_\d+)", (true|false)\}/g)];
  const rows = table.map(([, code, retryable]) => [code, retryable === 'true']);
  assert.ok(rows.length > 20);
  assert.deepEqual(channel['x-error-codes'].map(({ code, retryable }) => [code, retryable]), rows);
  assert.deepEqual(schemas.errorCode.enum, rows.map(([code]) => code));
});

test('every example of a client is understood, and every answer is as described', async () => {
  const chat = await openChat(server.origin, 'examples');
  for (const { name, examples } of byClients) {
    for (const { payload } of examples) {
      if (name === 'pong') continue;
      const before = chat.seen.length;
      chat.send(payload);
      const mine = (frame) => chat.seen.indexOf(frame) >= before;
      const ended = (frame) => mine(frame) && (['done', 'error'].includes(frame.status) || ['error', 'pong'].includes(frame.type));
      const reply = await chat.until(ended);
      if (name === 'cancel') assert.equal(reply.error_code, 'USER_1203');
      // No token was issued here, so the example's token is not valid.
      else if (name === 'refresh_token') assert.match(reply.error_code ?? reply.data.error_code, /^AUTH_/);
      else assert.ok(reply.status === 'done' || reply.type === 'pong', JSON.stringify(reply));
    }
  }
  chat.send({ type: 'pong' });
  chat.send({ type: 'ping', data: 'after pong' });
  const next = await chat.until(({ data }) => data === 'after pong');
  assert.equal(chat.seen.at(-1), next);
  chat.socket.close();
});

test('what the server sends is described, whatever it is', async () => {
  const chat = await openChat(server.origin, 'everything');
  const ask = (request_id, data) => chat.send({ type: 'general_chat', request_id, data: { message: 'Tell me.', ...data } });
  const ended = (id, status) => chat.until((frame) => frame.request_id === id && frame.status === status);

  answers.push([{ reasoning_content: 'Let me think.' }, { content: 'Thought.' }]);
  ask('thinking', { reasoning: true });
  await ended('thinking', 'done');

  answers.push([{ content: 'The first half, ' }, null], [{ content: 'and the second.' }]);
  ask('cut');
  await ended('cut', 'done');

  answers.push([{ content: 'Half of it' }, null], [null], [null], [null]);
  ask('lost');
  await ended('lost', 'incomplete');

  chat.send({ type: 'health_chat', request_id: 'long', data: { message: 'Give me a whole plan.' } });
  await chat.until(({ type, request_id }) => type === 'chat_stream' && request_id === 'long');
  chat.send({ type: 'cancel', data: { request_id: 'long' } });
  await chat.until(({ request_id, status }) => request_id === 'long' && ['cancelled', 'done'].includes(status));

  chat.send({ type: 'general_chat', request_id: 'too-long', data: { message: 'x'.repeat(8001) } });
  await ended('too-long', 'error');
  chat.send({ type: 'nothing' });
  await chat.until(({ type }) => type === 'error');

  const other = await openChat(server.origin, 'everything');
  other.send({ type: 'general_chat', request_id: 'cut', data: { message: 'Tell me.' } });
  await other.until(({ request_id, status }) => request_id === 'cut' && status === 'done');
  assert.ok(other.seen.some(({ data }) => data?.snapshot));
  assert.ok(chat.seen.some(({ data }) => data?.seam), 'no seam was sent');
  assert.ok(chat.seen.some(({ type }) => type === 'chat_reasoning'), 'no thought was sent');
  chat.socket.close();
  other.socket.close();
});

test('a token is renewed, and a bad one refused, as described', async (t) => {
  const closed = await startServer({ settings: withAccounts });
  t.after(() => closed.stop());
  const { access_token: token, user_id: user } = await register(closed.origin, 'hugo', 'a long walk home');
  const { access_token: other } = await post(closed.origin, 'refresh', {}, token);
  const chat = await openChat(closed.origin, user, token);
  await chat.until(({ type }) => type === 'connection_established');
  chat.send({ type: 'refresh_token', request_id: 'good', data: { token: other } });
  const renewed = await chat.until(({ request_id }) => request_id === 'good');
  assert.equal(renewed.status, 'done');
  assert.ok(Date.parse(renewed.data.expires_at) > Date.now());
  chat.send({ type: 'refresh_token', request_id: 'bad', data: { token: `${other}x` } });
  const refused = await chat.until(({ request_id }) => request_id === 'bad');
  assert.match(refused.error_code ?? refused.data.error_code, /^AUTH_/);
  // The connection may close before the reply to the request arrives.
  const end = once(chat.socket, 'close');
  await post(closed.origin, 'logout', {}, other);
  const [code] = await end;
  assert.equal(code, 4001);
});

test('a close code of the program is a described one', async () => {
  const codes = channel['x-close-codes'].map(({ code }) => code);
  const documented = [...(await read('docs/protocol.md')).matchAll(/^\| (\d{4}) \|/gm)].map(([, code]) => Number(code));
  assert.deepEqual(documented.filter((code) => !codes.includes(code)), []);
  const chat = await openChat(server.origin, 'binary');
  chat.socket.send(Buffer.from([1, 2]));
  const [code] = await once(chat.socket, 'close');
  assert.ok(codes.includes(code), String(code));
});
