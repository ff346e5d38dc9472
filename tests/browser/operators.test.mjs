// The operators' page: numbers, charts, orders, the token; both languages, keyboard, phone, dark.

import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { quantile, rate, Snapshot } from '../../net/admin/web/metrics.js';
import { Fixture } from './fixture.mjs';
import { focused, openChat, startServer, tabTo } from './support.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const fixture = new Fixture();

const folder = await mkdtemp(join(tmpdir(), 'aurawell-operators-'));
after(() => rm(folder, { recursive: true, force: true }));

async function open(options, origin = fixture.server.admin) {
  const page = await fixture.newPage(options);
  await page.goto(origin);
  return page;
}

const isLive = (page) => page.locator('#state[data-state=state_live]').waitFor();
const row = (page) => page.locator('#connections tbody tr');

test('the page reads numbers and shows them as charts and tables', async () => {
  const page = await open();
  await isLive(page);
  assert.equal(await page.locator('figure svg[role=img]').count(), 6);
  assert.match(await page.locator('figure svg').first().getAttribute('aria-label'), /^Load: connections 0, answers streaming 0/);
  assert.match(await page.locator('[data-chart=chart_memory] dd').textContent(), /MiB$/);
  assert.equal(await page.locator('#pools tbody tr').count(), 2);
  assert.match(await page.locator('#providers tbody').textContent(), /offline/);
  assert.equal(await page.locator('#connections-note').textContent(), 'Nobody is connected.');
  assert.match(await page.locator('#state').textContent(), /^Live, version \d/);
  // The second round draws a line, not only a point.
  await page.waitForFunction(() => /M.*L/.test(document.querySelector('figure .line-0').getAttribute('d')));
  assert.deepEqual(page.complaints, []);
});

test('the page loads from its own origin alone, and nothing inline is allowed', async () => {
  const page = await fixture.newPage();
  const foreign = [];
  page.on('request', (request) => request.url().startsWith(fixture.server.admin) || foreign.push(request.url()));
  await page.goto(fixture.server.admin);
  await isLive(page);
  assert.deepEqual(foreign, []);
  const color = await page.evaluate(() => {
    document.body.setAttribute('style', 'color: rgb(1, 2, 3)');
    return getComputedStyle(document.body).color;
  });
  assert.notEqual(color, 'rgb(1, 2, 3)');
  await assert.rejects(page.evaluate(() => { document.body.innerHTML = '<b>x</b>'; }), /TrustedHTML/);
});

test('programs that ask for the list of paths still get it', async () => {
  for (const path of ['/', '/admin/']) {
    const response = await fetch(new URL(path, fixture.server.admin));
    assert.match(response.headers.get('content-type'), /^text\/plain/);
    assert.match(await response.text(), /\/admin\/reload/);
  }
});

test('both languages say everything, and the choice is kept', async () => {
  const page = await open({ locale: 'zh-CN' });
  await isLive(page);
  assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
  assert.equal(await page.locator('#charts-title').textContent(), '最近几分钟');
  await tabTo(page, 'English');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#charts-title').textContent(), 'The last minutes');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.reload();
  await isLive(page);
  assert.equal(await page.locator('#pools thead th').first().textContent(), 'Assistant');
  assert.equal(await page.locator('#language').textContent(), '中文');
});

test('a connection is closed by keyboard, after a question', async () => {
  const chat = await fixture.newPage();
  await openChat(chat, fixture.server.origin);
  const page = await open();
  await row(page).waitFor();
  assert.match(await row(page).textContent(), /u-[0-9a-f]{16}chat–/);
  const id = await row(page).locator('th').textContent();
  await tabTo(page, `Close ${id}`);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: new RegExp(`Close the connection ${id}`) });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await row(page).count(), 1);
  assert.equal(await focused(page), `Close ${id}`);
  // A new round of numbers moves neither focus nor rows.
  await page.waitForResponse((response) => response.url().endsWith('/metrics'));
  assert.equal(await focused(page), `Close ${id}`);
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await tabTo(page, 'Close');
  await page.keyboard.press('Enter');
  await page.locator('#news', { hasText: 'Closed connections: 1.' }).waitFor();
  await row(page).waitFor({ state: 'detached' });
  await chat.getByText('An operator closed the connection of this page').first().waitFor();
});

test('all connections of a user are closed', async () => {
  const chat = await fixture.newPage();
  await openChat(chat, fixture.server.origin);
  const page = await open({ locale: 'zh-CN', ...phone });
  await row(page).getByRole('button', { name: /^断开此用户的全部连接/ }).tap();
  await page.getByRole('dialog').getByRole('button', { name: '断开此用户的全部连接' }).tap();
  await page.locator('#news', { hasText: '已断开 1 个连接。' }).waitFor();
  await chat.getByText('An operator closed the connection of this page').first().waitFor();
});

test('the level of the log is changed', async () => {
  const page = await open();
  await isLive(page);
  await page.locator('#level').selectOption('debug');
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click();
  await page.locator('#news', { hasText: 'The log level is debug now.' }).waitFor();
  assert.deepEqual(await (await fetch(`${fixture.server.admin}/admin/log-level`)).json(), { level: 'debug' });
});

