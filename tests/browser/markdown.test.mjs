// The renderer of answers: safe for any text, equal for any split.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openChat, rendered, startBrowser, startServer } from './support.mjs';

let server;
let browser;
let page;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  page = await browser.newPage();
  await openChat(page, server.origin);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const examples = {
  'headings start below the page\'s own': ['# a\n## b\n### c', '<h3>a</h3><h3>b</h3><h4>c</h4>'],
  'emphasis, also between Chinese characters': ['请**“马上”**去*看*', '<p>请<strong>“马上”</strong>去<em>看</em></p>'],
  'emphasis that ends with a colon': ['**注意：**多喝水', '<p><strong>注意：</strong>多喝水</p>'],
  'stars that mean nothing stay': ['2 * 3 * 4 **', '<p>2 * 3 * 4 **</p>'],
  'names with underscores stay': ['sleep_hours_total', '<p>sleep_hours_total</p>'],
  'a tilde is a range': ['每天1~2次，每周3~4次', '<p>每天1~2次，每周3~4次</p>'],
  'two tildes strike out': ['~~旧~~新', '<p><del>旧</del>新</p>'],
  'inline code keeps its stars': ['`**a**`', '<p><code>**a**</code></p>'],
  'a code block': ['```js\n<b>\n\n  x\n```\nend', '<pre tabindex="0"><code>&lt;b&gt;\n\n  x</code></pre><p>end</p>'],
  'lists, nested and numbered on': [
    '- a\n  - b\n- c\n\ntext\n\n3. d\n4. e',
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><p>text</p><ol><li value="3">d</li><li value="4">e</li></ol>',
  ],
  'a list with boxes': ['- [x] a\n- [ ] b', '<ul><li>☑ a</li><li>☐ b</li></ul>'],
  'a table': [
    '| a | b |\n|---|--:|\n| 1<br>2 | 3 |',
    '<div class="table" tabindex="0" role="group" aria-label="表格"><table><thead><tr><th>a</th><th align="right">b</th></tr></thead><tbody><tr><td>1<br>2</td><td align="right">3</td></tr></tbody></table></div>',
  ],
  'lines of a paragraph stay apart': ['a\nb', '<p>a<br>b</p>'],
  'a line of dashes makes no heading': ['a\n---\nb', '<p>a</p><hr><p>b</p>'],
  'HTML is text': ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
  'a block of HTML is text': ['<div>\n<script>x</script>\n</div>', '<p>&lt;div&gt;<br>&lt;script&gt;x&lt;/script&gt;<br>&lt;/div&gt;</p>'],
  'a script address is text': ['[a](javascript:alert)', '<p>[a](javascript:alert)</p>'],
  'a data address is text': ['[a](data:text/html,x)', '<p>[a](data:text/html,x)</p>'],
  'an address of this page is text': ['[a](/api/v1/x)', '<p>[a](/api/v1/x)</p>'],
  'a definition is text and changes no other block': ['[a]\n\n[a]: javascript:x', '<p>[a]</p><p>[a]: javascript:x</p>'],
  'a link shows where it leads': [
    '[who](https://who.int/x)',
    '<p><span><a href="https://who.int/x" rel="noopener noreferrer" target="_blank">who</a><span class="address"> (https://who.int/x)</span></span></p>',
  ],
  'a link that claims another address shows both': [
    '[https://who.int](https://evil.example)',
    '<p><span><a href="https://evil.example" rel="noopener noreferrer" target="_blank">https://who.int</a><span class="address"> (https://evil.example)</span></span></p>',
  ],
  'a picture is a link': [
    '![图](https://who.int/x.png)',
    '<p><span><a href="https://who.int/x.png" rel="noopener noreferrer" target="_blank">图</a><span class="address"> (https://who.int/x.png)</span></span></p>',
  ],
  'a bare address ends before the punctuation': [
    '见https://who.int/x。',
    '<p>见<a href="https://who.int/x" rel="noopener noreferrer" target="_blank">https://who.int/x</a>。</p>',
  ],
  'a bare address in brackets ends before them': [
    '(https://who.int/x)',
    '<p>(<a href="https://who.int/x" rel="noopener noreferrer" target="_blank">https://who.int/x</a>)</p>',
  ],
};

