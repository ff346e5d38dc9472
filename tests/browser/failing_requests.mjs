// Every request of the page to the service: how to cause it, how it may fail, and what the page shows then.

import assert from 'node:assert/strict';
import { FamilyService } from './family_service.mjs';

const reply = (status, code, message, headers = {}) => ({
  status, headers, json: { success: false, error: { code, message, retryable: status >= 500 || status === 429 }, timestamp: '' },
});

/** By name: the reply, null for no network, and the text that the page shows. */
export const kinds = {
  error: { reply: reply(500, 'DB_1601', 'The database is away.'), words: 'The database is away.' },
  bare: { reply: { status: 502, body: '<html>bad gateway</html>' }, words: 'The server had a problem (502).' },
  offline: { reply: null, words: 'The server cannot be reached.' },
  refused: { reply: reply(403, 'AUTH_1005', 'You may not do this.'), words: 'You may not do this.' },
  changed: { reply: reply(409, 'VALIDATION_1105', 'It was changed meanwhile.'), words: 'It was changed meanwhile.' },
  throttled: { reply: reply(429, 'SYSTEM_1705', 'Slow down.', { 'Retry-After': '4' }), words: 'Slow down.' },
  unavailable: { reply: reply(503, 'SYSTEM_1702', 'Too many people.', { 'Retry-After': '4' }), words: 'Too many people.' },
};

/** From now on `request` of `page` fails as `kind` says; returns a function that ends this. */
export async function fail(page, request, kind) {
  const [method, path] = request.split(' ');
  const isIt = new RegExp(`^${path.replaceAll('{}', '[^/]+')}$`);
  const matches = (url) => isIt.test(url.pathname.replace('/api/v1/', ''));
  const handler = (route) => {
    if (route.request().method() !== method) return route.fallback();
    const { reply } = kinds[kind];
    return reply === null ? route.abort() : route.fulfill(reply);
  };
  await page.route(matches, handler);
  return () => page.unroute(matches, handler);
}

/** A service where ann shares one member with bob, and bob three with her; two of those wait for her reply. */
export function fullService() {
  const service = new FamilyService().addAccount('ann').addAccount('bob').addAccount('carl');
  service.addMember('u-ann', 'Mum').grants.set('u-bob', 'viewer');
  service.addMember('u-bob', 'Zoe').grants.set('u-ann', 'manager');
  for (const name of ['Gran', 'Otto']) service.invite(service.addMember('u-bob', name), 'u-bob', 'u-ann', 'viewer');
  service.logins.push({ login_id: 'l-2', last_used_at: '2026-01-01T00:00:00.000Z', client: 'Safari, iPhone', network: '', is_current: false });
  return service;
}

const notice = (page, text) => page.locator('.notice').filter({ hasText: text });
const inNotice = (text) => ({
  place: (page) => notice(page, text),
  again: (page) => notice(page, text).getByRole('button', { name: 'Try again', exact: true }),
});
const inSection = (id) => ({
  place: (page) => page.locator(`section[aria-labelledby=account-${id}] .quiet-note`),
  again: (page) => page.locator(`section[aria-labelledby=account-${id}] .quiet-note button`),
});
const inForm = (form, text) => ({
  place: (page) => page.locator(`${form} .complaint`).filter({ hasText: text }),
  again: (page) => page.locator(`${form} [type=submit]`),
});

const account = (page) => page.locator('#account');
const choose = (page, name) => page.getByRole('radio', { name }).click();

async function openAccount(page) {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.locator('#account .sections[aria-busy=false]').waitFor();
}

async function reopenAccount(page) {
  await account(page).getByRole('button', { name: 'Close', exact: true }).click();
  await openAccount(page);
}

async function openMember(page, name) {
  await account(page).locator('summary', { hasText: name }).click();
}

async function inviteCarl(page) {
  await account(page).getByLabel('Invite by user name').fill('carl');
  await account(page).getByRole('button', { name: 'Invite', exact: true }).click();
}

async function confirm(page, name) {
  await page.locator('#confirm').getByRole('button', { name, exact: true }).click();
}

