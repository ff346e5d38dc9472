// A family on the server: members, sharing, the audit, export and erasure.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { FamilyService } from './family_service.mjs';
import { Fixture } from './fixture.mjs';
import { ask, hasStatus, isOnline, tabTo } from './support.mjs';

const fixture = new Fixture();

const newService = () => new FamilyService().addAccount('ann').addAccount('bob');
const openAs = (service, name = 'ann') => fixture.openAs(service, name);

async function openAccount(page) {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.locator('#account .sections[aria-busy=false]').waitFor();
  return page.locator('#account');
}

const choose = (page, name) => page.getByRole('radio', { name }).click();
const unexpected = (page) => page.complaints.filter((text) => !/status of 4\d\d/.test(text));

test('members come from the server and go there, with the keyboard alone', async () => {
  const service = newService();
  service.addMember('u-ann', 'Mum', 'mother');
  const page = await openAs(service);
  await page.getByRole('radio', { name: 'Mum' }).waitFor();
  await tabTo(page, 'Add a family member', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Tom');
  await page.keyboard.press('Tab');
  await page.keyboard.type('son');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Tom', checked: true }).waitFor();
  assert.deepEqual(service.members.map(({ name, relation }) => [name, relation]), [['Mum', 'mother'], ['Tom', 'son']]);
  await hasStatus(await ask(page, 'for Tom'), 'done');
  assert.equal(await page.evaluate(() => localStorage.getItem('aurawell.members')), null);
  await page.reload();
  await page.getByRole('radio', { name: 'Tom', checked: true }).waitFor();
  assert.deepEqual(unexpected(page), []);
});

test('a removed member is gone from the server', async () => {
  const service = newService();
  service.addMember('u-ann', 'Mum');
  const page = await openAs(service);
  await choose(page, 'Mum');
  await page.getByRole('button', { name: 'About Mum' }).click();
  await page.getByRole('button', { name: 'Remove this person' }).click();
  await page.getByRole('alertdialog').getByText('erased for good').waitFor();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('radio', { name: 'Myself', checked: true }).waitFor();
  assert.deepEqual(service.members, []);
});

test('a server that does not take a new member is said', async () => {
  const service = newService();
  const page = await openAs(service);
  service.instead.set('POST family/members', { status: 503, json: { success: false, error: { code: 'DB_1601', message: 'no' } } });
  await page.getByRole('button', { name: 'Add a family member' }).click();
  await page.keyboard.type('Mum');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'could not be saved' }).waitFor();
  assert.equal(await page.getByRole('group', { name: 'Asking for' }).getByRole('radio').count(), 1);
});

test('somebody is invited, accepts as a viewer, and cannot ask', async () => {
  const service = newService();
  service.addMember('u-ann', 'Mum', 'mother');
  const ann = await openAs(service);
  const account = await openAccount(ann);
  await account.getByText('Mum (mother)').click();
  await account.getByText('Shared with nobody.').waitFor();
  await account.getByLabel('Invite by user name').fill('nobody');
  await account.getByRole('button', { name: 'Invite' }).click();
  await account.getByRole('alert').filter({ hasText: 'Nobody here has this user name.' }).waitFor();
  await account.getByLabel('Invite by user name').fill('bob');
  await account.getByLabel('Invite by user name').press('Enter');
  await account.getByText('An invitation as viewer waits for its answer.').waitFor();

  const bob = await openAs(service, 'bob');
  const his = await openAccount(bob);
  await his.getByText('ann shares Mum with you as viewer.').waitFor();
  await his.getByRole('button', { name: 'Accept' }).click();
  await his.getByText('ann shares Mum').waitFor({ state: 'detached' });
  await bob.keyboard.press('Escape');
  await choose(bob, 'Mum');
  await bob.locator('#hint').filter({ hasText: 'your role is viewer' }).waitFor();
  assert.ok(await bob.locator('#question').isHidden());
  assert.ok(await bob.locator('#examples').isHidden());
  await bob.getByRole('button', { name: 'About Mum' }).click();
  assert.ok(await bob.getByRole('dialog').getByLabel('Age').isDisabled());
  assert.deepEqual([unexpected(ann), unexpected(bob)], [[], []]);
});

test('a manager asks, and the owner can take that back', async () => {
  const service = newService();
  const mum = service.addMember('u-ann', 'Mum');
  mum.grants.set('u-bob', 'manager');
  const bob = await openAs(service, 'bob');
  await choose(bob, 'Mum');
  await hasStatus(await ask(bob, 'for her'), 'done');
  const ann = await openAs(service);
  const account = await openAccount(ann);
  await account.getByText('Mum', { exact: true }).click();
  await account.getByText('bob · manager').waitFor();
  await account.getByRole('button', { name: 'Take access back from bob' }).click();
  await account.getByText('Shared with nobody.').waitFor();
  assert.equal(mum.grants.size, 0);
});

test('what the panel shows of a member is the server\'s, and what it does not show stays', async () => {
  const service = newService();
  const mum = service.addMember('u-ann', 'Mum');
  service.profiles.set(mum.id, { age: 66, height_cm: 160, daily_steps_goal: 5000 });
  const page = await openAs(service);
  await choose(page, 'Mum');
  await page.locator('#hint').filter({ hasText: '2 facts' }).waitFor();
  await page.getByRole('button', { name: 'About Mum' }).click();
  const panel = page.getByRole('dialog', { name: 'About Mum' });
  await panel.getByText('Metric').click();
  assert.equal(await panel.getByLabel('Height').inputValue(), '160');
  await panel.getByLabel('Weight').fill('61.5');
  await panel.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  assert.deepEqual(service.profiles.get(mum.id), { age: 66, height_cm: 160, weight_kg: 61.5, daily_steps_goal: 5000 });
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('profile')).length), 0);
});

