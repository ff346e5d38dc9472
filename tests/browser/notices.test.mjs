// A failure is shown where the user looks and stays until it is read. No typed text is lost, and the user can try again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, fullService } from './failing_requests.mjs';
import { FamilyService } from './family_service.mjs';
import { Fixture } from './fixture.mjs';
import { ask, hasStatus, isOnline, openChat, replaceServer, tabTo } from './support.mjs';

const fixture = new Fixture();
const newPage = (options) => fixture.newPage(options);
const openSignIn = (service, options) => fixture.openSignIn(service, options);
const openAsAnn = (service, options) => fixture.openAs(service, 'ann', options);

test('a server that is away at the start', async () => {
  const page = await newPage();
  await page.goto(fixture.server.origin);
  await isOnline(page);
  await page.routeWebSocket(/\/ws\/chat\//, (socket) => socket.close({ code: 1001 }));
  await page.route(/\/api\/v1\//, (route) => route.abort());
  await page.reload();
  await page.locator('#banner').getByText('Connection lost').waitFor();
  await page.locator('#conversations').getByText('The server cannot be reached.').waitFor();
});

test('a server that is away at the first visit is not taken for one without accounts', async () => {
  const page = await newPage();
  const service = new FamilyService().addAccount('ann');
  await service.install(page.context());
  const isHealth = /\/api\/v1\/health/;
  const busy = { success: false, error: { code: 'SYSTEM_1702', message: 'busy', retryable: true } };
  await page.route(isHealth, (route) => route.fulfill({ status: 503, headers: { 'Retry-After': '600' }, json: busy }));
  await page.goto(fixture.server.origin);
  await page.locator('#banner').getByText(/Reconnecting in \d{3} s/).waitFor();
  assert.deepEqual([await page.locator('#members input').count(), page.sockets.length], [0, 0]);
  assert.equal(await page.evaluate(() => localStorage.getItem('aurawell.user_id')), null);
  await page.unroute(isHealth);
  await page.locator('#banner button').click();
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  assert.equal(await page.locator('#banner').isHidden(), true);
});

test('a sign-out that the server did not hear of', async () => {
  const page = await openAsAnn(new FamilyService().addAccount('ann'));
  await fail(page, 'POST auth/logout', 'offline');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByText('the sign-in stays valid there until it expires').waitFor();
  await page.reload();
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  assert.equal(await page.getByText('stays valid there').count(), 0);
});

test('an upload that stops goes on where it stopped', async () => {
  const service = new FamilyService();
  const page = await openSignIn(service);
  await page.evaluate(() => {
    localStorage.setItem('aurawell.members', JSON.stringify([{ id: 'member-0a1b2c3d4e5f', name: 'Dad' }]));
    localStorage.setItem('aurawell.profile.member-0a1b2c3d4e5f', JSON.stringify({ age: 70 }));
  });
  await page.getByRole('button', { name: 'No account yet?' }).click();
  await page.getByLabel('User name').fill('carl');
  await page.getByLabel('E-mail').fill('carl@example.org');
  await page.getByLabel('Password', { exact: true }).fill('a long password');
  const mend = await fail(page, 'PUT family/members/{}/profile', 'error');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Bring along' }).click();
  const notice = page.locator('.notice').filter({ hasText: 'Not everything could be put into your account. The database is away.' });
  await notice.waitFor();
  await mend();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await notice.waitFor({ state: 'detached' });
  assert.deepEqual(service.members.map(({ name }) => name), ['Dad']);
  assert.deepEqual([...service.profiles.values()].map(({ age }) => age), [70]);
});

test('a family that could not be loaded at the start can be loaded then', async () => {
  const service = fullService();
  const page = await openSignIn(service, { locale: 'zh-CN', viewport: { width: 320, height: 640 } });
  const mend = await fail(page, 'GET family/members', 'error');
  await page.locator('#sign-in-username').fill('ann');
  await page.locator('#sign-in-password').fill('right password');
  await page.keyboard.press('Enter');
  const notice = page.getByRole('alert').filter({ hasText: '没能载入家人。' });
  await notice.waitFor();
  const { x, width } = await page.locator('.notice').boundingBox();
  assert.ok(x >= 0 && x + width <= 320);
  await page.locator('#switch-language').click();
  await page.getByRole('alert').filter({ hasText: 'Your family could not be loaded.' }).waitFor();
  await mend();
  await page.locator('.notice').getByRole('button', { name: 'Try again' }).click();
  await page.locator('.notice').waitFor({ state: 'detached' });
  await page.locator('#open-sidebar').click();
  await page.getByRole('radio', { name: 'Mum' }).waitFor();
});

test('a notice stands where it can be reached, and stays until it is closed', async () => {
  const page = await openAsAnn(fullService(), { viewport: { width: 390, height: 700 } });
  await page.clock.install();
  await fail(page, 'DELETE chat/conversations/{}', 'error');
  await page.locator('#open-sidebar').click();
  await page.locator('#conversations .remove').first().click();
  await page.locator('#confirm').getByRole('button', { name: 'Delete' }).click();
  await page.locator('#sidebar > .notices').getByText('could not be deleted').waitFor();
  await page.locator('#sidebar').getByRole('button', { name: 'Close past' }).click();
  await page.locator('.dock > .notices').getByText('could not be deleted').waitFor();
  await page.clock.runFor(20_000);
  await page.getByRole('button', { name: 'About me' }).click();
  await page.locator('#profile > .notices').getByText('could not be deleted').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.dock > .notices').getByText('could not be deleted').waitFor();
  await tabTo(page, 'Dismiss', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('.notice').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'scroller');
});

test('the same failure is shown once, and no more than three at a time', async () => {
  const page = await newPage();
  let tell;
  await replaceServer(page, (frame, send) => { tell = send; });
  await openChat(page, fixture.server.origin);
  await ask(page, 'a question');
  const say = (message) => tell({ type: 'error', error_code: 'VALIDATION_1101', message, request_id: null, retryable: false, fatal: false });
  for (const message of ['one', 'two', 'one', 'three', 'four']) say(message);
  await page.locator('.notice', { hasText: 'four' }).waitFor();
  assert.deepEqual(await page.locator('.notice p').allTextContents(), ['one', 'three', 'four']);
});

test('what was typed into a dialog is not thrown away by Escape', async () => {
  const page = await openAsAnn(fullService());
  await page.getByRole('button', { name: 'Account' }).click();
  await page.locator('#account .sections[aria-busy=false]').waitFor();
  await page.locator('#account summary', { hasText: 'Mum' }).click();
  await page.getByLabel('Invite by user name').fill('carl');
  for (const leave of [() => page.keyboard.press('Escape'), () => page.mouse.click(5, 400)]) {
    await leave();
    await page.getByRole('alertdialog').getByText('lose what you typed').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await page.getByLabel('Invite by user name').inputValue(), 'carl');
  }
  await page.getByRole('button', { name: 'Erase account' }).click();
  await page.locator('#erase-password').fill('half');
  await page.keyboard.press('Escape');
  await page.locator('#confirm').getByRole('button', { name: 'Discard' }).click();
  await page.locator('#erase').waitFor({ state: 'hidden' });
  assert.equal(await page.getByLabel('Invite by user name').inputValue(), 'carl');
  await page.keyboard.press('Escape');
  await page.locator('#confirm').getByRole('button', { name: 'Discard' }).click();
  await page.locator('#account').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Add a family member' }).click();
  await page.keyboard.type('Tom');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a family member' }).click();
  assert.equal(await page.locator('#member-form [name=name]').inputValue(), 'Tom');
});

test('a request that is running is not sent twice', async () => {
  const service = fullService();
  const page = await openAsAnn(service);
  let answerNow;
  let calls = 0;
  await page.route(/\/family\/members(\?|$)/, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    calls += 1;
    await new Promise((resolve) => { answerNow = resolve; });
    return route.fallback();
  });
  await page.getByRole('button', { name: 'Add a family member' }).click();
  await page.keyboard.type('Tom');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Enter');
  const button = page.locator('#member-form [type=submit]');
  await page.locator('#member-form [type=submit][aria-busy=true]').waitFor();
  assert.ok(await button.isDisabled());
  answerNow();
  await page.getByRole('radio', { name: 'Tom', checked: true }).waitFor();
  assert.equal(calls, 1);
});