/**
 * Requests of a signed-in user, in an order in which each leaves the page as the next one needs it. `request` is as in the sources;
 * `provoke(page)` causes it; `place` shows a failure, `again` is the button that tries again; `fails` are its `kinds`, one after another;
 * `kept(page)` checks what must not be lost meanwhile; `worked(page)` waits for the effect of success.
 */
export const signedInRows = [
  {
    request: 'GET chat/conversations', fails: ['error', 'offline', 'unavailable'],
    provoke: (page) => choose(page, 'Mum'),
    place: (page) => page.locator('#conversations .quiet-note'), again: (page) => page.locator('#conversations .quiet-note button'),
    worked: (page) => page.locator('#conversations .title').first().waitFor(),
  },
  {
    request: 'GET chat/conversations/{}/messages', fails: ['error', 'offline', 'throttled'], isInWords: false,
    provoke: (page) => page.locator('#conversations .open').first().click(),
    place: (page) => page.locator('#older').filter({ hasText: 'could not be loaded' }), again: (page) => page.locator('#older button'),
    worked: (page) => page.locator('#older').waitFor({ state: 'hidden' }),
  },
  {
    request: 'DELETE chat/conversations/{}', fails: ['error', 'offline', 'refused', 'throttled'], ...inNotice('could not be deleted'),
    async provoke(page) {
      await page.locator('#conversations .remove').first().click();
      await confirm(page, 'Delete');
    },
    kept: (page) => page.locator('#conversations .title').first().waitFor(),
    worked: (page) => page.locator('#conversations .title').first().waitFor({ state: 'detached' }),
  },
  {
    request: 'GET family/members/{}/profile', fails: ['error', 'offline'], ...inNotice('“About me” could not be loaded'),
    provoke: (page) => choose(page, 'Myself'),
    worked: (page) => notice(page, 'About me').waitFor({ state: 'detached' }),
  },
  {
    request: 'POST family/members', fails: ['error', 'bare', 'offline', 'throttled'], ...inForm('#member-form', 'could not be saved'),
    async provoke(page) {
      await page.getByRole('button', { name: 'Add a family member' }).click();
      await page.locator('#member-form [name=name]').fill('Tom');
      await page.locator('#member-form [name=relation]').fill('son');
      await page.keyboard.press('Enter');
    },
    async kept(page) {
      assert.equal(await page.locator('#member-form [name=name]').inputValue(), 'Tom');
      assert.equal(await page.locator('#member-form [name=relation]').inputValue(), 'son');
    },
    worked: (page) => page.getByRole('radio', { name: 'Tom', checked: true }).waitFor(),
  },
  {
    request: 'DELETE family/members/{}', fails: ['error', 'offline', 'refused'], ...inNotice('Tom could not be removed'),
    async provoke(page) {
      await page.getByRole('button', { name: 'About Tom' }).click();
      await page.getByRole('button', { name: 'Remove this person' }).click();
      await confirm(page, 'Remove');
    },
    kept: (page) => page.getByRole('radio', { name: 'Tom', checked: true }).waitFor(),
    worked: (page) => page.getByRole('radio', { name: 'Tom' }).waitFor({ state: 'detached' }),
  },
  {
    request: 'DELETE family/members/{}/access/{}', fails: ['error', 'offline'], ...inNotice('Your access to Zoe could not be given up'),
    async provoke(page) {
      await choose(page, 'Zoe');
      await page.getByRole('button', { name: 'About Zoe' }).click();
      await page.getByRole('button', { name: 'Remove this person' }).click();
      await confirm(page, 'Remove');
    },
    worked: (page) => page.getByRole('radio', { name: 'Zoe' }).waitFor({ state: 'detached' }),
  },
  {
    request: 'GET family/members', fails: ['error', 'offline'], ...inSection('family'),
    provoke: openAccount,
    worked: (page) => account(page).locator('summary', { hasText: 'Mum' }).waitFor(),
  },
  {
    request: 'GET family/invitations', fails: ['error', 'offline'], ...inSection('invitations'),
    provoke: reopenAccount,
    worked: (page) => account(page).getByText('bob shares Gran with you').waitFor(),
  },
  {
    request: 'GET user/audit', fails: ['error', 'offline', 'throttled'], ...inSection('audit'),
    provoke: reopenAccount,
    worked: (page) => account(page).getByText('Nothing has been done yet.').waitFor(),
  },
  {
    request: 'GET user/logins', fails: ['error', 'offline'], ...inSection('logins'),
    provoke: reopenAccount,
    worked: (page) => account(page).getByText('Safari, iPhone').waitFor(),
  },
  {
    request: 'POST family/invitations/{}/accept', fails: ['error', 'offline', 'changed'], ...inNotice('could not be accepted'),
    provoke: (page) => account(page).locator('.invitation', { hasText: 'Gran' }).getByRole('button', { name: 'Accept' }).click(),
    kept: (page) => account(page).getByText('bob shares Gran').waitFor(),
    worked: (page) => account(page).getByText('bob shares Gran').waitFor({ state: 'detached' }),
  },
  {
    request: 'DELETE family/invitations/{}', fails: ['error', 'offline'], ...inNotice('could not be declined'),
    provoke: (page) => account(page).locator('.invitation', { hasText: 'Otto' }).getByRole('button', { name: 'Decline' }).click(),
    worked: (page) => account(page).getByText('bob shares Otto').waitFor({ state: 'detached' }),
  },
  {
    request: 'GET family/members/{}/access', fails: ['error', 'offline'], ...inSection('family'),
    provoke: (page) => openMember(page, 'Mum'),
    worked: (page) => account(page).getByText('bob · viewer').waitFor(),
  },
  {
    request: 'GET family/members/{}/invitations', fails: ['error', 'offline'], ...inSection('family'),
    async provoke(page) {
      await openMember(page, 'Mum');
      await openMember(page, 'Mum');
    },
    worked: (page) => account(page).getByText('bob · viewer').waitFor(),
  },
  {
    request: 'POST family/members/{}/invitations', fails: ['error', 'offline', 'changed'], ...inForm('#account .invite', 'could not be sent'),
    provoke: inviteCarl,
    async kept(page) {
      assert.equal(await account(page).getByLabel('Invite by user name').inputValue(), 'carl');
    },
    worked: (page) => account(page).getByText('waits for its answer').waitFor(),
  },
  {
    request: 'DELETE family/invitations/{}', fails: ['error'], ...inNotice('could not be withdrawn'),
    provoke: (page) => account(page).getByRole('button', { name: 'Withdraw' }).click(),
    worked: (page) => account(page).getByText('waits for its answer').waitFor({ state: 'detached' }),
  },
  {
    request: 'DELETE family/members/{}/access/{}', fails: ['error', 'offline'], ...inNotice('Access could not be taken back'),
    provoke: (page) => account(page).getByRole('button', { name: 'Take access back from bob' }).click(),
    kept: (page) => account(page).getByText('bob · viewer').waitFor(),
    worked: (page) => account(page).getByText('Shared with nobody.').waitFor(),
  },
  {
    request: 'DELETE user/logins/{}', fails: ['error', 'offline'], ...inNotice('That sign-in could not be ended'),
    provoke: (page) => account(page).getByRole('button', { name: 'End the sign-in of Safari, iPhone' }).click(),
    worked: (page) => account(page).getByText('Safari, iPhone').waitFor({ state: 'detached' }),
  },
  {
    request: 'PUT user/password', fails: ['error', 'offline', 'throttled'], ...inForm('#account .change-password', 'could not be changed'),
    async provoke(page) {
      await account(page).locator('summary', { hasText: 'Change password' }).click();
      await account(page).getByLabel('Current password').fill('right password');
      await account(page).getByLabel('New password').fill('four words in a row');
      await page.keyboard.press('Enter');
    },
    async kept(page) {
      assert.equal(await account(page).getByLabel('Current password').inputValue(), 'right password');
      assert.equal(await account(page).getByLabel('New password').inputValue(), 'four words in a row');
    },
    worked: (page) => account(page).getByLabel('Current password').waitFor({ state: 'hidden' }),
  },
  {
    request: 'GET user/export', fails: ['error', 'offline'], ...inNotice('could not be downloaded'),
    provoke: (page) => account(page).getByRole('button', { name: 'Download everything' }).click(),
    worked: (page) => notice(page, 'downloaded').waitFor({ state: 'detached' }),
  },
  {
    // The token is no longer valid, and there is no other one.
    request: 'POST auth/refresh', fails: ['error', 'offline'], ...inNotice('could not be downloaded'),
    async provoke(page) {
      await page.route(/\/user\/export/, (route) => route.fulfill(reply(401, 'AUTH_1003', 'The token ended.')), { times: 1 });
      await account(page).getByRole('button', { name: 'Download everything' }).click();
    },
    retried: (page) => page.route(/\/user\/export/, (route) => route.fulfill(reply(401, 'AUTH_1003', 'The token ended.')), { times: 1 }),
    worked: (page) => notice(page, 'downloaded').waitFor({ state: 'detached' }),
  },
  {
    request: 'POST auth/logout-all', fails: ['error', 'offline'], ...inNotice('You could not be signed out everywhere'),
    provoke: (page) => account(page).getByRole('button', { name: 'Sign out everywhere' }).click(),
    // The next request ends all logins too.
    isLeft: true,
  },
  {
    request: 'DELETE user', fails: ['error', 'offline', 'throttled'], ...inForm('#erase', 'Nothing was deleted'),
    async provoke(page) {
      await account(page).getByRole('button', { name: 'Erase account' }).click();
      await page.locator('#erase-password').fill('four words in a row');
      await page.keyboard.press('Enter');
    },
    async kept(page) {
      assert.equal(await page.locator('#erase-password').inputValue(), 'four words in a row');
    },
    worked: (page) => page.getByRole('dialog', { name: 'Sign in' }).waitFor(),
  },
];

