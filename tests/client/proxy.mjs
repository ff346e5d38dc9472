// Real reverse proxies, with the configurations that operators copy from config/deploy.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WebSocket } from 'ws';

const run = promisify(execFile);
const startTimeout = 20_000;
const startAttempts = 5;
const deployed = fileURLToPath(new URL('../../config/deploy/', import.meta.url));
const isRoot = process.getuid?.() === 0;

const apacheModules = [
  'mpm_event', 'authz_core', 'alias', 'setenvif', 'env', 'headers', 'reqtimeout', 'socache_shmcb', 'ssl', 'http2', 'slotmem_shm',
  'proxy', 'proxy_http', 'proxy_balancer', 'lbmethod_byrequests', 'lbmethod_bybusyness',
];

/** What stands around each configuration on a machine of its own, and how its program is called. */
const kinds = {
  nginx: {
    file: 'nginx/aurawell.conf',
    program: '/usr/sbin/nginx',
    around: (config, folder) => `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log stderr warn;\nevents { worker_connections 4096; }
http {\n${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};\n`).join('')}${config}}\n`,
    ports: (port) => [['listen 80;', `listen 127.0.0.1:${port.http};`], ['listen 443 ssl', `listen 127.0.0.1:${port.https} ssl`]],
    check: (file) => ['-t', '-c', file, '-e', 'stderr'],
    serve: (file) => ['-c', file, '-e', 'stderr'],
    withoutSticky: /^.*least_conn;\n/m,
  },
  haproxy: {
    file: 'haproxy/haproxy.cfg',
    program: '/usr/sbin/haproxy',
    // Only root can become another user, and machines of tests have few open files.
    around: (config) => (isRoot ? config : config.replace(/^ {2}(user|group) .*\n/gm, '')).replace('maxconn 20000', 'maxconn 500'),
    ports: (port) => [['bind :80', `bind 127.0.0.1:${port.http}`], ['bind :443', `bind 127.0.0.1:${port.https}`]],
    check: (file) => ['-c', '-f', file],
    serve: (file) => ['-db', '-f', file],
    withoutSticky: /^.*balance leastconn\n/m,
  },
  apache: {
    file: 'apache/aurawell.conf',
    program: '/usr/sbin/apache2',
    around: (config, folder, port) => `ServerRoot ${folder}\nServerName localhost\nPidFile ${folder}/pid\nDefaultRuntimeDir ${folder}\nMutex file:${folder}
ErrorLog ${folder}/error.log\n${isRoot ? 'User www-data\nGroup www-data\n' : ''}StartServers 1\nServerLimit 4\nMaxRequestWorkers 100
${apacheModules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`).join('')}
Listen 127.0.0.1:${port.http}\nListen 127.0.0.1:${port.https}\n${config}`,
    ports: (port) => [['<VirtualHost *:80>', `<VirtualHost *:${port.http}>`], ['<VirtualHost *:443>', `<VirtualHost *:${port.https}>`]],
    check: (file) => ['-t', '-f', file],
    serve: (file) => ['-DFOREGROUND', '-f', file],
    withoutSticky: /$^/,
  },
};

export const proxyKinds = Object.keys(kinds);

async function freePorts(count) {
  const listeners = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(listeners.map((one) => once(one, 'listening')));
  const ports = listeners.map((one) => one.address().port);
  await Promise.all(listeners.map((one) => once(one.close(), 'close')));
  return ports;
}

async function makeCertificate(folder) {
  const [key, certificate] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')];
  await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate]);
  const ca = await readFile(certificate, 'utf8');
  await writeFile(join(folder, 'haproxy.pem'), ca + await readFile(key, 'utf8'));
  return ca;
}

