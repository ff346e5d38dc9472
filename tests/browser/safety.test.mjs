// The page's display of the safety level, from the first word of an answer on. The server is a fake, except for reloads that read stored
// messages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answering, ask, hasStatus, openChat, replaceServer, startBrowser, startServer, tabTo } from './support.mjs';

const inChina = [
  { kind: 'ambulance', region: 'CN', number: '120' }, { kind: 'crisis', region: 'CN', number: '12356' },
  { kind: 'police', region: 'CN', number: '110' },
];
const numbersInChina = ['tel:120', 'tel:12356', 'tel:110'];
const everywhere = [
  ...inChina,
  { kind: 'ambulance', region: 'US', number: '911' }, { kind: 'crisis', region: 'US', number: '988' },
  { kind: 'ambulance', region: 'EU', number: '112' }, { kind: 'crisis', region: 'EU', number: '112' },
];
const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

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

/** A chat whose answers begin with `data`, which may be changed; `say(text)` and `end()` continue the last one. */
async function begun(data, options = {}) {
  const page = await browser.newPage(options);
  let text = '';
  const control = { page, data };
  await replaceServer(page, (frame, send) => {
    if (!frame.type.endsWith('_chat')) return;
    text = '';
    control.say = (delta) => {
      text += delta;
      send({ type: 'chat_stream', status: 'streaming', delta });
    };
    control.end = (status = 'done', more = control.data) => send({ type: 'status_update', status, message: '', data: { full_response: text, ...more } });
    send({ type: 'status_update', status: 'sending', message: '' });
    send({ type: 'status_update', status: 'streaming', message: '', data: control.data });
  });
  await page.addInitScript(() => {
    globalThis.alarms = [];
    addEventListener('DOMContentLoaded', () => {
      for (const region of document.querySelectorAll('#alarm, #notice')) {
        new MutationObserver(() => region.textContent && globalThis.alarms.push([region.id, region.textContent]))
          .observe(region, { childList: true, characterData: true, subtree: true });
      }
    });
  });
  await openChat(page, server.origin);
  const answer = await ask(page, '胸口压着痛，出冷汗');
  await hasStatus(answer, 'streaming');
  return Object.assign(control, { answer, card: answer.locator('.safety-card') });
}

const alarms = (page) => page.evaluate(() => globalThis.alarms);
const position = (card) => card.evaluate((node) => getComputedStyle(node).position);
const calls = (card) => card.locator('a').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.textContent]));

test('an emergency has its numbers above the answer before the first word', async () => {
  const { page, answer, card, say, end } = await begun({ safety: 'emergency', safety_help: inChina });
  await card.waitFor();
  assert.equal(await answer.locator('.text').textContent(), '');
  assert.deepEqual(await calls(card), [['tel:120', '120 急救'], ['tel:12356', '12356 心理援助'], ['tel:110', '110 报警']]);
  assert.match(await card.textContent(), /你说的情况可能很急/);
  say('坐下，别动。');
  end();
  await hasStatus(answer, 'done');
  assert.deepEqual(await calls(card), [['tel:120', '120 急救'], ['tel:12356', '12356 心理援助'], ['tel:110', '110 报警']]);
  const said = await alarms(page);
  assert.deepEqual(said, [['alarm', '你说的情况可能很急。先打电话，再看下面的回答。身边有人，就请他帮忙。1 2 0 急救。1 2 3 5 6 心理援助。1 1 0 报警']]);
  await page.locator('#switch-language').click();
  assert.match(await card.textContent(), /This may be an emergency/);
  assert.equal((await alarms(page)).length, 1, 'a change of language is no news');
  assert.deepEqual(page.complaints, []);
});

test('what is urgent is said politely, and what can wait only marked', async () => {
  const urgent = await begun({ safety: 'urgent', safety_help: inChina });
  await urgent.card.waitFor();
  assert.deepEqual((await alarms(urgent.page)).map(([region]) => region), ['notice']);
  const { page, card, end } = await begun({ safety: 'see_doctor' });
  await card.waitFor();
  end();
  assert.equal(await card.locator('a').count(), 0);
  assert.equal(await card.textContent(), '这几天找医生看看');
  assert.deepEqual(await alarms(page), []);
});

test('where nothing has been found there is no card', async () => {
  const page = await browser.newPage();
  await replaceServer(page, answering(['好'], { safety: 'routine' }));
  await openChat(page, server.origin);
  const answer = await ask(page, '早餐吃什么？');
  await hasStatus(answer, 'done');
  assert.equal(await answer.locator('.safety-card').isVisible(), false);
});

