// Reading a growing answer: scroll position, selection, and the layout of numbers, formulas and other scripts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { messagesOf, replaceMemory } from './fakes.mjs';
import { answering, ask, hasStatus, openChat, replaceServer, startBrowser, startServer, tabTo } from './support.mjs';

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

/** Language and size are tested in pairs, so each value occurs. */
const looks = {
  'zh, desktop': { locale: 'zh-CN' },
  'en, phone': { locale: 'en-US', viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true },
};

/** Defines the test `run(look)` for each of them. */
function testInLooks(name, run) {
  for (const [look, options] of Object.entries(looks)) test(`${name} (${look})`, () => run(options));
}

const lines = (count) => Array.from({ length: count }, (_, index) => `第${index}段，写得长一些，好让它占去一行还多一点的地方。`).join('\n\n');
const area = '#scroller';
const text = (page) => page.locator('.answer').last().locator('.text');

/** A page that receives an answer: `say(text)` adds text and waits until it is shown, `end()` ends it. */
async function growing(first, options = {}) {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options });
  let send;
  await replaceServer(page, (frame, reply) => {
    if (!frame.type.endsWith('_chat')) return;
    send = reply;
    reply({ type: 'status_update', status: 'streaming', message: '' });
    reply({ type: 'chat_stream', status: 'streaming', delta: first });
  });
  await openChat(page, server.origin);
  let whole = first;
  let mark = 0;
  await ask(page, '问题');
  const say = async (piece) => {
    const sign = `⟦${++mark}⟧`;
    whole += piece + sign;
    send({ type: 'chat_stream', status: 'streaming', delta: piece + sign });
    await text(page).filter({ hasText: sign }).waitFor();
    await painted(page);
  };
  const end = async () => {
    send({ type: 'status_update', status: 'done', message: '', data: { full_response: whole } });
    await hasStatus(page.locator('.answer').last(), 'done');
    await painted(page);
  };
  await say('');
  return { page, say, end };
}

const painted = (page) => page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
}));
const fromEnd = (page) => page.locator(area).evaluate((node) => node.scrollHeight - node.clientHeight - node.scrollTop);
const top = (page) => page.locator(area).evaluate((node) => node.scrollTop);
/** Resolves when the area has another position than `before` and does not move: keys scroll smoothly. */
async function movedFrom(page, before) {
  await page.waitForFunction(([id, place]) => document.querySelector(id).scrollTop !== place, [area, before]);
  await page.locator(area).evaluate((node) => new Promise((resolve) => {
    let last = NaN;
    let frames = 0;
    const look = () => {
      frames = node.scrollTop === last ? frames + 1 : 0;
      last = node.scrollTop;
      if (frames < 10) requestAnimationFrame(look);
      else resolve();
    };
    look();
  }));
}

const waysBack = {
  'one pixel of a wheel': async (page) => {
    await page.mouse.move(600, 300);
    await page.mouse.wheel(0, -1);
  },
  'a turn of a wheel': async (page) => {
    await page.mouse.move(600, 300);
    await page.mouse.wheel(0, -120);
  },
  'PageUp': async (page) => {
    await page.locator(area).focus();
    await page.keyboard.press('PageUp');
  },
  'Home': async (page) => {
    await page.locator(area).focus();
    await page.keyboard.press('Home');
  },
  'the arrow up': async (page) => {
    await page.locator(area).focus();
    await page.keyboard.press('ArrowUp');
  },
  'Shift and the space bar': async (page) => {
    await page.locator(area).focus();
    await page.keyboard.press('Shift+Space');
  },
  'the scroll bar, by one pixel': (page) => page.locator(area).evaluate((node) => { node.scrollTop -= 1; }),
};

for (const [name, goBack] of Object.entries(waysBack)) {
  test(`${name} lets go of the growing end at once`, async () => {
    const { page, say } = await growing(lines(60));
    assert.ok(await fromEnd(page) <= 1.5, 'the view does not follow');
    const end = await top(page);
    await goBack(page);
    await movedFrom(page, end);
    await painted(page);
    const place = await top(page);
    assert.ok(place < end);
    await say(`\n\n${lines(5)}`);
    await say(`\n\n${lines(5)}`);
    assert.equal(await top(page), place);
    await page.getByRole('button', { name: '回到最新' }).click();
    await say(`\n\n${lines(5)}`);
    assert.ok(await fromEnd(page) <= 1.5, 'the button does not follow again');
    await page.close();
  });
}

