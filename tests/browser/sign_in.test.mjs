// Signing in and out, and sign-ins that expire.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Service } from './service.mjs';
import { ask, hasStatus, isOnline, startBrowser, startServer, tabTo, watched } from './support.mjs';

let server;
let browser;
/** Of one test. */
const pages = [];

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page of a service where `ann` has an account. */
async function openSignIn(service = new Service().addAccount('ann'), options = {}) {
  const page = await browser.newPage({ locale: 'en-US', reducedMotion: 'reduce', ...options });
  pages.push(page);
  await service.install(page.context());
  await page.goto(server.origin);
  await page.getByRole('dialog', { name: /Sign in|登录/ }).waitFor();
  return { page, service };
}

async function signIn(page, { name = 'ann', password = 'right password', stay = false } = {}) {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  if (stay) await page.getByLabel('Stay signed in').check();
  await page.keyboard.press('Enter');
}

async function openSignedIn(options) {
  const opened = await openSignIn();
  await signIn(opened.page, options);
  await isOnline(opened.page);
  return opened;
}

const complaint = (page, text) => page.getByRole('alert').filter({ hasText: text }).waitFor();
const askedAgain = (page) => page.getByText('Your sign-in has ended').waitFor();
const unexpected = (page) => page.complaints.filter((text) => !/status of 4\d\d/.test(text));

test('somebody signs in with the keyboard alone and asks', async () => {
  const { page, service } = await openSignIn();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'username');
  await page.keyboard.type('ann');
  await page.keyboard.press('Tab');
  await page.keyboard.type('right password');
  await page.keyboard.press('Enter');
  await isOnline(page);
  await hasStatus(await ask(page, 'hello'), 'done');
  assert.equal(page.sockets.length, 0);
  assert.equal([...service.sockets][0].userId, 'u-ann');
  assert.deepEqual(unexpected(page), []);
});

test('password managers know what each field is for', async () => {
  const { page } = await openSignIn();
  const purposes = () => page.locator('#sign-in .entry:not([hidden]) input').evaluateAll((nodes) => nodes.map((node) => node.autocomplete));
  assert.deepEqual(await purposes(), ['username', 'current-password']);
  await page.getByRole('button', { name: 'No account yet?' }).click();
  assert.deepEqual(await purposes(), ['username', 'email', 'new-password']);
});

test('a wrong password is said, and nothing behind the form can be used', async () => {
  const { page } = await openSignIn();
  await signIn(page, { password: 'wrong' });
  await complaint(page, 'User name or password is wrong.');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'password');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.ok(await page.getByRole('dialog', { name: 'Sign in' }).isVisible());
  await page.keyboard.type('right password');
  await page.keyboard.press('Enter');
  await isOnline(page);
});

test('missing and wrong fields are said before the server is asked', async () => {
  const { page, service } = await openSignIn();
  await page.keyboard.press('Enter');
  await complaint(page, 'Please enter your user name.');
  await page.getByLabel('User name').fill('bob');
  await page.keyboard.press('Enter');
  await complaint(page, 'Please enter your password.');
  await page.getByRole('button', { name: 'No account yet?' }).click();
  await page.getByLabel('E-mail').fill('bob');
  await page.keyboard.press('Enter');
  await complaint(page, 'This is not an e-mail address.');
  await page.getByLabel('E-mail').fill('bob@example.org');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.keyboard.press('Enter');
  await complaint(page, 'The password needs at least 8 characters.');
  await page.getByRole('button', { name: 'Switch to', exact: false }).or(page.locator('#sign-in .language')).first().click();
  await complaint(page, '密码至少要有 8 个字符。');
  assert.deepEqual(service.calls.filter(([, path]) => path.startsWith('auth/')), []);
});

test('a new account is created and signed in', async () => {
  const { page, service } = await openSignIn();
  await page.getByRole('button', { name: 'No account yet?' }).click();
  await page.getByLabel('User name').fill('ann');
  await page.getByLabel('E-mail').fill('new@example.org');
  await page.getByLabel('Password', { exact: true }).fill('a long password');
  await page.keyboard.press('Enter');
  await complaint(page, 'This user name or e-mail address is taken.');
  await page.getByLabel('User name').fill('bob');
  await page.keyboard.press('Enter');
  await isOnline(page);
  assert.equal([...service.sockets][0].userId, 'u-bob');
});

test('the password can be looked at', async () => {
  const { page } = await openSignIn();
  const field = page.getByLabel('Password', { exact: true });
  await field.fill('right password');
  await tabTo(page, 'Show');
  await page.keyboard.press('Enter');
  assert.equal(await field.getAttribute('type'), 'text');
  await page.getByRole('button', { name: 'Hide' }).click();
  assert.equal(await field.getAttribute('type'), 'password');
});

test('who tries too often is told how long to wait, and can try then', async () => {
  const { page, service } = await openSignIn();
  const reply = { status: 429, headers: { 'Retry-After': '2' }, json: { success: false, error: { code: 'SYSTEM_1705', message: 'no', retryable: true } } };
  service.instead.set('POST auth/login', reply);
  await signIn(page);
  await complaint(page, /Too many attempts. Try again in [12] s./);
  const button = page.locator('#sign-in [type=submit]');
  assert.ok(await button.isDisabled());
  service.instead.clear();
  await page.locator('#sign-in [type=submit]:enabled').click();
  await isOnline(page);
});

