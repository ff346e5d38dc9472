// The page after the loss of the connection, the server, or the page itself.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startLine } from './fakes.mjs';
import {
  answering, ask, hasStatus, isOnline, openChat, rendered, replaceServer, startBrowser, startServer, stored, watched,
} from './support.mjs';

let browser;
let steady;
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aurawell-reconnect-'));
  steady = await startServer({ settings: { 'providers.offline.tokens_per_second': 120 } });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await steady?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Waits until `answer` shows more than a few words, so that there is something to lose. */
const hasText = (answer) => answer.locator('.text').filter({ hasText: /\S[\s\S]{30}/ }).waitFor();

/** The page shows the last answer as stored on the server, and the answer ended as `status`. */
async function isAsStored(page, origin, answer, status) {
  await hasStatus(answer, status);
  const last = (await stored(page, origin)).at(-1);
  assert.equal(last.status, status);
  assert.notEqual(last.content, '');
  assert.equal(await answer.locator('.text').innerHTML(), await rendered(page, last.content));
}

/** Waits until the server has stored a part of the answer that `page` receives. */
async function isPartlyStored(page, origin) {
  for (let tries = 0; tries < 100; ++tries) {
    if ((await stored(page, origin)).at(-1).content !== '') return;
    await page.waitForTimeout(100);
  }
  assert.fail('nothing of the answer was stored');
}

// The button disappears when the page has connected automatically meanwhile; pressing it has no effect then.
async function connectNow(page) {
  await page.locator('#banner button').dispatchEvent('click');
  await isOnline(page);
}

const resumes = (socket) => new URL(socket.url).searchParams.get('session');

test('an answer goes on after the network was away', async () => {
  const line = await startLine(steady.port);
  try {
    const page = await browser.newPage();
    await openChat(page, line.origin);
    const answer = await ask(page, '给我一份完整的健康计划');
    await hasText(answer);
    await page.locator('#question').fill('下一个问题');
    await page.context().setOffline(true);
    line.cut();
    await page.locator('#banner[data-state="offline"]').waitFor();
    assert.notEqual(await answer.getAttribute('data-status'), 'interrupted');
    line.mend();
    await page.context().setOffline(false);
    await isOnline(page);
    await page.locator('#banner').waitFor({ state: 'hidden' });
    await isAsStored(page, steady.origin, answer, 'done');
    assert.equal(await page.locator('#question').inputValue(), '下一个问题');
    assert.equal(await page.locator('.answer').count(), 1);
    assert.ok(resumes(page.sockets.at(-1)), 'it did not resume');
  } finally {
    await line.stop();
  }
});

/** The events that the page accepted from a connection. Events that arrived after it had opened the next one were requested again. */
function takenFrom({ received }, index, sockets) {
  const next = sockets[index + 1];
  const last = next ? Number(new URL(next.url).searchParams.get('seq')) : Infinity;
  return received.filter(({ seq, type }) => seq && seq <= last && type !== 'connection_established');
}

test('an answer survives being cut off again and again', async () => {
  const line = await startLine(steady.port);
  try {
    const page = await browser.newPage();
    await openChat(page, line.origin);
    const answer = await ask(page, '给我一份完整的健康计划');
    for (let cuts = 0; cuts < 4; ++cuts) {
      const length = (await answer.locator('.text').textContent()).length;
      await page.waitForFunction((known) => {
        const node = document.querySelector('.answer');
        return node.dataset.status === 'done' || node.querySelector('.text').textContent.length > known;
      }, length);
      line.cut();
      line.mend();
      await connectNow(page);
    }
    await isAsStored(page, steady.origin, answer, 'done');
    const seen = page.sockets.flatMap(takenFrom);
    assert.equal(new Set(seen.map(({ seq }) => seq)).size, seen.length, 'an event came twice');
  } finally {
    await line.stop();
  }
});

test('what is asked without a connection is sent once it is there', async () => {
  const line = await startLine(steady.port);
  try {
    const page = await browser.newPage();
    await openChat(page, line.origin);
    line.cut();
    await page.locator('#banner').waitFor();
    const answer = await ask(page, '晚饭吃什么？');
    await hasStatus(answer, 'unsent');
    line.mend();
    await connectNow(page);
    await isAsStored(page, steady.origin, answer, 'done');
    const asked = page.sockets.flatMap(({ sent }) => sent).filter(({ type }) => type === 'health_chat');
    assert.equal(asked.length, 1);
  } finally {
    await line.stop();
  }
});

