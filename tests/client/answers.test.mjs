// Questions and answers over an open connection.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientStoppedError, QueueFullError, TextReplacedError, TooLongError } from '../../net/web/aurawell-client.js';
import { fakeClient, record } from './fakes.mjs';

function online(options) {
  const all = fakeClient(options);
  all.server.last.greet();
  return { ...all, socket: all.server.last };
}

async function collect(answer) {
  const pieces = [];
  for await (const piece of answer) pieces.push(piece);
  return pieces;
}

test('a question is sent and its answer grows piece by piece', async () => {
  const { client, socket } = online();
  const answer = client.ask('Why?', { kind: 'general', context: { age: 41 }, conversationId: 'conv', requestId: 'r-1', reasoning: true });
  assert.deepEqual(socket.sent, [{
    type: 'general_chat', request_id: 'r-1', conversation_id: 'conv', active_member_id: 'u',
    data: { message: 'Why?', context: { age: 41 }, reasoning: true },
  }]);
  const events = record(answer, 'delta', 'reasoning', 'reset', 'status');
  const pieces = collect(answer);
  socket.status('r-1', 'sending');
  socket.status('r-1', 'queued', { position: 2 });
  assert.equal(answer.position, 2);
  socket.status('r-1', 'queued', { position: 1 });
  assert.equal(answer.position, 1);
  socket.status('r-1', 'streaming');
  socket.say('r-1', { type: 'chat_reasoning', delta: 'hmm' });
  socket.delta('r-1', 'Be');
  await new Promise(setImmediate);
  socket.delta('r-1', 'cause');
  assert.equal(client.answers.get('r-1'), answer);
  socket.status('r-1', 'done', { full_response: 'Because', model: 'm' });
  assert.equal(await answer.done, answer);
  assert.deepEqual(await pieces, ['Be', 'cause']);
  assert.deepEqual(events, [
    ['status', 'sending'], ['status', 'queued'], ['status', 'queued'], ['status', 'streaming'], ['reasoning', 'hmm'], ['delta', 'Be'], ['delta', 'cause'], ['status', 'done'],
  ]);
  assert.deepEqual([answer.text, answer.reasoning, answer.status, answer.message, answer.data.model, answer.position],
    ['Because', 'hmm', 'done', 'is done', 'm', 0]);
  assert.equal(client.answers.size, 0);
});

test('every terminal status resolves done and ends the iteration', async () => {
  for (const status of ['done', 'cancelled', 'incomplete', 'error']) {
    const { client, socket } = online();
    const answer = client.ask('Why?', { requestId: 'r' });
    socket.delta('r', 'so far');
    socket.status('r', status, { error_code: 'AI_1401' });
    assert.equal((await answer.done).status, status);
    assert.deepEqual(await collect(answer), ['so far']);
  }
});

test('a seam is no text and disturbs none', async () => {
  const { client, socket } = online();
  const answer = client.ask('Why?', { requestId: 'r' });
  const events = record(answer, 'delta', 'reset');
  socket.status('r', 'sending');
  socket.delta('r', 'Be');
  socket.say('r', { type: 'chat_stream', status: 'streaming', delta: '', data: { seam: true, provider: 'second', reason: 'broken' } });
  socket.delta('r', 'cause');
  socket.status('r', 'done', { full_response: 'Because' });
  await answer.done;
  assert.equal(answer.text, 'Because');
  assert.deepEqual(events, [['delta', 'Be'], ['delta', 'cause']]);
});

test('a question without a conversation stays in that of the one before', () => {
  const { client } = online();
  assert.equal(client.conversationId, '');
  const first = client.ask('a');
  assert.match(first.conversationId, /^conv_[0-9a-f]{32}$/);
  assert.equal(client.ask('b').conversationId, first.conversationId);
  assert.equal(client.ask('c', { conversationId: 'other' }).conversationId, 'other');
  assert.equal(client.ask('d').conversationId, 'other');
});

