// Writes the software bill of materials of a built program, in CycloneDX 1.6:
//
//   node sbom.mjs BUILD_FOLDER > aurawell.cdx.json
//
// It lists what is really in use: the shared libraries that the loader finds (ldd) with their Debian
// packages (dpkg), the packages of all headers that the compiler has read (ninja's records), the
// libraries in the pages with their checksums, and, as excluded, the npm packages of the tests.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const build = process.argv[2];
const program = join(build, 'aurawell');
const run = (command, ...words) =>
  execFileSync(command, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 30,
    env: { ...process.env, LC_ALL: 'C' },
  });
const sha256 = (file) => ({ alg: 'SHA-256', content: createHash('sha256').update(readFileSync(file)).digest('hex') });
const unique = (list) => [...new Set(list)];

// --- Debian

/** Package of each file, asked for all at once. A merged /usr has files under two names. */
function packagesOf(files) {
  const names = unique(files.flatMap((file) => [file, file.replace(/^\/usr\/lib/, '/lib'), file.replace(/^\/lib/, '/usr/lib')]));
  let text = '';
  for (let i = 0; i < names.length; i += 500) {
    try {
      text += run('dpkg-query', '-S', ...names.slice(i, i + 500));
    } catch (partly) {
      // It fails when one of the names belongs to no package.
      text += partly.stdout;
    }
  }
  const found = new Map();
  for (const line of text.trim().split('\n')) {
    const at = line.lastIndexOf(': ');
    found.set(line.slice(at + 2), line.slice(0, at).split(', ')[0].replace(/:.*/, ''));
  }
  return (file) =>
    found.get(file) ?? found.get(file.replace(/^\/usr\/lib/, '/lib')) ?? found.get(file.replace(/^\/lib/, '/usr/lib'));
}

const distribution = Object.fromEntries(
  readFileSync('/etc/os-release', 'utf8').trim().split('\n').map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1).replace(/"/g, '')];
  }),
);

function debianComponent(name, files, use) {
  const [version, architecture] = run('dpkg-query', '-W', '-f', '${Version} ${Architecture}\\n', name).split('\n')[0].split(' ');
  const distro = `${distribution.ID}-${distribution.VERSION_ID}`;
  const purl = `pkg:deb/${distribution.ID}/${encodeURIComponent(name)}@${encodeURIComponent(version)}?arch=${architecture}&distro=${distro}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    scope: 'required',
    purl,
    properties: [
      { name: 'aurawell:use', value: use },
      ...files.map((file) => ({ name: 'aurawell:file', value: `${file} sha256:${sha256(file).content}` })),
    ],
  };
}

/** The shared libraries of the program, and what each needs itself. */
function linkedLibraries() {
  const paths = unique(
    run('ldd', program).split('\n').map((line) => /(?:=>\s*|^\s*)(\/\S+)/.exec(line)?.[1]).filter(Boolean).map((path) => realpathSync(path)),
  );
  const needed = (file) => [...run('readelf', '-dW', file).matchAll(/\(NEEDED\).*\[(.+)\]/g)].map((match) => match[1]);
  const names = new Map(paths.flatMap((path) => [...run('readelf', '-dW', path).matchAll(/\(SONAME\).*\[(.+)\]/g)].map((match) => [match[1], path])));
  const packageOf = packagesOf(paths);
  const ofPackage = new Map();
  for (const path of paths) {
    const name = packageOf(path);
    if (!name) throw new Error(`${path} belongs to no Debian package`);
    ofPackage.set(name, [...(ofPackage.get(name) ?? []), path]);
  }
  const components = [...ofPackage].map(([name, files]) => debianComponent(name, files, 'linked'));
  const ref = new Map(components.map((one) => [one.name, one['bom-ref']]));
  const refsOf = (file) => unique(needed(file).map((name) => names.get(name)).filter(Boolean).map((path) => ref.get(packageOf(path))));
  const dependencies = components.map((one) => ({
    ref: one['bom-ref'],
    dependsOn: unique(ofPackage.get(one.name).flatMap(refsOf)).filter((other) => other !== one['bom-ref']).sort(),
  }));
  return { components, dependencies, direct: refsOf(program) };
}

/** The packages of the headers that the product's own sources have read. */
function headerPackages() {
  const read = new Set();
  let isOurs = false;
  for (const line of run('ninja', '-C', build, '-t', 'deps').split('\n')) {
    if (!line.startsWith(' ')) isOurs = /^(domain|net|actors|config)\//.test(line);
    else if (isOurs && line.trim().startsWith('/usr/')) read.add(line.trim());
  }
  if (read.size === 0) throw new Error(`${build} has no records of headers: build it first`);
  const packageOf = packagesOf([...read]);
  return unique([...read].map(packageOf).filter(Boolean)).sort().map((name) => debianComponent(name, [], 'headers'));
}

// --- npm

function npmComponent(name, locked, use, scope, more = {}) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${locked.version}`;
  const [algorithm, digest] = (locked.integrity ?? '').split('-');
  return {
    type: 'library',
    'bom-ref': `${purl}#${use}`,
    name,
    version: locked.version,
    scope,
    purl,
    ...(locked.license ? { licenses: [{ expression: locked.license }] } : {}),
    ...(algorithm === 'sha512' ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] } : {}),
    properties: [{ name: 'aurawell:use', value: use }],
    ...more,
  };
}

