// Several tabs of one person share a connection, and an answer continues whatever happens to the tab with the connection.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { startTalker } from './fakes.mjs';
import { ask, hasStatus, isOnline, openChat, rendered, startBrowser, startServer, userOf, watched } from './support.mjs';

const plan = '给我一份完整的健康计划';

let browser;
let server;
/** Answers end at `model.finish()`, so that a test can act during an answer. */
let model;
/** Of one test. */
const contexts = [];

before(async () => {
  model = await startTalker();
  server = await startServer({ settings: model.settings });
  browser = await startBrowser();
});

beforeEach(() => model.begin());

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await model?.stop();
});

/** `count` tabs of one browser. The first is the leader. */
async function openTabs(count, { origin = server.origin, script = () => {} } = {}) {
  const first = await browser.newPage();
  contexts.push(first.context());
  await first.context().addInitScript(script);
  await openChat(first, origin);
  const tabs = [first];
  while (tabs.length < count) tabs.push(await openTab(first, origin));
  return tabs;
}

async function openTab(other, origin = server.origin) {
  const tab = watched(await other.context().newPage());
  await openChat(tab, origin);
  return tab;
}

const openSockets = (tabs) => tabs.flatMap(({ sockets }) => sockets).filter(({ isOpen }) => isOpen).length;
const hasText = (answer) => answer.locator('.text').filter({ hasText: /\S[\s\S]{30}/ }).waitFor();

/** Waits until `page` shows more of the answer than it does now. */
async function growsIn(page, answer) {
  const text = answer.locator('.text');
  const before = (await text.textContent()).length;
  const node = await text.elementHandle();
  await page.waitForFunction(([shown, known]) => shown.textContent.length > known, [node, before]);
}

/** The stored text of the answer that `page` shows last. */
async function lastStored(page, origin) {
  const id = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('c'));
  const user = await userOf(page);
  const reply = await fetch(`${origin}/api/v1/chat/conversations/${id}/messages?user_id=${user}&member_id=${user}`);
  return (await reply.json()).messages.at(-1);
}

async function isPartlyStored(page, origin) {
  for (let tries = 0; tries < 100; ++tries) {
    if ((await lastStored(page, origin)).content !== '') return;
    await page.waitForTimeout(100);
  }
  assert.fail('nothing of the answer was stored');
}

/** The answer ended as `status`, and `page` shows it as stored. */
async function isWhole(page, answer, { origin = server.origin, status = 'done' } = {}) {
  await hasStatus(answer, status);
  const last = await lastStored(page, origin);
  assert.equal(last.status, status);
  assert.notEqual(last.content, '');
  assert.equal(await answer.locator('.text').innerHTML(), await rendered(page, last.content));
}

test('two tabs ask at once over one connection', async () => {
  const [first, second] = await openTabs(2);
  const [one, two] = await Promise.all([ask(first, '怎么睡得更好？'), ask(second, '晚饭吃什么？')]);
  await Promise.all([hasText(one), hasText(two)]);
  model.finish();
  await isWhole(first, one);
  await isWhole(second, two);
  assert.deepEqual([first.sockets.length, second.sockets.length], [1, 0]);
  assert.deepEqual([await first.locator('.answer').count(), await second.locator('.answer').count()], [1, 1]);
  assert.deepEqual([...first.complaints, ...second.complaints], []);
});

test('a copy of a tab shares its connection too', async () => {
  const [first] = await openTabs(1);
  const answer = await ask(first, plan);
  await hasText(answer);
  const opened = first.waitForEvent('popup');
  await first.evaluate(() => window.open(location.href));
  const copy = watched(await opened);
  await isOnline(copy);
  await hasText(copy.locator('.answer'));
  model.finish();
  await isWhole(copy, copy.locator('.answer'));
  await isWhole(first, answer);
  assert.equal(openSockets([first, copy]), 1);
});

test('any number of tabs is one connection, and disconnects nobody', async () => {
  const tabs = await openTabs(5);
  model.finish();
  await isWhole(tabs[4], await ask(tabs[4], '晚饭吃什么？'));
  for (const tab of tabs) await isOnline(tab);
  assert.equal(openSockets(tabs), 1);
  assert.equal(tabs.flatMap(({ sockets }) => sockets).length, 1);
});

test('when the leading tab is closed, the answers of the others go on', async () => {
  const [first, second, third] = await openTabs(3);
  const answer = await ask(second, plan);
  const other = await ask(third, plan);
  await hasText(answer);
  await hasText(other);
  await first.close();
  await growsIn(second, answer);
  model.finish();
  await isWhole(second, answer);
  await isWhole(third, other);
  assert.equal(openSockets([second, third]), 1);
  const sent = [second, third].flatMap(({ sockets }) => sockets).flatMap((socket) => socket.sent).filter(({ type }) => type === 'health_chat');
  assert.deepEqual(sent, [], 'it asked again instead of going on');
});

