// Answers as nodes. marked reads the Markdown, DOMPurify lets through only what is named
// here: whatever a model writes can at worst look odd.

import DOMPurify from './vendor/dompurify/purify.es.mjs';
import { Marked } from './vendor/marked/marked.esm.js';

const attributes = ['align', 'class', 'rel', 'start', 'tabindex', 'target'];
const allowed = {
  ALLOWED_TAGS: ['a', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p',
    'pre', 'span', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ALLOWED_ATTR: ['href', ...attributes],
  ADD_URI_SAFE_ATTR: attributes,
  ALLOWED_URI_REGEXP: /^https?:/i,
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => entities[sign]);
const isWebAddress = (address) => /^https?:\/\//i.test(address) && URL.canParse(address);

// The address stands behind the words, because a model could promise another one.
function anchor(href, words, text) {
  const node = `<a href="${escaped(href)}" rel="noopener noreferrer" target="_blank">${words}</a>`;
  return text === href ? node : `<span>${node}<span class="address"> (${escaped(href)})</span></span>`;
}

function tableRow(parser, name, cells) {
  const html = cells.map(({ tokens, align }) => `<${name}${align ? ` align="${align}"` : ''}>${parser.parseInline(tokens)}</${name}>`);
  return `<tr>${html.join('')}</tr>`;
}

const renderer = {
  heading({ tokens, depth }) {
    const level = Math.min(6, Math.max(3, depth + 1));
    return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
  },
  paragraph({ tokens }) {
    return `<p>${this.parser.parseInline(tokens)}</p>`;
  },
  code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>`,
  checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  table({ header, rows }) {
    const body = rows.map((row) => tableRow(this.parser, 'td', row)).join('');
    return `<div class="table"><table><thead>${tableRow(this.parser, 'th', header)}</thead><tbody>${body}</tbody></table></div>`;
  },
  link({ href, tokens, text, raw }) {
    return isWebAddress(href) ? anchor(href, this.parser.parseInline(tokens), text) : escaped(raw);
  },
  // A picture would tell its server who reads the answer, and when.
  image: ({ href, text, raw }) => (isWebAddress(href) ? anchor(href, escaped(text || href), text || href) : escaped(raw)),
};

const nothing = () => undefined;
const bareAddress = /^https?:\/\/[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x5f\x61-\x7b\x7d\x7e]+/i;

/** Where an answer is read otherwise than CommonMark has it. */
const tokenizer = {
  // Markup is text, and so is what would change the meaning of another block.
  html: nothing,
  def: nothing,
  // "Three things:" and a line of dashes is no heading, least of all while its list is arriving.
  lheading: nothing,
  tag(source) {
    const raw = /^<br *\/?>/i.exec(source)?.[0];
    return raw && { type: 'br', raw };
  },
  // Between Chinese characters an address ends where ASCII does.
  url(source) {
    const found = bareAddress.exec(source)?.[0].replace(/[.,;:!?*_~]+$/, '');
    const raw = found?.includes('(') ? found : found?.replace(/\).*$/, '');
    return raw && { type: 'link', raw, text: raw, href: raw, tokens: [{ type: 'text', raw, text: raw }] };
  },
  // One tilde is a range: 每天1~2次，每周3~4次.
  del(source) {
    const [raw, text] = /^~~(?![\s~])((?:~(?!~)|[^~])*[^\s~])~~(?!~)/.exec(source) ?? [];
    return raw && { type: 'del', raw, text, tokens: this.lexer.inlineTokens(text) };
  },
};

// CommonMark sees no emphasis in 请**“马上”**去, because it looks for blanks around punctuation.
const strongBesidePunctuation = {
  name: 'strongBesidePunctuation',
  level: 'inline',
  start: (source) => source.indexOf('**'),
  tokenizer(source) {
    const [raw, text] = /^\*\*(?![\s*])((?:`[^`\n]*`|\*(?!\*)|[^*`\n])+)(?<!\s)\*\*(?!\*)/.exec(source) ?? [];
    const beside = text && (/^[\p{P}\p{S}]/u.test(text) || /[\p{P}\p{S}]$/u.test(text));
    return beside ? { type: 'strong', raw, text, tokens: this.lexer.inlineTokens(text) } : undefined;
  },
};

const marked = new Marked({ gfm: true, breaks: true, renderer, tokenizer, extensions: [strongBesidePunctuation] });

/** Nested deeper than the stack reaches: `otherwise`. */
function orTooDeep(read, otherwise) {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return otherwise();
    throw error;
  }
}

function asItIs(text) {
  const fragment = document.createDocumentFragment();
  const node = document.createElement('p');
  node.textContent = text;
  fragment.append(node);
  return fragment;
}

const lex = (source) => orTooDeep(() => marked.lexer(source), () => []);
const nodesOf = (tokens) => DOMPurify.sanitize(marked.parser(tokens), allowed);
const nodesOfText = (source) => orTooDeep(() => nodesOf(marked.lexer(source)), () => asItIs(source));
const withoutReturns = (text) => text.replaceAll('\r', '');

/** The finished nodes of `text`, as a fragment. */
export const renderMarkdown = (text) => nodesOfText(withoutReturns(text));

/** Shows `**so` as bold while its end is still on the way, instead of as two stars. */
function closeOpenMarks(line) {
  if (line.split('`').length % 2 === 0) return line.endsWith('`') ? line.slice(0, -1) : `${line}\``;
  if (line.split('**').length % 2 === 0) {
    return line.endsWith('**') ? line.slice(0, -2) : `${line.replace(/\*$/, '').trimEnd()}**`;
  }
  return line.replace(/(^|\s)\*$/, '$1');
}

/**
 * Markdown that grows inside `container`. A block is rendered for the last time once a
 * complete line stands after it; only what follows is made anew, at most once a frame.
 */
export class MarkdownStream {
  #container;
  #tail = '';
  #tailNodes = [];
  #complete = 0;
  #frame = 0;
  #finished = false;

  /** `onRendered` is called after each change of the nodes. */
  constructor(container, onRendered = () => {}) {
    this.#container = container;
    this.onRendered = onRendered;
  }

  append(text) {
    this.#tail += withoutReturns(text);
    this.#frame ||= requestAnimationFrame(() => this.#update(true));
  }

  /** Renders what is left strictly: nothing more will come. */
  finish() {
    if (this.#frame || !this.#finished) this.#update(false);
  }

  /** Forgets everything and starts over with `text`. */
  replace(text) {
    this.#container.replaceChildren();
    this.#tailNodes = [];
    this.#tail = '';
    this.#complete = 0;
    this.append(text);
  }

  #update(open) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#finished = !open;
    for (const node of this.#tailNodes) node.remove();
    this.#settle();
    const fragment = nodesOfText(open ? this.#whileOpen() : this.#tail);
    this.#tailNodes = [...fragment.childNodes];
    this.#container.append(fragment);
    this.onRendered();
  }

  // The last line may still turn into something else, so it closes nothing.
  #settle() {
    const complete = this.#tail.lastIndexOf('\n') + 1;
    if (complete === this.#complete) return;
    const tokens = lex(this.#tail.slice(0, complete));
    const settled = tokens.slice(0, tokens.findLastIndex(({ type }) => type !== 'space'));
    const length = settled.reduce((sum, { raw }) => sum + raw.length, 0);
    if (length > 0) this.#container.append(orTooDeep(() => nodesOf(settled), () => asItIs(this.#tail.slice(0, length))));
    this.#tail = this.#tail.slice(length);
    this.#complete = complete - length;
  }

  #whileOpen() {
    if (lex(this.#tail).at(-1)?.type === 'code') return this.#tail;
    const line = this.#tail.lastIndexOf('\n') + 1;
    return this.#tail.slice(0, line) + closeOpenMarks(this.#tail.slice(line));
  }
}
