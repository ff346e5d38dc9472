// The package: its files, its types, and loading it by its name.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '../../net/web');

/** A folder in which the packed package is installed. */
async function installed(t) {
  const home = await mkdtemp(join(tmpdir(), 'aurawell-client-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], { cwd: source });
  const [{ filename, files }] = JSON.parse(stdout);
  const target = join(home, 'node_modules/aurawell-client');
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', join(home, filename), '-C', target, '--strip-components=1']);
  return { home, files: files.map(({ path }) => path) };
}

test('the package holds the library and nothing of the page', { timeout: 60_000 }, async (t) => {
  const { home, files } = await installed(t);
  const outside = files.filter((path) => !/^client\/\w+\.js$/.test(path)).sort();
  assert.deepEqual(outside, ['README.md', 'aurawell-client.d.ts', 'aurawell-client.js', 'package.json']);
  await writeFile(join(home, 'use.mjs'), "import { connect } from 'aurawell-client'; console.log(typeof connect);");
  const { stdout } = await run(process.execPath, [join(home, 'use.mjs')]);
  assert.equal(stdout, 'function\n');
});

test('a TypeScript program compiles against it, and mistakes do not', { timeout: 60_000 }, async () => {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  await run(process.execPath, [tsc, '--project', here]).catch(({ stdout }) => assert.fail(stdout));
});

test('every exported value has a type, and every type a value', async () => {
  const library = await import('../../net/web/aurawell-client.js');
  const ts = createRequire(import.meta.url)('typescript');
  const program = ts.createProgram([join(source, 'aurawell-client.d.ts')], {});
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(source, 'aurawell-client.d.ts')));
  const declared = checker.getExportsOfModule(module).filter(({ flags }) => flags & ts.SymbolFlags.Value);
  assert.deepEqual(declared.map(({ name }) => name).sort(), Object.keys(library).sort());
});
