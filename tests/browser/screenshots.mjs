// Makes the pictures of the README from the real server:
//   AURAWELL_BIN=build/release/aurawell node tests/browser/screenshots.mjs

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask, hasStatus, openChat, startBrowser, startServer } from './support.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../docs/images/', import.meta.url));
const wide = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const chinese = {
  locale: 'zh-CN', member: '妈妈',
  before: ['膝盖有点疼，还能跑步吗？', '怎么安排一周的三餐？', '血压有点高，吃什么要注意？'],
};
const english = {
  locale: 'en-US', member: 'Mum',
  before: ['Is running bad for my knees?', 'Plan a week of meals for me', 'What should I eat with high blood pressure?'],
};
const pictures = [
  { name: 'chat-zh.png', ...chinese, ...wide, colorScheme: 'light' },
  { name: 'chat-en.png', ...english, ...wide, colorScheme: 'dark' },
  { name: 'phone-zh.png', ...chinese, ...phone, colorScheme: 'light' },
];

/** During a stream, when the answer nearly fills the window. */
const isFull = () => {
  const area = document.querySelector('#scroller');
  return document.querySelector('#conversation').offsetHeight > area.clientHeight - 40;
};

const openList = (page) => page.locator('#open-sidebar').click();

async function startOver(page, isPhone) {
  if (isPhone) await openList(page);
  await page.locator('#new-conversation').click();
  await page.locator('#greeting').waitFor();
}

async function prepare(page, { member, before, isMobile }) {
  if (isMobile) await openList(page);
  await page.locator('#add-member').click();
  await page.locator('#member-form [name=name]').fill(member);
  await page.keyboard.press('Enter');
  await page.locator('#members input').first().check({ force: true });
  if (isMobile) await page.locator('#sidebar .close').click();
  for (const question of before) {
    await hasStatus(await ask(page, question), 'done');
    await startOver(page, isMobile);
  }
}

await mkdir(folder, { recursive: true });
const server = await startServer({ settings: { 'providers.offline.tokens_per_second': 40 } });
const browser = await startBrowser();
try {
  for (const { name, member, before, ...look } of pictures) {
    const page = await browser.newPage(look);
    await openChat(page, server.origin);
    await prepare(page, { member, before, isMobile: look.isMobile });
    await page.locator('#examples button').first().click();
    await page.waitForFunction(isFull);
    await page.screenshot({ path: join(folder, name) });
    await page.context().close();
  }
} finally {
  await browser.close();
  await server.stop();
}