test('an invitation can be declined', async () => {
  const service = newService();
  service.invite(service.addMember('u-ann', 'Mum'), 'u-ann', 'u-bob', 'manager');
  const page = await openAs(service, 'bob');
  const account = await openAccount(page);
  await account.getByRole('button', { name: 'Decline' }).click();
  await account.getByText('ann shares Mum').waitFor({ state: 'detached' });
  assert.deepEqual(service.invitations, []);
  assert.equal(await page.getByRole('radio', { name: 'Mum' }).count(), 0);
});

test('what was done with shared members is listed', async () => {
  const service = newService();
  const mum = service.addMember('u-ann', 'Mum');
  mum.grants.set('u-bob', 'manager');
  service.audit.push({ at: '2026-01-02T03:04:05.678Z', actor_id: 'u-bob', owner_id: 'u-ann', member_id: mum.id, action: 'edit_profile' });
  const account = await openAccount(await openAs(service));
  await account.getByText('bob, for Mum: changed the profile').waitFor();
});

test('everything is downloaded as a file', async () => {
  const service = newService();
  service.addMember('u-ann', 'Mum');
  const page = await openAs(service);
  const account = await openAccount(page);
  const [download] = await Promise.all([page.waitForEvent('download'), account.getByRole('button', { name: 'Download everything' }).click()]);
  assert.equal(download.suggestedFilename(), 'aurawell-ann.json');
  assert.deepEqual(JSON.parse(await readFile(await download.path(), 'utf8')).data.members, ['Mum']);
  assert.deepEqual(unexpected(page), []);
});

test('an account is erased with its password only', async () => {
  const service = newService();
  const page = await openAs(service);
  const account = await openAccount(page);
  await account.getByRole('button', { name: 'Erase account' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Erase account' });
  await dialog.getByText('all conversations').waitFor();
  await dialog.getByRole('button', { name: 'Erase everything' }).click();
  await dialog.getByText('Please enter your password.').waitFor();
  await dialog.getByLabel('Your password').fill('wrong');
  await page.keyboard.press('Enter');
  await dialog.getByText('The password is wrong.').waitFor();
  assert.deepEqual(service.erased, []);
  await page.keyboard.type('right password');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  assert.deepEqual(service.erased, ['ann']);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('aurawell.session')), null);
});

test('what a guest has written is offered to a new account, once', async () => {
  const service = newService();
  const page = await fixture.newPage();
  await service.install(page.context());
  await page.addInitScript(() => {
    localStorage.setItem('aurawell.members', JSON.stringify([{ id: 'member-0a1b2c3d4e5f', name: 'Dad' }]));
    localStorage.setItem('aurawell.profile', JSON.stringify({ age: 41 }));
    localStorage.setItem('aurawell.profile.member-0a1b2c3d4e5f', JSON.stringify({ age: 70 }));
  });
  await page.goto(fixture.server.origin);
  await page.getByRole('button', { name: 'No account yet?' }).click();
  await page.getByLabel('User name').fill('carl');
  await page.getByLabel('E-mail').fill('carl@example.org');
  await page.getByLabel('Password', { exact: true }).fill('a long password');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').getByText('1 family members').waitFor();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Bring along' }).click();
  await page.getByRole('radio', { name: 'Dad' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'in your account now' }).waitFor();
  assert.deepEqual(service.members.map(({ owner, name }) => [owner, name]), [['u-carl', 'Dad']]);
  assert.deepEqual([...service.profiles].map(([id, { age }]) => [id, age]), [['u-carl', 41], ['m-1', 70]]);
  await page.reload();
  await isOnline(page);
  assert.equal(await page.getByRole('alertdialog').count(), 0);
});

test('the password is changed, and every other sign-in is gone', async () => {
  const service = newService();
  service.logins.push({ login_id: 'l-2', last_used_at: '2026-01-01T00:00:00.000Z', client: '', network: '', is_current: false });
  const page = await openAs(service);
  const account = await openAccount(page);
  await account.getByText('Unknown device').waitFor();
  await account.getByText('Firefox, Linux · 203.0.113.0/24').waitFor();
  await account.getByText('Change password').first().click();
  await account.getByLabel('Current password').fill('wrong');
  await account.getByLabel('New password').fill('short');
  await page.keyboard.press('Enter');
  await account.getByRole('alert').filter({ hasText: 'at least 8 characters' }).waitFor();
  await account.getByLabel('New password').fill('password1');
  await page.keyboard.press('Enter');
  await account.getByRole('alert').filter({ hasText: 'The password is wrong.' }).waitFor();
  await account.getByLabel('Current password').fill('right password');
  await page.keyboard.press('Enter');
  await account.getByRole('alert').filter({ hasText: 'easy to guess' }).waitFor();
  await account.getByLabel('New password').fill('four words in a row');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'every other sign-in has ended' }).waitFor();
  await account.getByText('Unknown device').waitFor({ state: 'detached' });
  assert.equal(service.accounts.get('ann').password, 'four words in a row');
  assert.deepEqual(unexpected(page), []);
});

test('one sign-in is ended, then all of them', async () => {
  const service = newService();
  service.logins.push({ login_id: 'l-2', last_used_at: '2026-01-01T00:00:00.000Z', client: 'Safari, iPhone', network: '', is_current: false });
  const page = await openAs(service);
  const account = await openAccount(page);
  await account.getByRole('button', { name: 'End the sign-in of Safari, iPhone' }).click();
  await account.getByText('Safari, iPhone').waitFor({ state: 'detached' });
  assert.deepEqual(service.logins.map(({ login_id: id }) => id), ['l-1']);
  await account.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  assert.deepEqual(service.logins, []);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('aurawell.session')), null);
});
