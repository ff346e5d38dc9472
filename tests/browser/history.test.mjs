// Stored conversations: listed, opened, deleted. A fake provides paging and failures.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { conversationsOf, messagesOf, replaceMemory } from './fakes.mjs';
import {
  answering, ask, focused, hasStatus, openChat, rendered, replaceServer, startBrowser, startServer, stored, tabTo,
} from './support.mjs';

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

const past = (page, title) => page.getByRole('navigation', { name: '对话记录' }).getByRole('button', { name: title });
const startOver = (page) => page.getByRole('button', { name: '新对话' }).click();

test('a conversation is listed, and opened again as it was', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const first = await ask(page, '怎么睡得更好？');
  await hasStatus(first, 'done');
  const text = await first.locator('.text').innerHTML();
  await startOver(page);
  await page.locator('#greeting').waitFor();
  await hasStatus(await ask(page, '晚饭吃什么？'), 'done');

  await past(page, '怎么睡得更好？').first().click();
  await page.locator('.question p', { hasText: '怎么睡得更好？' }).waitFor();
  assert.equal(await page.locator('.answer').count(), 1);
  assert.equal(await page.locator('.answer .text').innerHTML(), text);
  assert.equal(await past(page, '怎么睡得更好？').first().getAttribute('aria-current'), 'true');

  await hasStatus(await ask(page, '还有呢？'), 'done');
  const messages = await stored(page, server.origin);
  assert.deepEqual(messages.map(({ role }) => role), ['user', 'assistant', 'user', 'assistant']);
  assert.deepEqual(page.complaints, []);
});

test('an answer goes on while another conversation is open', async () => {
  const page = await browser.newPage();
  await openChat(page, slow.origin);
  await hasStatus(await ask(page, '给我一份完整的健康计划'), 'streaming');
  await startOver(page);
  await page.locator('#greeting').waitFor();
  await hasStatus(await ask(page, '晚饭吃什么？'), 'streaming');
  assert.equal(await page.locator('#conversations .busy').count(), 2);

  await past(page, '给我一份完整的健康计划').first().click();
  const answer = page.locator('.answer').first();
  await hasStatus(answer, 'streaming');
  await page.getByRole('button', { name: '停止回答' }).click();
  await hasStatus(answer, 'cancelled');
  const [, { content, status }] = await stored(page, slow.origin).then(() => storedOf(page, slow.origin, '给我一份完整的健康计划'));
  assert.equal(status, 'cancelled');
  assert.equal(await answer.locator('.text').innerHTML(), await rendered(page, content));
  await past(page, '晚饭吃什么？').first().click();
  await hasStatus(page.locator('.answer'), 'streaming');
  await page.keyboard.press('Escape');
  await hasStatus(page.locator('.answer'), 'cancelled');
});

/** The stored conversation that `page` began with `question`. */
function storedOf(page, origin, question) {
  const sent = page.sockets.flatMap((socket) => socket.sent).filter((frame) => frame.data?.message === question);
  return stored({ ...page, evaluate: page.evaluate.bind(page), sockets: [{ sent }] }, origin);
}

test('a deleted conversation is gone, after a question', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  await hasStatus(await ask(page, '可以删掉的问题'), 'done');
  const remove = page.getByRole('button', { name: '删除“可以删掉的问题”' });
  await past(page, '可以删掉的问题').first().hover();
  await remove.click();
  await page.getByRole('alertdialog').getByRole('button', { name: '取消' }).click();
  assert.equal(await page.locator('.answer').count(), 1);
  await past(page, '可以删掉的问题').first().hover();
  await remove.click();
  await page.getByRole('alertdialog').getByRole('button', { name: '删除' }).click();
  await page.locator('#greeting').waitFor();
  await remove.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('还没有对话').waitFor();
  assert.deepEqual(page.complaints, []);
});

