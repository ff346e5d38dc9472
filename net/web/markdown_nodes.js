// The nodes of an answer, from the tokens of its Markdown. There are no elements and attributes but those that are made here, and
// all that a model wrote goes into texts and into the addresses of links: it can at worst look odd.

import { withoutReferences } from './character_references.js';
import { h } from './dom.js';
import { t } from './texts.js';

const isWebAddress = (address) => /^https?:\/\//i.test(address) && URL.canParse(address);

// The address stands behind the words, because a model could promise another one.
function anchor({ href, title }, words, text) {
  const node = h('a', { href, rel: 'noopener noreferrer', target: '_blank' }, ...words);
  const shown = [href, ...(title ? [title] : [])].join(' ');
  return text === shown ? node : h('span', {}, node, h('span', { class: 'address' }, ` (${shown})`));
}

/** Until it is drawn, and where it cannot be, a formula is its source. */
function formula({ raw, isDisplayed, isArriving }) {
  const name = isArriving ? 'formula-source' : isDisplayed ? 'formula displayed' : 'formula';
  return h('span', { class: name, dir: 'ltr' }, raw);
}

const checkbox = ({ checked }) => (checked ? '☑ ' : '☐ ');

const inlineNodes = {
  escape: ({ text }) => text,
  text: ({ text, tokens }) => (tokens ? inline(tokens) : withoutReferences(text)),
  strong: ({ tokens }) => h('strong', {}, ...inline(tokens)),
  em: ({ tokens }) => h('em', {}, ...inline(tokens)),
  del: ({ tokens }) => h('del', {}, ...inline(tokens)),
  codespan: ({ text }) => h('code', { dir: 'ltr' }, text),
  br: () => h('br'),
  link: (link) => (isWebAddress(link.href) ? anchor(link, inline(link.tokens), link.text) : link.raw),
  // A picture would tell its server who reads the answer, and when.
  image: (image) => (isWebAddress(image.href) ? anchor(image, [image.text || image.href], image.text || image.href) : image.raw),
  checkbox,
  formula,
};

function tableRow(name, cells) {
  return h('tr', {}, ...cells.map(({ tokens, align }) => h(name, align ? { align } : {}, ...inline(tokens))));
}

// Each item looks the same whatever other items hold, so that a finished one need not be touched again.
function listItem({ raw, tokens }, ordered) {
  const parts = tokens.filter(({ type }) => type !== 'space');
  const lead = parts.findIndex(({ type }) => type !== 'checkbox');
  const nodes = parts.flatMap((token, at) => (at === lead && isParagraph(token) ? inline(token.tokens) : blocks([token])));
  return h('li', ordered ? { value: Number.parseInt(raw.trimStart(), 10) } : {}, ...nodes);
}

const isParagraph = ({ type }) => type === 'paragraph' || type === 'text';
const paragraph = ({ tokens, text }) => h('p', {}, ...(tokens ? inline(tokens) : [withoutReferences(text)]));

// The browser lays out a block anew for each line that it gains: a long one is laid out in parts, of which only the last grows.
function linesInParts(text) {
  const [first = '', ...others] = text.match(/(?:[^\n]*\n){100}|[^]+$/g) ?? [];
  return [first, ...others.map((part) => h('span', {}, part))];
}

const blockNodes = {
  space: () => [],
  heading: ({ tokens, depth }) => h(`h${Math.min(6, Math.max(3, depth + 1))}`, {}, ...inline(tokens)),
  paragraph,
  text: paragraph,
  blockquote: ({ tokens }) => h('blockquote', {}, ...blocks(tokens)),
  hr: () => h('hr'),
  list: ({ ordered, items }) => h(ordered ? 'ol' : 'ul', {}, ...items.map((item) => listItem(item, ordered))),
  code: ({ text }) => h('pre', { tabindex: 0 }, h('code', { dir: 'ltr' }, ...linesInParts(text))),
  table: ({ header, rows }) => h('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': t('table') },
    h('table', {}, h('thead', {}, tableRow('th', header)), h('tbody', {}, ...rows.map((row) => tableRow('td', row))))),
  checkbox,
  formulaBlock: ({ formula: token, after }) => h('p', {}, formula(token), after),
};

const nodesBy = (makers) => (tokens) => tokens.flatMap((token) => makers[token.type]?.(token) ?? token.raw);
const inline = nodesBy(inlineNodes);
const blocks = nodesBy(blockNodes);

/** The nodes of the blocks in `tokens`, as a fragment. Throws a RangeError if they are nested deeper than the stack reaches. */
export function nodesOfBlocks(tokens) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(tokens));
  // Each block is written in the direction of its own words.
  for (const block of fragment.children) block.dir = block.localName === 'pre' ? 'ltr' : 'auto';
  return fragment;
}
