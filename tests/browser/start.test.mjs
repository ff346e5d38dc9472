// The start of the page: what it loads, and text that is typed meanwhile.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hasStatus, isOnline, openChat, startBrowser, startServer } from './support.mjs';

/** Bytes on the network of everything that is loaded before the first question, with headers. */
const mostBytes = 80 * 1024;
const mostRequests = 10;

let server;
let browser;

before(async () => {
  server = await startServer({ settings: { 'providers.offline.tokens_per_second': 2000 } });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What `page` loads: `[{url, bytes}]`, WebSockets left out. */
async function loadedBy(page) {
  const network = await page.context().newCDPSession(page);
  const loaded = new Map();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => loaded.set(requestId, { url: request.url, bytes: 0 }));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (loaded.has(requestId)) loaded.get(requestId).bytes = encodedDataLength;
  });
  await network.send('Network.enable');
  return () => [...loaded.values()].filter(({ url }) => url.startsWith('http'));
}

test('the first view is a few small files', async () => {
  const page = await browser.newPage();
  const loaded = await loadedBy(page);
  await openChat(page, server.origin);
  await page.locator('#conversations').getByText('还没有对话').waitFor();
  const files = loaded();
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const table = files.map((file) => `${file.bytes} ${file.url}`).join('\n');
  assert.ok(bytes > 20_000, `only ${bytes} bytes were seen:\n${table}`);
  assert.ok(bytes <= mostBytes, `${bytes} bytes:\n${table}`);
  assert.ok(files.length <= mostRequests, table);
});

test('what is typed before the scripts come stays and is sent', async () => {
  const page = await browser.newPage();
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route(/start\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(server.origin, { waitUntil: 'commit' });
  const field = page.locator('#question');
  await field.click();
  await page.keyboard.type('怎样睡得更好');
  // The form must not be sent before the page knows the server's mode.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  assert.ok(await page.locator('#send').isDisabled());
  release();
  await isOnline(page);
  assert.equal(await field.inputValue(), '怎样睡得更好');
  assert.ok(await field.evaluate((node) => document.activeElement === node));
  await page.keyboard.press('Enter');
  await page.locator('.question p', { hasText: '怎样睡得更好' }).waitFor();
  await hasStatus(page.locator('.answer').last(), 'done');
  assert.equal(new URL(page.url()).search, '');
});

test('an address of a former program still finds the files', async () => {
  const { status } = await fetch(`${server.origin}/static/0123456789abcdef/start.js`);
  assert.equal(status, 200);
});
