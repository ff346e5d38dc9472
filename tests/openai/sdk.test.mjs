// OpenAI's own SDK, unchanged, against the real program.

import assert from 'node:assert/strict';
import { after, before, test as untimed } from 'node:test';
import OpenAI from 'openai';
import { startServer } from '../client/support.mjs';

const test = (name, run) => untimed(name, { timeout: 30_000 }, run);
const question = [{ role: 'user', content: 'How can I sleep better?' }];
const page = 'https://app.example.com';
let server;
let users = 0;

before(async () => { server = await startServer({ settings: { 'providers.offline.tokens_per_second': 600, 'server.allowed_origins': page } }); });
after(() => server?.stop());

function newClient({ origin = server.origin, ...options } = {}) {
  users += 1;
  return new OpenAI({ apiKey: 'none', baseURL: `${origin}/v1`, maxRetries: 0, defaultQuery: { user_id: `user-${users}`, lang: 'en' }, ...options });
}

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return { chunks, text: chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('') };
}

test('a whole answer', async () => {
  const { data, request_id: requestId } = await newClient().chat.completions
    .create({ model: 'aurawell-health', messages: question, temperature: 0.1, max_tokens: 10 }).withResponse();
  assert.match(data.id, /^chatcmpl-/);
  assert.deepEqual([data.object, data.model], ['chat.completion', 'aurawell-health']);
  const [{ message, finish_reason: reason }] = data.choices;
  assert.deepEqual([message.role, message.refusal, reason], ['assistant', null, 'stop']);
  assert.ok(message.content.length > 100);
  assert.equal(data.usage.total_tokens, data.usage.prompt_tokens + data.usage.completion_tokens);
  assert.ok(Math.abs(data.created - Date.now() / 1000) < 60);
  assert.equal(data.id, `chatcmpl-${requestId}`);
});

test('a stream has a role, pieces, an end and the usage that was asked for', async () => {
  const stream = await newClient().chat.completions.create({
    model: 'aurawell-general', messages: question, stream: true, stream_options: { include_usage: true },
  });
  const { chunks, text } = await collect(stream);
  assert.equal(chunks[0].choices[0].delta.role, 'assistant');
  assert.ok(chunks.length > 10 && text.length > 10);
  assert.equal(new Set(chunks.map(({ id }) => id)).size, 1);
  assert.deepEqual(chunks.flatMap(({ choices }) => choices.map(({ finish_reason: reason }) => reason)).filter(Boolean), ['stop']);
  const { choices, usage } = chunks.at(-1);
  assert.deepEqual(choices, []);
  assert.ok(usage.total_tokens >= usage.completion_tokens);
});

test('the same name gives the same answer, streamed or whole', async () => {
  const client = newClient();
  const options = { idempotencyKey: 'unused', headers: { 'Idempotency-Key': 'once' } };
  const asked = { model: 'aurawell-health', messages: question };
  const whole = await client.chat.completions.create(asked, options);
  const { text } = await collect(await client.chat.completions.create({ ...asked, stream: true }, options));
  assert.equal(text, whole.choices[0].message.content);
});

test('the helper of the SDK puts a stream together', async () => {
  const runner = newClient().chat.completions.stream({ model: 'aurawell-health', messages: question });
  const pieces = [];
  runner.on('content', (piece) => pieces.push(piece));
  const completion = await runner.finalChatCompletion();
  assert.equal(completion.choices[0].message.content, pieces.join(''));
});

test('parts, instructions and history are understood', async () => {
  const completion = await newClient().chat.completions.create({
    model: 'aurawell-health',
    messages: [
      { role: 'system', content: 'age: 30' },
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: [{ type: 'text', text: 'How can I ' }, { type: 'text', text: 'sleep better?' }] },
    ],
    metadata: { conversation_id: 'conv' },
  });
  assert.equal(completion.metadata.conversation_id, 'conv');
});

test('the models are listed', async () => {
  const models = await newClient().models.list();
  assert.deepEqual(models.data.map(({ id, object }) => [id, object]), [['aurawell-health', 'model'], ['aurawell-general', 'model']]);
});