test('a finger lets go of the growing end, and following begins again at the very end only', async () => {
  const { page, say } = await growing(lines(60), { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true });
  assert.ok(await fromEnd(page) <= 1.5, 'the view does not follow');
  const session = await page.context().newCDPSession(page);
  const touch = (type, y) => session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: 200, y }] });
  /** A finger that moves down by `distance` pixels, stops, and is lifted. */
  const swipe = async (distance) => {
    const begin = distance > 0 ? 200 : 550;
    await touch('touchStart', begin);
    for (let step = 1; step <= 5; ++step) await touch('touchMove', Math.round(begin + (distance * step) / 5));
    await painted(page);
    await touch('touchEnd');
  };
  const end = await top(page);
  await swipe(25);
  await movedFrom(page, end);
  await painted(page);
  const place = await top(page);
  assert.ok(end - place < 30, `moved by ${end - place}`);
  await say(`\n\n${lines(5)}`);
  assert.equal(await top(page), place);
  // Near the end does not count as the end.
  await page.locator(area).evaluate((node) => { node.scrollTop = node.scrollHeight - node.clientHeight - 20; });
  await movedFrom(page, place);
  await painted(page);
  const near = await top(page);
  assert.ok(await fromEnd(page) > 1.5);
  await say(`\n\n${lines(2)}`);
  assert.equal(await top(page), near);
  while (await fromEnd(page) > 1.5) await swipe(-400);
  await page.locator('#jump').waitFor({ state: 'hidden' });
  await say(`\n\n${lines(5)}`);
  assert.ok(await fromEnd(page) <= 1.5, 'the end does not follow again');
  await page.close();
});

test('the focus inside of an answer lets go of its end', async () => {
  const { page, say } = await growing(`[一处](https://who.int/a)\n\n${lines(60)}\n\n[二处](https://who.int/b)\n\n${lines(3)}`);
  await tabTo(page, '二处', 'Shift+Tab');
  await painted(page);
  const place = await top(page);
  await say(`\n\n${lines(30)}`);
  assert.equal(await top(page), place);
  await page.close();
});

/** Position in the window of the paragraph with `words`. */
const heightOf = (page, words) => page.evaluate((wanted) => {
  const node = [...document.querySelectorAll('.text p')].find(({ textContent }) => textContent.startsWith(wanted));
  return node.getBoundingClientRect().top;
}, words);

/** The paragraph at the upper edge of what is visible. */
const wordsAtEdge = (page) => page.evaluate((id) => {
  const edge = document.querySelector(id).getBoundingClientRect().top;
  return [...document.querySelectorAll('.text > p')].find((node) => node.getBoundingClientRect().bottom > edge + 8).textContent;
}, area);

test('what is read stays where it is while older messages and a warning come above, and the window changes', async () => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  const exchanges = Array.from({ length: 8 }, (_, index) => messagesOf(index, { answer: `${index}号\n\n${lines(12)}` }));
  await replaceMemory(page, ({ id, before: cursor }) => {
    if (!id) return { conversations: [{ conversation_id: 'c', member_id: 'm', title: '旧的', created_at: new Date().toISOString(), updated_at: new Date().toISOString(), exchanges: 8 }], next: null };
    return cursor ? { messages: exchanges.slice(0, 4).flat(), next: null } : { messages: exchanges.slice(4).flat(), next: 'older' };
  });
  await replaceServer(page, () => {});
  await openChat(page, server.origin);
  await page.locator('#conversations .open').click();
  await page.getByText('7号').waitFor();
  await page.locator(area).evaluate((node) => { node.scrollTop = 0; });
  await page.mouse.move(700, 400);
  await page.mouse.wheel(0, 40);
  await page.waitForFunction((id) => document.querySelector(id).scrollTop > 0, area);
  await painted(page);
  const before = await heightOf(page, '4号');
  await page.locator('.text').first().evaluate(() => document.querySelector('#older button').click());
  await page.getByText('0号').waitFor();
  await painted(page);
  assert.ok(Math.abs(await heightOf(page, '4号') - before) <= 2, `${before} became ${await heightOf(page, '4号')}`);

  const second = await heightOf(page, '4号');
  await page.locator('.answer').nth(1).evaluate((node) => {
    const card = document.createElement('div');
    card.textContent = '很高的卡片';
    card.className = 'table';
    for (let count = 0; count < 12; ++count) card.append(document.createElement('br'), '行');
    node.querySelector('.text').before(card);
  });
  await painted(page);
  assert.ok(Math.abs(await heightOf(page, '4号') - second) <= 2, `a growing card moved it from ${second} to ${await heightOf(page, '4号')}`);

  // The words at the upper edge stay there when line breaks change.
  const last = await top(page);
  await page.mouse.wheel(0, 600);
  await movedFrom(page, last);
  await painted(page);
  const edge = await wordsAtEdge(page);
  await page.setViewportSize({ width: 500, height: 500 });
  await painted(page);
  assert.equal(await wordsAtEdge(page), edge);
  await page.close();
});

