// The page as served: policy, languages, widths, assistive technology.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answering, ask, hasStatus, isOnline, openChat, replaceServer, startBrowser, startServer } from './support.mjs';

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a name from right to left keeps its direction to itself in a sentence', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const sentences = await page.evaluate(async () => {
    const { setLanguage, t } = await import('/modules/texts.js');
    setLanguage('en');
    return ['עדי', 'مريم', 'Tom', '妈妈'].map((name) => t('take_back_from', { username: name }));
  });
  const begin = 'Take access back from ';
  assert.deepEqual(sentences, [`${begin}\u2068עדי\u2069`, `${begin}\u2068مريم\u2069`, `${begin}Tom`, `${begin}妈妈`]);
});

test('the page loads from its own origin alone and without a complaint', async () => {
  const page = await browser.newPage();
  const hosts = new Set();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  const failed = [];
  page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
  await openChat(page, server.origin);
  await page.locator('#greeting').waitFor();
  assert.deepEqual([...hosts].filter((origin) => origin !== server.origin), []);
  assert.deepEqual(failed, []);
  assert.deepEqual(page.complaints, []);
});

test('the content security policy forbids what stands inline', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const color = await page.evaluate(() => {
    document.body.setAttribute('style', 'color: rgb(1, 2, 3)');
    return getComputedStyle(document.body).color;
  });
  assert.notEqual(color, 'rgb(1, 2, 3)');
  assert.match(page.complaints.join('\n'), /Content Security Policy/i);
});

test('text never becomes markup but through the purifier', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>x</b>';
      return '';
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(refused, 'TypeError');
});

test('what is typed before the scripts have run is kept', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  let go;
  const held = new Promise((resolve) => { go = resolve; });
  await page.route(/\/api\/v1\/health/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(server.origin, { waitUntil: 'commit' });
  await page.locator('#question').fill('I sleep badly');
  assert.equal(await page.locator('#send').isDisabled(), true);
  go();
  await page.locator('#greeting').waitFor();
  await page.locator('#send:not([disabled])').waitFor();
  assert.equal(await page.locator('#question').inputValue(), 'I sleep badly');
  await page.close();
});

test('the language follows the browser and then the person', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await openChat(page, server.origin);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.match(page.sockets[0].url, /[?&]lang=en\b/);

  const second = page.waitForEvent('websocket');
  await page.getByRole('button', { name: '切换到中文' }).click();
  assert.match((await second).url(), /[?&]lang=zh\b/);
  await isOnline(page);
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  await page.getByRole('textbox', { name: '你的问题' }).waitFor();

  await page.reload();
  await page.getByRole('button', { name: '新对话' }).waitFor();
});

test('landmarks, live regions and controls have names', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await openChat(page, server.origin);
  await page.getByRole('banner').waitFor();
  await page.getByRole('main').waitFor();
  await page.getByRole('complementary', { name: 'Conversations and family' }).waitFor();
  await page.getByRole('navigation', { name: 'Past conversations' }).waitFor();
  await page.getByRole('group', { name: 'Asking for' }).getByRole('radio', { name: 'Myself' }).waitFor();
  await page.getByRole('form', { name: 'Ask a question' }).waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('group', { name: 'Kind of chat' }).getByRole('radio', { name: 'Health' }).waitFor();
  assert.equal(await page.getByRole('list', { name: 'Example questions' }).getByRole('button').count(), 4);
  assert.equal(await page.getByRole('status').count(), 2);
  assert.equal(await page.getByRole('log').getAttribute('aria-live'), 'polite');
  await page.getByRole('button', { name: 'About me' }).click();
  await page.getByRole('dialog', { name: 'About me' }).waitFor();
  assert.deepEqual(await namelessControls(page), []);
});

/** Roles of the controls that a screen reader could not tell apart. */
async function namelessControls(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const controls = new Set(['button', 'link', 'textbox', 'combobox', 'spinbutton', 'radio', 'DisclosureTriangle']);
  return nodes.filter((node) => !node.ignored && controls.has(node.role?.value) && !node.name?.value).map((node) => node.role.value);
}

test('the answer is read out sentence by sentence, each once', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await replaceServer(page, answering(['First thing. Sec', 'ond thing. ', '**Third**']));
  await openChat(page, server.origin);
  await hasStatus(await ask(page, 'hello'), 'done');
  const spoken = await page.getByRole('log').locator('p').allTextContents();
  assert.equal(spoken.join(' '), 'First thing. Second thing. Third');
  assert.equal(await page.locator('.answer .text').getAttribute('aria-busy'), 'false');
});

for (const locale of ['zh-CN', 'en-US']) {
  test(`a phone never scrolls sideways (${locale})`, async () => {
    const page = await browser.newPage({ locale, viewport: { width: 360, height: 640 } });
    const wide = `${'wide'.repeat(200)}\n\n| ${'cell | '.repeat(30)}\n| ${'- | '.repeat(30)}\n\n\`\`\`\n${'x'.repeat(500)}\n\`\`\``;
    await replaceServer(page, (frame, send, close) => {
      if (frame.data.message === 'close') close(4005);
      else answering([wide], { provider: 'a-provider-with-a-long-name', model: 'm'.repeat(60), first_token_ms: 120 })(frame, send);
    });
    await openChat(page, server.origin);
    await noSidewaysScroll(page);
    await hasStatus(await ask(page, 'u'.repeat(300)), 'done');
    await noSidewaysScroll(page);
    await page.locator('#open-profile').click();
    await noSidewaysScroll(page);
    await page.keyboard.press('Escape');
    await page.locator('#open-sidebar').click();
    await noSidewaysScroll(page);
    await page.keyboard.press('Escape');
    await ask(page, 'close');
    await page.locator('#banner').waitFor();
    await noSidewaysScroll(page);
  });
}

async function noSidewaysScroll(page) {
  const wider = await page.evaluate(() => [...document.querySelectorAll('html, body, main, .topbar, .sidebar, .past, .banner, .composer, dialog[open]')]
    .filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.tagName));
  assert.deepEqual(wider, []);
}