test('an abort ends the stream for the caller at once', async () => {
  const stream = await newClient().chat.completions.create({ model: 'aurawell-health', messages: question, stream: true });
  let count = 0;
  let isWhole = false;
  for await (const chunk of stream) {
    assert.equal(chunk.object, 'chat.completion.chunk');
    count += 1;
    isWhole ||= Boolean(chunk.choices[0]?.finish_reason);
    // The SDK still returns chunks of the same read.
    if (count === 3) stream.controller.abort();
  }
  assert.ok(count >= 3 && !isWhole);
  const control = new AbortController();
  const waiting = newClient().chat.completions.create({ model: 'aurawell-health', messages: question }, { signal: control.signal });
  control.abort();
  await assert.rejects(waiting, OpenAI.APIUserAbortError);
});

test('errors become those of the SDK', async () => {
  const client = newClient();
  const ask = (body, from = client) => from.chat.completions.create({ model: 'aurawell-health', messages: question, ...body });
  for (const stream of [false, true]) {
    await assert.rejects(ask({ stream, model: 'gpt-4' }), (error) => error instanceof OpenAI.NotFoundError && error.code === 'model_not_found');
    await assert.rejects(ask({ stream, messages: [{ role: 'user', content: 'x'.repeat(8001) }] }), (error) => error instanceof OpenAI.BadRequestError
      && error.code === 'VALIDATION_1104' && error.type === 'invalid_request_error');
    await assert.rejects(ask({ stream, messages: [] }), (error) => error instanceof OpenAI.BadRequestError && /the last of messages/.test(error.message));
    await assert.rejects(ask({ stream }, newClient({ defaultQuery: {} })), (error) => error instanceof OpenAI.AuthenticationError);
  }
});

/**
 * Fetches as a browser does for a page of `origin` (Fetch Standard, CORS protocol): first requests permission to send the fields, and
 * returns only the fields that the reply exposes.
 */
function fetchFrom(origin) {
  const simple = ['accept', 'accept-language', 'content-language'];
  const readable = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma'];
  const listed = (response, name) => (response.headers.get(name) ?? '').toLowerCase().split(',').map((field) => field.trim());
  return async (url, init) => {
    const headers = new Headers(init.headers);
    headers.delete('user-agent');
    const fields = [...headers.keys()].filter((name) => !simple.includes(name)).sort();
    const preflight = await fetch(url, {
      method: 'OPTIONS', headers: { origin, 'access-control-request-method': init.method, 'access-control-request-headers': fields.join(',') },
    });
    const refused = fields.filter((name) => !listed(preflight, 'access-control-allow-headers').includes(name));
    if (!preflight.ok || refused.length > 0 || !listed(preflight, 'access-control-allow-methods').includes(init.method.toLowerCase())) {
      throw new TypeError(`Failed to fetch: ${preflight.status}, not allowed: ${refused}`);
    }
    headers.set('origin', origin);
    const response = await fetch(url, { ...init, headers });
    if (response.headers.get('access-control-allow-origin') !== origin) throw new TypeError('Failed to fetch: the reply is not for this page');
    const exposed = [...readable, ...listed(response, 'access-control-expose-headers')];
    return new Response(response.body, {
      status: response.status, headers: [...response.headers].filter(([name]) => exposed.includes(name)),
    });
  };
}

test('a page of an allowed origin can use it', async () => {
  const client = newClient({ fetch: fetchFrom(page), organization: 'org', project: 'project' });
  const asked = { model: 'aurawell-health', messages: question };
  const { data, request_id: requestId } = await client.chat.completions.create(asked).withResponse();
  assert.equal(data.id, `chatcmpl-${requestId}`);
  const { text } = await collect(await client.chat.completions.create({ ...asked, stream: true }));
  assert.ok(text.length > 10);
  const runner = client.chat.completions.stream(asked);
  assert.ok((await runner.finalChatCompletion()).choices[0].message.content.length > 10);
  assert.equal((await client.models.list()).data.length, 2);
});

test('a page of another origin cannot', async () => {
  const client = newClient({ fetch: fetchFrom('https://evil.example.com') });
  await assert.rejects(client.chat.completions.create({ model: 'aurawell-health', messages: question }), OpenAI.APIConnectionError);
});

test('a limit is told with the time to wait', async (t) => {
  const strict = await startServer({ settings: { 'limits.messages_per_user': 1 } });
  t.after(() => strict.stop());
  const client = newClient({ origin: strict.origin });
  const ask = () => client.chat.completions.create({ model: 'aurawell-health', messages: question });
  await ask();
  await assert.rejects(ask(), (error) => error instanceof OpenAI.RateLimitError && error.code === 'SYSTEM_1705' && Number(error.headers.get('retry-after')) > 0);
});
