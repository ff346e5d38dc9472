// The real program, and a proxy to it that can cut connections.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const startTimeout = 20_000;

/** Settings of a server that requires a sign-in. */
export const withAccounts = { 'auth.mode': 'jwt', 'auth.secret_env': 'AURAWELL_TEST_SECRET', 'auth.password_memory': '8MiB', 'auth.password_passes': 1 };

/** What `child` writes to `stream`: `{log(), line(pattern)}`; `line` resolves with the first match. */
function listen(child, stream) {
  let log = '';
  const checks = new Set();
  stream.on('data', (data) => {
    log += data;
    for (const check of checks) check();
  });
  const line = (pattern) => new Promise((resolve, reject) => {
    const end = (settle, value) => {
      checks.delete(check);
      clearTimeout(timer);
      settle(value);
    };
    const fail = (why) => end(reject, new Error(`${why}:\n${log}`));
    const check = () => {
      const match = pattern.exec(log);
      if (match) end(resolve, match);
    };
    const timer = setTimeout(() => fail(`no line ${pattern}`), startTimeout);
    checks.add(check);
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => fail(`ended with ${signal ?? code}`));
    check();
  });
  return { log: () => log, line };
}

/** The program in an environment variable. */
function programIn(variable) {
  const program = process.env[variable];
  if (!program) throw new Error(`the environment variable ${variable} must name the program`);
  return program;
}

/** A model server: `{url, stop()}`. */
export async function startModel(...options) {
  const child = spawn(programIn('AURAWELL_MOCK'), ['--port', '0', ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  const [, url] = await listen(child, child.stdout).line(/listening on (\S+)\s/);
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * A running server that answers from the offline coach unless `settings` or `model`, an address, name a model:
 * `{origin, port, adminPort, log(), ended, stop(signal)}`. `ended` resolves with the exit code and the signal. `more` are further arguments.
 */
export async function startServer({ port = 0, settings = {}, model, more = [] } = {}) {
  const program = programIn('AURAWELL_BIN');
  const all = {
    'server.port': port, 'admin.port': 0, 'storage.url': 'memory:', 'limits.connects_per_user': 0, 'limits.messages_per_user': 0,
    'drain.notice': '0s', 'drain.answers': '0s', 'drain.spread': '0s',
    ...(model && { 'providers.deepseek.base_url': model, 'pools.health_chat.providers': 'deepseek' }), ...settings,
  };
  const args = Object.entries(all).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const child = spawn(program, ['serve', ...args, ...more], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, DEEPSEEK_API_KEY: model ? 'any' : '', AURAWELL_TEST_SECRET: 'a secret that only tests may know' } });
  const ended = once(child, 'close');
  const heard = listen(child, child.stderr);
  const stop = async (signal = 'SIGKILL') => {
    child.kill(signal);
    await ended;
  };
  try {
    const [, origin] = await heard.line(/server\.listening url=(https?:\/\/127\.0\.0\.1:\d+)\s/);
    const [, adminPort] = await heard.line(/admin\.listening port=(\d+)/);
    return { origin, port: Number(new URL(origin).port), adminPort: Number(adminPort), log: heard.log, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A proxy to the server at `port`: `{origin, cut(), block(), mend(), stop()}`. While it is blocked it accepts no connection. */
export async function startLine(port) {
  const open = new Set();
  let whole = true;
  const line = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [[near, far], [far, near]]) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    return undefined;
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const block = () => {
    whole = false;
    cut();
  };
  return {
    origin: `http://127.0.0.1:${line.address().port}`,
    cut,
    block,
    mend: () => { whole = true; },
    async stop() {
      block();
      line.close();
      await once(line, 'close');
    },
  };
}

/** The data of the reply to `POST api/v1/auth/${path}`; throws if it was refused. */
export async function post(origin, path, body = {}, token = '') {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
  const response = await fetch(`${origin}/api/v1/auth/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const { success, data, error } = await response.json();
  if (!success) throw new Error(`${error.code}: ${error.message}`);
  return data;
}

/** Creates an account and signs in. */
export async function register(origin, username, password) {
  await post(origin, 'register', { username, email: `${username}@example.org`, password });
  return post(origin, 'login', { username, password });
}