test('the list can be used with the keyboard alone', async () => {
  const page = await browser.newPage();
  const kept = conversationsOf('m', 2);
  await replaceMemory(page, ({ method, id }) => {
    if (method === 'DELETE') kept.shift();
    return id ? { messages: messagesOf(1), next: null } : { conversations: kept, next: null };
  });
  await openChat(page, server.origin);
  await page.locator('#conversations .open').first().waitFor();
  await tabTo(page, '删除“m 的问题 0”', 'Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('回答 1').waitFor();
  await tabTo(page, '删除“m 的问题 0”', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
  assert.equal(await focused(page), '删除“m 的问题 0”');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').waitFor();
  await tabTo(page, '删除');
  await page.keyboard.press('Enter');
  await page.locator('#greeting').waitFor();
  assert.deepEqual(await page.locator('#conversations .title').allTextContents(), ['m 的问题 1']);
  assert.equal(await focused(page), '新对话');
});

test('a question that is asked again before its dialog has said that it closed', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const answers = await page.evaluate(async () => {
    const { confirmed } = await import('/modules/dom.js');
    const dialog = document.querySelector('#confirm');
    const asked = ['no', 'yes', 'yes'].map((answer) => {
      const isYes = confirmed(dialog, 'Sure?', 'Delete');
      dialog.close(answer);
      return isYes;
    });
    const last = confirmed(dialog, 'Sure?', 'Delete');
    // The close events arrive within two frames.
    await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
    const isOpen = dialog.open;
    dialog.querySelector('[value=yes]').click();
    return [...await Promise.all(asked), isOpen, await last];
  });
  assert.deepEqual(answers, [false, true, true, true, true]);
});

test('on a phone the list lies over the conversation and gives way to it', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true });
  await replaceMemory(page, ({ id }) => (id ? { messages: messagesOf(1), next: null } : { conversations: conversationsOf('m', 2), next: null }));
  await openChat(page, server.origin);
  const list = page.getByRole('complementary', { name: '对话记录与家人' });
  assert.equal(await list.isVisible(), false);
  const opener = page.getByRole('button', { name: '打开对话记录' });
  await opener.tap();
  await list.waitFor();
  assert.equal(await page.locator('.dock').evaluate((node) => node.inert), true);
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  assert.equal(await focused(page), '打开对话记录');
  await opener.tap();
  await list.locator('.open').first().tap();
  await list.waitFor({ state: 'hidden' });
  await page.getByText('回答 1').waitFor();
  assert.equal(await page.locator('.dock').evaluate((node) => node.inert), false);
});

test('long lists and long conversations come page by page', async () => {
  const page = await browser.newPage();
  const all = conversationsOf('m', 35);
  await replaceMemory(page, ({ id, before }) => {
    if (!id) return before === 'next' ? { conversations: all.slice(30), next: null } : { conversations: all.slice(0, 30), next: 'next' };
    if (before === 'older') return { messages: [0, 1].flatMap((index) => messagesOf(index)), next: null };
    return { messages: [2, 3].flatMap((index) => messagesOf(index)), next: 'older' };
  });
  await openChat(page, server.origin);
  assert.equal(await page.locator('#conversations li').count(), 30);
  await page.getByRole('button', { name: '显示更多' }).click();
  await page.locator('#conversations li').nth(34).waitFor();
  assert.equal(await page.getByRole('button', { name: '显示更多' }).count(), 0);

  await page.locator('#conversations .open').first().click();
  await page.getByText('回答 2').waitFor();
  await page.getByRole('button', { name: '显示更早的内容' }).click();
  await page.getByText('回答 0').waitFor();
  assert.deepEqual(await page.locator('.question p').allTextContents(), ['问题 0', '问题 1', '问题 2', '问题 3']);
  assert.deepEqual(await page.locator('.answer .text').allTextContents(), ['回答 0', '回答 1', '回答 2', '回答 3']);
  assert.equal(await page.getByRole('button', { name: '显示更早的内容' }).count(), 0);
});