const unchanged = {
  'products and sums': '10*70 + 6.25*175 - 5*30',
  'a product with brackets': '2*(3+4)*5, (a+b)*(c+d)*2',
  'a product with letters': 'a*b*c, a_1*b_2, π*r^2*h, x *y, 2 *3* 4',
  'a product with blanks': '5 * 3 * 2, 5 * (3) * 2',
  'a product in Chinese': '体重*30*系数，BMI = 体重/身高*身高*1',
  'a product of percentages': '5%*3*2, 60%*(220-age)*2',
  powers: '2**3**2, 2 ** 3 ** 2, x**2 + y**2, 2**(3)**2',
  'half of a pair': '2 ** 3 and 4** 5',
  comparisons: 'BMI <18.5 and >25, 3<5>4, <5',
  'a comparison at the begin of a line': '>25 is overweight',
  'another comparison at the begin of a line': '>= 30 is obese',
  'a comparison with a blank': '> 25',
  'a number and a full stop': '165.',
  'a number that ends a sentence': '165. That is fine.',
  'a year': '2024. A good year',
  'a code': '007. It is a code.',
  'a negative number': '-5 °C',
  'a positive number': '+5, +86 10 1234',
  'what is added': '+ 5 kg',
  'a number of a thing': '#1 is this',
  'ranges with tildes': '1~2, 3~4, 1~~2, 3~~4',
  'blanks to fill in': 'x = ___ kg',
  'amounts of money': 'between $5 and $10, $5_000 and $6_000, US$5=A$7, $$ to $$$',
  'a formula without its end': '\\(x + 1*2*3',
  'underscores beside brackets': '(a)_1_, 3_000_000',
};

