// Changes in one tab appear in the others: conversations, drafts, members, facts, language, sign-in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fixture } from './fixture.mjs';
import { Service } from './service.mjs';
import { ask, hasStatus, isOnline, openChat, watched } from './support.mjs';

const fixture = new Fixture({ settings: { 'providers.offline.tokens_per_second': 2000 } });

/** Two tabs of one browser. */
async function openTwo() {
  const first = await fixture.newPage();
  await openChat(first, fixture.server.origin);
  return [first, await openTab(first)];
}

async function openTab(other) {
  const tab = watched(await other.context().newPage());
  await openChat(tab, fixture.server.origin);
  return tab;
}

const item = (page, title) => page.locator('#conversations .open', { hasText: title });
const draft = (page) => page.locator('#question');
const hasDraft = (page, text) => page.waitForFunction((wanted) => document.querySelector('#question').value === wanted, text);

async function addMember(page, name) {
  await page.getByRole('button', { name: 'Add a family member' }).click();
  await page.locator('#member-form [name=name]').fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name, checked: true }).waitFor();
}

test('a conversation that is asked or deleted in one tab comes or goes in the other', async () => {
  const [first, second] = await openTwo();
  await hasStatus(await ask(first, 'how to sleep'), 'done');
  await item(second, 'how to sleep').click();
  await second.locator('.question p', { hasText: 'how to sleep' }).waitFor();
  await hasStatus(await ask(second, 'and tomorrow'), 'done');
  await hasStatus(first.locator('.answer').nth(1), 'done');
  await first.locator('#conversations li').getByRole('button', { name: /Delete/ }).click();
  await first.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await second.locator('#greeting').waitFor();
  await item(second, 'how to sleep').waitFor({ state: 'detached' });
  assert.equal(new URL(second.url()).hash, '');
});

test('each conversation keeps its draft, over a reload and in the other tab', async () => {
  const [first, second] = await openTwo();
  await hasStatus(await ask(first, 'first one'), 'done');
  await draft(first).fill('more of the first');
  await first.getByRole('button', { name: 'New conversation' }).click();
  assert.equal(await draft(first).inputValue(), '');
  await draft(first).fill('something new');
  await item(first, 'first one').click();
  await hasDraft(first, 'more of the first');
  await first.reload();
  await isOnline(first);
  await hasDraft(first, 'more of the first');
  assert.equal(await draft(second).inputValue(), '');
  await item(second, 'first one').click();
  await hasDraft(second, 'more of the first');
  await draft(second).fill('changed there');
  await hasDraft(first, 'changed there');
  await first.getByRole('button', { name: 'New conversation' }).click();
  await hasDraft(first, 'something new');
  await first.reload();
  await isOnline(first);
  await hasDraft(first, 'something new');
  await hasStatus(await ask(second, 'asked'), 'done');
  await item(first, 'first one').click();
  await hasDraft(first, '');
  const kept = await first.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('aurawell.draft')).length);
  assert.equal(kept, 1);
});

test('what is typed for a new conversation is not forgotten when another tab asks in its own', async () => {
  const [first, second] = await openTwo();
  await draft(first).fill('typed in the first');
  await draft(second).fill('typed in the second');
  await second.keyboard.press('Enter');
  await hasStatus(second.locator('.answer').first(), 'done');
  await hasDraft(first, 'typed in the first');
  await first.reload();
  await isOnline(first);
  await hasDraft(first, 'typed in the first');
});

test('drafts live as long as the tab where the browser keeps nothing more', async () => {
  const [first] = await openTwo();
  await hasStatus(await ask(first, 'first one'), 'done');
  await draft(first).fill('short');
  await first.evaluate(() => {
    Storage.prototype.setItem = new Proxy(Storage.prototype.setItem, {
      apply(set, storage, args) {
        if (storage === localStorage) throw new DOMException('full', 'QuotaExceededError');
        return Reflect.apply(set, storage, args);
      },
    });
  });
  await draft(first).fill('short, and more');
  await first.getByRole('button', { name: 'New conversation' }).click();
  await item(first, 'first one').click();
  await hasDraft(first, 'short, and more');
  await first.reload();
  await isOnline(first);
  await hasDraft(first, 'short, and more');
});

test('a draft that was kept before each conversation had its own is there', async () => {
  const page = await fixture.newPage();
  await page.addInitScript(() => sessionStorage.once ?? (localStorage.setItem('aurawell.draft', '"from before"'), sessionStorage.setItem('once', '1')));
  await openChat(page, fixture.server.origin);
  await hasDraft(page, 'from before');
  assert.equal(await page.evaluate(() => localStorage.getItem('aurawell.draft')), null);
});

test('members that are added in two tabs are both kept, and one that is removed goes everywhere', async () => {
  const [first, second] = await openTwo();
  await addMember(first, 'Mum');
  await second.getByRole('radio', { name: 'Mum' }).waitFor();
  await addMember(second, 'Dad');
  await first.getByRole('radio', { name: 'Dad' }).waitFor();
  await first.reload();
  await isOnline(first);
  assert.deepEqual(await first.locator('#members .name').allTextContents(), ['Myself', 'Mum', 'Dad']);
  await first.getByRole('radio', { name: 'Dad' }).click();
  await first.locator('#open-profile').click();
  await first.getByRole('dialog').getByRole('button', { name: /Remove/ }).click();
  await first.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await second.getByRole('radio', { name: 'Dad' }).waitFor({ state: 'detached' });
  await second.getByRole('radio', { name: 'Myself', checked: true }).waitFor();
});