test('two answers side by side are told apart', () => {
  const { client, socket } = online();
  const [a, b] = ['a', 'b'].map((requestId) => client.ask('?', { requestId }));
  socket.delta('a', '1');
  socket.delta('b', '2');
  socket.delta('a', '3');
  assert.deepEqual([a.text, b.text], ['13', '2']);
});

test('an id that is under way is not asked twice', () => {
  const { client, socket } = online();
  assert.equal(client.ask('?', { requestId: 'r' }), client.ask('?', { requestId: 'r' }));
  assert.equal(socket.sent.length, 1);
});

test('what came before is dropped, what was merged is not missed', () => {
  const { client, socket } = online();
  const answer = client.ask('?', { requestId: 'r' });
  socket.delta('r', 'a', { seq: 5 });
  socket.delta('r', 'a', { seq: 5 });
  socket.delta('r', 'x', { seq: 2 });
  socket.delta('r', 'bcd', { seq: 9 });
  assert.equal(answer.text, 'abcd');
});

test('a final text that differs replaces what was shown', async () => {
  const { client, socket } = online();
  const answer = client.ask('?', { requestId: 'r' });
  const events = record(answer, 'delta', 'reset');
  socket.delta('r', 'abc');
  socket.status('r', 'incomplete', { full_response: 'xyz' });
  assert.equal(answer.text, 'xyz');
  assert.deepEqual(events, [['delta', 'abc'], 'reset']);
});

test('a snapshot that continues the text yields the rest; another ends the iteration with an error', async () => {
  const { client, socket } = online();
  const answer = client.ask('?', { requestId: 'r' });
  const events = record(answer, 'delta', 'reset');
  const steps = answer[Symbol.asyncIterator]();
  socket.delta('r', 'ab');
  assert.deepEqual(await steps.next(), { done: false, value: 'ab' });
  socket.snapshot('r', 'abcd');
  assert.deepEqual(await steps.next(), { done: false, value: 'cd' });
  socket.snapshot('r', 'other');
  await assert.rejects(steps.next(), (error) => error instanceof TextReplacedError && error.text === 'other');
  assert.deepEqual(events, [['delta', 'ab'], ['delta', 'cd'], 'reset']);
});

test('an iteration that lags behind a replacement goes on where it can', async () => {
  const { client, socket } = online();
  const answer = client.ask('?', { requestId: 'r' });
  const steps = answer[Symbol.asyncIterator]();
  socket.delta('r', 'ab');
  assert.equal((await steps.next()).value, 'ab');
  socket.delta('r', 'XX');
  socket.snapshot('r', 'abcd');
  assert.equal((await steps.next()).value, 'cd');
});

test('stop cancels, and the server has the last word', async () => {
  const { client, socket } = online();
  const answer = client.ask('?', { requestId: 'r' });
  socket.status('r', 'sending');
  answer.stop();
  answer.stop();
  assert.deepEqual(socket.asked('cancel'), [{ type: 'cancel', request_id: 'r', data: { request_id: 'r' } }]);
  assert.equal(answer.status, 'sending');
  socket.status('r', 'cancelled', { full_response: 'so far' });
  assert.deepEqual([(await answer.done).status, answer.text], ['cancelled', 'so far']);
});

test('stopping what the server does not run ends it here', async () => {
  const { client, socket } = online();
  const faults = record(client, 'fault');
  const answer = client.ask('?', { requestId: 'r' });
  client.stop('r');
  socket.say('r', { type: 'error', error_code: 'USER_1203', message: '', fatal: false });
  assert.equal((await answer.done).status, 'cancelled');
  assert.equal(faults.length, 0);
});

test('a fault of the question ends it, a later or nameless one is reported', async () => {
  const { client, socket } = online();
  const faults = record(client, 'fault');
  const refused = client.ask('?', { requestId: 'a' });
  socket.say('a', { type: 'error', error_code: 'VALIDATION_1104', message: 'too much', retryable: false, retry_after_ms: null, fatal: false });
  assert.deepEqual([(await refused.done).status, refused.message, refused.data.error_code], ['error', 'too much', 'VALIDATION_1104']);
  const running = client.ask('?', { requestId: 'b' });
  socket.status('b', 'sending');
  socket.say('b', { type: 'error', error_code: 'VALIDATION_1103', message: '', fatal: false });
  socket.say('zzz', { type: 'error', error_code: 'VALIDATION_1103', message: '', fatal: false });
  assert.equal(running.status, 'sending');
  assert.equal(faults.length, 2);
});

