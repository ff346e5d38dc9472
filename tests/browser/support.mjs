// Starts the real programs and a real browser for the tests.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const { chromium } = await import('playwright-core').catch((error) => {
  throw new Error('playwright-core is not installed: run "npm ci" in tests/browser first', { cause: error });
});

const startTimeout = 20_000;
const stopTimeout = 10_000;

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} must name a program`);
  return value;
}

/** Resolves with the first match of `pattern` in the stderr of `child`. Reports an unexpected exit. */
function announced(child, pattern) {
  return new Promise((resolve, reject) => {
    let log = '';
    const timer = setTimeout(() => reject(new Error(`no line ${pattern} within ${startTimeout} ms:\n${log}`)), startTimeout);
    const fail = (why) => {
      clearTimeout(timer);
      reject(new Error(`${why}:\n${log}`));
    };
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code, signal) => {
      if (!child.mayEnd) console.error(`the server ended by itself with ${signal ?? code}:\n${log}`);
      fail(`ended with ${signal ?? code}`);
    });
    child.stderr.on('data', (data) => {
      log += data;
      const match = pattern.exec(log);
      if (!match) return;
      clearTimeout(timer);
      resolve(match);
    });
  });
}

/** A stop waits for nothing: pages stay open in most tests. */
const quickStop = { 'drain.notice': '0s', 'drain.answers': '0s', 'drain.spread': '0s' };

/** Settings of a server that requires a sign-in. */
export const withAccounts = { 'auth.mode': 'jwt', 'auth.secret_env': 'AURAWELL_TEST_SECRET', 'auth.password_memory': '8MiB', 'auth.password_passes': 1 };

/**
 * A running server: `{origin, port, admin, stop(signal)}`; `admin` is the origin of the operators' port. Port 0 lets the system choose. `settings` are
 * `{key: value}` as for `--set`; without any the answers come from the offline coach.
 */
export async function startServer({ port = 0, settings = {} } = {}) {
  const all = { 'server.port': port, 'admin.port': 0, 'storage.url': 'memory:', ...quickStop, ...settings };
  const args = Object.entries(all).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const child = spawn(required('AURAWELL_BIN'), ['serve', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env, AURAWELL_TEST_SECRET: 'a secret that only tests may know',
      DEEPSEEK_API_KEY: settings['providers.deepseek.base_url'] ? 'none' : '',
    },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async (signal = 'SIGTERM') => {
    child.mayEnd = true;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    await ended;
    clearTimeout(timer);
  };
  try {
    const [, adminPort, origin] = await announced(child, /(?:admin\.listening port=(\d+)[^]*?)?server\.listening url=(http:\/\/127\.0\.0\.1:\d+)\s/);
    return { origin, port: Number(new URL(origin).port), admin: `http://127.0.0.1:${adminPort}`, stop };
  } catch (error) {
    await stop('SIGKILL');
    throw error;
  }
}

/** Chromium with a profile of its own: `{newPage(options), close()}`. */
export async function startBrowser() {
  const home = await mkdtemp(join(tmpdir(), 'aurawell-browser-'));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
      ...(process.env.AURAWELL_WEB ? ['--disable-features=LocalNetworkAccessChecks'] : [])],
    env: { ...process.env, HOME: home },
  });
  return {
    async newPage(options = {}) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 }, ...options });
      context.setDefaultTimeout(60_000);
      await context.route(/\/modules\//, serveModule);
      if (process.env.AURAWELL_WEB) await context.route(/^http:[^?]*\/[^/?]*(\.\w+)?$/, serveFile);
      return watched(await context.newPage());
    },
    async close() {
      await browser.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Collects the errors of `page` and the frames of its sockets. */
export function watched(page) {
  page.complaints = [];
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.sockets = [];
  page.on('websocket', (socket) => page.sockets.push(watchFrames(socket)));
  return page;
}

// With AURAWELL_WEB=net/web the page comes from that folder and not from the program, which then need not be built again for every change
// of the page.
const types = {
  '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json',
};
const pages = { '/': 'index.html', '/docs': 'docs/index.html' };
const web = new URL('../../net/web/', import.meta.url);

// A test that imports a module of the page uses /modules/NAME, because the program has only the bundle.
async function serveModule(route) {
  const name = new URL(route.request().url()).pathname.replace('/modules/', '');
  await route.fulfill({ body: await readFile(new URL(name, web)), contentType: types[extname(name)] });
}

async function serveFile(route) {
  const { host, pathname } = new URL(route.request().url());
  const name = pages[pathname] ?? pathname.slice(1);
  const body = await readFile(join(process.env.AURAWELL_WEB, name)).catch(() => null);
  if (body === null) return route.fallback();
  const policy = `default-src 'self'; connect-src 'self' ws://${host}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'`;
  await route.fulfill({ body, contentType: types[extname(name)], headers: { 'Content-Security-Policy': policy } });
}

function watchFrames(socket) {
  const seen = { url: socket.url(), received: [], sent: [], isOpen: true };
  socket.on('close', () => { seen.isOpen = false; });
  socket.on('framereceived', ({ payload }) => seen.received.push(JSON.parse(payload)));
  socket.on('framesent', ({ payload }) => seen.sent.push(JSON.parse(payload)));
  return seen;
}

/** The user id that the page made for this browser. */
export const userOf = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('aurawell.user_id')));

