// The examples of docs/client.md, run as they stand against the real program.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { register, startServer, withAccounts } from './support.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const library = pathToFileURL(join(here, '../../net/web/aurawell-client.js')).href;
const page = await readFile(join(here, '../../docs/client.md'), 'utf8');
const examples = [...page.matchAll(/^## (.+)$|^```js\n([^]*?)^```$/gm)].reduce(
  ({ title, found }, [, heading, code]) => (heading ? { title: heading, found } : { title, found: [...found, { title, code }] }),
  { title: '', found: [] },
).found;

/** The expected output of each example, in the order of the page. */
const expected = [
  /\ndone after \d+ ms\n$/,
  /^\d{3,} characters, all of them: true\n$/,
  /^cancelled with \d+ characters kept\n$/,
  /connection: online\n(sending .+\n)?streaming .+\ndone .+\nshown as it is kept: true\nconnection: stopped\n$/,
  /^done and whole: true\n$/,
  /^finn_child done\n$/,
  /^bearer done\n$/,
];

let server;
let closed;
let folder;

before(async () => {
  server = await startServer({ settings: { 'providers.offline.tokens_per_second': 600 } });
  closed = await startServer({ settings: { ...withAccounts, 'providers.offline.tokens_per_second': 600 } });
  await register(closed.origin, 'gina', 'nine quiet mornings');
  // Inside this folder, so that `ws` is found.
  folder = await mkdtemp(join(here, 'node_modules/.examples-'));
});
after(async () => {
  await closed?.stop();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('every example has its expected output', () => assert.equal(examples.length, expected.length));

for (const [index, { title, code }] of examples.entries()) {
  test(`${title} (${index + 1})`, { timeout: 60_000 }, async () => {
    const file = join(folder, `${index}.mjs`);
    const { origin } = title === 'Signed in' ? closed : server;
    await writeFile(file, code.replace("'aurawell-client'", `'${library}'`).replaceAll('http://127.0.0.1:8000', origin));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { timeout: 50_000 });
    assert.equal(stderr, '');
    assert.match(stdout, expected[index]);
  });
}