for (const [name, source] of Object.entries(unchanged)) {
  test(`${name} stay as they are`, async () => {
    const html = await rendered(page, source);
    assert.match(html.replace(/<span class="formula-source"[^<>]*>(.*?)<\/span>/g, "$1"), /^<p[^<>]*>[^<>]*<\/p>$/);
    assert.equal(html.replace(/<.*?>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>'), source);
  });
}

Object.assign(examples, {
  'emphasis around a formula in words': ['**总量 = 10*70 + 5*30**', '<p><strong>总量 = 10*70 + 5*30</strong></p>'],
  'emphasis of a number': ['每天**30**分钟，B12 **2.4 µg**', '<p>每天<strong>30</strong>分钟，B12 <strong>2.4 µg</strong></p>'],
  'emphasis of a number before a unit': ['**10**mg, **5**-**7** h', '<p><strong>10</strong>mg, <strong>5</strong>-<strong>7</strong> h</p>'],
  'emphasis of first letters': ['**F**ace, *S*peech', '<p><strong>F</strong>ace, <em>S</em>peech</p>'],
  'emphasis between an abbreviation and words': ['BMI**28**以上', '<p>BMI<strong>28</strong>以上</p>'],
  'emphasis before a bracket': ['**BMI**(Body)', '<p><strong>BMI</strong>(Body)</p>'],
  'a list counts as it is written': ['3. a\n5. b\n2024. c', '<ol><li value="3">a</li><li value="5">b</li><li value="2024">c</li></ol>'],
  'a comparison after a line': ['BMI:\n>25 high', '<p>BMI:<br>&gt;25 high</p>'],
  'a quotation': ['> a\n> 2 b', '<blockquote><p>a<br>2 b</p></blockquote>'],
  'a quoted list': ['> 1. a', '<blockquote><ol><li value="1">a</li></ol></blockquote>'],
  'a sum': ['15\n- 5\n= 10', '<p>15<br>- 5<br>= 10</p>'],
  'escapes and entities': ['2\\*3\\*4 &lt; 5 &amp; 6', '<p>2*3*4 &lt; 5 &amp; 6</p>'],
  'the number of a reference': ['see\\[1\\]', '<p>see[1]</p>'],
  'a lone return ends a line': ['5\r3', '<p>5<br>3</p>'],
  'the title of a link': [
    '[a](https://x.org "5 mg")',
    '<p><span><a href="https://x.org" rel="noopener noreferrer" target="_blank">a</a><span class="address"> (https://x.org 5 mg)</span></span></p>',
  ],
  'a row with more cells than the head': [
    '| a |\n|---|\n| 1 | 2 |',
    '<div class="table" tabindex="0" role="group" aria-label="表格"><table><thead><tr><th>a</th><th></th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>',
  ],
  'an item with a blank line looks like the others': ['- a\n\n- b\n\n  c', '<ul><li>a</li><li>b<p>c</p></li></ul>'],
});

const withoutDirections = (html) => html.replace(/ dir="\w+"/g, '');

for (const [name, [source, html]] of Object.entries(examples)) {
  test(name, async () => assert.equal(withoutDirections(await rendered(page, source)), html));
}

/** Random numbers below a bound, equal for equal seeds. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const operands = ['165', '6.25', '1,000', '0.5', '2024', '007', '½', '5%', '(3+4)', '[2]', '10²', '{7}', 'x', 'a_1', 'BMI', 'π', '(a-b)', 'height_cm'];
const operators = ['*', '+', '-', '/', '×', '**', '=', '<', '>', '<=', '>=', '^', '~', '±', '~~', '_'];
const begins = ['', '-5 °C ', '+5 ', '+ 5 kg ', '>25 ', '> 25 ', '>= 30 ', '165. ', '2024. ', '007. ', '#1 ', '<18.5 ', '*5 ', '~3 ', '86% '];

/** Arithmetic as a model may write it: no character in it is a Markdown mark. */
function expression(next, { isInner = false } = {}) {
  const pick = (list) => list[next(list.length)];
  let text = pick(operands);
  for (let count = 1 + next(5); count > 0; --count) {
    const operator = pick(isInner ? operators.filter((sign) => !['**', '~~', '_'].includes(sign)) : operators);
    text += pick(operator === '_' ? [operator] : [operator, ` ${operator} `]) + pick(operands);
  }
  return text;
}

/** A text with many numbers: `[source, expected text]`. */
function numbersInText(next) {
  const inner = () => expression(next, { isInner: true });
  const whole = expression(next);
  const [a, b, c] = [inner(), inner(), inner()];
  const begin = begins[next(begins.length)] + whole;
  const kinds = [
    [begin, begin],
    [`共${begin}。\n${begin}`, `共${begin}。${begin}`],
    [`the sum **${a}** is`, `the sum ${a} is`],
    [`结果是**${a}**。然后${b}`, `结果是${a}。然后${b}`],
    [`- ${a}\n- **${b}**\n  - ${c}`, `${a}${b}${c}`],
    [`1. ${a}\n2. ${b}\n10. ${c}`, `1.${a}2.${b}10.${c}`],
    [`| a | b |\n|---|--:|\n| ${a} | ${b} |\n| ${c} | ${whole} |`, `ab${a}${b}${c}${whole}`],
    [`## ${a}\n${begin}`, `${a}${begin}`],
    [`> so: ${a}\n> ${b}`, `so: ${a}${b}`],
    [`\`${whole}\` and ~~${a}~~ ${b}`, `${whole} and ${a} ${b}`],
    [`${a}\t${b}\n    ${c}`, `${a}${b}${c}`],
    [`\`\`\`\n${whole}\n${begin}\n\`\`\``, `${whole}${begin}`],
    [`[${a}](https://who.int) ${b}`, `${a} (https://who.int) ${b}`],
  ];
  return kinds[next(kinds.length)];
}

test('every number, sign and operator is shown as it was written', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const next = randomNumbers(seed);
  const samples = Array.from({ length: 4000 }, () => numbersInText(next));
  const shown = await page.evaluate(async (sources) => {
    const { renderMarkdown } = await import('/modules/markdown.js');
    return sources.map((source) => {
      const node = document.createElement('div');
      node.append(renderMarkdown(source));
      for (const item of node.querySelectorAll('ol > li')) item.prepend(`${item.value}.`);
      return node.textContent;
    });
  }, samples.map(([source]) => source));
  const bare = (text) => text.replace(/\s/g, '');
  const differing = samples.map(([source, expected], index) => [source, bare(shown[index]), bare(expected)]).filter(([, is, wanted]) => is !== wanted);
  assert.deepEqual(differing.slice(0, 20), [], `${differing.length} of ${samples.length} differ, seed ${seed}`);
});

test('an answer looks the same however it was cut', async () => {
  const source = [
    '# 标题 *重*', '', '第一段 **粗', '体** `code` 完', '', '- a', '', '- b', '  1. c', '  2. d', '', '10. 十', '11. 十一',
    '', '> 引用', '> **两行**', '', '| a | b |', '|---|---|', '| 1 | 2 |', '', '```', '- not a list', '', '**', '```', '---',
    '结尾 [who](https://who.int) *末*',
  ].join('\n');
  const differing = await page.evaluate(async (text) => {
    const [{ MarkdownStream }, { renderMarkdown }] = await Promise.all(['markdown_stream.js', 'markdown.js'].map((name) => import(`/modules/${name}`)));
    const frame = () => new Promise(requestAnimationFrame);
    const expected = document.createElement('div');
    expected.append(renderMarkdown(text));
    const cuts = [];
    for (let at = 0; at <= text.length; ++at) {
      const node = document.createElement('div');
      const stream = new MarkdownStream(node);
      stream.append(text.slice(0, at));
      await frame();
      stream.append(text.slice(at));
      stream.finish();
      if (node.innerHTML !== expected.innerHTML) cuts.push(at);
    }
    const letters = document.createElement('div');
    const stream = new MarkdownStream(letters);
    for (const letter of text) {
      stream.append(letter);
      await frame();
    }
    stream.finish();
    return [...cuts, ...(letters.innerHTML === expected.innerHTML ? [] : ['letter by letter'])];
  }, source);
  assert.deepEqual(differing, []);
});

/** Equal pieces for equal seeds. */
function randomPieces(seed, count) {
  const alphabet = ['a', '好', ' ', '\n', '\n\n', '- ', '1. ', '  ', '    ', '# ', '> ', '**', '*', '`', '```', '|', '|-|', '\n|-|\n',
    '---', '===', '[', '](https://x.y)', '~~', '<b>', '\\', '\r\n', '\r', '：', '\t', '\\[', '\\]', '\\(x', '\\)', '$$', '$', '=', '5', '> 5', '+ 5', '100. ',
    '2. ', '- a\n', '- b\n\n', '3) '];
  const next = randomNumbers(seed);
  return Array.from({ length: count }, () => alphabet[next(alphabet.length)]);
}

test('random text looks the same piece by piece and at once', async () => {
  const first = Math.floor(Math.random() * 2 ** 31);
  const samples = Array.from({ length: 150 }, (_, index) => randomPieces(first + index, 30));
  const differing = await page.evaluate(async (all) => {
    const [{ MarkdownStream }, { renderMarkdown }] = await Promise.all(['markdown_stream.js', 'markdown.js'].map((name) => import(`/modules/${name}`)));
    const frame = () => new Promise(requestAnimationFrame);
    const shown = await Promise.all(all.map(async (pieces) => {
      const node = document.createElement('div');
      const stream = new MarkdownStream(node);
      for (const piece of pieces) {
        stream.append(piece);
        await frame();
      }
      stream.finish();
      const whole = document.createElement('div');
      whole.append(renderMarkdown(pieces.join('')));
      return node.innerHTML === whole.innerHTML ? null : [pieces.join(''), node.innerHTML, whole.innerHTML];
    }));
    return shown.filter((pair) => pair !== null);
  }, samples);
  assert.deepEqual(differing, [], `first seed ${first}`);
});

test('finished blocks are never touched again, and a frame renders at most once', async () => {
  const [same, renders] = await page.evaluate(async () => {
    const { MarkdownStream } = await import('/modules/markdown_stream.js');
    const frame = () => new Promise(requestAnimationFrame);
    const node = document.createElement('div');
    let count = 0;
    const stream = new MarkdownStream(node, () => ++count);
    stream.append('first\n\nsecond\n\nthird');
    await frame();
    const first = node.firstChild;
    count = 0;
    for (let piece = 0; piece < 100; ++piece) stream.append(` word${piece}`);
    await frame();
    return [node.firstChild === first, count];
  });
  assert.equal(same, true);
  assert.equal(renders, 1);
});

const phrases = ['每天走**三十分钟**，', '睡前*不要*看屏幕。', 'keep `BMI` below 25, ', '体重*30*系数，', '约 $5 或 $10，', '见[说明](https://who.int/a)。', '\\(x_1 + 2\\)是和，',
  '[1] 与 [2]，', '~~旧的~~新的，', 'a*b = c，', '**没有完，', '1. 不是表；', '\n2 * 3，', '\n好的，', '> 25，', 'x < 5, y > 3, ', '&amp; 和 &lt;，', 'so **it is. ', '__一__，', '`半，', '\\*星，'];

/** Texts whose last block is long, by name. */
function longTexts(next) {
  const plain = (count) => Array.from({ length: count }, (_, index) => `第${index}句话说的是怎样睡得更好，`).join('');
  const row = (index) => `| ${index} | ${'**值**，'.repeat(1 + next(3))} |`;
  const rows = (from, to) => Array.from({ length: to - from }, (_, index) => row(from + index)).join('\n');
  const items = (count) => Array.from({ length: count }, (_, index) => `${index + 1}. 第${index}项 *好*`).join('\n');
  return {
    plain: plain(400),
    'a mark over a whole paragraph': `**${plain(300)}** 完`,
    'a sum late in a paragraph': `体重*身高*年龄，${plain(300)} = 5，${plain(20)}`,
    'a paragraph that turns out as the head of a table': `${plain(300)} | b\n---|---\n1 | 2\n`,
    'a paragraph before other blocks': `${plain(300)}\n- 一\n- 二\n\n${plain(300)}\n\n## 题\n\n> 引\n`,
    'a paragraph of lines': Array.from({ length: 300 }, (_, index) => `第${index}行，**说**的话，不太长。`).join('\n'),
    'a paragraph of anything': Array.from({ length: 700 }, () => phrases[next(phrases.length)]).join(''),
    'a table': `前言\n\n| 号 | 值 |\n|---|--:|\n${rows(0, 60)}\n\n后记`,
    'a table that grows wider late': `| 号 | 值 |\n|---|--:|\n${rows(0, 40)}\n| 1 | 2 | 3 | 4 |\n${rows(41, 70)}\n| 5 | 6 | 7 |\n没有线的一行\n\n尾`,
    'a list': `${items(60)}\n\n尾`,
    code: `~~~\n${Array.from({ length: 350 }, (_, index) => (index % 7 ? `  line ${index}` : '')).join('\n')}\n~~~\n尾`,
  };
}

test('a long block looks the same while it grows, at its end and at once', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const differing = await page.evaluate(async (texts) => {
    const [{ MarkdownStream }, { renderMarkdown }] = await Promise.all(['markdown_stream.js', 'markdown.js'].map((name) => import(`/modules/${name}`)));
    const frame = () => new Promise(requestAnimationFrame);
    const show = async (stream, piece) => {
      await new Promise((resolve) => {
        stream.onRendered = resolve;
        stream.append(piece);
      });
    };
    const found = [];
    for (const [name, text] of Object.entries(texts)) {
      const node = document.createElement('div');
      const stream = new MarkdownStream(node);
      for (let at = 0; at < text.length; at += 499) {
        await show(stream, text.slice(at, at + 499));
        // Ambiguous text is corrected only at the end of its block.
        if (name.endsWith('anything') || name.startsWith('a sum') || at % 4 > 0) continue;
        const fresh = document.createElement('div');
        await show(new MarkdownStream(fresh), text.slice(0, at + 499));
        if (fresh.innerHTML !== node.innerHTML) found.push(`${name} at ${at}`);
      }
      stream.finish();
      await frame();
      const whole = document.createElement('div');
      whole.append(renderMarkdown(text));
      if (node.innerHTML !== whole.innerHTML) found.push(name);
      node.normalize();
      whole.normalize();
      if (!node.isEqualNode(whole)) found.push(`${name}: nodes`);
    }
    return found;
  }, longTexts(randomNumbers(seed)));
  assert.deepEqual(differing, [], `seed ${seed}`);
});