testInLooks('what is marked in a growing answer stays marked, and following stops', async (look) => {
  const { page, say, end } = await growing(`${lines(40)}\n\n这一段还在写，其中**这几个字**要选`, look);
  await page.evaluate(() => {
    const last = document.querySelector('.answer:last-child .text > :last-child') ?? [...document.querySelectorAll('.text > *')].at(-1);
    const range = document.createRange();
    range.selectNodeContents(last.querySelector('strong'));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  const marked = () => page.evaluate(() => getSelection().toString());
  assert.equal(await marked(), '这几个字');
  const place = await top(page);
  await say('中，后面又有*别的*话');
  assert.equal(await marked(), '这几个字');
  await say(`。\n\n- 一\n- 二\n\n${lines(5)}`);
  assert.equal(await marked(), '这几个字');
  assert.equal(await top(page), place);
  await end();
  assert.equal(await marked(), '这几个字');
  await page.close();
});

test('boxes of a growing answer stay scrolled and focused', async () => {
  const wide = Array.from({ length: 20 }, (_, index) => `heading number ${index}`);
  const { page, say, end } = await growing(`| ${wide.join(' | ')} |\n|${'---|'.repeat(20)}\n| ${wide.join(' | ')} |\n`);
  const box = text(page).locator('.table');
  await box.focus();
  await box.evaluate((node) => { node.scrollLeft = 200; });
  await say(`| 1 | 2 |\n| 3 | 4`);
  await say(` | 5 |\n\n${lines(3)}`);
  await end();
  assert.deepEqual(await box.evaluate((node) => [node.scrollLeft, document.activeElement === node]), [200, true]);
  assert.equal(await page.getByRole('group', { name: '表格' }).count(), 1);
  await page.close();
});

/** The numbers in `selector` that are broken over several lines. */
const brokenNumbers = (page, selector) => page.locator(selector).evaluateAll((nodes) => nodes.flatMap((node) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) {
    for (const { index, 0: number } of walker.currentNode.data.matchAll(/\d[\d.,]*/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + number.length);
      if (new Set([...range.getClientRects()].map(({ top: line }) => Math.round(line))).size > 1) broken.push(number);
    }
  }
  return broken;
}));

for (const locale of ['zh-CN', 'en-US']) {
  test(`numbers in tables stay whole on a narrow phone and on paper (${locale})`, async () => {
    const page = await browser.newPage({ locale, viewport: { width: 320, height: 640 } });
    const table = `| 日期 | 收缩压 mmHg | 舒张压 | 身高 cm | 体重 | 血糖 mmol/L | 备注与说明 |\n|${'---|'.repeat(7)}\n`
      + '| 2024 | 165 | 105 | 172.5 | 68.25 | 11.125 | 服药以后测得，休息了十五分钟 |\n'.repeat(3);
    await replaceServer(page, answering([table]));
    await openChat(page, server.origin);
    await hasStatus(await ask(page, '表'), 'done');
    assert.deepEqual(await brokenNumbers(page, '.text td'), []);
    const box = page.locator('.text .table');
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('.text .table').scrollLeft > 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assert.notEqual(await box.getAttribute('aria-label'), null);
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await brokenNumbers(page, '.text td'), []);
    await page.close();
  });
}

