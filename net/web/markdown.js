// A small, safe subset of Markdown. Nodes are built one by one and text is only ever
// set as text, so whatever a model writes can at worst look odd.

/** Nesting of quotes, lists and emphasis; what is deeper shows as plain text. */
const deepest = 8;

const fence = /^ {0,3}(```+|~~~+)[^`]*$/;
const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const quote = /^ {0,3}>\s?/;
const item = /^(\s*)([-*+•]|\d{1,9}[.)])(\s+)(.*)$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

const isBlank = (line) => line.trim() === '';
const withoutTabs = (line) => line.replace(/^\s+/, (space) => space.replaceAll('\t', '    '));
const indentOf = (line) => withoutTabs(line).match(/^\s*/)[0].length;
const isOrdered = (marker) => /\d/.test(marker);

function startsTable(lines, at) {
  const next = lines[at + 1] ?? '';
  return lines[at].includes('|') && next.includes('|') && tableRule.test(next);
}

function interruptsParagraph(lines, at) {
  const line = lines[at];
  const marker = item.exec(line)?.[2];
  return isBlank(line) || fence.test(line) || heading.test(line) || rule.test(line) || quote.test(line) ||
    startsTable(lines, at) || (marker !== undefined && (!isOrdered(marker) || parseInt(marker, 10) === 1));
}

function endOfFence(lines, at) {
  const mark = fence.exec(lines[at])[1];
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(mark)) ++end;
  return { end: Math.min(end + 1, lines.length), closed: end < lines.length };
}

function endOfList(lines, at) {
  const ordered = isOrdered(item.exec(lines[at])[2]);
  let end = at + 1;
  while (end < lines.length) {
    let next = end;
    while (next < lines.length && isBlank(lines[next])) ++next;
    if (next === lines.length) break;
    const found = item.exec(lines[next]);
    const belongs = found && !rule.test(lines[next])
      ? indentOf(lines[next]) >= 2 || isOrdered(found[2]) === ordered
      : indentOf(lines[next]) >= 2;
    if (!belongs) break;
    end = next + 1;
  }
  return end;
}

function takeWhile(lines, from, test) {
  let end = from;
  while (end < lines.length && test(end)) ++end;
  return end;
}

/** The block that starts at line `at`, which is not blank. */
function blockAt(lines, at) {
  const line = lines[at];
  const block = (type, end, more) => ({ type, start: at, end, lines: lines.slice(at, end), ...more });
  if (fence.test(line)) {
    const { end, closed } = endOfFence(lines, at);
    return block('code', end, { closed });
  }
  if (heading.test(line)) return block('heading', at + 1);
  if (rule.test(line)) return block('rule', at + 1);
  if (quote.test(line)) return block('quote', takeWhile(lines, at + 1, (i) => quote.test(lines[i])));
  if (startsTable(lines, at)) {
    return block('table', takeWhile(lines, at + 2, (i) => lines[i].includes('|')));
  }
  if (item.test(line)) {
    const end = endOfList(lines, at);
    return block('list', end, { lines: lines.slice(at, end).map(withoutTabs) });
  }
  return block('paragraph', takeWhile(lines, at + 1, (i) => !interruptsParagraph(lines, i)));
}

function blocksOf(lines) {
  const blocks = [];
  for (let at = 0; at < lines.length;) {
    if (isBlank(lines[at])) {
      ++at;
      continue;
    }
    const block = blockAt(lines, at);
    blocks.push(block);
    at = block.end;
  }
  return blocks;
}

function element(name, ...children) {
  const node = document.createElement(name);
  node.append(...children);
  return node;
}

