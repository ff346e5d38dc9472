// The states of an answer, and the actions for a failed one. The server is a fake.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answering, ask, hasStatus, openChat, replaceServer, startBrowser, startServer } from './support.mjs';

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('what broke off can be continued in the same conversation', async () => {
  const page = await browser.newPage();
  const asked = [];
  await replaceServer(page, (frame, send) => {
    if (!frame.type.endsWith('_chat')) return;
    const [status, delta] = asked.push(frame) === 1 ? ['incomplete', '说到一'] : ['done', '半，还有一半'];
    send({ type: 'status_update', status: 'sending', message: '' });
    send({ type: 'status_update', status: 'streaming', message: '' });
    send({ type: 'chat_stream', status: 'streaming', delta });
    send({ type: 'status_update', status, message: '', data: { full_response: delta } });
  });
  await openChat(page, server.origin);
  const first = await ask(page, '说来话长？');
  await hasStatus(first, 'incomplete');
  await first.getByRole('button', { name: '继续说完' }).click();
  const second = page.locator('.answer').nth(1);
  await hasStatus(second, 'done');
  assert.equal(await first.locator('.text').textContent(), '说到一');
  assert.equal(await second.locator('.text').textContent(), '半，还有一半');
  assert.equal(await first.getByRole('button', { name: '继续说完' }).count(), 0);
  assert.match(asked[1].data.message, /接着上面/);
  assert.equal(asked[1].conversation_id, asked[0].conversation_id);
});

test('a failed question says why and can be asked again in place', async () => {
  const page = await browser.newPage();
  let failures = 1;
  await replaceServer(page, (frame, send) => {
    if (failures-- <= 0) return answering(['好了'])(frame, send);
    send({ type: 'status_update', status: 'sending', message: '' });
    send({ type: 'status_update', status: 'queued', message: '', data: { position: 3 } });
    send({
      type: 'status_update', status: 'error', message: '服务暂时不可用',
      data: { error_code: 'AI_1401', retryable: true, retry_after_ms: 300 },
    });
  });
  await openChat(page, server.origin);
  const answer = await ask(page, '在吗？');
  await hasStatus(answer, 'error');
  assert.match(await answer.locator('.state').textContent(), /服务暂时不可用/);
  await page.getByRole('button', { name: '重试', exact: true }).click();
  await hasStatus(answer, 'done');
  assert.equal(await answer.locator('.text').textContent(), '好了');
  assert.equal(await page.locator('.question').count(), 1);
});

test('waiting in the queue and broken answers are told apart', async () => {
  const page = await browser.newPage();
  let finish;
  await replaceServer(page, (frame, send) => {
    send({ type: 'status_update', status: 'sending', message: '' });
    send({ type: 'status_update', status: 'queued', message: '', data: { position: 3 } });
    finish = () => {
      send({ type: 'status_update', status: 'streaming', message: '' });
      send({ type: 'chat_stream', status: 'streaming', delta: '说到一' });
      send({ type: 'status_update', status: 'incomplete', message: '', data: { full_response: '说到一' } });
    };
  });
  await openChat(page, server.origin);
  const answer = await ask(page, '在吗？');
  await hasStatus(answer, 'queued');
  assert.match(await answer.locator('.state').textContent(), /前面还有 2 位/);
  finish();
  await hasStatus(answer, 'incomplete');
  assert.equal(await answer.locator('.text').textContent(), '说到一');
});

test('a finished answer says nothing of what made it', async () => {
  const page = await browser.newPage();
  const data = { provider: 'deepseek', model: 'deepseek-flash', first_token_ms: 420, safety: 'urgent' };
  await replaceServer(page, answering(['好'], data));
  await openChat(page, server.origin);
  const answer = await ask(page, '在吗？');
  await hasStatus(answer, 'done');
  assert.equal(await answer.locator('.facts').count(), 0);
  assert.doesNotMatch(await page.locator('body').innerText(), /deepseek|0\.42/);
  assert.equal(await answer.locator('.badge').count(), 0);
  assert.equal(await answer.locator('.safety-card').getAttribute('data-level'), 'urgent');
});
