// No text of a model runs code, loads resources or links to a dangerous address.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startModel } from './fakes.mjs';
import { ask, hasStatus, openChat, startBrowser, startServer } from './support.mjs';

let model;
let server;
let browser;

before(async () => {
  model = await startModel();
  server = await startServer({ settings: model.settings });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await model?.stop();
});

const attacks = [
  '<img src=x onerror="intrude()">',
  '<script>intrude()</script>',
  '<svg onload="intrude()"><animate onbegin="intrude()" attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.intrude()</script>"></iframe>',
  '<style>body { display: none }</style>',
  '<form action="https://evil.example"><input name=q><button>送出</button></form>',
  '<a href="javascript:intrude()">a</a>',
  '[b](javascript:intrude())',
  '[c](JaVaScRiPt:intrude())',
  '[d](&#106;avascript:intrude())',
  '[e](data:text/html,<script>intrude()</script>)',
  '[f](https://evil.example/"onmouseover="intrude())',
  '[g](https://evil.example "x\\" onclick=\\"intrude()")',
  '![h](x"onerror="intrude())',
  '![i](https://evil.example/pixel.png)',
  '<https://evil.example/"onclick="intrude()>',
  '```"><img src=x onerror=intrude()>\n<img src=x onerror=intrude()>\n```',
  '| <img src=x onerror=intrude()> | b |\n|---|---|\n| <script>intrude()</script> | ![j](https://evil.example/j.png) |',
  '<math><mtext><table><mglyph><style><img src=x onerror=intrude()>',
  '[k]\n\n[k]: javascript:intrude()',
  '<div id="composer" class="veil" style="position:fixed;inset:0">',
];

test('markup of every kind stays text, whole and piece by piece', async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    window.intrusions = 0;
    window.intrude = () => ++window.intrusions;
  });
  const requested = [];
  page.on('request', (request) => requested.push(request.url()));
  await openChat(page, server.origin);
  const text = attacks.join('\n\n');
  for (const pieces of [[text], text.match(/[\s\S]{1,3}/g)]) {
    model.say(...pieces);
    const answer = await ask(page, '请回答');
    await hasStatus(answer, 'done');
    const found = await answer.locator('.text').evaluate((node) => [...node.querySelectorAll('*')].map((child) => ({
      name: child.localName,
      attributes: child.getAttributeNames(),
      href: child.getAttribute('href') ?? '',
    })));
    const names = new Set(found.map(({ name }) => name));
    for (const name of ['img', 'script', 'svg', 'iframe', 'style', 'form', 'input', 'button', 'math']) assert.ok(!names.has(name), name);
    const attributes = new Set(found.flatMap((node) => node.attributes));
    for (const name of attributes) assert.ok(['aria-label', 'class', 'dir', 'href', 'rel', 'role', 'tabindex', 'target'].includes(name), name);
    for (const { href } of found) assert.match(href, /^($|https:\/\/evil\.example)/);
    await answer.locator('.text a').first().hover();
  }
  assert.equal(await page.evaluate(() => window.intrusions), 0);
  assert.deepEqual(requested.filter((url) => !url.startsWith(server.origin)), []);
  assert.deepEqual(page.complaints, []);
});

test('a link shows where it leads and tells that place nothing', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  model.say('[世界卫生组织](https://evil.example/who)');
  const answer = await ask(page, '请回答');
  await hasStatus(answer, 'done');
  assert.equal(await answer.locator('.text').textContent(), '世界卫生组织 (https://evil.example/who)');
  const link = answer.getByRole('link');
  assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
  assert.equal(await link.getAttribute('target'), '_blank');
});

test('a question is shown as it was typed', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  model.say('好');
  const question = '<img src=x onerror="intrude()"> **不是粗体** [x](https://evil.example)';
  await hasStatus(await ask(page, question), 'done');
  assert.equal(await page.locator('.question p').textContent(), question);
  assert.equal(await page.locator('.question p *').count(), 0);
});