// The bounds on each span keep hostile text from costing quadratic time.
const span = new RegExp([
  /\\([!-/:-@[-`{-~])/,
  /(`+)([^`][\s\S]{0,2000}?)\2(?!`)/,
  /\[([^\]\n]{1,500})\]\(([^\s()]{1,2000})\)/,
  /\*\*(\S(?:[\s\S]{0,2000}?\S)?)\*\*/,
  /\*([^\s*](?:[^*]{0,1000}?[^\s*])?)\*/,
  /\b__(\S(?:[\s\S]{0,1000}?\S)?)__\b/,
  /\b_([^\s_](?:[^_]{0,1000}?[^\s_])?)_\b/,
  /(https?:\/\/[^\s<>"'`，。；：！？、（）【】「」《》]{1,2000}[^\s<>"'`.,;:!?()，。；：！？、（）【】「」《》])/,
].map((part) => part.source).join('|'), 'gu');

function link(text, address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const anchor = element('a', text);
  anchor.href = url.href;
  anchor.rel = 'noopener noreferrer';
  anchor.target = '_blank';
  if (text === address) return anchor;
  const shown = element('span', ` (${address})`);
  shown.className = 'address';
  return element('span', anchor, shown);
}

function nodeOf(match, depth) {
  const [whole, escaped, , code, linkText, address, strong, em, strong2, em2, bare] = match;
  if (escaped) return escaped;
  if (code) return element('code', code.trim() || code);
  if (linkText) return link(linkText, address) ?? whole;
  if (strong ?? strong2) return element('strong', inline(strong ?? strong2, depth + 1));
  if (em ?? em2) return element('em', inline(em ?? em2, depth + 1));
  return link(bare, bare) ?? whole;
}

function appendText(parent, text) {
  text.split('\n').forEach((line, index) => {
    if (index > 0) parent.append(document.createElement('br'));
    parent.append(line);
  });
}

function inline(text, depth = 0) {
  const parent = document.createDocumentFragment();
  let from = 0;
  if (depth < deepest) {
    for (const match of text.matchAll(span)) {
      appendText(parent, text.slice(from, match.index));
      parent.append(nodeOf(match, depth));
      from = match.index + match[0].length;
    }
  }
  appendText(parent, text.slice(from));
  return parent;
}

function renderItem(lines, depth) {
  const node = document.createElement('li');
  for (const block of blocksOf(lines)) {
    node.append(block.type === 'paragraph' ? inline(block.lines.join('\n')) : render(block, depth + 1));
  }
  return node;
}

function renderList({ lines }, depth) {
  const [, base, marker] = item.exec(lines[0]);
  const list = document.createElement(isOrdered(marker) ? 'ol' : 'ul');
  if (isOrdered(marker) && parseInt(marker, 10) !== 1) list.start = parseInt(marker, 10);
  let current = null;
  for (const line of lines) {
    const found = item.exec(line);
    if (found && indentOf(line) < base.length + 2) {
      if (current) list.append(renderItem(current, depth));
      current = [found[4]];
    } else {
      current.push(line.slice(Math.min(indentOf(line), base.length + 2)));
    }
  }
  list.append(renderItem(current, depth));
  return list;
}

function cellsOf(line) {
  return line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());
}

function renderTable({ lines }) {
  const row = (line, name) => element('tr', ...cellsOf(line).map((cell) => element(name, inline(cell))));
  const head = element('thead', row(lines[0], 'th'));
  const body = element('tbody', ...lines.slice(2).map((line) => row(line, 'td')));
  for (const cell of head.querySelectorAll('th')) cell.scope = 'col';
  const frame = element('div', element('table', head, body));
  frame.className = 'table';
  frame.tabIndex = 0;
  return frame;
}

function codeText({ lines, closed }) {
  return lines.slice(1, closed ? -1 : undefined).join('\n');
}

function renderCode(block) {
  const frame = element('pre', element('code', document.createTextNode(codeText(block))));
  frame.tabIndex = 0;
  return frame;
}

function renderQuote({ lines }, depth) {
  const inner = blocksOf(lines.map((line) => line.replace(quote, '')));
  return element('blockquote', ...inner.map((block) => render(block, depth + 1)));
}

// The page's own headings are 1 and 2; models mostly begin with their second.
function renderHeading({ lines }) {
  const [, marks, text] = heading.exec(lines[0]);
  return element(`h${Math.max(3, Math.min(6, marks.length + 1))}`, inline(text));
}

function render(block, depth = 0) {
  if (depth >= deepest) return element('p', block.lines.join('\n'));
  switch (block.type) {
    case 'code': return renderCode(block);
    case 'heading': return renderHeading(block);
    case 'rule': return element('hr');
    case 'quote': return renderQuote(block, depth);
    case 'table': return renderTable(block);
    case 'list': return renderList(block, depth);
    default: return element('p', inline(block.lines.join('\n')));
  }
}

/** Shows `**so` as bold while its end is still on the way, instead of as two stars. */
function closeOpenMarks(line) {
  if (line.split('`').length % 2 === 0) return line.endsWith('`') ? line.slice(0, -1) : `${line}\``;
  if (line.split('**').length % 2 === 0) {
    return line.endsWith('**') ? line.slice(0, -2) : `${line.replace(/\*$/, '').trimEnd()}**`;
  }
  return line.replace(/(^|\s)\*$/, '$1');
}

function whileOpen(block) {
  if (block.type === 'code') return block;
  const lines = [...block.lines];
  lines[lines.length - 1] = closeOpenMarks(lines[lines.length - 1]);
  return { ...block, lines };
}

/** The finished nodes of `text`, as a fragment. */
export function renderMarkdown(text) {
  const fragment = document.createDocumentFragment();
  for (const block of blocksOf(text.split('\n'))) fragment.append(render(block));
  return fragment;
}

/**
 * Markdown that grows inside `container`. A block is rendered for the last time once a
 * complete line stands after it; only what follows is made anew, at most once a frame.
 */
export class MarkdownStream {
  #container;
  #tail = '';
  #tailNodes = [];
  #frame = 0;

  /** `onRendered` is called after each change of the nodes. */
  constructor(container, onRendered = () => {}) {
    this.#container = container;
    this.onRendered = onRendered;
  }

  append(text) {
    this.#tail += text;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#update(true);
    });
  }

  /** Renders what is left strictly: nothing more will come. */
  finish() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#update(false);
  }

  /** Forgets everything and starts over with `text`. */
  replace(text) {
    this.#container.replaceChildren();
    this.#tailNodes = [];
    this.#tail = '';
    this.append(text);
  }

  #update(open) {
    const lines = this.#tail.split('\n');
    const blocks = blocksOf(lines);
    if (open && blocks.length === 1 && this.#growCode(blocks[0])) return this.onRendered();
    const last = blocks.length - 1;
    const nodes = blocks.map((block, index) => render(open && index === last ? whileOpen(block) : block));
    for (const node of this.#tailNodes) node.remove();
    this.#container.append(...nodes);
    // The last line may still turn into something else, so it closes nothing.
    const settled = blocks.filter((_, index) => blocks[index + 1]?.start < lines.length - 1).length;
    this.#tailNodes = nodes.slice(settled);
    if (settled > 0) this.#tail = lines.slice(blocks[settled].start).join('\n');
    this.onRendered();
  }

  #growCode(block) {
    const node = this.#tailNodes[0];
    if (block.type !== 'code' || this.#tailNodes.length !== 1 || node.tagName !== 'PRE') return false;
    node.firstChild.firstChild.data = codeText(block);
    return true;
  }
}