test('a reload shows its report', async () => {
  const page = await open();
  await isLive(page);
  const reload = async () => {
    await page.locator('#reload').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reload' }).click();
    await page.locator('#report[open]').waitFor();
  };
  await reload();
  assert.equal(await page.locator('#report').getByText('No setting differs.').count(), 1);
  await page.keyboard.press('Enter');
  await page.locator('#report[open]').waitFor({ state: 'detached' });
  await page.route('**/admin/reload', (route) => route.fulfill({ status: 422, json: {
    adopted: false, at_once: 0, new_sessions: 0, after_restart: 0, changes: [], warnings: [],
    problems: [{ place: 'a.toml:5:1', detail: 'pools.health_chat.workers: <b>0</b> is below 1' }],
  } }));
  await reload();
  assert.equal(await page.locator('#report-title').textContent(), 'Nothing was changed: the settings have problems');
  assert.match(await page.locator('#report-body').textContent(), /a\.toml:5:1 pools\.health_chat\.workers: <b>0<\/b> is below 1/);
  await page.keyboard.press('Escape');
  await page.unroute('**/admin/reload');
  await page.route('**/admin/reload', (route) => route.fulfill({ json: {
    adopted: true, at_once: 0, new_sessions: 0, after_restart: 1, problems: [], warnings: [],
    changes: [{ setting: 'server.port', before: '8000', after: '9000', takes_effect: 'after_restart' }],
  } }));
  await reload();
  assert.match(await page.locator('#report-body').textContent(), /server\.port80009000after a restart/);
});

test('the token is asked for, kept only by the page, and asked for again when it is wrong', async () => {
  const file = join(folder, 'token');
  await writeFile(file, `${'t'.repeat(40)}\n`);
  await chmod(file, 0o600);
  const server = await startServer({ settings: { 'admin.token_file': file } });
  try {
    const page = await open({}, server.admin);
    const dialog = page.getByRole('dialog', { name: 'This port asks for a token' });
    await dialog.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'token');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That was not the token.').waitFor();
    await page.locator('#token').fill('t'.repeat(40));
    await page.keyboard.press('Enter');
    await isLive(page);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
    assert.doesNotMatch(kept, /tttt/);
    await page.reload();
    await dialog.waitFor();
  } finally {
    await server.stop();
  }
});

test('the service is stopped, and the page says so', async () => {
  const server = await startServer();
  const page = await open({}, server.admin);
  await isLive(page);
  await page.locator('#drain').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the service' }).click();
  await page.locator('#news', { hasText: 'The service has begun to stop.' }).waitFor();
  await page.locator('#state:is([data-state=state_stopping], [data-state=state_away])').waitFor();
  await server.stop();
  await page.locator('#state[data-state=state_away]').waitFor();
});

for (const [name, look] of Object.entries({
  'zh, desktop, light': { locale: 'zh-CN', colorScheme: 'light' },
  'zh, phone, dark': { locale: 'zh-CN', colorScheme: 'dark', ...phone },
  'en, desktop, dark': { locale: 'en-US', colorScheme: 'dark' },
  'en, phone, light': { locale: 'en-US', colorScheme: 'light', ...phone },
})) {
  test(`axe finds no fault, and nothing is wider than the screen (${name})`, async () => {
    const chat = await fixture.newPage();
    await openChat(chat, fixture.server.origin);
    const page = await open(look);
    await row(page).waitFor();
    const inspect = async (state) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${state}: ${id}: ${html.slice(0, 200)}: ${failureSummary}`)), []);
    };
    await inspect('page');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.locator('#drain').click();
    await inspect('a question');
    await page.keyboard.press('Escape');
    assert.deepEqual(page.complaints, []);
  });
}

test('quantiles come from what a histogram has counted in between', () => {
  const page = (counts, time) => new Snapshot(Object.entries(counts).map(([le, count]) => `d_bucket{pool="a\\"b",le="${le}"} ${count}`).join('\n'), time);
  const before = page({ 0.1: 5, 0.2: 5, '+Inf': 5 }, 0);
  const now = page({ 0.1: 5, 0.2: 15, '+Inf': 15 }, 10_000);
  assert.ok(Math.abs(quantile(0.5, 'd', before, now) - 0.15) < 1e-9);
  assert.equal(quantile(0.5, 'd', now, now), null);
  assert.equal(quantile(0.99, 'd', before, page({ 0.1: 5, 0.2: 5, '+Inf': 9 }, 1)), 0.2);
});

test('a rate is nothing after a restart of the service', () => {
  const at = (value, time) => new Snapshot(`# TYPE c counter\nc{status="done"} ${value}\nc{status="error"} 1`, time);
  assert.equal(rate('c', at(10, 0), at(40, 10_000), ({ status }) => status === 'done'), 3);
  assert.equal(rate('c', at(10, 0), at(2, 10_000)), null);
  assert.equal(rate('c', at(10, 0), at(12, 0)), null);
});