test('a question whose answer failed can be edited, before a draft that is there', async () => {
  const page = await newPage();
  const data = [{ error_code: 'VALIDATION_1101', retryable: false }, { error_code: 'AI_1401', retryable: true, retry_after_ms: 0 }];
  await replaceServer(page, (frame, send) => {
    if (!frame.type.endsWith('_chat')) return;
    send({ type: 'status_update', status: 'sending', message: '' });
    send({ type: 'status_update', status: 'error', message: 'Not this time.', data: data.shift() });
  });
  await openChat(page, fixture.server.origin);
  const first = await ask(page, 'my first question');
  await hasStatus(first, 'error');
  assert.equal(await first.getByRole('button', { name: 'Try again' }).count(), 0);
  await first.getByRole('button', { name: 'Edit question' }).click();
  assert.equal(await page.locator('#question').inputValue(), 'my first question');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'question');
  await page.locator('#question').fill('');
  const second = await ask(page, 'my second question');
  await hasStatus(second, 'error');
  await second.getByRole('button', { name: 'Try again' }).waitFor();
  await page.locator('#question').fill('a draft');
  await second.getByRole('button', { name: 'Edit question' }).click();
  await second.getByRole('button', { name: 'Edit question' }).click();
  assert.equal(await page.locator('#question').inputValue(), 'my second question\n\na draft');
  assert.equal(await first.locator('.state').textContent(), 'Not this time.');
});

test('copying that the browser refuses is told', async () => {
  const page = await newPage();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
    document.execCommand = () => false;
  });
  await replaceServer(page, (frame, send) => {
    if (!frame.type.endsWith('_chat')) return;
    send({ type: 'status_update', status: 'sending', message: '' });
    send({ type: 'status_update', status: 'streaming', message: '' });
    send({ type: 'chat_stream', status: 'streaming', delta: 'good' });
    send({ type: 'status_update', status: 'done', message: '', data: { full_response: 'good' } });
  });
  await openChat(page, fixture.server.origin);
  const answer = await ask(page, 'a question');
  await hasStatus(answer, 'done');
  await answer.getByRole('button', { name: 'Copy' }).click();
  await page.locator('.notice').getByText('Copying failed.').waitFor();
});
