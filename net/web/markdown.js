// Answers as nodes: what is read of the Markdown, drawn.

import { drawFormulas } from './formula_view.js';
import { nodesOfBlocks } from './markdown_nodes.js';
import { tokensOf, wordTokensOf } from './markdown_rules.js';

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

function drawn(tokens) {
  const fragment = nodesOfBlocks(tokens);
  drawFormulas(fragment);
  return fragment;
}

/** The nodes of `tokens`, as a fragment; `source` is what they were made of. */
export const nodesOf = (tokens, source) => orTooDeep(() => drawn(tokens), () => asItIs(source));

/** The tokens of `source`, as tokensOf has them; none if it is nested too deep. */
export const lex = (source, options) => orTooDeep(() => tokensOf(source, options), () => []);

/** The tokens of `source`, words from the middle of a paragraph. */
export const lexWords = (source) => orTooDeep(() => wordTokensOf(source), () => []);

/** The nodes of `source`, as a fragment; `options` as for tokensOf. */
export const nodesOfText = (source, options) => orTooDeep(() => drawn(tokensOf(source, options)), () => asItIs(source));

/** With the line ends and the signs that a page can show. */
export const readable = (text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');

/** The finished nodes of `text`, as a fragment. */
export const renderMarkdown = (text) => nodesOfText(readable(text));
