// A language model that says a piece only when the test tells it to.

import { once } from 'node:events';
import { createServer } from 'node:http';

/** One answer: `say(text)` sends a piece, `finish()` ends it. `question` is the last message of the request. */
class Exchange {
  #response;

  constructor(body, response) {
    this.question = body.messages.at(-1).content;
    this.#response = response;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
  }

  say(text) {
    this.#send({ choices: [{ index: 0, delta: { content: text }, finish_reason: null }] });
  }

  finish() {
    this.#send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    this.#response.end('data: [DONE]\n\n');
  }

  #send(event) {
    this.#response.write(`data: ${JSON.stringify({ object: 'chat.completion.chunk', ...event })}\n\n`);
  }
}

/** Speaks OpenAI's API at `url`. `next()` resolves with the next question's Exchange. */
export async function startModel() {
  const come = [];
  const wanted = [];
  const http = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const exchange = new Exchange(JSON.parse(text), response);
    if (wanted.length > 0) wanted.shift()(exchange);
    else come.push(exchange);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${http.address().port}`,
    next: () => (come.length > 0 ? Promise.resolve(come.shift()) : new Promise((resolve) => { wanted.push(resolve); })),
    stop() {
      http.closeAllConnections();
      http.close();
    },
  };
}
