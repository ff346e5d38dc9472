// Copies the page's libraries, in the versions pinned here, from npm into net/web/vendor:
//   npm ci && node vendor.mjs

import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = new URL('node_modules/', import.meta.url);
export const vendor = new URL('../../net/web/vendor/', import.meta.url);
export const sums = new URL('SHA256SUMS', vendor);

/** File in a package, file below net/web/vendor. */
export const files = [
  ['marked/lib/marked.esm.js', 'marked/marked.esm.js'],
  ['marked/LICENSE', 'marked/LICENSE.txt'],
  ['dompurify/dist/purify.es.mjs', 'dompurify/purify.es.mjs'],
  ['dompurify/LICENSE', 'dompurify/LICENSE.txt'],
];

const sumOf = async (url) => createHash('sha256').update(await readFile(url)).digest('hex');

async function listed(urlOf) {
  const lines = await Promise.all(files.map(async (file) => `${await sumOf(urlOf(file))}  ${file[1]}\n`));
  return lines.join('');
}

/** What SHA256SUMS must say of the pinned packages, and of the copies. */
export const sumsOfPackages = () => listed(([from]) => new URL(from, packages));
export const sumsOfCopies = () => listed(([, to]) => new URL(to, vendor));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [from, to] of files) {
    await mkdir(dirname(fileURLToPath(new URL(to, vendor))), { recursive: true });
    await copyFile(new URL(from, packages), new URL(to, vendor));
  }
  await writeFile(sums, await sumsOfCopies());
}
