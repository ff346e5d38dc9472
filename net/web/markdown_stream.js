// An answer that grows on the page. What is finished is never touched again, the rest is made anew in place.

import { drawFormulasLater } from './formula_view.js';
import { lex, nodesOf, nodesOfText, readable } from './markdown.js';
import { mayBecomeSum, withoutTextSigns } from './markdown_rules.js';
import { patchNodes } from './patch_nodes.js';

/** Of the time, at most one part in this many goes into rendering. */
const share = 4;
/** The last items of an open list, which are made anew with it. */
const openItems = 8;

/** Shows `**so` as bold while its end is still on the way, instead of as two stars. */
function closeOpenMarks(line) {
  if (line.split('`').length % 2 === 0) return line.endsWith('`') ? line.slice(0, -1) : `${line}\``;
  if (withoutTextSigns(line).split('**').length % 2 === 0) {
    return line.endsWith('**') ? line.slice(0, -2) : `${line.replace(/\*$/, '').trimEnd()}**`;
  }
  return line.replace(/(^|\s)\*$/, '$1');
}

const lengthOf = (tokens) => tokens.reduce((sum, { raw }) => sum + raw.length, 0);

/**
 * Markdown that grows inside `container`. A block is rendered for the last time once a
 * complete line stands after it, and so is an item of a list; only what follows is made anew, at most once a frame.
 */
export class MarkdownStream {
  #container;
  #tail = '';
  /** A return at the end of what came: a line feed may follow. */
  #halfEnd = '';
  /** Finished children of the container, and finished items of the list that stands after them. */
  #blocks = 0;
  #items = 0;
  #complete = 0;
  /** The token of the list at the begin of the rest, just after a line of it ended. */
  #openList = null;
  #frame = 0;
  #restedAt = 0;
  #finished = false;

  /** `onRendered` is called after each change of the nodes. */
  constructor(container, onRendered = () => {}) {
    this.#container = container;
    this.onRendered = onRendered;
  }

  append(text) {
    const [, whole, half] = /^([\s\S]*?)(\r?)$/.exec(this.#halfEnd + text);
    this.#halfEnd = half;
    this.#tail += readable(whole);
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
    this.#items = 0;
    this.#complete = 0;
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
    const nodes = document.createDocumentFragment();
    const settled = this.#settleBlocks(nodes);
    const wereOpen = settled > 0 ? 0 : this.#items;
    const items = this.#settleItems(nodes, wereOpen > 0);
    const rest = nodesOfText(open ? this.#whileOpen() : this.#tail, { isGrowing: open, isListOpen: items + wereOpen > 0 });
    if (items > 0) nodes.lastChild.append(...takeFirst(rest).childNodes);
    nodes.append(rest);
    patchNodes(this.#container, nodes, { blocks: this.#blocks, items: this.#items });
    drawFormulasLater(this.#container);
    this.#blocks += settled;
    this.#items = wereOpen + items;
    this.#restedAt = performance.now() + (performance.now() - began) * (share - 1);
    this.onRendered();
  }

  /**
   * Puts the finished blocks into `nodes` and returns how many they are. The last line may still turn into something
   * else, so it closes nothing.
   */
  #settleBlocks(nodes) {
    const complete = this.#tail.lastIndexOf('\n') + 1;
    this.#openList = null;
    if (complete === this.#complete) return 0;
    const tokens = lex(this.#tail.slice(0, complete), { isGrowing: true, isListOpen: this.#items > 0 });
    const lastBefore = (end) => tokens.slice(0, end).findLastIndex(({ type }) => type !== 'space');
    const last = lastBefore(tokens.length);
    // A formula without its end, or numbers without their sum, may turn out as a part of the paragraph before.
    const isUnsure = tokens[last]?.isArriving || (tokens[last]?.type === 'list' && mayBecomeSum(tokens[last].raw));
    const count = Math.max(0, isUnsure ? lastBefore(last) : last);
    const length = lengthOf(tokens.slice(0, count));
    if (length > 0) {
      const strict = lex(this.#tail.slice(0, complete), { isListOpen: this.#items > 0 });
      nodes.append(nodesOf(strict.slice(0, count), this.#tail.slice(0, length)));
    }
    if (tokens[last]?.type === 'list') this.#openList = tokens[last];
    this.#tail = this.#tail.slice(length);
    this.#complete = complete - length;
    return nodes.childNodes.length;
  }

  /** Puts the finished items of a list at the begin of the rest into `nodes` and returns how many they are. */
  #settleItems(nodes, isListOpen) {
    const list = this.#openList;
    const count = (list?.items.length ?? 0) - openItems;
    if (count < openItems) return 0;
    const length = lengthOf(list.items.slice(0, count));
    const [rest] = lex(this.#tail.slice(length, this.#complete), { isListOpen: true });
    if (rest?.type !== 'list' || rest.ordered !== list.ordered || rest.items.length !== openItems) return 0;
    const [strict] = lex(this.#tail.slice(0, this.#complete), { isListOpen });
    nodes.append(nodesOf([{ ...strict, items: strict.items.slice(0, count) }], this.#tail.slice(0, length)));
    this.#tail = this.#tail.slice(length);
    this.#complete -= length;
    return count;
  }

  #whileOpen() {
    const line = this.#tail.lastIndexOf('\n') + 1;
    const closed = closeOpenMarks(this.#tail.slice(line));
    if (line + closed.length === this.#tail.length) return this.#tail;
    if (lex(this.#tail).at(-1)?.type === 'code') return this.#tail;
    return this.#tail.slice(0, line) + closed;
  }
}

function takeFirst(fragment) {
  const node = fragment.firstChild;
  node.remove();
  return node;
}
