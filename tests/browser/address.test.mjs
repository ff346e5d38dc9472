// The address of the open conversation: Back and Forward, a reload, a bookmark, an invalid link.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fixture } from './fixture.mjs';
import { ask, hasStatus, isOnline, openChat, watched } from './support.mjs';

const fixture = new Fixture({ settings: { 'providers.offline.tokens_per_second': 2000 }, look: { locale: 'en-GB' } });

async function open(hash = '') {
  const page = await fixture.newPage();
  await openChat(page, `${fixture.server.origin}/${hash}`);
  return page;
}

const partsOf = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));
const shows = (page, question) => page.locator('.question p', { hasText: question }).waitFor();
const isEmpty = (page) => page.locator('#greeting').waitFor();
const askIn = async (page, question) => hasStatus(await ask(page, question), 'done');
const startNew = (page) => page.getByRole('button', { name: 'New conversation' }).click();

test('Back and Forward go through what was open and stay in the page', async () => {
  const page = await open();
  assert.equal(partsOf(page).size, 0);
  await askIn(page, 'first question');
  const first = partsOf(page).get('c');
  assert.ok(first);
  await startNew(page);
  await isEmpty(page);
  await askIn(page, 'second question');
  await page.goBack();
  await shows(page, 'first question');
  assert.equal(partsOf(page).get('c'), first);
  await page.goForward();
  await shows(page, 'second question');
  await page.goBack();
  await shows(page, 'first question');
  await askIn(page, 'once more');
  assert.equal(partsOf(page).get('c'), first);
  assert.equal(page.url().startsWith(fixture.server.origin), true);
  assert.deepEqual(page.complaints, []);
});

test('an answer on its way is not cut by Back', async () => {
  const page = await open();
  await askIn(page, 'first question');
  await startNew(page);
  await ask(page, 'How do I plan a week of meals?');
  await page.goBack();
  await shows(page, 'first question');
  await page.goForward();
  await shows(page, 'How do I plan a week of meals?');
  await hasStatus(page.locator('.answer').last(), 'done');
});

test('a reload and a bookmark lead to the same conversation', async () => {
  const page = await open();
  await askIn(page, 'first question');
  const address = page.url();
  await page.reload();
  await shows(page, 'first question');
  assert.equal(page.url(), address);
  const other = watched(await page.context().newPage());
  await openChat(other, address);
  await shows(other, 'first question');
  assert.equal(other.url(), address);
});

test('a member has addresses of its own', async () => {
  const page = await open();
  await askIn(page, 'about me');
  await page.getByRole('button', { name: 'Add a family member' }).click();
  await page.keyboard.type('Mum');
  await page.keyboard.press('Enter');
  await isEmpty(page);
  const member = partsOf(page).get('m');
  assert.match(member, /^member-/);
  await askIn(page, 'about her');
  assert.equal(partsOf(page).get('m'), member);
  await page.goBack();
  await shows(page, 'about me');
  await page.getByRole('radio', { name: 'Myself', checked: true }).waitFor();
  await page.locator('#conversations .title', { hasText: 'about me' }).waitFor();
  await page.goForward();
  await shows(page, 'about her');
  await page.reload();
  await shows(page, 'about her');
  await page.getByRole('radio', { name: 'Mum', checked: true }).waitFor();
});

test('what was deleted is not behind Back', async () => {
  const page = await open();
  await askIn(page, 'kept');
  await startNew(page);
  await askIn(page, 'deleted');
  await page.getByRole('button', { name: 'Delete “deleted”' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await isEmpty(page);
  assert.equal(partsOf(page).size, 0);
  await page.goBack();
  await shows(page, 'kept');
});

for (const hash of ['#c=unknown-one', '#c=%3Cscript%3E', '#c=..%2F..%2Fadmin', '#m=nobody', '#m=nobody&c=x', `#c=${'x'.repeat(5000)}`, '#nonsense', '#%']) {
  test(`an address that leads nowhere opens an empty page: ${hash.slice(0, 40)}`, async () => {
    const page = await open(hash);
    await isEmpty(page);
    await isOnline(page);
    await askIn(page, 'hello');
    assert.deepEqual(page.complaints.filter((text) => !/status of 404/.test(text)), []);
  });
}
