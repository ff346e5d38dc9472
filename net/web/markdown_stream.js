// An answer that grows on the page. What is finished is never touched again, the rest is made anew in place.

import { drawFormulasLater } from './formula_view.js';
import { lex, nodesOf, nodesOfText, readable } from './markdown.js';
import { finishedItems, finishedRows, finishedWords, openLetters } from './markdown_parts.js';
import { mayBecomeSum, withoutTextSigns } from './markdown_rules.js';
import { joinBlocks, patchNodes } from './patch_nodes.js';

/** Of the time, at most one part in this many goes into rendering. */
const share = 4;
/** The open block without finished parts. */
const whole = Object.freeze({ kind: '', count: 0, columns: 0, length: 0, text: '' });

/** Shows `**so` as bold while its end is still on the way, instead of as two stars. */
function closeOpenMarks(line) {
  if (line.split('`').length % 2 === 0) return line.endsWith('`') ? line.slice(0, -1) : `${line}\``;
  if (withoutTextSigns(line).split('**').length % 2 === 0) {
    return line.endsWith('**') ? line.slice(0, -2) : `${line.replace(/\*$/, '').trimEnd()}**`;
  }
  return line.replace(/(^|\s)\*$/, '$1');
}

/** `source` with its last line as it looks before its end has arrived. */
function whileOpen(source) {
  const line = source.lastIndexOf('\n') + 1;
  const closed = closeOpenMarks(source.slice(line));
  if (line + closed.length === source.length) return source;
  if (lex(source).at(-1)?.type === 'code') return source;
  return source.slice(0, line) + closed;
}

const lengthOf = (tokens) => tokens.reduce((sum, { raw }) => sum + raw.length, 0);
const finders = { list: finishedItems, table: finishedRows };

/**
 * Markdown that grows inside `container`. A block is rendered for the last time once a complete line stands after it, and so is an
 * item of a list and a row of a table; only what follows is made anew, at most once a frame. The words of a long paragraph are made
 * anew once more at its end, because what comes late may change what came early.
 */
export class MarkdownStream {
  #container;
  #tail = '';
  /** A return at the end of what came: a line feed may follow. */
  #halfEnd = '';
  /** Finished children of the container. */
  #blocks = 0;
  /**
   * What is finished of the block after them: `kind` is 'list', 'table', 'words' or '', `count` says how many items, rows or nodes.
   * Items and rows have left the rest; of words, so many as `length` begin it, and `text` is the part of them that shares a node
   * with what follows.
   */
  #open = whole;
  #complete = 0;
  /** The last token of the rest, just after a line of it ended. */
  #lastToken = null;
  /** How long the rest was when its words were looked at. */
  #looked = 0;
  #frame = 0;
  #restedAt = 0;
  #finished = false;

  /** `onRendered` is called after each change of the nodes. */
  constructor(container, onRendered = () => {}) {
    this.#container = container;
    this.onRendered = onRendered;
  }