test('what is finished in a long block is not made anew while the block grows', async () => {
  const texts = Object.entries(longTexts(randomNumbers(1)));
  const made = await page.evaluate(async (all) => {
    const { MarkdownStream } = await import('/modules/markdown_stream.js');
    const counts = {};
    for (const [name, text] of all) {
      const node = document.createElement('div');
      const stream = new MarkdownStream(node);
      const show = (piece) => new Promise((resolve) => {
        stream.onRendered = resolve;
        stream.append(piece);
      });
      await show(text.slice(0, -40));
      await show(text.slice(-40, -20));
      // Every element that parsing the last letters makes.
      let count = 0;
      const make = document.createElement;
      document.createElement = (...parameters) => {
        ++count;
        return make.apply(document, parameters);
      };
      await show(text.slice(-20));
      delete document.createElement;
      counts[name] = count;
    }
    return counts;
  }, texts.filter(([name]) => ['a paragraph of lines', 'a table', 'a list'].includes(name)));
  assert.ok(Object.values(made).every((count) => count < 150), JSON.stringify(made));
});

test('hostile text neither breaks nor stalls the page', async () => {
  const hostile = {
    quotes: '>'.repeat(20_000),
    lists: Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n'),
    stars: '**a '.repeat(10_000),
    brackets: '['.repeat(20_000),
    backticks: '`a '.repeat(10_001),
    underscores: '_a '.repeat(10_000),
    addresses: 'https://'.repeat(5_000),
  };
  // Compared with plain text of the same size in the same run, so the speed of the machine does not matter.
  const ratios = await page.evaluate(async (texts) => {
    const { renderMarkdown } = await import('/modules/markdown.js');
    const timed = (text) => {
      const began = performance.now();
      renderMarkdown(text);
      return performance.now() - began;
    };
    const fastest = (text) => Math.min(timed(text), timed(text), timed(text));
    const plain = (size) => 'A line of plain words that a model may write.\n\n'.repeat(size / 46);
    const ratio = (text) => fastest(text) / fastest(plain(text.length));
    // A busy machine may delay one measurement; a time that grows too fast affects all of them.
    const lowest = (text, tries) => {
      const found = ratio(text);
      return found > 100 && tries > 1 ? lowest(text, tries - 1) : found;
    };
    return Object.entries(texts).map(([name, text]) => [name, lowest(text, 5)]);
  }, hostile);
  // The ratio is at most about 12. Quadratic time makes it some hundreds.
  assert.deepEqual(ratios.filter(([, ratio]) => ratio > 100), []);
});
