// Questions and answers after the loss of the connection or the page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientStoppedError } from '../../net/web/aurawell-client.js';
import { fakeClient, record } from './fakes.mjs';

/** A client with half of answer `r` at seq 3, whose connection is cut and whose next one is not greeted yet. */
function cut(options) {
  const all = fakeClient(options);
  const first = all.server.last;
  first.greet();
  const answer = all.client.ask('Why?', { requestId: 'r', conversationId: 'conv' });
  first.status('r', 'sending');
  first.status('r', 'streaming');
  first.delta('r', 'Be');
  first.end();
  all.clock.advance(1000);
  return { ...all, first, answer, socket: all.server.last };
}

const recovered = { resumed: true, recovered: true };
const sentIds = (socket, type = 'health_chat') => socket.asked(type).map(({ request_id: id }) => id);

test('a recovered session goes on, each piece once', async () => {
  const { answer, socket } = cut();
  assert.equal(socket.url.search, '?lang=zh&session=s&epoch=e&seq=3');
  socket.greet({ ...recovered, seq: 3 });
  assert.deepEqual(socket.sent, []);
  socket.delta('r', 'Be', { seq: 3 });
  socket.delta('r', 'cau');
  socket.delta('r', 'se');
  socket.status('r', 'done', { full_response: 'Because' });
  assert.equal((await answer.done).text, 'Because');
});

test('a recovered session whose greeting names a later position misses nothing', () => {
  const { answer, socket } = cut();
  socket.greet({ ...recovered, seq: 9 });
  socket.delta('r', 'cause', { seq: 5 });
  assert.equal(answer.text, 'Because');
});

test('after a recovery only what was never accepted is sent again', () => {
  const { client, clock, server } = fakeClient();
  server.last.greet();
  for (const requestId of ['accepted', 'lost']) client.ask('?', { requestId });
  server.last.status('accepted', 'sending');
  server.last.end();
  client.ask('?', { requestId: 'written-offline' });
  clock.advance(1000);
  server.last.greet({ ...recovered, seq: 1 });
  assert.deepEqual(sentIds(server.last), ['lost', 'written-offline']);
});

test('a session that lives but lost the place brings snapshots', () => {
  const { answer, socket } = cut();
  const events = record(answer, 'delta', 'reset');
  socket.greet({ resumed: true, recovered: false, seq: 50 });
  assert.deepEqual(sentIds(socket), ['r']);
  socket.status('r', 'streaming');
  socket.snapshot('r', 'Becau');
  socket.delta('r', 'se');
  assert.deepEqual([answer.text, events], ['Because', [['delta', 'cau'], ['delta', 'se']]]);
});

test('a new session gets the question again and its answer continues', async () => {
  const { answer, socket } = cut();
  socket.greet({ session_id: 's2', epoch: 'e2' });
  assert.deepEqual(sentIds(socket), ['r']);
  socket.status('r', 'sending');
  assert.equal(answer.status, 'streaming');
  socket.status('r', 'streaming');
  socket.snapshot('r', 'Beca');
  socket.delta('r', 'use');
  socket.status('r', 'done', { full_response: 'Because' });
  assert.equal((await answer.done).text, 'Because');
});

test('a server that knows nothing of the question starts its text over', () => {
  const { answer, socket } = cut();
  const events = record(answer, 'delta', 'reset');
  socket.greet({ session_id: 's2', epoch: 'e2' });
  socket.status('r', 'sending');
  socket.status('r', 'streaming');
  socket.delta('r', 'An');
  socket.delta('r', 'other');
  assert.deepEqual([answer.text, events], ['Another', ['reset', ['delta', 'other']]]);
});

test('a greeting that claims to have recovered another session is not believed', () => {
  const { answer, socket } = cut();
  socket.greet({ ...recovered, session_id: 's2', seq: 0 });
  assert.deepEqual(sentIds(socket), ['r']);
  socket.delta('r', 'An', { seq: 1 });
  assert.equal(answer.text, 'An');
});

