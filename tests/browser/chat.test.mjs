// Asking, reading and stopping in the page, with the real server.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, focused, hasStatus, openChat, rendered, startBrowser, startServer, tabTo } from './support.mjs';

/** Far less than the rest of the answer would take. */
const stopBound = 5_000;

let server;
let slow;
let browser;

before(async () => {
  server = await startServer({ settings: { 'providers.offline.tokens_per_second': 2000 } });
  slow = await startServer({ settings: { 'providers.offline.tokens_per_second': 5 } });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await slow?.stop();
  await server?.stop();
});

const deltasOf = (socket) => socket.received.filter((frame) => frame.type === 'chat_stream').map((frame) => frame.delta);
const endOf = (socket, status) => socket.received.find((frame) => frame.status === status);

test('an answer in Chinese streams in and is shown whole', async () => {
  const page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await openChat(page, server.origin);
  const answer = await ask(page, '最近总是睡不好，白天很累，怎么办？');
  await hasStatus(answer, 'done');

  const [socket] = page.sockets;
  const whole = endOf(socket, 'done').data.full_response;
  assert.ok(deltasOf(socket).length > 1, 'the answer came in one piece');
  assert.equal(deltasOf(socket).join(''), whole);
  assert.match(whole, /\p{Script=Han}/u);

  const [shown, expected] = [await answer.locator('.text').innerHTML(), await rendered(page, whole)];
  assert.equal(shown, expected);

  await page.getByRole('button', { name: '复制回答' }).click();
  await page.getByRole('button', { name: '已复制' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), whole);
  assert.equal(await page.getByText('离线教练', { exact: true }).count(), 1);
  assert.deepEqual(page.complaints, []);
});

test('the stop button ends the answer at once and keeps what came', async () => {
  const page = await browser.newPage();
  await openChat(page, slow.origin);
  const answer = await ask(page, '给我一份完整的健康计划');
  await hasStatus(answer, 'streaming');
  await answer.locator('.text').filter({ hasText: /\S/ }).waitFor();
  const stopped = Date.now();
  await page.getByRole('button', { name: '停止回答' }).click();
  await hasStatus(answer, 'cancelled');
  assert.ok(Date.now() - stopped < stopBound, `stopping took ${Date.now() - stopped} ms`);

  const [socket] = page.sockets;
  const asked = socket.sent.find((frame) => frame.type === 'health_chat');
  const cancel = socket.sent.find((frame) => frame.type === 'cancel');
  assert.equal(cancel.data.request_id, asked.request_id);
  const end = socket.received.findIndex((frame) => frame.status === 'cancelled');
  assert.equal(socket.received[end].request_id, asked.request_id);
  assert.notEqual((await answer.locator('.text').textContent()).trim(), '');
  assert.ok(!socket.received.slice(end).some((frame) => frame.type === 'chat_stream'), 'text came after the end');
  await page.getByRole('button', { name: '发送' }).waitFor();
});

test('Escape stops, and the next question works', async () => {
  const page = await browser.newPage();
  await openChat(page, slow.origin);
  const first = await ask(page, '怎么吃更健康？');
  await hasStatus(first, 'streaming');
  await page.keyboard.press('Escape');
  await hasStatus(first, 'cancelled');
  const second = await ask(page, '那运动呢？');
  await hasStatus(second, 'streaming');
  await page.keyboard.press('Escape');
  await hasStatus(second, 'cancelled');
});

test('Enter sends, Shift+Enter breaks the line', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const field = page.locator('#question');
  await field.pressSequentially('第一行');
  await field.press('Shift+Enter');
  await field.pressSequentially('第二行');
  assert.equal(await page.locator('.question').count(), 0);
  await field.press('Enter');
  await page.locator('.question').waitFor();
  assert.equal(await page.locator('.question p').textContent(), '第一行\n第二行');
  assert.equal(await field.inputValue(), '');
});