test('where nobody knows the region the numbers of all are told apart', async () => {
  const { card } = await begun({ safety: 'emergency', safety_help: everywhere }, { locale: 'en-US' });
  await card.waitFor();
  assert.deepEqual(await calls(card), [
    ['tel:120', '120 emergency'], ['tel:12356', '12356 crisis line'], ['tel:110', '110 police'],
    ['tel:911', '911 emergency'], ['tel:988', '988 crisis line'],
    ['tel:112', '112 emergency or crisis line'],
  ]);
  await card.getByRole('link', { name: '988 crisis line, US', exact: true }).waitFor();
  assert.deepEqual(await card.locator('.safety-where').allTextContents(), ['China', 'US', 'Europe']);
});

test('the name of a number begins with what is written on it', async () => {
  for (const locale of ['zh-CN', 'en-US']) {
    const { card } = await begun({ safety: 'emergency', safety_help: everywhere }, { locale });
    await card.waitFor();
    for (const link of await card.locator('a').all()) {
      const [name, text] = [await link.getAttribute('aria-label'), await link.textContent()];
      assert.ok(name.startsWith(text), `${name}: ${text}`);
    }
  }
});

test('what follows an emergency and is none itself has a small card and no warning', async () => {
  const chat = await begun({ safety: 'emergency', safety_now: 'emergency', safety_help: inChina });
  const { page } = chat;
  await chat.card.waitFor();
  chat.end();
  await hasStatus(chat.answer, 'done');
  assert.equal(await position(chat.card), 'sticky');
  const full = (await chat.card.boundingBox()).height;
  chat.data = { safety: 'emergency', safety_now: 'routine', safety_help: inChina };
  const second = await ask(page, '早餐吃什么？');
  await hasStatus(second, 'streaming');
  const card = second.locator('.safety-card');
  await card.waitFor();
  assert.equal(await position(card), 'static');
  assert.ok((await card.boundingBox()).height < full / 2);
  assert.match(await card.textContent(), /前面说的/);
  assert.deepEqual((await calls(card)).map(([href]) => href), numbersInChina);
  chat.end();
  await hasStatus(second, 'done');
  assert.deepEqual((await alarms(page)).map(([region]) => region), ['alarm'], 'the second answer says nothing');
  chat.data = { safety: 'emergency', safety_now: 'emergency', safety_help: inChina };
  const third = await ask(page, '他没有呼吸了');
  await hasStatus(third, 'streaming');
  assert.equal(await position(third.locator('.safety-card')), 'sticky');
  assert.deepEqual((await alarms(page)).map(([region]) => region), ['alarm', 'notice'], 'a second one does not interrupt');
  assert.equal(await position(chat.card), 'sticky');
});

test('an answer that reaches a level with what was said before is no smaller for it', async () => {
  const chat = await begun({ safety: 'urgent', safety_now: 'urgent', safety_help: inChina });
  chat.end();
  await hasStatus(chat.answer, 'done');
  chat.data = { safety: 'emergency', safety_now: 'see_doctor', safety_help: inChina };
  const second = await ask(chat.page, '现在还出冷汗');
  await hasStatus(second, 'streaming');
  assert.equal(await position(second.locator('.safety-card')), 'sticky');
  assert.deepEqual((await alarms(chat.page)).map(([region]) => region), ['notice', 'alarm']);
});

test('a server that says nothing of the question alone warns once', async () => {
  const chat = await begun({ safety: 'emergency', safety_help: inChina });
  chat.end();
  await hasStatus(chat.answer, 'done');
  assert.equal(await position(chat.card), 'sticky');
  const second = await ask(chat.page, '早餐吃什么？');
  await hasStatus(second, 'streaming');
  assert.equal(await position(second.locator('.safety-card')), 'static');
  assert.equal((await alarms(chat.page)).length, 1);
});

test('the card can be read while the text below it grows', async () => {
  const { answer, card, say } = await begun({ safety: 'emergency', safety_help: inChina });
  say('坐下');
  await answer.locator('.text[aria-busy="true"]').waitFor();
  assert.equal(await card.evaluate((node) => node.closest('[aria-busy="true"]')), null);
  assert.equal(await answer.locator('.avatar').evaluate((node) => getComputedStyle(node).animationName), 'breathe');
});

test('a stopped answer keeps its card', async () => {
  const { page, answer, card, end } = await begun({ safety: 'emergency', safety_help: inChina });
  await page.keyboard.press('Escape');
  await hasStatus(answer, 'stopping');
  end('cancelled');
  await hasStatus(answer, 'cancelled');
  assert.deepEqual((await calls(card)).map(([href]) => href), numbersInChina);
  assert.equal((await alarms(page)).length, 1);
});

