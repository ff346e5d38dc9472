// The libraries of the pages are the published ones.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sumsOfCopies, sumsOfPackages, vendors } from './vendor.mjs';

const recorded = ({ folder }) => readFile(new URL('SHA256SUMS', folder), 'utf8');

for (const vendor of vendors) {
  const name = vendor.libraries.join(', ');

  test(`the copies are what SHA256SUMS says: ${name}`, async () => assert.equal(await sumsOfCopies(vendor), await recorded(vendor)));

  test(`SHA256SUMS is what the pinned packages say: ${name}`, async () => assert.equal(await recorded(vendor), await sumsOfPackages(vendor)));

  test(`the list of libraries names the pinned versions: ${name}`, async () => {
    const { devDependencies } = JSON.parse(await readFile(new URL('package.json', import.meta.url)));
    const list = await readFile(new URL('README.md', vendor.folder), 'utf8');
    for (const library of vendor.libraries) {
      assert.match(devDependencies[library], /^\d+\.\d+\.\d+$/, `${library} is not pinned`);
      assert.match(list, new RegExp(`\\[${library}\\].*\\| ${devDependencies[library].replaceAll('.', '\\.')} \\|`));
    }
  });
}
