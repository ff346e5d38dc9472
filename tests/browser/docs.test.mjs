// The documentation page: both parts, and the console in it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { startBrowser, startServer, tabTo } from './support.mjs';

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

async function openDocs(page, part = '') {
  const hosts = new Set();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${server.origin}/docs${part}`);
  return hosts;
}

const frames = (page) => page.locator('.frames .name').allTextContents();

test('every message of the description is on the page, in both languages', async () => {
  const page = await browser.newPage();
  const hosts = await openDocs(page);
  const { components } = JSON.parse(await readFile(new URL('../../net/web/asyncapi.json', import.meta.url), 'utf8'));
  await page.getByRole('heading', { name: '服务器 → 客户端' }).waitFor();
  const names = await page.locator('.message-card h3 code').allTextContents();
  assert.deepEqual(names.sort(), Object.values(components.messages).map(({ name }) => name).sort());
  assert.doesNotMatch(await page.locator('#channel').innerText(), /undefined|null\b(?! )|\[object/);
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.getByRole('heading', { name: 'Server to client' }).waitFor();
  const words = await page.locator('#channel').evaluate((node) => node.textContent);
  assert.doesNotMatch(words, /[\u4e00-\u9fff]/);
  assert.deepEqual([...hosts].filter((origin) => origin !== server.origin), []);
  assert.deepEqual(page.complaints, []);
});

test('the console asks the real server, with the keyboard alone', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await openDocs(page);
  await page.locator('.message-card').first().waitFor();
  await page.locator('[name=user]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.state', { hasText: /^Connected$/ }).waitFor();
  await page.locator('[name=text]').focus();
  await page.keyboard.press('Control+Enter');
  await page.locator('.frames .gist', { hasText: /^done/ }).waitFor();
  const seen = await frames(page);
  assert.deepEqual(seen.slice(0, 3), ['connection_established', 'health_chat', 'status_update']);
  assert.ok(seen.includes('chat_stream'));
  await tabTo(page, 'Close', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('.state', { hasText: 'Closed with 1000' }).waitFor();
  assert.deepEqual(page.complaints, []);
});

test('every example can be put into the console, edited and sent', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await openDocs(page);
  await page.locator('#message-ping summary', { hasText: 'Examples' }).click();
  await page.locator('#message-ping').getByRole('button', { name: 'Try it' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'text');
  const send = page.locator('.message [type=submit]');
  assert.ok(await send.isDisabled());
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.locator('.state', { hasText: /^Connected$/ }).waitFor();
  await page.locator('[name=text]').fill('{"type":');
  assert.ok(await send.isDisabled());
  assert.match(await page.locator('#message-hint').textContent(), /^Not JSON/);
  await page.locator('[name=text]').fill('{"type":"ping","data":"own words"}');
  await send.click();
  const reply = page.locator('.frames .in').last();
  await reply.locator('.name', { hasText: 'pong' }).waitFor();
  await reply.locator('summary').click();
  assert.match(await reply.locator('pre').textContent(), /"data": "own words"/);
});

test('a token goes as a sub-protocol and never into the address', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await openDocs(page);
  await page.evaluate(() => {
    window.WebSocket = class { constructor(url, protocols) { window.opened = { url: String(url), protocols }; } close() {} };
  });
  await page.locator('[name=token]').fill('a.b.c');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const { url, protocols } = await page.evaluate(() => window.opened);
  assert.deepEqual(protocols, ['aurawell.v1', 'aurawell.token.a.b.c']);
  assert.doesNotMatch(url, /a\.b\.c/);
});

test('the part about REST is read from openapi.json and can be tried', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  const spec = await readFile(new URL('openapi_fixture.json', import.meta.url), 'utf8');
  await page.route(/openapi\.json$/, (route) => route.fulfill({ body: spec, contentType: 'application/json' }));
  const hosts = await openDocs(page);
  assert.equal(await page.locator('script[src*=swagger]').count(), 0);
  await page.getByRole('tab', { name: 'WebSocket' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('#operations-service-health').waitFor();
  assert.equal(await page.getByRole('tab', { name: 'REST' }).getAttribute('aria-selected'), 'true');
  await page.locator('#operations-service-health .opblock-summary-control').click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.locator('.live-responses-table .response-col_status', { hasText: '200' }).first().waitFor();
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  await page.locator('.modal-ux').waitFor();
  assert.deepEqual([...hosts].filter((origin) => origin !== server.origin), []);
  assert.deepEqual(page.complaints, []);
});

test('a server without openapi.json says so', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await page.route(/openapi\.json$/, (route) => route.fulfill({ status: 404, json: {} }));
  await openDocs(page, '#rest');
  await page.getByText('This server publishes no description').waitFor();
});

for (const locale of ['zh-CN', 'en-US']) {
  test(`a phone never scrolls sideways (${locale})`, async () => {
    const page = await browser.newPage({ locale, viewport: { width: 360, height: 640 } });
    await openDocs(page);
    await page.locator('.message-card').first().waitFor();
    await page.evaluate(() => document.querySelectorAll('#channel details').forEach((node) => { node.open = true; }));
    const [wide, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= width, `${wide} > ${width}`);
  });
}