test('an answer that broke off with the server ends with the stored text', async () => {
  const { client, answer, socket } = cut();
  const reports = record(client, 'answer');
  socket.greet({ session_id: 's2', epoch: 'e2' });
  socket.snapshot('r', 'B');
  socket.status('r', 'incomplete', { full_response: 'B' });
  assert.deepEqual([(await answer.done).status, answer.text], ['incomplete', 'B']);
  // The reply to the repeated question, which was sent before the recovery arrived.
  socket.status('r', 'sending');
  socket.snapshot('r', 'B');
  socket.status('r', 'incomplete', { full_response: 'B' });
  assert.equal(reports.length, 0);
});

test('reports of what this client saw end are ignored, of others they are told', () => {
  const { client, clock, server } = fakeClient();
  const reports = record(client, 'answer');
  server.last.greet();
  client.ask('?', { requestId: 'mine' });
  server.last.status('mine', 'done', { full_response: 'x' });
  server.last.end();
  clock.advance(1000);
  server.last.greet({ session_id: 's2', epoch: 'e2' });
  for (const id of ['mine', 'missed']) {
    server.last.snapshot(id, 'x');
    server.last.status(id, 'done', { full_response: 'x' });
  }
  assert.deepEqual(reports.map(([, { requestId, status }]) => [requestId, status]), [['missed', 'done']]);
});

test('a reported answer that nobody speaks of again ends as incomplete', async () => {
  const { client, clock, server } = fakeClient();
  server.last.greet();
  server.last.snapshot('old', 'x');
  const answer = client.answers.get('old');
  server.last.end();
  clock.advance(1000);
  server.last.greet({ session_id: 's2', epoch: 'e2' });
  assert.deepEqual(server.last.sent, []);
  clock.advance(15_000);
  assert.deepEqual([(await answer.done).status, answer.text], ['incomplete', 'x']);
});

test('a server that forgets again and again is asked a limited number of times', async () => {
  const { client, clock, server } = fakeClient({ limits: { resends: 3 } });
  const answer = client.ask('?', { requestId: 'r' });
  let asked = 0;
  for (let count = 0; count < 10; count += 1) {
    server.last.greet({ session_id: `s${count}` });
    asked += server.last.asked('health_chat').length;
    server.last.end();
    clock.advance(20_000);
  }
  assert.equal(asked, 4);
  assert.equal((await answer.done).data.error_code, 'CLIENT_UNANSWERED');
});

test('what was stopped while the line was cut is cancelled, never asked again', async () => {
  for (const greeting of [{ ...recovered, seq: 3 }, { resumed: true, seq: 9 }, { session_id: 's2', epoch: 'e2' }]) {
    const { answer, socket } = cut();
    answer.stop();
    assert.equal(answer.status, 'streaming');
    socket.greet(greeting);
    assert.deepEqual([sentIds(socket), sentIds(socket, 'cancel')], [[], ['r']]);
    socket.say('r', { type: 'error', error_code: 'USER_1203', message: '', fatal: false });
    assert.equal((await answer.done).status, 'cancelled');
  }
});

test('a control request that lost its connection is said again', async () => {
  const { client, clock, server } = fakeClient();
  server.last.greet();
  const switched = client.switchMember('mum');
  server.last.end();
  clock.advance(1000);
  server.last.greet({ ...recovered });
  const [{ request_id: id }] = server.last.asked('switch_member');
  server.last.status(id, 'done', { active_member_id: 'mum' });
  await switched;
  assert.equal(client.memberId, 'mum');
});

test('a new session is told for whom the questions are', () => {
  const { clock, server } = fakeClient({ memberId: 'mum' });
  server.last.greet();
  assert.deepEqual(server.last.asked('switch_member').map(({ data }) => data), [{ target_member_id: 'mum' }]);
  server.last.end();
  clock.advance(1000);
  server.last.greet({ ...recovered });
  assert.equal(server.last.asked('switch_member').length, 1, 'the first had no reply');
});

const overReload = (client) => JSON.parse(JSON.stringify(client.resumePoint()));