/** The configuration of `kind` with the ports and paths of a test, and what `change` makes of it. */
async function written(kind, folder, { nodes, port, sticky = false, change = (text) => text }) {
  const { file, around, ports, withoutSticky } = kinds[kind];
  let text = await readFile(join(deployed, file), 'utf8');
  if (sticky) text = text.replace(withoutSticky, '').replaceAll('#sticky ', '');
  if (nodes.length < 2) text = text.replace(/^.*10\.0\.0\.12.*\n/gm, '');
  const replacements = [
    ...ports(port), ['/etc/aurawell/tls', folder], ['/var/log/nginx', folder], ['/var/log/apache2', folder], ['/run/haproxy', folder], ['/dev/log', 'stderr format raw'],
    ...nodes.flatMap((node, index) => [
      [`10.0.0.1${index + 1}:8000 port 8001`, `127.0.0.1:${node.port} port ${node.adminPort}`], [`10.0.0.1${index + 1}:8000`, `127.0.0.1:${node.port}`],
    ]),
  ];
  for (const [from, to] of replacements) text = text.replaceAll(from, to);
  const path = join(folder, `${kind}.conf`);
  await writeFile(path, around(change(text), folder, port));
  return path;
}

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'aurawell-proxy-'));
  await mkdir(join(folder, 'logs'));
  return folder;
}

/** What the program of `kind` says of the configuration that operators copy. Rejects if it is refused. */
export async function checkConfiguration(kind, options = {}) {
  const folder = await newFolder();
  try {
    await makeCertificate(folder);
    const [http, https] = await freePorts(2);
    const nodes = [{ port: 8000, adminPort: 8001 }, { port: 8010, adminPort: 8011 }];
    const file = await written(kind, folder, { nodes, port: { http, https }, ...options });
    const { stdout, stderr } = await run(kinds[kind].program, kinds[kind].check(file));
    return stdout + stderr;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether TLS is spoken there: an open port alone may belong to a program that is about to fail. */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    socket.on('secureConnect', () => resolve(true)).on('error', () => resolve(false)).on('close', () => resolve(false));
    socket.on('secureConnect', () => socket.destroy());
  });
}

/** With its workers. Apache would wait for open chats. */
function kill({ pid, exitCode }) {
  if (exitCode === null) process.kill(-pid, 'SIGKILL');
}

/** One attempt: `{failed}` if the program ends before it accepts connections, as when another one took its port. */
async function attempt(kind, folder, options) {
  const [http, https] = await freePorts(2);
  const file = await written(kind, folder, { ...options, port: { http, https } });
  const child = spawn(kinds[kind].program, kinds[kind].serve(file), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { log += data; });
  const ended = once(child, 'close');
  const end = Date.now() + startTimeout;
  while (child.exitCode === null && Date.now() < end) {
    if (await accepts(https)) return { child, ended, http, https, log: () => log };
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  kill(child);
  await ended;
  return { failed: log + await readFile(join(folder, 'error.log'), 'utf8').catch(() => '') };
}

/**
 * A proxy in front of `nodes` (`{port, adminPort}`): `{origin, plainOrigin, ca, folder, log(), accessLog(), stop()}`; the folder has the certificate. `change(text)` edits its configuration,
 * `sticky` switches on what is commented out.
 */
export async function startProxy(kind, options) {
  const folder = await newFolder();
  const ca = await makeCertificate(folder);
  let last;
  for (let count = 0; count < startAttempts; count += 1) {
    last = await attempt(kind, folder, options);
    if (last.child) break;
  }
  if (!last.child) throw new Error(`${kinds[kind].program} did not start (./dev test installs it):\n${last.failed}`);
  const { child, ended, http, https, log } = last;
  return {
    origin: `https://127.0.0.1:${https}`,
    plainOrigin: `http://127.0.0.1:${http}`,
    ca,
    folder,
    log,
    async accessLog() { return kind === 'haproxy' ? log() : readFile(join(folder, 'aurawell.log'), 'utf8'); },
    async stop() {
      kill(child);
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A WebSocket class whose connections trust `ca` and come from `localAddress`. */
export const webSocketOver = (tls) => class extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, tls);
  }
};

/** `fetch` with the same; it streams the body, and follows nothing. */
export const fetchOver = (tls) => (url, { method = 'GET', headers = {}, body, signal } = {}) => new Promise((resolve, reject) => {
  const request = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest;
  const fields = { ...tls.headers, ...headers, ...(body && { 'Content-Length': Buffer.byteLength(body) }) };
  const asked = request(url, { ...tls, method, headers: fields, signal, agent: false });
  asked.on('error', reject);
  asked.on('response', (response) => {
    const received = Object.entries(response.headers).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    const empty = [204, 304].includes(response.statusCode);
    resolve(new Response(empty ? null : Readable.toWeb(response), { status: response.statusCode, headers: received }));
  });
  asked.end(body);
});
