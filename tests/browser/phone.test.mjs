// The page on a small touch screen.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, hasStatus, openChat, startBrowser, startServer } from './support.mjs';

const phone = { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true, reducedMotion: 'reduce' };
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

/** The visible elements that extend beyond a side of the screen. */
const stickingOut = (page) => page.evaluate(() => [...document.querySelectorAll('body *')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !node.closest('.visually-hidden, .table, pre, .sprite, .aura-glow, .skip-link'))
  .filter((node) => {
    const { left, right, width } = node.getBoundingClientRect();
    return width > 0 && (left < -0.5 || right > innerWidth + 0.5) && !node.closest('[inert]') && !node.closest('.sidebar:not(.drawer-open *)');
  })
  .map((node) => `${node.tagName}.${node.className}`));

for (const locale of ['zh-CN', 'en-GB']) {
  test(`Enter makes a new line, the button sends (${locale})`, async () => {
    const page = await browser.newPage({ locale, ...phone });
    await openChat(page, server.origin);
    const field = page.locator('#question');
    assert.equal(await field.getAttribute('enterkeyhint'), 'enter');
    await field.tap();
    await page.keyboard.type('first line');
    await page.keyboard.press('Enter');
    await page.keyboard.type('second line');
    assert.equal(await field.inputValue(), 'first line\nsecond line');
    await page.locator('#send').tap();
    await page.locator('.question p', { hasText: 'second line' }).waitFor();
    await hasStatus(page.locator('.answer').last(), 'done');
  });
}

for (const locale of ['zh-CN', 'en-GB']) {
  test(`eight members with long names fit (${locale})`, async () => {
    const page = await browser.newPage({ locale, ...phone });
    await page.addInitScript(() => {
      const others = ['Mum', '爷爷', 'A very long name 123', 'Grandmother', '小宝', 'Ω'.repeat(20), 'Tom'].map((name, at) => ({ id: `member-00000000000${at}`, name }));
      localStorage.setItem('aurawell.members', JSON.stringify(others));
    });
    await openChat(page, server.origin);
    assert.deepEqual(await stickingOut(page), []);
    await page.locator('#open-sidebar').tap();
    await page.locator('#sidebar').getByRole('radio').nth(7).waitFor({ state: 'attached' });
    assert.deepEqual(await stickingOut(page), []);
    await page.locator('#members label').nth(3).tap();
    await page.locator('#sidebar .close').tap();
    await page.locator('#for-whom').waitFor();
    await hasStatus(await ask(page, 'x'.repeat(300)), 'done');
    assert.deepEqual(await stickingOut(page), []);
    await page.locator('#open-profile').tap();
    await page.locator('#profile .primary:enabled').waitFor();
    await page.locator('#profile .units label').last().tap();
    assert.deepEqual(await stickingOut(page), []);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/phone-profile-${locale}.png` });
  });
}
