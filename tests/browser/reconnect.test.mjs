// What happens when the connection goes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, hasStatus, isOnline, openChat, replaceServer, startBrowser, startServer } from './support.mjs';

let browser;
let steady;

before(async () => {
  steady = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await steady?.stop();
});

test('a server that died is found again, and nothing written is lost', async () => {
  const settings = { 'providers.offline.tokens_per_second': 5 };
  let server = await startServer({ settings });
  try {
    const page = await browser.newPage();
    await openChat(page, server.origin);
    const answer = await ask(page, '给我一份完整的健康计划');
    await hasStatus(answer, 'streaming');
    await page.locator('#question').fill('下一个问题');
    await server.stop('SIGKILL');

    await page.locator('#banner').waitFor();
    await hasStatus(answer, 'interrupted');
    await page.locator('#question').press('Enter');
    assert.equal(await page.locator('#question').inputValue(), '下一个问题');
    assert.equal(await page.locator('.question').count(), 1);

    server = await startServer({ port: server.port, settings });
    await isOnline(page);
    await page.locator('#banner').waitFor({ state: 'hidden' });
    await answer.getByRole('button', { name: '重试' }).click();
    await hasStatus(answer, 'streaming');
    await page.keyboard.press('Escape');
    await hasStatus(answer, 'cancelled');
  } finally {
    await server.stop();
  }
});

test('after a refusal the page explains and waits for the person', async () => {
  for (const [code, words] of [[4001, '登录'], [4003, '拒绝'], [4005, '别处'], [4010, '多次出错']]) {
    const page = await browser.newPage();
    await replaceServer(page, (frame, send, close) => close(code));
    await openChat(page, steady.origin);
    const answer = await ask(page, '在吗？');
    await hasStatus(answer, 'interrupted');
    await page.locator('#banner[data-state="stopped"]').waitFor();
    assert.match(await page.locator('#banner p').textContent(), new RegExp(words));
    await page.getByRole('button', { name: '立即连接' }).click();
    await isOnline(page);
    await page.context().close();
  }
});

test('the wait that the server asks for is kept', async () => {
  const page = await browser.newPage();
  await replaceServer(page, (frame, send, close) => {
    send({ type: 'error', message: '', error_code: 'EXTERNAL_1502', retryable: true, retry_after_ms: 60_000, fatal: true });
    close(4029);
  });
  await openChat(page, steady.origin);
  await ask(page, '在吗？');
  await page.locator('#banner').waitFor();
  const [seconds] = /\d+/.exec(await page.locator('#banner p').textContent());
  assert.ok(Number(seconds) > 20, `it waits ${seconds} s only`);
});

test('delays have full jitter between half a second and twenty', async () => {
  const page = await browser.newPage();
  await openChat(page, steady.origin);
  const delays = await page.evaluate(async () => {
    const { reconnectDelay } = await import('/connection.js');
    const attempts = [0, 1, 2, 5, 6, 50];
    return attempts.map((attempt) => [reconnectDelay(attempt, () => 0), reconnectDelay(attempt, () => 1)]);
  });
  assert.deepEqual(delays, [[500, 1000], [500, 2000], [500, 4000], [500, 20000], [500, 20000], [500, 20000]]);
});