function lockedPackages(lockFile) {
  return Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages)
    .filter(([path]) => path.startsWith('node_modules/'))
    .map(([path, locked]) => [path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), locked]);
}

/** The libraries in the pages. The lock file of the browser's tests pins them. */
function pageLibraries() {
  const locked = new Map(lockedPackages(join(root, 'tests/browser/package-lock.json')));
  const npmName = { 'swagger-ui': 'swagger-ui-dist' };
  return ['net/web/vendor', 'net/web/docs/vendor'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name: subfolder }) => {
        const name = npmName[subfolder] ?? subfolder;
        const files = readdirSync(join(root, folder, subfolder)).sort();
        return npmComponent(name, locked.get(name), 'page', 'required', {
          components: files.map((file) => ({
            type: 'file',
            'bom-ref': `${folder}/${subfolder}/${file}`,
            name: `${folder}/${subfolder}/${file}`,
            hashes: [sha256(join(root, folder, subfolder, file))],
          })),
        });
      }),
  );
}

function testPackages() {
  const all = new Map();
  for (const lockFile of run('git', '-C', root, 'ls-files', '*package-lock.json').trim().split('\n')) {
    for (const [name, locked] of lockedPackages(join(root, lockFile))) {
      const component = npmComponent(name, locked, 'test', 'excluded');
      all.set(component['bom-ref'], component);
    }
  }
  return [...all.values()].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
}

// --- the whole

const version = run(program, '--version').trim().split(' ').pop();
const self = `pkg:generic/aurawell@${version}`;
const linked = linkedLibraries();
const headers = headerPackages().filter((one) => !linked.components.some((other) => other['bom-ref'] === one['bom-ref']));
const pages = pageLibraries();
// Not of now, so that two runs are identical.
const seconds = process.env.SOURCE_DATE_EPOCH ?? run('git', '-C', root, 'log', '-1', '--format=%ct').trim();

const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    timestamp: new Date(Number(seconds) * 1000).toISOString(),
    lifecycles: [{ phase: 'post-build' }],
    tools: { components: [{ type: 'application', name: relative(root, fileURLToPath(import.meta.url)), version }] },
    component: { type: 'application', 'bom-ref': self, name: 'aurawell', version, purl: self, hashes: [sha256(program)] },
  },
  components: [...linked.components, ...headers, ...pages, ...testPackages()],
  dependencies: [
    { ref: self, dependsOn: unique([...linked.direct, ...headers.map((one) => one['bom-ref']), ...pages.map((one) => one['bom-ref'])]).sort() },
    ...linked.dependencies,
  ],
};
process.stdout.write(`${JSON.stringify(bom, null, 1)}\n`);