test('a conversation is printed to its end', async () => {
  const page = await browser.newPage();
  await replaceServer(page, answering([lines(150)]));
  await openChat(page, server.origin);
  await hasStatus(await ask(page, '长'), 'done');
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 4, `${pages} pages`);
  await page.close();
});

testInLooks('an answer from right to left, with code and formulas from left to right', async (look) => {
  const page = await browser.newPage(look);
  await replaceServer(page, answering(['اشرب الماء كل يوم\n\n- أولا\n- ثانيا\n\nEnglish words\n\n`code` في النص\n\n```\nx = 1\n```\n\n| عنوان | قيمة |\n|---|---|\n| ضغط | 120 |\n\n\\(x^2\\) هنا']));
  await openChat(page, server.origin);
  await hasStatus(await ask(page, 'كم أشرب؟'), 'done');
  const directions = await page.locator('.text > *').evaluateAll((nodes) => nodes.map((node) => [node.localName, getComputedStyle(node).direction]));
  assert.deepEqual(directions, [['p', 'rtl'], ['ul', 'rtl'], ['p', 'ltr'], ['p', 'rtl'], ['pre', 'ltr'], ['div', 'rtl'], ['p', 'rtl']]);
  const inner = await page.locator('.text :is(p > code, .formula)').evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).direction));
  assert.deepEqual(inner, ['ltr', 'ltr']);
  assert.equal(await page.locator('.question p').evaluate((node) => getComputedStyle(node).direction), 'rtl');
  await page.close();
});

test('nobody is told which model answered and how fast', async () => {
  const page = await browser.newPage({ locale: 'en-US' });
  await replaceServer(page, answering(['Hello'], { provider: 'deepseek', model: 'own', first_token_ms: 3 }));
  await openChat(page, server.origin);
  const answer = await ask(page, 'hi');
  await hasStatus(answer, 'done');
  assert.doesNotMatch(await answer.textContent(), /deepseek|own|began/);
  await page.close();
});

testInLooks('formulas are drawn, also when they arrive in pieces, by a library that is read only then', async (look) => {
  const page = await browser.newPage(look);
  const requested = [];
  page.on('request', (request) => requested.push(request.url()));
  const source = '面积 \\(a*b*c\\)，$x^2$，$5 和 $10：\n\n\\[\n\\frac{1}{2}\n+ b\n\\]\n\n$$\\notacommand{1}$$\n\n\\(\\fcolorbox{red}{blue}{x}\\)';
  await replaceServer(page, (frame, send) => (frame.data.message === '甲' ? answering(['没有公式，$5 和 $10。']) : answering([...source]))(frame, send));
  await openChat(page, server.origin);
  await hasStatus(await ask(page, '甲'), 'done');
  assert.deepEqual(requested.filter((url) => url.includes('katex')), []);
  const answer = await ask(page, '乙');
  await hasStatus(answer, 'done');
  await answer.locator('math').nth(2).waitFor();
  assert.equal(await answer.locator('math').count(), 3);
  assert.equal(await answer.locator('math[display=block] mfrac').count(), 1);
  assert.match(await answer.locator('.text').textContent(), /\$5 和 \$10[^]*\$\$\\notacommand\{1\}\$\$\\\(\\fcolorbox\{red\}\{blue\}\{x\}\\\)/);
  assert.equal(await answer.locator('em').count(), 0);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

testInLooks('without the library a formula is its source', async (look) => {
  const page = await browser.newPage(look);
  await page.route('**/katex.mjs', (route) => route.abort());
  await replaceServer(page, answering(['是 \\(a*b*c_1\\) 和 $$x*y*z$$']));
  await openChat(page, server.origin);
  const answer = await ask(page, '乙');
  await hasStatus(answer, 'done');
  await painted(page);
  assert.equal(await answer.locator('.text').textContent(), '是 \\(a*b*c_1\\) 和 $$x*y*z$$');
  await page.close();
});

testInLooks('a formula that is arriving stays source', async (look) => {
  const { page, say } = await growing('因此 \\(2*a', look);
  await say('*b_1*');
  assert.match(await text(page).textContent(), /^因此 \\\(2\*a⟦1⟧\*b_1\*⟦2⟧$/);
  assert.equal(await text(page).locator('em').count(), 0);
  await page.close();
});