test('a question that the server could not read ends, if it can only be that one', async () => {
  const { client, socket } = online();
  const faults = record(client, 'fault');
  const fault = { type: 'error', error_code: 'VALIDATION_1104', message: 'too many facts', retryable: false, retry_after_ms: null, fatal: false };
  client.ask('?', { requestId: 'accepted' });
  socket.status('accepted', 'sending');
  const unread = client.ask('?', { requestId: 'unread' });
  socket.say('r_made_up', fault);
  assert.deepEqual([(await unread.done).status, unread.message], ['error', 'too many facts']);
  const two = [client.ask('?'), client.ask('?')];
  socket.say('r_made_up', fault);
  assert.deepEqual([...two.map(({ status }) => status), faults.length], ['sending', 'sending', 1]);
});

test('what arrives after the end of an answer is ignored', () => {
  const { client, socket } = online();
  const reports = record(client, 'answer');
  const answer = client.ask('?', { requestId: 'r' });
  socket.status('r', 'done', { full_response: 'all' });
  socket.delta('r', 'more');
  socket.status('r', 'incomplete', { full_response: 'al' });
  assert.deepEqual([answer.text, answer.status, reports.length], ['all', 'done', 0]);
});

test('the server may report answers that this client did not ask for', async () => {
  const { client, socket } = online();
  const reports = record(client, 'answer');
  socket.snapshot('old', 'the text');
  const [[, answer]] = reports;
  assert.deepEqual([answer.requestId, answer.text, answer.question, answer.conversationId], ['old', 'the text', '', 'conv']);
  socket.status('old', 'incomplete', { full_response: 'the text' });
  assert.equal((await answer.done).status, 'incomplete');
  assert.equal(reports.length, 1);
});

test('pieces without a beginning, and replies to nothing, are no reports', () => {
  const { client, socket } = online();
  const reports = record(client, 'answer', 'fault');
  socket.delta('tail', 'and so on');
  socket.status('ctl', 'done', { active_member_id: 'mum' });
  socket.status('ctl', 'error', { error_code: 'SYSTEM_1702' });
  assert.deepEqual([client.answers.size, reports.length], [0, 0]);
});

test('reported answers are bounded', () => {
  const { client, socket } = online();
  for (let index = 0; index < 100; index += 1) socket.snapshot(`old-${index}`, 'x');
  assert.equal(client.answers.size, 64);
});

test('frames that are none are ignored', () => {
  const { client, socket } = online();
  for (const text of ['', 'no JSON', 'null', '7', '{}', '{"type":5}', '{"type":"new_kind","seq":1}', '[]']) socket.raw(text);
  socket.onmessage({ data: new ArrayBuffer(4) });
  assert.equal(client.state.name, 'online');
});

test('questions wait without a connection, and only so many', async () => {
  const { client, server } = fakeClient({ limits: { unsent: 2 } });
  const waiting = [client.ask('a'), client.ask('b')];
  assert.deepEqual(waiting.map(({ status }) => status), ['unsent', 'unsent']);
  assert.throws(() => client.ask('c'), QueueFullError);
  waiting[0].stop();
  assert.equal((await waiting[0].done).status, 'cancelled');
  client.ask('d');
  server.last.greet();
  assert.deepEqual(server.last.sent.map(({ data }) => data.message), ['b', 'd']);
  assert.equal(waiting[1].status, 'sending');
  client.ask('e');
  client.ask('f');
  assert.equal(server.last.sent.length, 4);
});

test('a question that the server would refuse for its length is not sent', () => {
  const { client, socket } = online({ limits: { frameBytes: 1000 } });
  assert.throws(() => client.ask('睡'.repeat(400)), TooLongError);
  client.ask('睡'.repeat(200));
  assert.equal(socket.sent.length, 1);
});