test('an answer stopped before its first event has a card from its end', async () => {
  const page = await browser.newPage();
  let asked;
  await replaceServer(page, (frame, send) => {
    if (frame.type.endsWith('_chat')) {
      asked = frame;
      send({ type: 'status_update', status: 'sending', message: '' });
    } else if (frame.type === 'cancel') {
      const { request_id, conversation_id } = asked;
      send({
        type: 'status_update', request_id, conversation_id, status: 'cancelled', message: '',
        data: { full_response: '', safety: 'emergency', safety_now: 'emergency', safety_help: inChina },
      });
    }
  });
  await openChat(page, server.origin);
  const answer = await ask(page, '胸口压着痛，出冷汗');
  await hasStatus(answer, 'sending');
  await page.keyboard.press('Escape');
  await hasStatus(answer, 'cancelled');
  assert.deepEqual((await calls(answer.locator('.safety-card'))).map(([href]) => href), numbersInChina);
});

test('without numbers the card says which one to call', async () => {
  const { page, card } = await begun({ safety: 'emergency' });
  await card.waitFor();
  assert.equal(await card.locator('.safety-note').textContent(), '先打当地的急救电话，再看下面的回答。身边有人，就请他帮忙。');
  assert.equal(await card.locator('a').count(), 0);
  assert.match((await alarms(page))[0][1], /当地的急救电话/);
});

test('what no server should send breaks nothing', async () => {
  const wrong = await begun({ safety: 'emergency', safety_help: [{ kind: 'ambulance', region: 'CN', number: 120 }, ...inChina.slice(1)] });
  wrong.end();
  await hasStatus(wrong.answer, 'done');
  assert.deepEqual((await calls(wrong.card)).map(([href]) => href), numbersInChina.slice(1));
  assert.deepEqual(wrong.page.complaints, []);
  const page = await browser.newPage();
  await replaceServer(page, answering(['好'], { safety: 'toString', safety_help: inChina }));
  await openChat(page, server.origin);
  const answer = await ask(page, '早餐吃什么？');
  await hasStatus(answer, 'done');
  assert.equal(await answer.locator('.safety-card').isVisible(), false);
  assert.deepEqual(page.complaints, []);
});

test('a second attempt begins without the card of the first', async () => {
  const chat = await begun({ safety: 'emergency', safety_help: inChina });
  await chat.card.waitFor();
  chat.end('error', { error_code: 'AI_1401', retryable: true, retry_after_ms: null });
  await hasStatus(chat.answer, 'error');
  chat.data = {};
  await chat.answer.locator('.retry').click();
  // Without a card and text its height is still 0.
  await chat.answer.and(chat.page.locator('[data-status="streaming"]')).waitFor({ state: 'attached' });
  assert.equal(await chat.card.isVisible(), false);
});

test('an end without a level, and numbers that are none, take nothing away and add nothing', async () => {
  const { answer, card, end } = await begun({ safety: 'emergency', safety_help: [...inChina, { kind: 'x', region: 'CN', number: 'javascript:1' }, null] });
  end('error', { error_code: 'AI_1401', retryable: true, retry_after_ms: null });
  await hasStatus(answer, 'error');
  assert.deepEqual((await calls(card)).map(([href]) => href), numbersInChina);
});

test('the card stays in view while its answer is read', async () => {
  for (const options of [{}, phone, { ...phone, locale: 'en-US' }]) {
    const { page, card, say, end } = await begun({ safety: 'emergency', safety_help: everywhere }, options);
    for (let i = 0; i < 60; ++i) say(`第 ${i} 段，慢慢说。\n\n`);
    end();
    await page.locator('.answer[data-status="done"]').waitFor();
    await page.locator('#scroller').evaluate((area) => { area.scrollTop = area.scrollHeight / 2; });
    const [area, box] = [await page.locator('#scroller').boundingBox(), await card.boundingBox()];
    assert.ok(box.y >= area.y && box.y + box.height <= area.y + area.height, JSON.stringify({ area, box }));
    assert.ok(box.height < area.height / 2, `${box.height} of ${area.height}`);
    const room = await page.locator('#scroller').evaluate(({ clientLeft, clientWidth, scrollWidth }) => ({ clientLeft, clientWidth, scrollWidth }));
    assert.ok(room.scrollWidth <= room.clientWidth, JSON.stringify(room));
    for (const link of await card.locator('a').all()) {
      const { x, width, height } = await link.boundingBox();
      assert.ok(height >= 32);
      assert.ok(x + width <= area.x + room.clientLeft + room.clientWidth, `${await link.textContent()} ends at ${x + width}`);
    }
  }
});

