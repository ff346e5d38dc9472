// The page behind a gateway that authenticates users and names them in a header.

import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { after, before, test } from 'node:test';
import { ask, hasStatus, openChat, startBrowser, startServer } from './support.mjs';

const header = 'X-Auth-User';
let server;
let gateway;
let browser;

/** Forwards everything to `origin`, upgrades too, with the header of `user`. */
async function startGateway(origin, user) {
  const { hostname, port } = new URL(origin);
  const passOn = ({ method, url, headers }) =>
    request({ hostname, port, method, path: url, headers: { ...headers, [header]: user } });
  const passing = createServer((asked, reply) => {
    const onward = passOn(asked);
    onward.on('response', (answer) => {
      reply.writeHead(answer.statusCode, answer.headers);
      answer.pipe(reply);
    });
    onward.on('error', () => reply.destroy());
    asked.pipe(onward);
  });
  passing.on('upgrade', (asked, client) => {
    const onward = passOn(asked);
    // The service may send its first frame right behind the answer; Node hands over both at once then.
    onward.on('upgrade', (answer, service, firstBytes) => {
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      client.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
      client.write(firstBytes);
      service.pipe(client).pipe(service);
      for (const socket of [client, service]) socket.on('error', () => { client.destroy(); service.destroy(); });
    });
    onward.on('error', () => client.destroy());
    onward.end();
  });
  await new Promise((listening) => passing.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${passing.address().port}`,
    stop: () => { passing.closeAllConnections(); passing.close(); },
  };
}

before(async () => {
  server = await startServer({ settings: { 'providers.offline.tokens_per_second': 2000, 'auth.user_header': header } });
  gateway = await startGateway(server.origin, 'ann');
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  gateway?.stop();
  await server?.stop();
});

test('the page asks as the user whom the gateway names, and keeps her history', async () => {
  const page = await browser.newPage();
  await openChat(page, gateway.origin);
  await hasStatus(await ask(page, '我最近总是很累'), 'done');
  assert.match(page.sockets[0].url, /\/ws\/chat\/ann(\?|$)/);
  await page.reload();
  await page.locator('#conversations .title', { hasText: '我最近总是很累' }).waitFor();
});
