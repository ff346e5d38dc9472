// config/deploy/docker: the compose file, and the files that it gives to its containers.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

import { longestStop, settingsWith } from './program_settings.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'config/deploy/docker');
const compose = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8'), { uniqueKeys: true });
const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
const values = settingsWith(join(folder, 'aurawell.toml'), { AURAWELL_AUTH_SECRET: 'x'.repeat(32) });

/** The keys of a service that the Compose specification knows and this project uses. */
const known = [
  'build', 'cap_drop', 'depends_on', 'environment', 'image', 'networks', 'pids_limit', 'ports', 'read_only', 'restart',
  'security_opt', 'stop_grace_period', 'ulimits', 'volumes',
];

test('each service has an image, known keys, and networks that are there', () => {
  assert.deepEqual(Object.keys(compose).sort(), ['name', 'networks', 'services', 'volumes']);
  for (const [name, service] of Object.entries(compose.services)) {
    assert.ok(service.image, name);
    for (const key of Object.keys(service)) assert.ok(known.includes(key), `${name}: ${key}`);
    for (const network of Array.isArray(service.networks) ? service.networks : Object.keys(service.networks)) assert.ok(network in compose.networks, network);
    for (const other of Object.keys(service.depends_on ?? {})) assert.ok(other in compose.services, other);
  }
});

test('each file that is mounted is there, and each volume is named', () => {
  for (const { volumes } of Object.values(compose.services)) {
    for (const volume of volumes) {
      const [source] = volume.split(':');
      if (source.startsWith('.')) assert.ok(statSync(join(folder, source)).isFile(), source);
      else assert.ok(source in compose.volumes, source);
    }
  }
  const { context, dockerfile: path } = compose.services.aurawell.build;
  assert.ok(existsSync(join(folder, context, path)));
});

test('only the gateway and Prometheus are published, on this machine', () => {
  assert.equal(compose.services.aurawell.ports, undefined);
  for (const name of ['nginx', 'prometheus']) {
    for (const port of compose.services[name].ports) assert.match(port, /^127\.0\.0\.1:\d+:\d+$/);
  }
});

test('the container gives a stop its time and is closed', () => {
  const { stop_grace_period: grace, read_only: readOnly, cap_drop: dropped } = compose.services.aurawell;
  assert.ok(parseInt(grace, 10) * 1000 > longestStop(values), grace);
  assert.equal(readOnly, true);
  assert.deepEqual(dropped, ['ALL']);
});

test('the image, the settings and the gateway name the same ports and folders', () => {
  assert.ok(dockerfile.includes(`EXPOSE ${values.get('server.port')} ${values.get('admin.port')}`));
  assert.ok(dockerfile.includes('VOLUME /var/lib/aurawell'));
  assert.match(dockerfile, /^USER aurawell$/m);
  assert.ok(values.get('storage.url').startsWith('sqlite:/var/lib/aurawell/'));
  assert.ok(readFileSync(join(folder, 'nginx.conf'), 'utf8').includes(`http://aurawell:${values.get('server.port')};`));
  assert.ok(readFileSync(join(folder, 'prometheus.yml'), 'utf8').includes(`aurawell:${values.get('admin.port')}`));
});

test('the service believes the gateway alone', () => {
  const { nginx, aurawell } = compose.services;
  assert.equal(aurawell.environment.AURAWELL_SERVER__TRUSTED_PROXIES, nginx.networks.inside.ipv4_address);
  const settings = readFileSync(join(folder, 'aurawell.toml'), 'utf8');
  assert.match(settings, /^trusted_proxies = \["127\.0\.0\.1"\]$/m);
});

test('nginx and Prometheus accept their files', () => {
  const work = mkdtempSync(join(tmpdir(), 'aurawell-'));
  try {
    // The name of the container is known among containers only, and the log is in the image.
    const site = readFileSync(join(folder, 'nginx.conf'), 'utf8')
      .replaceAll('//aurawell:', '//127.0.0.1:')
      .replace('/var/log/nginx', work);
    writeFileSync(join(work, 'site.conf'), site);
    writeFileSync(join(work, 'nginx.conf'), `pid ${work}/pid; error_log stderr; events {} http { include ${work}/site.conf; }`);
    execFileSync('/usr/sbin/nginx', ['-t', '-q', '-c', join(work, 'nginx.conf')], { stdio: 'pipe' });
    copyFileSync(join(folder, 'prometheus.yml'), join(work, 'prometheus.yml'));
    copyFileSync(join(root, 'config/deploy/prometheus/alerts.yml'), join(work, 'alerts.yml'));
    execFileSync('promtool', ['check', 'config', join(work, 'prometheus.yml')], { stdio: 'pipe' });
  } finally {
    rmSync(work, { recursive: true });
  }
});
