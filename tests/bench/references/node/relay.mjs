// A relay between WebSocket clients and a language model as one writes it in Node: ws to the
// clients, undici to the model. It does what the benchmarks need of docs/protocol.md and nothing
// else: one process, no store.

import { createServer } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { WebSocketServer } from 'ws';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'model-port': { type: 'string', default: '8080' },
    model: { type: 'string', default: 'mock' }, // that health_chat asks for
    'general-model': { type: 'string', default: 'mock' }, // that general_chat asks for
  },
});
const models = { health_chat: options.model, general_chat: options['general-model'] };
const model = new Pool(`http://127.0.0.1:${options['model-port']}`, {
  connections: null,
  pipelining: 1,
  bodyTimeout: 120_000,
  headersTimeout: 120_000,
});

/** Hands each token of an event stream to `onToken`; the stream comes cut anywhere. */
function eventReader(onToken) {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (bytes) => {
    const text = rest + decoder.write(bytes);
    let begin = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      const line = text.slice(begin, end);
      begin = end + 1;
      if (!line.startsWith('data:') || line.startsWith('data: [DONE]')) continue;
      const token = JSON.parse(line.slice(5)).choices[0]?.delta.content;
      if (token) onToken(token);
    }
    rest = text.slice(begin);
  };
}

class Session {
  constructor(socket, user) {
    this.socket = socket;
    this.seq = 0;
    this.answers = new Map();
    this.send({
      type: 'connection_established',
      timestamp: new Date().toISOString(),
      status: 'connected',
      message: 'Welcome.',
      heartbeat_interval: 25,
      user_id: user,
      seq: 0,
      resumed: false,
      recovered: false,
      protocol: 'aurawell.v1',
    });
    socket.on('message', (text) => this.onMessage(JSON.parse(text)));
    socket.on('close', () => {
      for (const stop of this.answers.values()) stop.abort();
    });
    socket.on('error', () => {});
  }

  send(event) {
    this.socket.send(JSON.stringify(event));
  }

  sendFor(type, question, status, more) {
    this.seq += 1;
    this.send({
      type,
      timestamp: new Date().toISOString(),
      seq: this.seq,
      request_id: question.request_id,
      conversation_id: question.conversation_id ?? '',
      status,
      ...more,
    });
  }

  sendStatus(question, status, data) {
    this.sendFor('status_update', question, status, { message: '', data });
  }

  sendEnd(question, status, text) {
    this.sendStatus(question, status, {
      full_response: text,
      conversation_id: question.conversation_id ?? '',
      response_length: [...text].length,
      finish_reason: 'stop',
    });
  }

  onMessage(message) {
    if (message.type in models) {
      this.answer(message);
    } else if (message.type === 'cancel') {
      this.answers.get(message.data.request_id)?.abort();
    } else if (message.type === 'ping') {
      this.send({ type: 'pong', timestamp: new Date().toISOString(), data: message.data });
    }
  }

  async answer(question) {
    const stop = new AbortController();
    let text = '';
    this.answers.set(question.request_id, stop);
    this.sendStatus(question, 'sending', {});
    try {
      const { statusCode, body } = await model.request({
        method: 'POST',
        path: '/v1/chat/completions',
        headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
        body: JSON.stringify({
          model: models[question.type],
          stream: true,
          messages: [{ role: 'user', content: question.data.message }],
        }),
        signal: stop.signal,
      });
      if (statusCode !== 200) throw new Error(`the model answered ${statusCode}`);
      const read = eventReader((token) => {
        if (text === '') this.sendStatus(question, 'streaming', {});
        text += token;
        this.sendFor('chat_stream', question, 'streaming', { delta: token });
      });
      for await (const bytes of body) read(bytes);
      this.sendEnd(question, 'done', text);
    } catch (failure) {
      if (stop.signal.aborted) {
        this.sendEnd(question, 'cancelled', text);
      } else {
        this.sendStatus(question, 'error', { error_code: 'AI_1401', retryable: true });
      }
    } finally {
      this.answers.delete(question.request_id);
    }
  }
}

const server = createServer();
const clients = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
clients.on('connection', (socket, request) => new Session(socket, request.url.split('/').pop()));
server.listen({ port: Number(options.port), host: '127.0.0.1', backlog: 4096 }, () => {
  console.log(`listening on ws://127.0.0.1:${server.address().port}`);
});
