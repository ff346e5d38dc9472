// The renderer of answers: safe whatever the model writes, the same however it is cut.

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
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><p>text</p><ol start="3"><li>d</li><li>e</li></ol>',
  ],
  'a list with boxes': ['- [x] a\n- [ ] b', '<ul><li>☑ a</li><li>☐ b</li></ul>'],
  'a table': [
    '| a | b |\n|---|--:|\n| 1<br>2 | 3 |',
    '<div class="table"><table><thead><tr><th>a</th><th align="right">b</th></tr></thead><tbody><tr><td>1<br>2</td><td align="right">3</td></tr></tbody></table></div>',
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

/** Without the line ends between blocks, which nobody sees. */
const withoutGaps = (html) => html.split(/(<pre.*?<\/pre>)/s).map((part, odd) => (odd % 2 ? part : part.replaceAll('\n', ''))).join('');

for (const [name, [source, html]] of Object.entries(examples)) {
  test(name, async () => assert.equal(withoutGaps(await rendered(page, source)), html));
}

test('an answer looks the same however it was cut', async () => {
  const source = [
    '# 标题 *重*', '', '第一段 **粗', '体** `code` 完', '', '- a', '', '- b', '  1. c', '  2. d', '', '10. 十', '11. 十一',
    '', '> 引用', '> **两行**', '', '| a | b |', '|---|---|', '| 1 | 2 |', '', '```', '- not a list', '', '**', '```', '---',
    '结尾 [who](https://who.int) *末*',
  ].join('\n');
  const differing = await page.evaluate(async (text) => {
    const { MarkdownStream, renderMarkdown } = await import(new URL('markdown.js', document.querySelector('script[type=module]').src));
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

/** The same pieces for the same seed. */
function randomPieces(seed, count) {
  const alphabet = ['a', '好', ' ', '\n', '\n\n', '- ', '1. ', '  ', '    ', '# ', '> ', '**', '*', '`', '```', '|', '|-|', '\n|-|\n',
    '---', '===', '[', '](https://x.y)', '~~', '<b>', '\\', '\r\n', '：', '\t'];
  let state = seed;
  const next = (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  return Array.from({ length: count }, () => alphabet[next(alphabet.length)]);
}

test('random text looks the same piece by piece and at once', async () => {
  const first = Math.floor(Math.random() * 2 ** 31);
  const samples = Array.from({ length: 150 }, (_, index) => randomPieces(first + index, 30));
  const differing = await page.evaluate(async (all) => {
    const { MarkdownStream, renderMarkdown } = await import(new URL('markdown.js', document.querySelector('script[type=module]').src));
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
    const { MarkdownStream } = await import(new URL('markdown.js', document.querySelector('script[type=module]').src));
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
  // Against plain text of the same size, in the same run: how fast the machine is does not matter.
  const ratios = await page.evaluate(async (texts) => {
    const { renderMarkdown } = await import(new URL('markdown.js', document.querySelector('script[type=module]').src));
    const timed = (text) => {
      const began = performance.now();
      renderMarkdown(text);
      return performance.now() - began;
    };
    const fastest = (text) => Math.min(timed(text), timed(text), timed(text));
    const plain = (size) => 'A line of plain words that a model may write.\n\n'.repeat(size / 46);
    const ratio = (text) => fastest(text) / fastest(plain(text.length));
    // A busy machine may hold up one measure; time that grows too fast spoils all of them.
    const lowest = (text, tries) => {
      const found = ratio(text);
      return found > 100 && tries > 1 ? lowest(text, tries - 1) : found;
    };
    return Object.entries(texts).map(([name, text]) => [name, lowest(text, 5)]);
  }, hostile);
  // They are about 12 at most. Time that grows with the square of the length makes them hundreds.
  assert.deepEqual(ratios.filter(([, ratio]) => ratio > 100), []);
});
