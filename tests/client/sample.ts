// A program that uses everything public: it only has to compile.

import {
  Answer, Client, ClientStoppedError, connect, QueueFullError, RequestError, TextReplacedError, TooLongError,
  type HelpNumber, type ResumePoint, type SafetyLevel, type State, type StatusReport,
} from 'aurawell-client';
import { WebSocket } from 'ws';

const saved: ResumePoint | null = JSON.parse('null');
const client: Client = connect(new URL('https://aurawell.example/'), {
  userId: 'ann', language: 'en', token: async (refused?: string) => (refused ? undefined : 'jwt'), memberId: 'mum', resume: saved, WebSocket,
  fetch: null, backoff: { longest: 5000 }, limits: { unsent: 4 }, timeouts: { accept: 1000 }, random: Math.random,
});

client.addEventListener('state', ({ detail }) => {
  const state: State = detail;
  if (state.name === 'reconnecting') console.log(state.retryAt! - Date.now());
});
client.addEventListener('answer', ({ detail }) => console.log(detail.requestId));
client.addEventListener('fault', ({ detail }) => console.log(detail.error_code));
client.addEventListener('welcome', ({ detail }) => console.log(detail.recovered));
client.addEventListener('signedOut', ({ detail }) => console.log(detail.code));
client.addEventListener('checkpoint', () => JSON.stringify(client.resumePoint()));

export async function run(): Promise<string> {
  const answer: Answer = client.ask('Why?', { kind: 'general', context: { age: 41 }, reasoning: true });
  answer.addEventListener('delta', ({ detail }) => detail.trim());
  answer.addEventListener('reset', () => answer.text);
  const level: SafetyLevel | undefined = answer.data.safety;
  const now: SafetyLevel | undefined = answer.data.safety_now;
  const help: HelpNumber[] = answer.data.safety_help ?? [];
  console.log(level, now, help.map(({ kind, region, number }) => `${kind} ${region} ${number}`));
  try {
    for await (const text of answer) console.log(text.length, answer.position);
  } catch (error) {
    if (error instanceof TextReplacedError) return error.text;
    if (error instanceof ClientStoppedError) return `${error.code} ${error.reason}`;
    if (error instanceof QueueFullError || error instanceof TooLongError) return error.message;
    if (error instanceof RequestError) return error.code;
  }
  const report: StatusReport = await client.status();
  const until: Date | null = await client.refreshToken('newer') ?? await client.refreshToken();
  console.log(until?.toISOString());
  await client.switchMember('dad');
  client.stop(answer);
  client.setLanguage('zh');
  client.reconnect();
  client.close();
  const { status, data } = await answer.done;
  return `${status} ${data.usage?.total_tokens} ${report.connected_users} ${[...client.answers.keys()].join()}`;
}

// @ts-expect-error Answers are made by `ask`.
new Answer();
// @ts-expect-error A user is needed.
connect('https://aurawell.example/', {});
// @ts-expect-error What a client knows cannot be overwritten.
client.memberId = 'x';