test('Enter that ends a composition of the input method does not send', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const field = page.locator('#question');
  await field.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'shuijiao', selectionStart: 8, selectionEnd: 8 });
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.question').count(), 0);
  await session.send('Input.insertText', { text: '睡觉' });
  assert.match(await field.inputValue(), /^睡觉/);
  await page.keyboard.press('Enter');
  await page.locator('.question').waitFor();
  assert.equal(await page.locator('.question p').textContent(), '睡觉');
});

test('everything can be done with the keyboard alone', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await openChat(page, slow.origin);
  await tabTo(page, 'Skip to the question field', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('How much water should I drink?');
  await page.keyboard.press('Enter');
  const answer = page.locator('.answer').first();
  await hasStatus(answer, 'streaming');
  await tabTo(page, 'Stop answering');
  await page.keyboard.press('Enter');
  await hasStatus(answer, 'cancelled');
  await tabTo(page, 'About me', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.equal(await focused(page), 'About me');
});

test('what a person says about themselves goes along with health questions only', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  await page.getByRole('button', { name: '关于我' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('身高').fill('9');
  await dialog.getByRole('button', { name: '保存' }).click();
  assert.ok(await dialog.isVisible(), 'a height out of range was accepted');
  await dialog.getByLabel('身高').fill('172.5');
  await dialog.getByLabel('年龄').fill('34');
  await dialog.getByLabel('目标').selectOption('improve_sleep');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'hidden' });

  await hasStatus(await ask(page, '怎么睡得更好？'), 'done');
  await page.getByRole('radio', { name: '日常聊天' }).check();
  await hasStatus(await ask(page, '你好'), 'done');
  const asked = page.sockets[0].sent.filter((frame) => frame.type.endsWith('_chat'));
  assert.deepEqual(asked.map((frame) => frame.type), ['health_chat', 'general_chat']);
  assert.deepEqual(asked[0].data.context, { age: 34, height: 172.5, goal: 'improve_sleep' });
  assert.equal(asked[1].data.context, undefined);
  assert.equal(asked[0].conversation_id, asked[1].conversation_id);
});

test('a new conversation starts empty under another name', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  await page.locator('#examples button').first().click();
  await hasStatus(page.locator('.answer'), 'done');
  await page.getByRole('button', { name: '新对话' }).click();
  await page.locator('#greeting').waitFor();
  await hasStatus(await ask(page, '我是谁？'), 'done');
  const asked = page.sockets[0].sent.filter((frame) => frame.type.endsWith('_chat'));
  assert.notEqual(asked[0].conversation_id, asked[1].conversation_id);
});

test('a reload keeps the conversation and the words not yet sent', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const answer = await ask(page, '怎么缓解压力？');
  await hasStatus(answer, 'done');
  const text = await answer.locator('.text').innerHTML();
  await page.locator('#question').fill('还没有写完的');
  await page.reload();
  await hasStatus(page.locator('.answer'), 'done');
  assert.equal(await page.locator('.answer .text').innerHTML(), text);
  assert.equal(await page.locator('.question p').textContent(), '怎么缓解压力？');
  assert.equal(await page.locator('#question').inputValue(), '还没有写完的');
});

test('asking and copying work on a plain HTTP address of the local network', async () => {
  const page = await browser.newPage();
  // Features that browsers do not offer outside a secure context.
  await page.addInitScript(() => {
    delete Crypto.prototype.randomUUID;
    delete Navigator.prototype.clipboard;
  });
  await openChat(page, server.origin);
  const answer = await ask(page, '怎么吃早餐？');
  await hasStatus(answer, 'done');
  await page.getByRole('button', { name: '复制回答' }).click();
  await page.getByRole('button', { name: '已复制' }).waitFor();
  await page.locator('#question').press('ControlOrMeta+v');
  const whole = endOf(page.sockets[0], 'done').data.full_response;
  assert.equal(await page.locator('#question').inputValue(), whole);
});