test('a reloaded page goes on in the middle of the text', async () => {
  const { client } = cut();
  client.ask('And?', { requestId: 'unsent' });
  const point = overReload(client);
  const next = fakeClient({ resume: point });
  const [answer, unsent] = ['r', 'unsent'].map((id) => next.client.answers.get(id));
  assert.deepEqual([answer.text, answer.status, answer.question, unsent.status], ['Be', 'streaming', 'Why?', 'unsent']);
  assert.equal(next.client.conversationId, 'conv');
  assert.equal(next.server.last.url.search, '?lang=zh&session=s&epoch=e&seq=3');
  next.server.last.greet({ ...recovered, seq: 3 });
  assert.deepEqual(sentIds(next.server.last), ['unsent']);
  next.server.last.delta('r', 'cause');
  next.server.last.status('r', 'done', { full_response: 'Because' });
  assert.equal((await answer.done).text, 'Because');
});

test('a reloaded page knows what had ended, and what was to be stopped', () => {
  const before = cut();
  before.client.ask('?', { requestId: 'ended' });
  before.answer.stop();
  before.socket.greet({ ...recovered, seq: 3 });
  before.socket.status('ended', 'done', { full_response: '' });
  const { client, server } = fakeClient({ resume: overReload(before.client) });
  const reports = record(client, 'answer');
  server.last.greet({ session_id: 's2', epoch: 'e2' });
  assert.deepEqual([sentIds(server.last), sentIds(server.last, 'cancel')], [[], ['r']]);
  server.last.snapshot('ended', 'x');
  assert.equal(reports.length, 0);
});

test('a resume point is whole after close and after a final refusal', async () => {
  const { client, answer, socket } = cut();
  socket.greet({ ...recovered, seq: 3 });
  socket.end(4001);
  await assert.rejects(answer.done, ClientStoppedError);
  const point = overReload(client);
  assert.deepEqual([point.session, point.seq, point.unanswered[0].text], ['s', 3, 'Be']);
  client.close();
  assert.equal(client.resumePoint().unanswered.length, 1);
});

test('whose session was taken over leaves it to the other, but not the questions', () => {
  const { client, socket } = cut();
  socket.greet({ ...recovered, seq: 3 });
  socket.end(4005);
  const { session, epoch, seq, unanswered } = overReload(client);
  assert.deepEqual([session, epoch, seq, unanswered.length], ['', '', 0, 1]);
});

test('a client that was stopped and connects again does not go on in the middle', () => {
  const { client, socket, server } = cut();
  socket.greet({ ...recovered, seq: 3 });
  socket.end(4010);
  client.reconnect();
  assert.equal(server.last.url.search, '?lang=zh');
  assert.equal(client.resumePoint().unanswered.length, 0);
  server.last.greet({ session_id: 's2', epoch: 'e2' });
  const again = client.ask('Why?', { requestId: 'r' });
  server.last.snapshot('r', 'Because');
  assert.equal(again.text, 'Because');
});

test('a resume point of another user, or edited by hand, is ignored', () => {
  const point = overReload(cut().client);
  const broken = [
    null, 7, {}, { ...point, version: 2 }, { ...point, userId: 'v' }, { ...point, seq: -1 }, { ...point, seq: '3' },
    { ...point, unanswered: {} }, { ...point, session: null },
  ];
  for (const resume of broken) {
    const { client, server } = fakeClient({ resume });
    assert.equal(server.last.url.search, '?lang=zh');
    assert.equal(client.answers.size, 0);
  }
  const [one] = point.unanswered;
  const unanswered = [null, { ...one, requestId: 7 }, { ...one, kind: 'x' }, { ...one, status: 'done' }, { ...one, text: null }, one];
  assert.equal(fakeClient({ resume: { ...point, unanswered } }).client.answers.size, 1);
});

test('checkpoints come at every turn, and only now and then while text streams', () => {
  const { client, clock, server } = fakeClient();
  const seen = record(client, 'checkpoint');
  const since = () => seen.splice(0).length;
  server.last.greet();
  assert.equal(since(), 1);
  client.ask('?', { requestId: 'r' });
  assert.ok(since() >= 1);
  server.last.status('r', 'streaming');
  since();
  clock.advance(250);
  since();
  for (let count = 0; count < 100; count += 1) server.last.delta('r', 'x');
  assert.equal(since(), 0);
  clock.advance(250);
  assert.equal(since(), 1);
  clock.advance(10_000);
  assert.equal(since(), 0);
  server.last.status('r', 'done');
  assert.ok(since() >= 1);
});