test('an answer that a dead server took along is kept as far as it is stored, and goes on', async () => {
  const settings = {
    'providers.offline.tokens_per_second': 40,
    'session.save_interval': '200ms',
    'storage.url': `sqlite:${join(folder, 'killed.db')}`,
  };
  let server = await startServer({ settings });
  try {
    const page = await browser.newPage();
    await openChat(page, server.origin);
    await hasStatus(await ask(page, '你好'), 'streaming');
    await page.keyboard.press('Escape');
    await hasStatus(page.locator('.answer').first(), 'cancelled');
    const answer = await ask(page, '给我一份完整的健康计划');
    await hasText(answer);
    await isPartlyStored(page, server.origin);
    await server.stop('SIGKILL');
    await page.locator('#banner').waitFor();

    server = await startServer({ port: server.port, settings });
    await isOnline(page);
    await page.locator('#banner').waitFor({ state: 'hidden' });
    await isAsStored(page, server.origin, answer, 'incomplete');
    assert.equal(await page.locator('.answer').count(), 2);
    await answer.getByRole('button', { name: '继续说完' }).click();
    await hasStatus(page.locator('.answer').nth(2), 'streaming');
    await page.keyboard.press('Escape');
    await isAsStored(page, server.origin, page.locator('.answer').nth(2), 'cancelled');
  } finally {
    await server.stop();
  }
});

test('an answer goes on after a reload of the page', async () => {
  const page = await browser.newPage();
  await openChat(page, steady.origin);
  await hasText(await ask(page, '给我一份完整的健康计划'));
  await page.reload();
  await isAsStored(page, steady.origin, page.locator('.answer'), 'done');
  assert.equal(await page.locator('.question p').textContent(), '给我一份完整的健康计划');
  assert.ok(resumes(page.sockets.at(-1)), 'it did not resume');
  const asked = page.sockets.flatMap(({ sent }) => sent).filter(({ type }) => type === 'health_chat');
  assert.equal(new Set(asked.map((frame) => frame.request_id)).size, 1);
});

test('a page that lost its memory finds the answer that runs', async () => {
  const page = await browser.newPage();
  await openChat(page, steady.origin);
  await hasText(await ask(page, '给我一份完整的健康计划'));
  const other = watched(await page.context().newPage());
  await openChat(other, steady.origin);
  await other.locator('#conversations .open').click();
  await isAsStored(page, steady.origin, other.locator('.answer'), 'done');
  await isAsStored(page, steady.origin, page.locator('.answer'), 'done');
});

test('after a refusal the page explains and waits for the person', async () => {
  for (const [code, words] of [[4001, '登录'], [4003, '管理员'], [4005, '别处'], [4010, '多次出错']]) {
    const page = await browser.newPage();
    let refusing = true;
    await replaceServer(page, (frame, send, close) => (refusing ? close(code) : answering(['在'])(frame, send)));
    await openChat(page, steady.origin);
    const answer = await ask(page, '在吗？');
    await page.locator('#banner[data-state="stopped"]').waitFor();
    assert.match(await page.locator('#banner p').textContent(), new RegExp(words));
    refusing = false;
    await page.getByRole('button', { name: '立即连接' }).click();
    await isOnline(page);
    await hasStatus(answer, 'done');
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

test('that the browser is offline is said at once, until something is heard', async () => {
  const page = await browser.newPage();
  let answers = false;
  await replaceServer(page, (frame, send) => answers && frame.type === 'ping' && send({ type: 'pong', data: {} }));
  await openChat(page, steady.origin);
  await page.context().setOffline(true);
  await page.locator('#banner[data-state="offline"]').waitFor();
  await page.locator('#link-state[data-state="offline"]').waitFor();
  answers = true;
  await page.context().setOffline(false);
  await isOnline(page);
  await page.locator('#banner').waitFor({ state: 'hidden' });
  await page.context().close();
});