/** The stored conversation in which `page` asked last: `messages` as the page could load them. */
export async function stored(page, origin) {
  const asked = page.sockets.flatMap(({ sent }) => sent).findLast(({ type }) => type.endsWith('_chat'));
  const url = new URL(`/api/v1/chat/conversations/${asked.conversation_id}/messages`, origin);
  url.search = new URLSearchParams({ user_id: await userOf(page), member_id: asked.active_member_id ?? '' });
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
  return (await response.json()).messages;
}

/** Renders `markdown` with the page's own module, because its policy does not allow a second copy. */
export function rendered(page, markdown) {
  return page.evaluate(async (source) => {
    const { renderMarkdown } = await import('/modules/markdown.js');
    const node = document.createElement('div');
    node.append(renderMarkdown(source));
    return node.innerHTML;
  }, markdown);
}

/** Opens the chat page and waits until it is connected. */
export async function openChat(page, origin) {
  await page.goto(origin);
  await isOnline(page);
}

export function isOnline(page) {
  return page.locator('#link-state[data-state="online"]').waitFor();
}

/** Types `text` and sends it with Enter or the button, as usual on this device; returns the locator of the new answer. */
export async function ask(page, text) {
  const before = await page.locator('.answer').count();
  const field = page.locator('#question');
  await field.fill(text);
  const makesLines = await field.getAttribute('enterkeyhint') === 'enter';
  await (makesLines ? page.locator('#send').click() : field.press('Enter'));
  const answer = page.locator('.answer').nth(before);
  await answer.waitFor();
  return answer;
}

export function hasStatus(answer, status) {
  return answer.and(answer.page().locator(`[data-status="${status}"]`)).waitFor();
}

/**
 * Answers the page's sockets in place of the server. `script(frame, send, close)` is called for every frame that the page sends; `send`
 * adds the fields that every event has.
 */
export async function replaceServer(page, script) {
  await page.routeWebSocket(/\/ws\/chat\//, (socket) => {
    let seq = 0;
    const send = (event) => socket.send(JSON.stringify({ timestamp: new Date().toISOString(), seq: ++seq, ...event }));
    send({
      type: 'connection_established', status: 'connected', message: '', heartbeat_interval: 25, user_id: 'u',
      connection_id: 'c', session_id: 's', epoch: 'e', resumed: false, recovered: false, protocol: 'aurawell.v1',
    });
    socket.onMessage((message) => {
      const frame = JSON.parse(message);
      const { request_id, conversation_id } = frame;
      script(frame, (event) => send({ request_id, conversation_id, ...event }), (code) => socket.close({ code }));
    });
  });
}

/** A script for `replaceServer`: every question is answered with `pieces`. */
export function answering(pieces, data = {}) {
  return (frame, send) => {
    if (!frame.type.endsWith('_chat')) return;
    send({ type: 'status_update', status: 'sending', message: '' });
    send({ type: 'status_update', status: 'streaming', message: '' });
    for (const delta of pieces) send({ type: 'chat_stream', status: 'streaming', delta });
    send({ type: 'status_update', status: 'done', message: '', data: { full_response: pieces.join(''), ...data } });
  };
}

/** The accessible name of the focused element. */
export function focused(page) {
  return page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
}

/** Moves the focus with `key` to the element called `name`. */
export async function tabTo(page, name, key = 'Tab') {
  for (let step = 0; step < 30; ++step) {
    if (await focused(page) === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${name} cannot be reached with ${key}`);
}
