// The member whom a question is for.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, hasStatus, openChat, startBrowser, startServer } from './support.mjs';

let server;
let browser;

before(async () => {
  server = await startServer({ settings: { 'providers.offline.tokens_per_second': 2000 } });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function addMember(page, name) {
  await page.getByRole('button', { name: '添加家人' }).click();
  await page.getByRole('textbox', { name: /^称呼/ }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name, checked: true }).waitFor();
}

const titles = (page) => page.locator('#conversations .title').allTextContents();
const choose = (page, name) => page.getByRole('radio', { name }).click();

test('each member has conversations and facts of their own', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  await hasStatus(await ask(page, '我的问题'), 'done');
  await addMember(page, '妈妈');
  await page.locator('#greeting').waitFor();
  await page.getByText('还没有对话').waitFor();
  await page.getByText('为妈妈咨询', { exact: true }).waitFor();

  await page.getByRole('button', { name: '关于妈妈' }).click();
  await page.getByRole('dialog').getByLabel('年龄').fill('66');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await hasStatus(await ask(page, '妈妈的问题'), 'done');
  assert.deepEqual(await titles(page), ['妈妈的问题']);

  await choose(page, '我自己');
  await page.locator('#greeting').waitFor();
  await page.locator('#conversations .title', { hasText: '我的问题' }).waitFor();
  assert.deepEqual(await titles(page), ['我的问题']);
  await hasStatus(await ask(page, '再问一个'), 'done');

  const asked = page.sockets[0].sent.filter((frame) => frame.type === 'health_chat');
  const [mine, hers, again] = asked.map((frame) => frame.active_member_id);
  assert.notEqual(mine, hers);
  assert.equal(again, mine);
  assert.deepEqual(asked.map(({ data }) => data.context), [undefined, { age: 66 }, undefined]);
  assert.equal(new Set(asked.map((frame) => frame.conversation_id)).size, 3);
});

test('a reload keeps the member, and a removed one is gone', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  await addMember(page, '<b>爸爸</b>');
  await hasStatus(await ask(page, '他的问题'), 'done');
  await page.reload();
  await page.getByRole('radio', { name: '<b>爸爸</b>', checked: true }).waitFor();
  await page.locator('.question p', { hasText: '他的问题' }).waitFor();

  await page.getByRole('button', { name: '关于<b>爸爸</b>' }).click();
  await page.getByRole('button', { name: '移除这位家人' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '移除' }).click();
  await page.getByRole('radio', { name: '我自己', checked: true }).waitFor();
  assert.equal(await page.getByRole('radio', { name: /爸爸/ }).count(), 0);
  assert.deepEqual(await titles(page), []);
});

test('the form for a new member can be left without one', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  await page.getByRole('button', { name: '添加家人' }).click();
  const field = page.getByRole('textbox', { name: /^称呼/ });
  await field.fill('   ');
  await field.press('Enter');
  assert.equal(await page.getByRole('group', { name: '为谁咨询' }).getByRole('radio').count(), 1);
  await field.press('Escape');
  await field.waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'add-member');
});