const form = inForm('#sign-in', '');

/** The same for the sign-in page. */
export const signInRows = [
  {
    request: 'POST auth/forgot-password', fails: ['error', 'offline'], ...form,
    async provoke(page) {
      await page.getByRole('button', { name: 'Forgot your password?' }).click();
      await page.getByLabel('User name or e-mail').fill('ann');
      await page.getByRole('button', { name: 'Send me a code' }).click();
    },
    again: (page) => page.getByRole('button', { name: 'Send me a code' }),
    async kept(page) {
      assert.equal(await page.getByLabel('User name or e-mail').inputValue(), 'ann');
    },
    worked: (page) => page.getByText('a code is on its way').waitFor(),
  },
  {
    request: 'POST auth/reset-password', fails: ['error', 'offline'], ...form,
    async provoke(page, service) {
      await page.getByLabel('Code').fill(service.codes[0][1]);
      await page.getByRole('textbox', { name: 'New password' }).fill('a new password');
      await page.keyboard.press('Enter');
    },
    async kept(page) {
      assert.equal(await page.getByRole('textbox', { name: 'New password' }).inputValue(), 'a new password');
    },
    worked: (page) => page.getByText('Sign in with it').waitFor(),
  },
  {
    request: 'POST auth/register', fails: ['error', 'offline'], ...form,
    async provoke(page) {
      await page.getByRole('button', { name: 'No account yet?' }).click();
      await page.getByLabel('User name').fill('dora');
      await page.getByLabel('E-mail').fill('dora@example.org');
      await page.getByLabel('Password', { exact: true }).fill('a long password');
      await page.keyboard.press('Enter');
    },
    async kept(page) {
      assert.equal(await page.getByLabel('E-mail').inputValue(), 'dora@example.org');
      assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), 'a long password');
    },
    // The account exists then, and only the sign-in is missing.
    failsNext: 'POST auth/login',
    worked: (page) => page.getByText('Your account was created').waitFor(),
  },
  {
    request: 'POST auth/login', fails: ['error', 'offline', 'unavailable'], ...form,
    provoke: (page) => page.locator('#sign-in [type=submit]').click(),
    async kept(page) {
      assert.equal(await page.getByLabel('User name').inputValue(), 'dora');
      assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), 'a long password');
    },
    worked: (page) => page.locator('#sign-in').waitFor({ state: 'hidden' }),
  },
];

/** Requests with a separate test, by the name of the test. */
export const others = {
  'GET health': 'a server that is away at the first visit is not taken for one without accounts',
  'POST auth/logout': 'a sign-out that the server did not hear of',
  'PUT family/members/{}/profile': 'an upload that stops goes on where it stopped',
};
