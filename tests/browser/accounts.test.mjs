// Accounts and families with the real program.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import { ask, hasStatus, isOnline, startBrowser, startServer, withAccounts } from './support.mjs';

const password = 'four words in a row';
let server;
let browser;
/** Of one test. */
const pages = [];

before(async () => {
  server = await startServer({ settings: { ...withAccounts, 'providers.offline.tokens_per_second': 2000 } });
  browser = await startBrowser();
});

afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function openPage() {
  const page = await browser.newPage({ locale: 'en-US', reducedMotion: 'reduce' });
  pages.push(page);
  await page.goto(server.origin);
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  return page;
}

async function register(username) {
  const page = await openPage();
  await page.getByRole('button', { name: 'No account yet?' }).click();
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await isOnline(page);
  return page;
}

async function signIn(page, username, secret = password) {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.keyboard.press('Enter');
}

async function openAccount(page) {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.locator('#account .sections[aria-busy=false]').waitFor();
  return page.locator('#account');
}

async function addMember(page, name) {
  await page.getByRole('button', { name: 'Add a family member' }).click();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name, checked: true }).waitFor();
}

test('an account is created, asks, signs out, and finds its past again', async () => {
  const page = await register('ann');
  await hasStatus(await ask(page, 'my question'), 'done');
  await page.locator('#open-profile').click();
  await page.getByRole('dialog').getByLabel('Age').fill('41');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  await openAccount(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  await signIn(page, 'ann', 'wrong password');
  await page.getByRole('alert').filter({ hasText: 'User name or password is wrong.' }).waitFor();
  await signIn(page, 'ann');
  await isOnline(page);
  await page.locator('#conversations .title', { hasText: 'my question' }).click();
  await page.locator('.question p', { hasText: 'my question' }).waitFor();
  await page.locator('#open-profile').click();
  assert.equal(await page.getByRole('dialog').getByLabel('Age').inputValue(), '41');
});

test('a member is shared for reading: the other reads and cannot ask', async () => {
  const owner = await register('olga');
  const reader = await register('rita');
  await addMember(owner, 'Mum');
  await hasStatus(await ask(owner, 'about her knee'), 'done');
  const account = await openAccount(owner);
  await account.getByText('Mum', { exact: true }).click();
  await account.getByLabel('Invite by user name').fill('rita');
  await account.getByLabel('Invite by user name').press('Enter');
  await account.getByText('An invitation as viewer waits for its answer.').waitFor();

  const hers = await openAccount(reader);
  await hers.getByText('olga shares Mum with you as viewer.').waitFor();
  await hers.getByRole('button', { name: 'Accept' }).click();
  await hers.getByText('olga shares Mum').waitFor({ state: 'detached' });
  await reader.keyboard.press('Escape');
  await reader.getByRole('radio', { name: 'Mum' }).click();
  await reader.locator('#hint').filter({ hasText: 'your role is viewer' }).waitFor();
  await reader.locator('#conversations .title', { hasText: 'about her knee' }).click();
  await reader.locator('.question p', { hasText: 'about her knee' }).waitFor();

  await owner.keyboard.press('Escape');
  const again = await openAccount(owner);
  await again.getByText('rita, for Mum: read conversations').first().waitFor();
});

test('all data is downloaded, then erased', async () => {
  const page = await register('emil');
  await addMember(page, 'Dad');
  await hasStatus(await ask(page, 'to be erased'), 'done');
  const account = await openAccount(page);
  const [download] = await Promise.all([page.waitForEvent('download'), account.getByRole('button', { name: 'Download everything' }).click()]);
  assert.match(await readFile(await download.path(), 'utf8'), /to be erased/);
  await account.getByRole('button', { name: 'Erase account' }).click();
  await page.getByLabel('Your password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  await signIn(page, 'emil');
  await page.getByRole('alert').filter({ hasText: 'User name or password is wrong.' }).waitFor();
});

test('a token that lasts seconds is renewed on the connection that stands', async (t) => {
  const brief = await startServer({ settings: { ...withAccounts, 'auth.token_ttl': '6s', 'auth.leeway': '0s' } });
  t.after(() => brief.stop());
  const page = await browser.newPage({ locale: 'en-US', reducedMotion: 'reduce' });
  pages.push(page);
  await page.goto(brief.origin);
  await page.getByRole('button', { name: 'No account yet?' }).click();
  await page.getByLabel('User name').fill('tina');
  await page.getByLabel('E-mail').fill('tina@example.org');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await isOnline(page);
  await page.waitForFunction(() => JSON.parse(sessionStorage.getItem('aurawell.session'))?.token);
  const token = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('aurawell.session')).token);
  const first = await token();
  await page.waitForFunction((known) => JSON.parse(sessionStorage.getItem('aurawell.session')).token !== known, first);
  const told = page.sockets.flatMap(({ sent }) => sent).filter(({ type }) => type === 'refresh_token');
  assert.equal(page.sockets.length, 1);
  assert.equal(told.length >= 1, true);
});

test('a stolen password is answered: seen, changed, and everybody else is out', async () => {
  const page = await register('vera');
  const thief = await openPage();
  await signIn(thief, 'vera');
  await isOnline(thief);
  const account = await openAccount(page);
  assert.equal(await account.locator('.logins li').count(), 2);
  await account.getByText('This one').waitFor();
  await account.getByText('Change password').first().click();
  await account.getByLabel('Current password').fill(password);
  await account.getByLabel('New password').fill('password1');
  await page.keyboard.press('Enter');
  await account.getByRole('alert').filter({ hasText: 'easy to guess' }).waitFor();
  await account.getByLabel('New password').fill('seven green boats');
  await page.keyboard.press('Enter');
  await thief.getByRole('dialog', { name: 'Sign in' }).waitFor();
  await account.locator('.logins li').nth(1).waitFor({ state: 'detached' });
  assert.match(await account.locator('.audit').innerText(), / You: changed the password\n[^]* You: signed in/);
  assert.doesNotMatch(await account.locator('.audit').innerText(), /did_/);
  await signIn(thief, 'vera');
  await thief.getByRole('alert').filter({ hasText: 'User name or password is wrong.' }).waitFor();
  await page.keyboard.press('Escape');
  await hasStatus(await ask(page, 'still here'), 'done');
});
