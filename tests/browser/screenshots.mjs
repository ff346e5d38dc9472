// Makes the pictures of the README from the real server:
//   AURAWELL_BIN=build/release/aurawell node tests/browser/screenshots.mjs

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openChat, startBrowser, startServer } from './support.mjs';

const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const pictures = [
  { name: 'chat-zh.png', locale: 'zh-CN', colorScheme: 'light' },
  { name: 'chat-en.png', locale: 'en-US', colorScheme: 'dark' },
];

/** In the middle of a stream, as soon as the answer nearly fills the window. */
const isFull = () => {
  const area = document.querySelector('#scroller');
  return document.querySelector('#conversation').offsetHeight > area.clientHeight - 40;
};

await mkdir(folder, { recursive: true });
const server = await startServer({ settings: { 'providers.offline.tokens_per_second': 40 } });
const browser = await startBrowser();
try {
  for (const { name, ...look } of pictures) {
    const page = await browser.newPage({ ...look, viewport: { width: 1200, height: 760 } });
    await openChat(page, server.origin);
    await page.locator('#examples button').first().click();
    await page.waitForFunction(isFull);
    await page.screenshot({ path: folder + name });
    await page.context().close();
  }
} finally {
  await browser.close();
  await server.stop();
}
