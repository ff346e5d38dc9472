// Tabs of one person share a connection, on a virtual clock.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeBrowser, settled } from './fake_tabs.mjs';
import { record } from './fakes.mjs';
import { watch } from './watch.mjs';

const asked = { kind: 'health', conversationId: 'conv', memberId: 'u' };

/** `count` tabs; the first is the leader and online. */
async function openTabs(count) {
  const browser = new FakeBrowser();
  const tabs = [];
  for (let index = 0; index < count; ++index) {
    tabs.push(browser.open());
    await settled();
  }
  browser.server.last.greet();
  await settled();
  return { browser, tabs };
}

/** Answers `question` of `tab` with the first part `text`. */
async function begun({ browser }, tab, question, text) {
  const answer = tab.client.ask(question, asked);
  const seen = watch(answer);
  await settled();
  const socket = browser.server.last;
  socket.status(answer.requestId, 'sending');
  socket.status(answer.requestId, 'streaming');
  if (text) socket.delta(answer.requestId, text);
  await settled();
  return { answer, seen, id: answer.requestId };
}

test('two tabs ask at once over one connection', async () => {
  const all = await openTabs(2);
  const { browser, tabs: [first, second] } = all;
  const one = await begun(all, first, 'one', 'text of one');
  const two = await begun(all, second, 'two', 'text of two');
  const { last } = browser.server;
  last.status(two.id, 'done', { full_response: 'text of two' });
  last.status(one.id, 'done', { full_response: 'text of one' });
  await settled();
  assert.equal(browser.server.sockets.length, 1);
  assert.deepEqual([one.seen.shown, one.answer.status], ['text of one', 'done']);
  assert.deepEqual([two.seen.shown, two.answer.status], ['text of two', 'done']);
  assert.equal(second.client.state.name, 'online');
  assert.equal(second.client.answers.size + first.client.answers.size, 0);
});

test('a tab hears of what another asks, and a late one of all that there is so far', async () => {
  const all = await openTabs(2);
  const { browser, tabs: [first, second] } = all;
  const heard = record(first.client, 'answer');
  const { id } = await begun(all, second, 'what?', 'half ');
  assert.equal(heard.length, 1);
  assert.equal(first.client.answers.get(id).question, 'what?');
  const late = browser.open();
  await settled();
  const answer = late.client.answers.get(id);
  assert.equal(answer.text, 'half ');
  browser.server.last.delta(id, 'whole');
  browser.server.last.status(id, 'done', { full_response: 'half whole' });
  await settled();
  assert.deepEqual([answer.text, answer.status], ['half whole', 'done']);
});

for (const [how, end] of [
  ['closes', ({ tabs }) => tabs[0].client.close()],
  ['is left and may come back', ({ tabs }) => tabs[0].client.leave()],
  ['crashes', ({ browser, tabs }) => browser.crash(tabs[0])],
]) {
  test(`when the leader ${how} another goes on exactly where it was`, async () => {
    const all = await openTabs(3);
    const { browser, tabs: [, second, third] } = all;
    const { answer, seen, id } = await begun(all, second, 'what?', 'abc');
    end(all);
    await settled();
    assert.equal(browser.server.sockets.length, 2);
    const { last } = browser.server;
    assert.equal(last.url.searchParams.get('seq'), '3');
    last.greet({ seq: 3, resumed: true, recovered: true });
    last.delta(id, 'def');
    last.status(id, 'done', { full_response: 'abcdef' });
    await settled();
    assert.deepEqual([seen.shown, seen.resets, answer.status], ['abcdef', 0, 'done']);
    assert.deepEqual(last.asked('health_chat'), []);
    assert.equal(third.client.state.name, 'online');
  });
}

