// Copies the libraries of the pages, in the versions pinned here, from npm into net/web:
//   npm ci && node vendor.mjs

import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = new URL('node_modules/', import.meta.url);

/** `folder` holds README.md and SHA256SUMS; `files` are pairs: file in a package, file below the folder. */
export const vendors = [
  {
    folder: new URL('../../net/web/vendor/', import.meta.url),
    libraries: ['marked', 'katex'],
    files: [
      ['marked/lib/marked.esm.js', 'marked/marked.esm.js'],
      ['marked/LICENSE', 'marked/LICENSE.txt'],
      ['katex/dist/katex.mjs', 'katex/katex.mjs'],
      ['katex/LICENSE', 'katex/LICENSE.txt'],
    ],
  },
  {
    folder: new URL('../../net/web/docs/vendor/', import.meta.url),
    libraries: ['swagger-ui-dist'],
    files: [
      ['swagger-ui-dist/swagger-ui-bundle.js', 'swagger-ui/swagger-ui-bundle.js'],
      ['swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt', 'swagger-ui/swagger-ui-bundle.js.LICENSE.txt'],
      ['swagger-ui-dist/swagger-ui.css', 'swagger-ui/swagger-ui.css'],
      ['swagger-ui-dist/LICENSE', 'swagger-ui/LICENSE.txt'],
      ['swagger-ui-dist/NOTICE', 'swagger-ui/NOTICE.txt'],
    ],
  },
];

const sumOf = async (url) => createHash('sha256').update(await readFile(url)).digest('hex');

async function listed(files, urlOf) {
  const lines = await Promise.all(files.map(async (file) => `${await sumOf(urlOf(file))}  ${file[1]}\n`));
  return lines.join('');
}

/** The expected content of SHA256SUMS for the pinned packages, and that for the copies. */
export const sumsOfPackages = ({ files }) => listed(files, ([from]) => new URL(from, packages));
export const sumsOfCopies = ({ files, folder }) => listed(files, ([, to]) => new URL(to, folder));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const vendor of vendors) {
    for (const [from, to] of vendor.files) {
      await mkdir(dirname(fileURLToPath(new URL(to, vendor.folder))), { recursive: true });
      await copyFile(new URL(from, packages), new URL(to, vendor.folder));
    }
    await writeFile(new URL('SHA256SUMS', vendor.folder), await sumsOfCopies(vendor));
  }
}
