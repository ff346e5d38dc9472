// The examples of docs/rest_chat.md, run as they stand against the real program.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '../client/support.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const page = await readFile(join(here, '../../docs/rest_chat.md'), 'utf8');
const examples = [...page.matchAll(/^## (.+)$|^```(js|sh)\n([^]*?)^```$/gm)].reduce(
  ({ title, found }, [, heading, language, code]) => (heading ? { title: heading, found } : { title, found: [...found, { title, language, code }] }),
  { title: '', found: [] },
).found;

/** The expected output of each example, in the order of the page. */
const expected = [
  /^\{"reply":"[^]{100,}","conversation_id":"conv_\w+","timestamp":"[^"]+","suggestions":\[\],"quick_replies":\[\],"status":"done","request_id":"r_\w+","trace_id":"[0-9a-f]{32}","safety":"routine","safety_now":"routine"\}$/,
  /^event: connection_established\nid: s_\w+:\w+:0\ndata: \{.*"status":"sending".*"delta":.*"status":"done".*\}\n\n$/s,
  /^done and whole: true\n$/,
  /^("status":"done","request_id":"water-1"\n){2}$/,
  /^[^]{100,}$/,
  /^\{"id":"chatcmpl-[^]*"object":"chat\.completion"[^]*"model":"aurawell-general"[^]*\}$/,
];

let server;
let folder;

before(async () => {
  server = await startServer({ settings: { 'providers.offline.tokens_per_second': 600 } });
  // Inside this folder, so that `openai` is found.
  folder = await mkdtemp(join(here, 'node_modules/.examples-'));
});
after(async () => {
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('every example has its expected output', () => assert.equal(examples.length, expected.length));

for (const [index, { title, language, code }] of examples.entries()) {
  test(`${title} (${index + 1})`, { timeout: 60_000 }, async () => {
    const file = join(folder, language === 'js' ? `${index}.mjs` : `${index}.sh`);
    await writeFile(file, code.replaceAll('http://127.0.0.1:8000', server.origin));
    const { stdout, stderr } = await promisify(execFile)(language === 'js' ? process.execPath : 'bash', [file], { timeout: 50_000 });
    assert.equal(stderr, '');
    assert.match(stdout, expected[index]);
  });
}