  append(text) {
    const [, sure, half] = /^([\s\S]*?)(\r?)$/.exec(this.#halfEnd + text);
    this.#halfEnd = half;
    this.#tail += readable(sure);
    this.#schedule();
  }

  /** Renders what is left strictly: nothing more will come. */
  finish() {
    if (!this.#frame && this.#finished) return;
    this.#tail += readable(this.#halfEnd);
    this.#halfEnd = '';
    this.#update(false);
  }

  /** Forgets everything and starts over with `text`. */
  replace(text) {
    this.#container.replaceChildren();
    this.#tail = '';
    this.#halfEnd = '';
    this.#blocks = 0;
    this.#open = whole;
    this.#complete = 0;
    this.#looked = 0;
    this.append(text);
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (performance.now() < this.#restedAt) this.#schedule();
      else this.#update(true);
    });
  }

  #update(open) {
    const began = performance.now();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#finished = !open;
    if (!open) this.#joinWords();
    const nodes = document.createDocumentFragment();
    const settled = this.#settleBlocks(nodes);
    const words = this.#openWords();
    const before = { blocks: this.#blocks, parts: this.#open.count };
    if (settled > 0) {
      this.#open = whole;
      this.#looked = 0;
    }
    this.#blocks += settled;
    const hasParts = this.#settleParts(nodes);
    const rest = words ?? this.#read(open ? whileOpen(this.#tail) : this.#tail, open);
    if (hasParts) joinBlocks(nodes.lastChild, rest.firstChild);
    nodes.append(rest);
    patchNodes(this.#container, nodes, before);
    drawFormulasLater(this.#container);
    if (open) this.#settleWords();
    this.#restedAt = performance.now() + (performance.now() - began) * (share - 1);
    this.onRendered();
  }

  #read(source, isGrowing) {
    return nodesOfText(source, { isGrowing, ...this.#options });
  }

  /** How a text is read that goes on with the open block. */
  get #options() {
    return { isListOpen: this.#open.kind === 'list', columns: this.#open.columns };
  }

  /**
   * Puts the finished blocks into `nodes` and returns how many they are. The last line may still turn into something
   * else, so it closes nothing.
   */
  #settleBlocks(nodes) {
    const complete = this.#tail.lastIndexOf('\n') + 1;
    this.#lastToken = null;
    if (complete === this.#complete) return 0;
    const words = this.#open.length;
    const tokens = lex(this.#tail.slice(words, complete), { isGrowing: true, ...this.#options });
    const lastBefore = (end) => tokens.slice(0, end).findLastIndex(({ type }) => type !== 'space');
    const last = lastBefore(tokens.length);
    // A formula without its end, or numbers without their sum, may turn out as a part of the paragraph before.
    const isUnsure = tokens[last]?.isArriving || (tokens[last]?.type === 'list' && mayBecomeSum(tokens[last].raw));
    const count = Math.max(0, isUnsure ? lastBefore(last) : last);
    if (words > 0 && count > 0) {
      this.#joinWords();
      return this.#settleBlocks(nodes);
    }
    const length = lengthOf(tokens.slice(0, count));
    if (length > 0) {
      const strict = lex(this.#tail.slice(0, complete), this.#options);
      nodes.append(nodesOf(strict.slice(0, count), this.#tail.slice(0, length)));
    }
    this.#lastToken = isUnsure ? null : tokens[last];
    this.#tail = this.#tail.slice(length);
    this.#complete = complete - length;
    return nodes.childNodes.length;
  }

  /** Puts the finished items or rows at the begin of the rest into `nodes` and returns whether there are any. */
  #settleParts(nodes) {
    const token = this.#lastToken;
    const text = this.#tail.slice(0, this.#complete);
    const found = finders[token?.type]?.(token, text, this.#options);
    if (!found) return false;
    const { tokens, source, count, rest, columns = 0 } = found;
    nodes.append(nodesOf(tokens, source));
    this.#complete = rest.length;
    this.#tail = rest + this.#tail.slice(text.length);
    this.#open = { ...whole, kind: token.type, count: this.#open.count + count, columns };
    return true;
  }

  /** The open paragraph from its finished words on and what follows, as nodes; null if it has none or is no paragraph after all. */
  #openWords() {
    const { kind, length, text } = this.#open;
    if (kind !== 'words') return null;
    const nodes = this.#read(whileOpen(this.#tail.slice(length)), true);
    const first = nodes.firstChild?.localName === 'p' ? nodes.firstChild.firstChild : null;
    if (first?.nodeType === Node.TEXT_NODE) {
      first.insertData(0, text);
      return nodes;
    }
    this.#joinWords();
    return null;
  }

  /** From now on the words of the open paragraph at the begin of the rest count as finished. */
  #settleWords() {
    const { kind, count, length, text } = this.#open;
    const isLong = this.#tail.length - Math.max(length, this.#looked) > 2 * openLetters;
    if (!isLong || !['', 'words'].includes(kind)) return;
    this.#looked = this.#tail.length - openLetters;
    const words = this.#tail.slice(length);
    const [first, ...others] = lex(words, { isGrowing: true });
    const found = first?.type === 'paragraph' && others.length === 0 ? finishedWords(words) : null;
    if (!found) return;
    const { childNodes } = nodesOf(found.tokens, found.source).firstChild;
    this.#open = {
      ...whole, kind: 'words', count: count + childNodes.length - 1, length: length + found.source.length,
      text: (childNodes.length === 1 ? text : '') + childNodes[childNodes.length - 1].data,
    };
  }

  #joinWords() {
    if (this.#open.kind === 'words') this.#open = whole;
    this.#looked = 0;
  }
}