test('the list of members that was kept as one is taken over', async () => {
  const page = await fixture.newPage();
  await page.addInitScript(() => localStorage.setItem('aurawell.members', JSON.stringify([
    { id: 'member-0a1b2c3d4e5f', name: 'Zoe' }, { id: 'member-000000000000', name: 'Al' }, { id: 'no member', name: 'x' },
  ])));
  await openChat(page, fixture.server.origin);
  assert.deepEqual(await page.locator('#members .name').allTextContents(), ['Myself', 'Zoe', 'Al']);
  const stored = await page.evaluate(() => Object.keys(localStorage).filter((key) => /^aurawell\.members?\b/.test(key)).sort());
  assert.deepEqual(stored, ['aurawell.member.member-000000000000', 'aurawell.member.member-0a1b2c3d4e5f']);
});

test('facts and language are the same in every tab', async () => {
  const [first, second] = await openTwo();
  await first.locator('#open-profile').click();
  await first.getByRole('dialog').getByLabel('Age').fill('41');
  await first.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await second.locator('#hint', { hasText: '1' }).waitFor();
  await first.locator('#switch-language').click();
  await second.getByRole('button', { name: '新对话' }).waitFor();
  await isOnline(second);
  await isOnline(first);
  assert.equal(second.sockets.length, 0);
});

/** Two tabs in which ann has signed in. */
async function openSignedIn(service, { stay = true } = {}) {
  const first = await fixture.openSignIn(service);
  await signIn(first, 'ann', { stay });
  await isOnline(first);
  const second = stay ? watched(await first.context().newPage()) : await copyOf(first);
  if (stay) await second.goto(fixture.server.origin);
  await isOnline(second);
  return [first, second];
}

async function copyOf(page) {
  const opened = page.waitForEvent('popup');
  await page.evaluate(() => window.open(location.href));
  return watched(await opened);
}

async function signIn(page, name, { stay = false } = {}) {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('right password');
  if (stay) await page.getByLabel('Stay signed in').check();
  await page.keyboard.press('Enter');
}

const askedAgain = (page) => page.getByText('Your sign-in has ended').waitFor();
const newService = () => new Service().addAccount('ann').addAccount('bob');

async function signOut(page) {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}

for (const stay of [true, false]) {
  const how = stay ? 'that lasts' : 'of a tab and its copy';

  test(`signing out of a sign-in ${how} leaves nothing of it in any tab`, async () => {
    const service = newService();
    const [first, second] = await openSignedIn(service, { stay });
    await hasStatus(await ask(second, 'a secret of ann'), 'done');
    await draft(second).fill('her draft');
    await signOut(first);
    await askedAgain(second);
    await first.getByRole('dialog', { name: 'Sign in' }).waitFor();
    assert.equal(await second.getByText('a secret of ann').count(), 0);
    assert.equal(await draft(second).inputValue(), '');
    assert.deepEqual(await first.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('aurawell.draft'))), []);
  });

  test(`who signs in again after a sign-in ${how} has ended does so for every tab`, async () => {
    const service = newService();
    const [first, second] = await openSignedIn(service, { stay });
    await hasStatus(await ask(second, 'a question of ann'), 'done');
    service.expire();
    await askedAgain(first);
    await askedAgain(second);
    await signIn(second, 'ann', { stay });
    await isOnline(second);
    await isOnline(first);
    await first.locator('#sign-in').waitFor({ state: 'hidden' });
    await hasStatus(await ask(first, 'another'), 'done');
    assert.ok(await second.getByText('a question of ann').first().isVisible());
    assert.equal(service.sockets.size, 1);
  });

  test(`another person who signs in after a sign-in ${how} has ended takes over every tab`, async () => {
    const service = newService();
    const [first, second] = await openSignedIn(service, { stay });
    await hasStatus(await ask(first, 'a secret of ann'), 'done');
    service.expire();
    await askedAgain(first);
    await askedAgain(second);
    await signIn(second, 'bob', { stay });
    for (const page of [first, second]) {
      await page.getByRole('button', { name: 'Account' }).filter({ hasText: 'bob' }).waitFor();
      await isOnline(page);
      assert.equal(await page.getByText('a secret of ann').count(), 0);
    }
    assert.deepEqual([...service.sockets].map(({ userId }) => userId), ['u-bob']);
  });

  test(`the token of a sign-in ${how} is renewed once for all tabs`, async () => {
    const service = newService();
    const [first, second] = await openSignedIn(service, { stay });
    const tabs = [first, second, await openSecond(first, stay)];
    const [{ token: old }] = service.sockets;
    const refused = new Set();
    const taken = [];
    let allRefused;
    const isTime = new Promise((resolve) => { allRefused = resolve; });
    await first.context().route(/messages/, async (route) => {
      const token = (await route.request().headerValue('authorization')).replace('Bearer ', '');
      if (token !== old) {
        taken.push(token);
        return route.fallback();
      }
      refused.add(route.request().frame().page());
      if (refused.size === tabs.length) allRefused();
      return route.fulfill({ status: 401, json: { success: false, error: { code: 'AUTH_1002', message: '', retryable: false } } });
    });
    await first.context().route(/auth\/refresh/, async (route) => {
      await isTime;
      return route.fallback();
    });
    await Promise.all(tabs.map((tab) => tab.locator('#conversations .open').first().click()));
    await isTime;
    await until(() => taken.length === tabs.length);
    assert.deepEqual(service.calls.filter(([, path]) => path === 'auth/refresh'), [['POST', 'auth/refresh']]);
    assert.equal(new Set(taken).size, 1);
  });
}

/** Waits until `isSo()` is true; it depends on something outside the pages. */
async function until(isSo) {
  const end = Date.now() + 60_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('it did not happen');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

async function openSecond(first, stay) {
  if (!stay) return copyOf(first);
  const page = watched(await first.context().newPage());
  await page.goto(fixture.server.origin);
  await isOnline(page);
  return page;
}
