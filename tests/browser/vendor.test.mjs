// The page's libraries are the published ones.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sums, sumsOfCopies, sumsOfPackages, vendor } from './vendor.mjs';

const recorded = () => readFile(sums, 'utf8');

test('the copies are what SHA256SUMS says', async () => assert.equal(await sumsOfCopies(), await recorded()));

test('SHA256SUMS is what the pinned packages say', async () => assert.equal(await recorded(), await sumsOfPackages()));

test('the list of libraries names the pinned versions', async () => {
  const { devDependencies } = JSON.parse(await readFile(new URL('package.json', import.meta.url)));
  const list = await readFile(new URL('README.md', vendor), 'utf8');
  for (const name of ['marked', 'dompurify']) {
    assert.match(devDependencies[name], /^\d+\.\d+\.\d+$/, `${name} is not pinned`);
    assert.match(list, new RegExp(`\\[${name}\\].*\\| ${devDependencies[name].replaceAll('.', '\\.')} \\|`));
  }
});