test('an answer without end is stopped', async () => {
  const { client, socket } = online({ limits: { answerChars: 10 } });
  const answer = client.ask('?', { requestId: 'r' });
  socket.delta('r', '1234567890');
  socket.delta('r', 'x');
  assert.equal((await answer.done).status, 'incomplete');
  assert.deepEqual([answer.text, answer.data.error_code], ['1234567890', 'CLIENT_TOO_LONG']);
  assert.equal(socket.asked('cancel').length, 1);
});

test('a question that nobody accepts is sent again under its id, a limited number of times', async () => {
  const { client, clock, socket } = online({ limits: { resends: 2 } });
  const answer = client.ask('?', { requestId: 'r' });
  clock.advance(14_999);
  assert.equal(socket.asked('health_chat').length, 1);
  for (let count = 0; count < 10; count += 1) {
    clock.advance(15_000);
    socket.raw('{"type":"pong","data":{}}');
  }
  assert.deepEqual(socket.asked('health_chat').map(({ request_id }) => request_id), ['r', 'r', 'r']);
  assert.deepEqual([(await answer.done).status, answer.data.error_code, answer.data.retryable], ['error', 'CLIENT_UNANSWERED', true]);
});

test('an accepted question is not sent again', () => {
  const { client, clock, socket } = online();
  client.ask('?', { requestId: 'r' });
  socket.status('r', 'sending');
  for (let count = 0; count < 10; count += 1) {
    clock.advance(15_000);
    socket.raw('{"type":"pong","data":{}}');
  }
  assert.equal(socket.asked('health_chat').length, 1);
});

test('a first refusal for the rate ends the question; that of a repetition is waited out', async () => {
  const { client, clock, socket } = online();
  const refusal = { error_code: 'SYSTEM_1705', retryable: true, retry_after_ms: 3000 };
  const refused = client.ask('?', { requestId: 'a' });
  socket.status('a', 'error', refusal);
  assert.equal((await refused.done).status, 'error');
  const repeated = client.ask('?', { requestId: 'b' });
  clock.advance(15_000);
  socket.status('b', 'error', refusal);
  assert.equal(repeated.status, 'sending');
  clock.advance(2_999);
  assert.equal(socket.asked('health_chat').length, 3);
  clock.advance(1);
  assert.equal(socket.asked('health_chat').length, 4);
});

test('a question that a server refuses because it stops goes to the next one', async () => {
  const { client, clock, server, socket } = online();
  const refusal = { error_code: 'SYSTEM_1702', retryable: true, retry_after_ms: 1000, restarting: true };
  const answer = client.ask('?', { requestId: 'a' });
  socket.status('a', 'error', refusal);
  assert.equal(answer.status, 'sending');
  socket.end(1012, 'the server restarts; retry_after_ms=50');
  clock.advance(50);
  server.last.greet();
  assert.deepEqual(server.last.asked('health_chat').map(({ request_id }) => request_id), ['a']);
  server.last.status('a', 'sending');
  server.last.status('a', 'done', { full_response: 'x' });
  assert.deepEqual([(await answer.done).status, answer.text], ['done', 'x']);
});

test('while a server that stops keeps the connection, a refused question is asked as often as it says', async () => {
  const { client, clock, socket } = online();
  const refusal = { error_code: 'SYSTEM_1702', retryable: true, retry_after_ms: 1000, restarting: true };
  const answer = client.ask('?', { requestId: 'a' });
  for (let count = 1; count <= 20; count += 1) {
    assert.equal(socket.asked('health_chat').length, count);
    socket.status('a', 'error', refusal);
    clock.advance(999);
    assert.equal(socket.asked('health_chat').length, count);
    clock.advance(1);
  }
  socket.status('a', 'error', refusal);
  answer.stop();
  socket.status('a', 'error', refusal);
  assert.equal((await answer.done).status, 'cancelled');
});