for (const isAway of [false, true]) {
  test(`the keys for printing load the whole conversation first${isAway ? ', or as much as there is' : ''}`, async () => {
    const page = await browser.newPage();
    await replaceMemory(page, ({ id, before }) => {
      if (!id) return { conversations: conversationsOf('m', 1), next: null };
      const at = Number(before ?? 4);
      if (isAway && at === 2) return 503;
      return { messages: messagesOf(at), next: at > 0 ? String(at - 1) : null };
    });
    await page.addInitScript(() => {
      globalThis.printed = new Promise((resolve) => {
        globalThis.print = () => resolve([...document.querySelectorAll('.question p')].map(({ textContent }) => textContent));
      });
    });
    await openChat(page, server.origin);
    await page.locator('#conversations .open').click();
    await page.getByText('回答 4').waitFor();
    await page.emulateMedia({ media: 'print' });
    const note = page.getByText('更早的内容没有打印。');
    assert.equal(await note.isVisible(), true);
    await page.keyboard.press('Control+p');
    const loaded = isAway ? [3, 4] : [0, 1, 2, 3, 4];
    assert.deepEqual(await page.evaluate(() => globalThis.printed), loaded.map((index) => `问题 ${index}`));
    assert.equal(await note.isVisible(), isAway);
    await page.close();
  });
}

test('what cannot be loaded is said, and can be tried again', async () => {
  const page = await browser.newPage();
  let broken = true;
  await replaceMemory(page, ({ id }) => {
    if (broken) return 503;
    return id ? { messages: messagesOf(1), next: null } : { conversations: conversationsOf('m', 1), next: null };
  });
  await openChat(page, server.origin);
  await page.getByText('没能载入对话记录。').waitFor();
  broken = false;
  await page.getByRole('button', { name: '再试一次' }).click();
  const item = page.locator('#conversations .open');
  await item.waitFor();
  broken = true;
  await item.click();
  await page.getByText('没能载入之前的内容。').waitFor();
  broken = false;
  await page.locator('#older').getByRole('button', { name: '再试一次' }).click();
  await page.getByText('回答 1').waitFor();

  broken = true;
  await item.hover();
  await page.getByRole('button', { name: /^删除/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '删除' }).click();
  await page.getByRole('alert').filter({ hasText: '没能删除' }).waitFor();
  assert.equal(await page.locator('#conversations li').count(), 1);
});

test('an answer that runs elsewhere is followed, under the name of its question', async () => {
  const page = await browser.newPage();
  await replaceMemory(page, ({ id }) => (id
    ? { messages: messagesOf(1, { status: 'streaming', answer: '正在' }), next: null }
    : { conversations: conversationsOf('m', 1), next: null }));
  const asked = [];
  await replaceServer(page, (frame, send) => {
    asked.push(frame);
    answering(['正在说的话'])(frame, send);
  });
  await openChat(page, server.origin);
  await page.locator('#conversations .open').click();
  await hasStatus(page.locator('.answer'), 'done');
  assert.equal(await page.locator('.answer .text').textContent(), '正在说的话');
  assert.deepEqual(asked.map(({ request_id, data }) => [request_id, data.message]), [['r-1', '问题 1']]);
});

test('a failure that was asked again is not shown twice', async () => {
  const page = await browser.newPage();
  await replaceMemory(page, ({ id }) => {
    if (!id) return { conversations: conversationsOf('m', 1), next: null };
    const [question, answer] = messagesOf(1, { status: 'error', answer: '' });
    const again = messagesOf(2).map((message) => (message.role === 'user' ? { ...message, content: question.content } : message));
    return { messages: [question, answer, ...again], next: null };
  });
  await openChat(page, server.origin);
  await page.locator('#conversations .open').click();
  await page.getByText('回答 2').waitFor();
  assert.deepEqual(await page.locator('.question p').allTextContents(), ['问题 1']);
});