test('a leader that hangs is replaced, and hears of it when it wakes', async () => {
  const all = await openTabs(2);
  const { browser, tabs: [first, second] } = all;
  const mine = await begun(all, first, 'of the first', 'abc');
  const { answer, seen, id } = await begun(all, second, 'of the second', 'xy');
  first.hang();
  await pass(browser, 8);
  assert.equal(browser.server.sockets.length, 2);
  const [before, now] = browser.server.sockets;
  now.greet({ seq: before.seq, resumed: true, recovered: true });
  now.delta(id, 'z');
  now.delta(mine.id, 'def');
  await settled();
  assert.deepEqual([seen.shown, seen.resets], ['xyz', 0]);
  before.end(4005, 'another connection has taken over this session');
  await settled();
  first.wake();
  await pass(browser, 2);
  assert.equal(mine.seen.shown, 'abcdef');
  now.status(mine.id, 'done', { full_response: 'abcdef' });
  now.status(id, 'done', { full_response: 'xyz' });
  await settled();
  assert.deepEqual([mine.answer.status, answer.status, mine.seen.resets], ['done', 'done', 0]);
  assert.equal(browser.server.sockets.length, 2);
});

/** Advances the time in steps, so messages are delivered meanwhile. */
async function pass({ clock }, seconds) {
  for (let passed = 0; passed < seconds; ++passed) {
    clock.advance(1_000);
    await settled();
  }
}

test('a leader that answers is left alone, and a tab that nobody sees does not ask', async () => {
  const { browser, tabs: [first, second] } = await openTabs(2);
  await pass(browser, 10);
  assert.equal(browser.server.sockets.length, 1);
  assert.equal(second.client.state.name, 'online');
  second.client.leave();
  await settled();
  const hidden = browser.open({}, { isVisible: () => false });
  await settled();
  first.hang();
  await pass(browser, 10);
  assert.equal(browser.server.sockets.length, 1);
  hidden.client.becameVisible();
  await pass(browser, 5);
  assert.equal(browser.server.sockets.length, 2);
});

test('a stop that went unheard is told by whichever tab leads next', async () => {
  const { browser, tabs: [first] } = await openTabs(2);
  // It waits longer than the second tab, which becomes the leader next.
  const third = browser.open({}, { random: () => 0.999 });
  await settled();
  const { answer, id } = await begun({ browser }, third, 'of the third', 'abc');
  first.hang();
  // Both send `ping`.
  await pass(browser, 3);
  answer.stop();
  await pass(browser, 4);
  const [before, now] = browser.server.sockets;
  now.greet({ seq: before.seq, resumed: true, recovered: true });
  await settled();
  assert.deepEqual(now.asked('cancel').map((frame) => frame.data.request_id), [id]);
});

test('tabs of another sign-in of the same person connect by themselves', async () => {
  const browser = new FakeBrowser();
  const tabs = ['one', 'two', 'one'].map((signInId) => browser.open({ signInId }));
  await settled();
  assert.equal(browser.server.sockets.length, 2);
  assert.deepEqual(tabs.map(({ client }) => client.isShared), [true, true, true]);
});

test('what was asked of a leader that went unheard is asked by the next', async () => {
  const { browser, tabs: [first, second] } = await openTabs(2);
  first.hang();
  const answer = second.client.ask('what?', asked);
  const stopped = second.client.ask('no more', asked);
  stopped.stop();
  await settled();
  browser.crash(first);
  await settled();
  const { last } = browser.server;
  last.greet({ seq: 0, resumed: true, recovered: true });
  await settled();
  assert.deepEqual(last.asked('health_chat').map((frame) => frame.request_id), [answer.requestId]);
  assert.deepEqual(last.asked('cancel').map((frame) => frame.data.request_id), [stopped.requestId]);
});

test('an answer that ended while a tab was away comes whole', async () => {
  const all = await openTabs(2);
  const { browser, tabs: [, second] } = all;
  const { answer, seen, id } = await begun(all, second, 'what?', 'abc');
  second.client.leave();
  const { last } = browser.server;
  last.delta(id, 'def');
  last.status(id, 'done', { full_response: 'abcdef' });
  await settled();
  second.client.enter();
  await settled();
  assert.equal(last.asked('health_chat').length, 2);
  last.status(id, 'sending');
  last.snapshot(id, 'abcdef');
  last.status(id, 'done', { full_response: 'abcdef' });
  await settled();
  assert.deepEqual([seen.shown, answer.status], ['abcdef', 'done']);
});

test('any tab stops any answer', async () => {
  const all = await openTabs(3);
  const { browser, tabs: [first, second, third] } = all;
  const { answer, id } = await begun(all, second, 'what?', 'abc');
  third.client.stop(third.client.answers.get(id));
  await settled();
  const { last } = browser.server;
  assert.deepEqual(last.asked('cancel').map((frame) => frame.data.request_id), [id]);
  last.status(id, 'cancelled', { full_response: 'abc' });
  await settled();
  assert.deepEqual([answer.status, first.client.answers.size], ['cancelled', 0]);
});

