// Proxies that are configured badly: the client library must cope by itself, and lose and repeat nothing.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test as untimed } from 'node:test';
import { connect } from '../../net/web/aurawell-client.js';
import { fetchOver, startProxy, webSocketOver } from './proxy.mjs';
import { startModel } from './stepped_model.mjs';
import { startServer } from './support.mjs';
import { watch } from './watch.mjs';

const test = (name, run) => untimed(name, { timeout: 90_000 }, run);
const pieces = ['Sleep', ' well: 睡眠', '\n\n- "tea" ', '🌙', '…', 'end'];
let model;
let node;
let users = 0;

before(async () => {
  model = await startModel();
  node = await startServer({ settings: { 'auth.allow_open_anywhere': true, 'session.heartbeat_interval': '1s', 'session.heartbeat_timeout': '500ms' }, model: model.url });
});
after(async () => {
  model?.stop();
  await node?.stop();
});

/** The configuration that operators copy, made worse by `spoil(text)`. It must differ: what is no longer there would spoil nothing. */
async function newBadProxy(t, kind, spoil) {
  const change = (text) => {
    const spoilt = spoil(text);
    assert.notEqual(spoilt, text);
    return spoilt;
  };
  const proxy = await startProxy(kind, { nodes: [node], change });
  t.after(() => proxy.stop());
  return proxy;
}

function newClient(t, { origin, ca }, options = {}) {
  users += 1;
  const client = connect(origin, {
    userId: `user-${users}`, language: 'en', WebSocket: webSocketOver({ ca }), fetch: fetchOver({ ca }), backoff: { shortest: 1, longest: 50 }, ...options,
  });
  t.after(() => client.close());
  return client;
}

/** A question whose answer has to be `pieces`; `between(index, view)` is waited for before each piece. */
async function asks(client, between) {
  const view = watch(client.ask('How can I sleep better?'));
  const exchange = await model.next();
  for (const [index, piece] of pieces.entries()) {
    await between?.(index, view);
    exchange.say(piece);
  }
  exchange.finish();
  const { status, data } = await view.answer.done;
  assert.deepEqual([status, view.shown, view.resets, data.full_response], ['done', pieces.join(''), 0, pieces.join('')]);
}

/** Resolves when the text of `view` is that of the first `count` pieces. */
async function shows(view, count) {
  while (view.shown !== pieces.slice(0, count).join('')) await once(view.answer, 'delta');
}

const withoutUpgrade = {
  nginx: (text) => text.replace(/^.*proxy_set_header (Upgrade|Connection) .*\n/gm, ''),
  haproxy: (text) => text.replace('option forwardfor', 'option forwardfor\n  http-request del-header Upgrade'),
  apache: (text) => text.replaceAll('upgrade=websocket ', ''),
};
for (const [kind, spoil] of Object.entries(withoutUpgrade)) {
  test(`${kind} that does not pass the upgrade on: questions go by HTTP, piece by piece`, async (t) => {
    const client = newClient(t, await newBadProxy(t, kind, spoil));
    await asks(client, (index, view) => shows(view, index));
    assert.equal(client.state.transport, 'sse');
  });
}

const cutAfter = (time) => ({
  nginx: (text) => text.replace(/proxy_read_timeout 60s/, `proxy_read_timeout ${time}`),
  haproxy: (text) => text.replace(/timeout tunnel 60s/, `timeout tunnel ${time}`).replace(/timeout client 60s/, `timeout client ${time}`),
});
for (const [kind, spoil] of Object.entries(cutAfter('200ms'))) {
  test(`${kind} that cuts chats that are silent for a moment: each answer is resumed`, async (t) => {
    const client = newClient(t, await newBadProxy(t, kind, spoil));
    const welcomes = [];
    client.addEventListener('welcome', ({ detail }) => welcomes.push(detail));
    await asks(client, async (index, view) => {
      await shows(view, index);
      // The model waits until the proxy has cut the connection.
      const known = welcomes.length;
      while (welcomes.length <= known && client.state.transport === 'websocket') await once(client, 'state');
    });
    assert.ok(welcomes.length >= pieces.length);
  });
}

test('a network that lets WebSocket connect, but ends each one at once: questions go by HTTP', async (t) => {
  const good = await startProxy('nginx', { nodes: [node] });
  t.after(() => good.stop());
  const Greeted = webSocketOver({ ca: good.ca });
  let cuts = 0;
  // Ends with the greeting.
  const Cut = class extends Greeted {
    constructor(url, protocols) {
      super(url, protocols);
      this.on('message', () => {
        cuts += 1;
        this.terminate();
      });
    }
  };
  const client = newClient(t, good, { WebSocket: Cut });
  await once(client, 'welcome');
  await asks(client, (index, view) => shows(view, index));
  assert.ok(cuts >= 3);
  assert.equal(client.state.transport, 'sse');
});

const buffering = {
  nginx: (text) => text.replace('proxy_buffering off', 'proxy_buffering on;\n  proxy_ignore_headers X-Accel-Buffering'),
};
for (const [kind, spoil] of Object.entries(buffering)) {
  test(`${kind} that buffers: a chat over WebSocket is not held back`, async (t) => {
    const client = newClient(t, await newBadProxy(t, kind, spoil));
    await asks(client, (index, view) => shows(view, index));
    assert.equal(client.state.transport, 'websocket');
  });

  test(`${kind} that buffers and does not pass the upgrade on: the whole answer arrives at its end`, async (t) => {
    const client = newClient(t, await newBadProxy(t, kind, (text) => withoutUpgrade[kind](spoil(text))));
    await asks(client);
    assert.equal(client.state.transport, 'sse');
  });
}

test('nginx with buffers: the service asks it not to use them for streams', async (t) => {
  const spoil = (text) => withoutUpgrade.nginx(text.replace('proxy_buffering off', 'proxy_buffering on'));
  const client = newClient(t, await newBadProxy(t, 'nginx', spoil));
  await asks(client, (index, view) => shows(view, index));
  assert.equal(client.state.transport, 'sse');
});
