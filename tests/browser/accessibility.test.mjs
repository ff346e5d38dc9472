// axe finds no fault in any state of the page, in both languages, on desktop and phone, light and dark.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { conversationsOf, replaceMemory } from './fakes.mjs';
import { fullService } from './failing_requests.mjs';
import { Fixture } from './fixture.mjs';
import { ask, hasStatus, openChat, replaceServer } from './support.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };
/** Every pair of two of language, size and colours occurs. */
const looks = {
  'zh, desktop, light': { locale: 'zh-CN', colorScheme: 'light', ...desktop },
  'zh, phone, dark': { locale: 'zh-CN', colorScheme: 'dark', ...phone },
  'en, desktop, dark': { locale: 'en-US', colorScheme: 'dark', ...desktop },
  'en, phone, light': { locale: 'en-US', colorScheme: 'light', ...phone },
};
const fixture = new Fixture();

/** Collects the faults that axe reports in the states of `page`. */
class Inspection {
  complaints = [];

  constructor(page) {
    this.page = page;
  }

  async look(state) {
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    this.complaints.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${state}: ${id}: ${html.slice(0, 200)}: ${failureSummary}`)));
  }

  end() {
    assert.deepEqual(this.complaints, []);
  }
}

const markdown = '## 题 Title\n\n**好** `code` [who](https://who.int/a)\n\n1. 一\n2. two\n\n> 引\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\nx = 1\n```\n\n- [x] 三';
const help = [{ kind: 'ambulance', region: 'CN', number: '120' }, { kind: 'crisis', region: 'CN', number: '12356' }];
const failure = { error_code: 'AI_1401', retryable: true, retry_after_ms: 60_000 };

/** The question determines how the answer ends: `LEVEL STATUS`, or 'growing' for one that does not end. */
function script(frame, send) {
  if (!frame.type.endsWith('_chat')) return;
  const [safety, status] = frame.data.message.split(' ');
  const data = safety === 'none' ? {} : { safety, safety_help: safety === 'emergency' ? help : [] };
  send({ type: 'status_update', status: 'sending', message: '' });
  send({ type: 'status_update', status: 'streaming', message: '', data });
  if (status === 'error') return send({ type: 'status_update', status, message: '没有回答', data: { ...failure, ...data } });
  send({ type: 'chat_stream', status: 'streaming', delta: markdown });
  if (status !== 'growing') send({ type: 'status_update', status, message: '', data: { full_response: markdown, provider: 'offline', ...data } });
}

async function openDrawer(page) {
  if (await page.locator('#open-sidebar').isVisible()) await page.locator('#open-sidebar').click();
}

for (const [name, look] of Object.entries(looks)) {
  test(`a guest's page (${name})`, async () => {
    const page = await fixture.newPage(look);
    const inspection = new Inspection(page);
    let away = false;
    await replaceMemory(page, ({ id, method }) => {
      if (away || method === 'DELETE') return 500;
      return id ? { messages: [], next: null } : { conversations: conversationsOf('m', 3), next: 'more' };
    });
    await replaceServer(page, script);
    await openChat(page, fixture.server.origin);
    await page.locator('#conversations .title').first().waitFor({ state: 'attached' });
    await inspection.look('welcome');

    for (const level of ['none', 'routine', 'see_doctor', 'urgent', 'emergency']) await hasStatus(await ask(page, `${level} done`), 'done');
    await inspection.look('answers of each level');
    for (const status of ['error', 'incomplete', 'cancelled', 'growing']) {
      await hasStatus(await ask(page, `none ${status}`), status === 'growing' ? 'streaming' : status);
      await inspection.look(`an answer that is ${status}`);
    }

    await openDrawer(page);
    await inspection.look('sidebar');
    await page.locator('#add-member').click();
    await page.locator('#member-form [name=name]').fill('小宝');
    await inspection.look('member form');
    await page.keyboard.press('Enter');
    await page.locator('#members label').nth(1).waitFor();
    away = true;
    await page.locator('#conversations .remove').first().click();
    await page.locator('#confirm[open]').waitFor();
    await inspection.look('question');
    await page.locator('#confirm [value=yes]').click();
    await page.locator('.notice').first().waitFor();
    await inspection.look('notice');
    await page.locator('#members label').nth(0).click();
    await page.locator('#conversations .quiet-note button').waitFor();
    await inspection.look('list that could not be loaded');

    if (await page.locator('#sidebar .close').isVisible()) await page.locator('#sidebar .close').click();
    await page.locator('#open-profile').click();
    await page.locator('#profile[open]').waitFor();
    await inspection.look('profile');
    await page.locator('#profile [value=imperial]').check({ force: true });
    await page.locator('#profile input[inputmode], #profile input[type=number]').first().fill('9999');
    await page.locator('#profile [type=submit]').click();
    await inspection.look('profile with a fault');
    inspection.end();
  });

  test(`signing in and the account (${name})`, async () => {
    const service = fullService();
    service.sendsCodes = true;
    service.audit.push({ timestamp: '2026-01-02T03:04:05.678Z', actor_id: 'u-bob', member_id: 'u-ann', action: 'sign_in' });
    const page = await fixture.openSignIn(service, look);
    const inspection = new Inspection(page);
    await inspection.look('sign-in');
    await page.locator('#sign-in [type=submit]').click();
    await inspection.look('sign-in with a fault');
    await page.locator('#sign-in .switch-mode').click();
    await inspection.look('registration');
    await page.locator('#sign-in .switch-mode').click();
    await page.locator('#sign-in .forgot').click();
    await inspection.look('a new password');
    await page.locator('#sign-in .switch-mode').click();
    await page.locator('#sign-in-username').fill('ann');
    await page.locator('#sign-in-password').fill('right password');
    await page.keyboard.press('Enter');
    await page.locator('#link-state[data-state="online"]').waitFor();
    await inspection.look('welcome of an account');
    await openDrawer(page);
    await inspection.look('sidebar of an account');
    if (await page.locator('#sidebar .close').isVisible()) await page.locator('#sidebar .close').click();

    await page.locator('#open-account').click();
    await page.locator('#account .sections[aria-busy=false]').waitFor();
    await page.locator('#account summary').nth(1).click();
    await page.locator('#account .invite').waitFor();
    await page.locator('#account details.member:has(.change-password) summary').click();
    await inspection.look('account');
    await page.locator('#account .danger').last().click();
    await page.locator('#erase [type=submit]').click();
    await inspection.look('erasing');
    inspection.end();
  });
}