test('the numbers can be reached with the keyboard and show it', async () => {
  const { page, card, end } = await begun({ safety: 'emergency', safety_help: inChina });
  end();
  await page.locator('.answer[data-status="done"]').waitFor();
  await tabTo(page, '120 急救', 'Shift+Tab');
  const outline = await card.locator('a').first().evaluate((link) => {
    const { outlineStyle, outlineColor } = getComputedStyle(link);
    return { outlineStyle, outlineColor };
  });
  assert.deepEqual(outline, { outlineStyle: 'solid', outlineColor: 'rgb(255, 255, 255)' });
});

test('the card covers nothing that has the focus', async () => {
  const chat = await begun({ safety: 'emergency', safety_now: 'emergency', safety_help: inChina });
  const { page, answer, card } = chat;
  const speakLong = async (shown) => {
    for (let i = 0; i < 60; ++i) chat.say(`第 ${i} 段，慢慢说。\n\n`);
    chat.end();
    await hasStatus(shown, 'done');
  };
  await speakLong(answer);
  chat.data = { safety: 'emergency', safety_now: 'routine', safety_help: inChina };
  const second = await ask(page, '早餐吃什么？');
  await hasStatus(second, 'streaming');
  await speakLong(second);
  const copy = answer.locator('.copy');
  const covered = await page.evaluate(() => {
    const [area, button] = [document.querySelector('#scroller'), document.querySelector('.answer .copy')];
    area.scrollTop += button.getBoundingClientRect().top - area.getBoundingClientRect().top - 5;
    return document.querySelector('.safety-card').getBoundingClientRect().bottom > button.getBoundingClientRect().top;
  });
  assert.ok(covered, 'it lies under the card before it has the focus');
  await copy.focus();
  const [box, button] = [await card.boundingBox(), await copy.boundingBox()];
  assert.ok(button.y >= box.y + box.height, JSON.stringify({ box, button }));
  const moved = await page.evaluate(() => {
    const area = document.querySelector('#scroller');
    area.scrollTop = 600;
    document.querySelector('.safety-card a').focus();
    return area.scrollTop;
  });
  assert.equal(moved, 600, 'a number in view stays where it is');
});

test('on paper the card lies above its answer, black on white', async () => {
  const { page, card, say, end } = await begun({ safety: 'emergency', safety_help: inChina }, { colorScheme: 'dark' });
  for (let i = 0; i < 60; ++i) say(`第 ${i} 段。\n\n`);
  end('incomplete');
  await page.locator('.answer[data-status="incomplete"]').waitFor();
  await page.emulateMedia({ media: 'print' });
  const look = await card.evaluate((node) => {
    const { color, backgroundColor } = getComputedStyle(node.firstElementChild);
    return { position: getComputedStyle(node).position, color, backgroundColor, link: getComputedStyle(node.querySelector('a')).color };
  });
  assert.equal(await page.locator('.state').evaluate((node) => getComputedStyle(node).color), 'rgb(0, 0, 0)', 'what is said of the end');
  assert.deepEqual(look, { position: 'static', color: 'rgb(0, 0, 0)', backgroundColor: 'rgba(0, 0, 0, 0)', link: 'rgb(0, 0, 0)' });
  assert.ok(await page.evaluate(() => document.querySelector('main').clientHeight >= document.querySelector('#exchanges').offsetHeight), 'only a part would be printed');
  assert.equal(await page.locator('.dock').isVisible(), false);
});

test('the real server says it with the first event, and again after a reload', async () => {
  const page = await browser.newPage();
  await openChat(page, server.origin);
  const answer = await ask(page, '胸口压着痛，出冷汗，喘不上气');
  await hasStatus(answer, 'done');
  const frames = page.sockets[0].received;
  const first = frames.find(({ status }) => status === 'streaming');
  assert.equal(first.type, 'status_update');
  assert.deepEqual(first.data, { safety: 'emergency', safety_now: 'emergency', safety_help: inChina });
  const card = page.locator('.safety-card');
  assert.deepEqual((await calls(card)).map(([href]) => href), numbersInChina);
  await page.reload();
  await hasStatus(page.locator('.answer'), 'done');
  assert.deepEqual((await calls(card)).map(([href]) => href), numbersInChina);
  assert.equal(await page.locator('#alarm').textContent(), '', 'history is no news');
  assert.deepEqual(page.complaints, []);
});