test('a question that is refused because too many wait is not asked again', async () => {
  const { client, socket } = online();
  const answer = client.ask('?', { requestId: 'a' });
  socket.status('a', 'error', { error_code: 'SYSTEM_1702', retryable: true, retry_after_ms: 1000 });
  assert.equal((await answer.done).status, 'error');
});

test('a text that begins anew on the server begins anew here', () => {
  const { client, socket } = online();
  const answer = client.ask('?', { requestId: 'r' });
  socket.status('r', 'sending');
  socket.delta('r', 'first try');
  socket.status('r', 'sending');
  socket.delta('r', 'sec');
  socket.delta('r', 'ond');
  assert.equal(answer.text, 'second');
});

test('close and final refusals reject what is unfinished', async () => {
  const { client, clock } = online();
  const answer = client.ask('?');
  const iteration = collect(answer);
  client.close();
  await assert.rejects(answer.done, (error) => error instanceof ClientStoppedError && error.code === 1000);
  await assert.rejects(iteration, ClientStoppedError);
  assert.throws(() => client.ask('?'), ClientStoppedError);
  await assert.rejects(client.switchMember('m'), ClientStoppedError);
  assert.equal(client.answers.size, 0);
  assert.equal(client.resumePoint().unanswered.length, 1);
  assert.equal(clock.pending, 0);
});

test('switching the member and asking for the status are answered', async () => {
  const { client, clock, socket } = online();
  const before = client.ask('?').conversationId;
  const switched = client.switchMember('mum');
  const [{ request_id: id, data }] = socket.asked('switch_member');
  assert.deepEqual(data, { target_member_id: 'mum' });
  assert.equal(client.memberId, 'u');
  socket.status(id, 'done', { active_member_id: 'mum' });
  await switched;
  const answer = client.ask('?');
  assert.equal(answer.memberId, 'mum');
  assert.notEqual(answer.conversationId, before);
  const status = client.status();
  socket.status(socket.asked('get_status')[0].request_id, 'done', { connected_users: 3 });
  assert.equal((await status).connected_users, 3);
  socket.status(answer.requestId, 'done');
  client.close();
  assert.equal(clock.pending, 0);
});

test('a refused or unanswered control request rejects', async () => {
  const { client, clock, socket } = online();
  const refused = client.switchMember('stranger');
  socket.status(socket.asked('switch_member')[0].request_id, 'error', { error_code: 'AUTH_1005', retryable: false });
  await assert.rejects(refused, { name: 'RequestError', code: 'AUTH_1005', retryable: false });
  const malformed = client.switchMember('x');
  socket.say(socket.asked('switch_member')[1].request_id, { type: 'error', error_code: 'VALIDATION_1103', message: 'no', retryable: false, fatal: false });
  await assert.rejects(malformed, { code: 'VALIDATION_1103', message: 'no' });
  const silent = client.status();
  clock.advance(15_000);
  await assert.rejects(silent, { code: 'CLIENT_TIMEOUT', retryable: true });
});

test('wrong arguments are explained', () => {
  assert.throws(() => fakeClient({ userId: '' }), TypeError);
  assert.throws(() => fakeClient({ language: 'fr' }), /language/);
  assert.throws(() => fakeClient({ limits: { unsend: 3 } }), /limits.unsend is not known/);
  assert.throws(() => fakeClient({ timeouts: { pong: -1 } }), /timeouts.pong/);
  const { client } = online();
  assert.throws(() => client.ask('  '), TypeError);
  assert.throws(() => client.ask('?', { kind: 'other' }), TypeError);
  assert.throws(() => client.setLanguage('fr'), TypeError);
  for (const id of ['not allowed', 'x'.repeat(129), 7]) {
    for (const name of ['requestId', 'conversationId', 'memberId']) assert.throws(() => client.ask('?', { [name]: id }), new RegExp(name));
  }
  assert.throws(() => client.ask('?', { requestId: 'a.b' }), /requestId/);
  assert.throws(() => fakeClient({ memberId: 'a b' }), /memberId/);
});

test('a member with a wrong id is refused at once', async () => {
  const { client } = online();
  await assert.rejects(client.switchMember('a b'), TypeError);
});