test('when the leading tab crashes, the answers of the others go on', async () => {
  const [first, second] = await openTabs(2);
  const answer = await ask(second, plan);
  await hasText(answer);
  const crashed = first.waitForEvent('crash');
  first.goto('chrome://crash').catch(() => {});
  await crashed;
  await growsIn(second, answer);
  model.finish();
  await isWhole(second, answer);
  assert.equal(openSockets([second]), 1);
});

test('when the leading tab is loaded anew, its answer goes on there and nowhere twice', async () => {
  const [first, second] = await openTabs(2);
  await hasText(await ask(first, plan));
  const other = await ask(second, '晚饭吃什么？');
  await first.reload();
  await isOnline(first);
  await growsIn(first, first.locator('.answer'));
  model.finish();
  await isWhole(first, first.locator('.answer'));
  await isWhole(second, other);
  assert.equal(await first.locator('.question p').textContent(), plan);
  assert.deepEqual([first.sockets.length, second.sockets.length], [1, 1]);
});

test('when the leading tab hangs, another leads; when it goes on, it follows', async () => {
  const [first, second] = await openTabs(2);
  const mine = await ask(first, plan);
  const answer = await ask(second, plan);
  await hasText(mine);
  await hasText(answer);
  const debug = await first.context().newCDPSession(first);
  await debug.send('Debugger.enable');
  const paused = new Promise((resolve) => { debug.once('Debugger.paused', resolve); });
  debug.send('Runtime.evaluate', { expression: 'debugger' });
  await paused;
  await isOnline(second);
  while (second.sockets.length === 0) await growsIn(second, answer);
  await growsIn(second, answer);
  await debug.send('Debugger.resume');
  await debug.detach();
  await growsIn(first, mine);
  model.finish();
  await isWhole(second, answer);
  await isWhole(first, mine);
  await isWhole(first, await ask(first, '晚饭吃什么？'));
  assert.equal(openSockets([first, second]), 1);
  assert.equal(first.sockets.length, 1);
});

test('when the server is killed and comes back, every tab shows what it kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aurawell-tabs-'));
  const lasting = { ...model.settings, 'session.save_interval': '200ms', 'storage.url': `sqlite:${join(folder, 'killed.db')}` };
  let own = await startServer({ settings: lasting });
  try {
    const [first, second] = await openTabs(2, { origin: own.origin });
    const answer = await ask(second, plan);
    await isPartlyStored(second, own.origin);
    await own.stop('SIGKILL');
    for (const tab of [first, second]) await tab.locator('#banner').waitFor();
    own = await startServer({ port: own.port, settings: lasting });
    for (const tab of [first, second]) await isOnline(tab);
    model.finish();
    await isWhole(second, answer, { origin: own.origin, status: 'incomplete' });
    await isWhole(first, await ask(first, '晚饭吃什么？'), { origin: own.origin });
    assert.equal(openSockets([first, second]), 1);
  } finally {
    await own.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a tab that comes while an answer runs shows all of it', async () => {
  const [first] = await openTabs(1);
  const answer = await ask(first, plan);
  await hasText(answer);
  const late = await openTab(first);
  await late.locator('#conversations .open').first().click();
  await hasText(late.locator('.answer'));
  await late.getByRole('button', { name: '停止' }).click();
  await isWhole(late, late.locator('.answer'), { status: 'cancelled' });
  await isWhole(first, answer, { status: 'cancelled' });
});

test('where the browser has no locks, each tab has its own connection', async () => {
  const script = () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  const [first, second] = await openTabs(2, { script });
  const one = await ask(first, '怎么睡得更好？');
  const two = await ask(second, '晚饭吃什么？');
  await hasText(two);
  model.finish();
  await isWhole(first, one);
  await isWhole(second, two);
  assert.deepEqual([first.sockets.length, second.sockets.length], [1, 1]);
});

/** Two tabs on a network that blocks WebSocket. */
async function openBlocked() {
  const first = await browser.newPage();
  contexts.push(first.context());
  await first.context().routeWebSocket(/\/ws\/chat\//, (socket) => socket.close({ code: 1006 }));
  await first.goto(server.origin);
  const second = watched(await first.context().newPage());
  await second.goto(server.origin);
  return [first, second];
}

test('where WebSocket is blocked, the tabs share the way over HTTP', async () => {
  const [first, second] = await openBlocked();
  const answer = await ask(second, plan);
  await hasText(answer);
  await isOnline(first);
  await first.close();
  await growsIn(second, answer);
  model.finish();
  await isWhole(second, answer);
});

test('stop ends an answer that comes over HTTP in the server', async () => {
  const [, second] = await openBlocked();
  const answer = await ask(second, plan);
  await hasText(answer);
  await second.getByRole('button', { name: '停止' }).click();
  return isWhole(second, answer, { status: 'cancelled' });
});
