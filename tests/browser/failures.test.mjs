// The page shows every failed request, loses no typed text, and can repeat the request.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fail, fullService, kinds, others, signedInRows, signInRows } from './failing_requests.mjs';
import { FamilyService } from './family_service.mjs';
import { Fixture } from './fixture.mjs';

const web = fileURLToPath(new URL('../../net/web/', import.meta.url));
const fixture = new Fixture();
const newPage = (options) => fixture.newPage(options);
const openSignIn = (service, options) => fixture.openSignIn(service, options);
const openAsAnn = (service, options) => fixture.openAs(service, 'ann', options);

const pathOf = (request) => new URL(request.url()).pathname.replace('/api/v1/', '');

async function drive(page, row, service) {
  const place = row.place(page);
  let mend = await fail(page, row.request, row.fails[0]);
  await row.provoke(page, service);
  for (const [at, kind] of row.fails.entries()) {
    const words = row.isInWords === false ? '' : kinds[kind].words;
    await place.filter({ hasText: words }).waitFor();
    if (kinds[kind].reply?.headers?.['Retry-After']) await place.getByText(/in \d s/).first().waitFor();
    await row.kept?.(page);
    await mend();
    if (at + 1 < row.fails.length) mend = await fail(page, row.request, row.fails[at + 1]);
    else if (row.isLeft) return;
    await row.retried?.(page);
    const mendNext = row.failsNext && at + 1 === row.fails.length ? await fail(page, row.failsNext, 'offline') : () => {};
    // Waits until the button is enabled again.
    await row.again(page).click();
    if (at + 1 === row.fails.length) await row.worked(page);
    await mendNext();
  }
}

async function driveAll(page, rows, service) {
  for (const row of rows) {
    await drive(page, row, service).catch((cause) => {
      throw new Error(`${row.request}: ${cause.message}`, { cause });
    });
  }
}

test('every request of the page is in the table of those that fail', async () => {
  const inTable = new Set([...signedInRows, ...signInRows].map(({ request }) => request).concat(Object.keys(others)));
  const inSources = new Set();
  for (const name of await readdir(web)) {
    if (!name.endsWith('.js') || name === 'aurawell-client.js') continue;
    const source = await readFile(web + name, 'utf8');
    const found = [...source.matchAll(/'(GET|POST|PUT|PATCH|DELETE)',\s*(?:path)?(?:'([^']*)'|`([^`]*)`)/g)];
    assert.equal(found.length, [...source.matchAll(/['"`](GET|POST|PUT|PATCH|DELETE)['"`]/g)].length, `${name} makes a request that this test cannot read`);
    const start = name === 'history_api.js' ? 'chat/conversations' : '';
    for (const [, method, plain, template] of found) inSources.add(`${method} ${start}${(plain ?? template).replace(/\$\{[^}]*\}/g, '{}')}`);
    if (name !== 'service_api.js') assert.doesNotMatch(source, /\b(fetch|XMLHttpRequest|EventSource|WebSocket|sendBeacon)\s*\(/, name);
  }
  assert.deepEqual([...inSources].sort(), [...inTable].sort());
});

test('whatever fails for who has signed in is told, stays, and works the next time', async () => {
  const service = fullService();
  const page = await openAsAnn(service);
  const removed = new Set();
  await page.route(/\/chat\/conversations/, async (route) => {
    const path = pathOf(route.request());
    if (route.request().method() === 'DELETE') removed.add(path);
    if (route.request().method() === 'DELETE') return route.fulfill({ json: { success: true } });
    if (path === 'chat/conversations' && removed.size > 0) return route.fulfill({ json: { success: true, conversations: [], next: null } });
    return route.fallback();
  });
  await driveAll(page, signedInRows, service);
});

test('whatever fails before somebody has signed in is told, and works the next time', async () => {
  const service = new FamilyService().addAccount('ann');
  service.sendsCodes = true;
  const page = await openSignIn(service);
  await driveAll(page, signInRows, service);
});