test('a session that another tab took over for a moment is taken back', async () => {
  const all = await openTabs(2);
  const { browser, tabs: [, second] } = all;
  const { answer, seen, id } = await begun(all, second, 'what?', 'abc');
  const states = record(second.client, 'state');
  browser.server.last.end(4005, 'another connection has taken over this session');
  await settled();
  assert.equal(browser.server.sockets.length, 1);
  await pass(browser, 1);
  assert.equal(browser.server.sockets.length, 2);
  browser.server.last.greet();
  assert.deepEqual(browser.server.last.asked('health_chat').map((frame) => frame.request_id), [id]);
  browser.server.last.status(id, 'sending');
  browser.server.last.snapshot(id, 'abcdef');
  browser.server.last.status(id, 'done', { full_response: 'abcdef' });
  await settled();
  assert.deepEqual([seen.shown, answer.status], ['abcdef', 'done']);
  assert.ok(states.every(([, { name }]) => name !== 'stopped'));
  browser.server.last.end(4005, 'another connection has taken over this session');
  await settled();
  assert.equal(second.client.state.name, 'stopped');
});

test('a connection that other devices pushed out is not fought for', async () => {
  const { browser, tabs: [first, second] } = await openTabs(2);
  browser.server.last.end(4005, 'too many connections of this user');
  await settled();
  assert.deepEqual([first.client.state.name, second.client.state.name], ['stopped', 'stopped']);
  assert.throws(() => second.client.ask('what?', asked), { name: 'ClientStoppedError' });
  second.client.reconnect();
  await settled();
  assert.equal(browser.server.sockets.length, 2);
  browser.server.last.greet();
  await settled();
  assert.equal(second.client.state.name, 'online');
});

test('who signs in again leads', async () => {
  const browser = new FakeBrowser();
  const first = browser.open({ token: () => 'old' });
  await settled();
  let token = 'old';
  const second = browser.open({ token: () => token });
  await settled();
  browser.server.last.greet();
  await settled();
  const ends = record(second.client, 'signedOut');
  browser.server.last.end(4001);
  browser.clock.advance(1);
  await settled();
  assert.equal(ends.length, 1);
  token = 'new';
  second.client.reconnect();
  await settled();
  assert.deepEqual(browser.server.last.protocols, ['aurawell.v1', 'aurawell.token.new']);
  browser.server.last.greet();
  await settled();
  assert.deepEqual([first.client.state.name, second.client.state.name], ['online', 'online']);
});

test('without locks or channels each tab has its own connection', async () => {
  for (const means of [{ locks: undefined }, { Channel: undefined }]) {
    const browser = new FakeBrowser();
    const first = browser.open({}, means);
    const second = browser.open({}, means);
    assert.equal(browser.server.sockets.length, 2);
    for (const socket of browser.server.sockets) socket.greet();
    await settled();
    const answer = first.client.ask('what?', asked);
    await settled();
    const [socket] = browser.server.sockets;
    socket.status(answer.requestId, 'sending');
    socket.delta(answer.requestId, 'abc');
    socket.status(answer.requestId, 'done', { full_response: 'abc' });
    await settled();
    assert.deepEqual([answer.text, answer.status, second.client.answers.size], ['abc', 'done', 0]);
  }
});

test('the next page of a tab goes on from its resume point', async () => {
  const all = await openTabs(1);
  const { browser, tabs: [first] } = all;
  const { id } = await begun(all, first, 'what?', 'abc');
  first.client.leave();
  const point = JSON.parse(JSON.stringify(first.client.resumePoint()));
  browser.crash(first);
  const next = browser.open({ resume: point });
  const seen = watch(next.client.answers.get(id));
  await settled();
  const { last } = browser.server;
  assert.equal(last.url.searchParams.get('seq'), '3');
  last.greet({ seq: 3, resumed: true, recovered: true });
  last.delta(id, 'def');
  last.status(id, 'done', { full_response: 'abcdef' });
  await settled();
  assert.deepEqual([seen.shown, seen.answer.status], ['abcdef', 'done']);
});