test('a server that is away is said', async () => {
  const { page, service } = await openSignIn();
  service.instead.set('POST auth/login', 'offline');
  await signIn(page);
  await complaint(page, 'The server cannot be reached.');
  service.instead.clear();
  await page.keyboard.press('Enter');
  await isOnline(page);
});

test('a reload keeps the sign-in, a new tab only with "stay signed in"', async () => {
  for (const stay of [false, true]) {
    const { page } = await openSignedIn({ stay });
    await page.reload();
    await isOnline(page);
    const other = watched(await page.context().newPage());
    await other.goto(server.origin);
    if (stay) await isOnline(other);
    else await other.getByRole('dialog', { name: 'Sign in' }).waitFor();
    assert.deepEqual(unexpected(other), []);
  }
});

test('the token is renewed over the socket before it ends', async () => {
  const service = new Service().addAccount('ann');
  service.lifetime = 4;
  const { page } = await openSignIn(service);
  await signIn(page);
  await isOnline(page);
  await page.waitForFunction(() => JSON.parse(sessionStorage.getItem('aurawell.session')) !== null);
  const first = [...service.sockets][0].token;
  await until(() => service.frames.some(([type]) => type === 'refresh_token'));
  const [line] = service.sockets;
  assert.notEqual(line.token, first);
  assert.equal(service.sockets.size, 1);
  await until(() => service.frames.filter(([type]) => type === 'refresh_token').length > 1);
});

/** Waits until `isSo()` is true; it depends on something outside the page. */
async function until(isSo) {
  const end = Date.now() + 15_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('it did not happen');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

test('a sign-in that ends while an answer comes loses neither answer nor draft', async () => {
  const { page, service } = await openSignedIn();
  service.ending = null;
  const answer = await ask(page, 'a long one');
  await answer.getByText('回答的前').waitFor();
  await page.locator('#question').fill('my draft');
  service.expire();
  await askedAgain(page);
  assert.equal(await page.getByLabel('User name').inputValue(), 'ann');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'password');
  await page.keyboard.type('right password');
  await page.keyboard.press('Enter');
  await isOnline(page);
  await hasStatus(answer, 'streaming');
  service.finish();
  await hasStatus(answer, 'done');
  await answer.getByText(service.text).waitFor();
  assert.equal(await page.locator('.answer').count(), 1);
  assert.equal(await page.locator('#question').inputValue(), 'my draft');
  assert.deepEqual(unexpected(page), []);
});

test('another person who signs in then sees nothing of the first', async () => {
  const { page, service } = await openSignedIn();
  service.addAccount('bob', 'bobs password');
  await hasStatus(await ask(page, 'a secret of ann'), 'done');
  await page.locator('#question').fill('her draft');
  service.expire();
  await askedAgain(page);
  await page.getByLabel('User name').fill('bob');
  await page.getByLabel('Password', { exact: true }).fill('bobs password');
  await page.keyboard.press('Enter');
  await page.locator('#greeting').waitFor();
  await isOnline(page);
  assert.equal(await page.getByText('a secret of ann').count(), 0);
  assert.equal(await page.locator('#question').inputValue(), '');
  assert.equal([...service.sockets].at(-1).userId, 'u-bob');
});

test('signing out in one tab ends the others', async () => {
  const { page } = await openSignedIn({ stay: true });
  const other = watched(await page.context().newPage());
  await other.goto(server.origin);
  await isOnline(other);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  await askedAgain(other);
  // The page reloads, possibly only now.
  await page.waitForFunction(() => localStorage.getItem('aurawell.session') === null);
  await page.reload();
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
});

test('where nobody signs in, nobody is asked to', async () => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  pages.push(page);
  await page.goto(server.origin);
  await isOnline(page);
  assert.ok(await page.locator('#sign-in').isHidden());
  assert.ok(await page.locator('#open-account').isHidden());
});

test('who has forgotten the password is sent a code and sets a new one, with the keyboard alone', async () => {
  const service = new Service().addAccount('ann');
  service.sendsCodes = true;
  const { page } = await openSignIn(service);
  await tabTo(page, 'Forgot your password?');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'New password' }).waitFor();
  await page.keyboard.type('ann');
  await tabTo(page, 'Send me a code');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'a code is on its way' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'code');
  await page.keyboard.type('wrong');
  await page.getByRole('textbox', { name: 'New password' }).fill('four words in a row');
  await page.keyboard.press('Enter');
  await complaint(page, 'The code is wrong, used or too old.');
  await page.getByLabel('Code').fill(service.codes[0][1]);
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Sign in with it' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'password');
  await page.keyboard.type('four words in a row');
  await page.keyboard.press('Enter');
  await isOnline(page);
  assert.deepEqual(unexpected(page), []);
});

test('where no codes are sent, the form says who has them', async () => {
  const { page } = await openSignIn(new Service().addAccount('ann'));
  await page.getByRole('button', { name: 'Forgot your password?' }).click();
  await page.getByText('Whoever runs this service can give you a code.').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Send me a code' }).isHidden());
  await page.getByLabel('User name or e-mail').fill('ann');
  await page.keyboard.press('Enter');
  await complaint(page, 'Please enter the code.');
  await page.locator('#sign-in .language').click();
  await page.getByText('请向本服务的管理员索取验证码').waitFor();
  await page.getByRole('button', { name: '返回登录' }).click();
  await page.getByRole('dialog', { name: '登录' }).waitFor();
});
