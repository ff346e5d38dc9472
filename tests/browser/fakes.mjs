// Fakes: a connection that can be cut, a language model with given answers, the server's stored conversations.

import { createServer } from 'node:http';
import { connect, createServer as createLine } from 'node:net';
import { once } from 'node:events';

async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/**
 * A proxy to the server at `port`: `{origin, cut(), mend(), stop()}`. While it is cut it forwards nothing and accepts no connection.
 */
export async function startLine(port) {
  const open = new Set();
  let whole = true;
  const line = createLine((near) => {
    if (!whole) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [[near, far], [far, near]]) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  const cut = () => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${await listening(line)}`,
    cut,
    mend: () => { whole = true; },
    async stop() {
      cut();
      line.close();
      await once(line, 'close');
    },
  };
}

/**
 * A model with OpenAI's chat API: `{settings, say(text), stop()}`. `say` gives the next answer in pieces; earlier requests wait for it.
 * `settings` make the server use this model.
 */
export async function startModel() {
  const answers = [];
  const model = createServer(async (request, response) => {
    for await (const _ of request);
    const pieces = answers.shift() ?? ['没有准备好的回答'];
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const send = (delta, finish_reason = null) => response.write(`data: ${JSON.stringify({
      id: 'x', object: 'chat.completion.chunk', model: 'fake', choices: [{ index: 0, delta, finish_reason }],
    })}\n\n`);
    for (const content of pieces) send({ content });
    send({}, 'stop');
    response.end('data: [DONE]\n\n');
  });
  const port = await listening(model);
  return {
    settings: { 'providers.deepseek.base_url': `http://127.0.0.1:${port}/v1` },
    say: (...pieces) => answers.push(pieces),
    async stop() {
      model.closeAllConnections();
      model.close();
      await once(model, 'close');
    },
  };
}

/**
 * A model that streams until `finish`: `{settings, finish(), begin(), stop()}`. Answers that begin between `finish` and `begin` end at
 * once.
 */
export async function startTalker() {
  let isEnding = false;
  const talking = new Set();
  const model = createServer(async (request, response) => {
    for await (const _ of request);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const send = (delta, finish_reason = null) => response.write(`data: ${JSON.stringify({
      id: 'x', object: 'chat.completion.chunk', model: 'fake', choices: [{ index: 0, delta, finish_reason }],
    })}\n\n`);
    let sentences = 0;
    const speak = () => {
      sentences += 1;
      send({ content: `第 ${sentences} 句，不多也不少。` });
    };
    const timer = setInterval(speak, 100);
    const end = () => {
      clearInterval(timer);
      talking.delete(end);
      send({}, 'stop');
      response.end('data: [DONE]\n\n');
    };
    response.on('close', () => {
      clearInterval(timer);
      talking.delete(end);
    });
    speak();
    talking.add(end);
    if (isEnding) end();
  });
  const port = await listening(model);
  return {
    settings: { 'providers.deepseek.base_url': `http://127.0.0.1:${port}/v1` },
    begin() {
      isEnding = false;
    },
    finish() {
      isEnding = true;
      for (const end of [...talking]) end();
    },
    async stop() {
      model.closeAllConnections();
      model.close();
      await once(model, 'close');
    },
  };
}

const hour = 3600 * 1000;

/** `count` conversations of `member`, the newest first, one hour apart. */
export function conversationsOf(member, count) {
  return Array.from({ length: count }, (_, index) => ({
    conversation_id: `conv_${member}_${index}`, member_id: member, title: `${member} 的问题 ${index}`,
    created_at: new Date(Date.now() - index * hour).toISOString(), updated_at: new Date(Date.now() - index * hour).toISOString(), exchanges: 1,
  }));
}

/** Question and answer `index` of a conversation, in the server's form. */
export function messagesOf(index, { status = 'done', answer = `回答 ${index}` } = {}) {
  const request_id = `r-${index}`;
  const timestamp = new Date().toISOString();
  return [
    { request_id, role: 'user', content: `问题 ${index}`, timestamp },
    { request_id, role: 'assistant', content: answer, status, timestamp, model: 'fake', provider: 'fake' },
  ];
}

/**
 * Answers the page's requests for stored conversations in place of the server. `answer(call)` gets `{method, id, member, limit, before}`,
 * `id` only with one conversation, and returns the body or a status code.
 */
export async function replaceMemory(page, answer) {
  await page.route(/\/api\/v1\/chat\/conversations/, async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const [, id] = /conversations\/([^/]+)/.exec(url.pathname) ?? [];
    const of = (name) => url.searchParams.get(name);
    const body = await answer({ method: request.method(), id, member: of('member_id'), limit: Number(of('limit')), before: of('before') });
    if (typeof body === 'number') return route.fulfill({ status: body, json: { success: false, error: { code: 'DB_1601', message: 'no', retryable: true } } });
    return route.fulfill({ json: { success: true, ...body } });
  });
}
