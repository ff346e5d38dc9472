// What is finished in a block that still grows: the first items of a list, rows of a table, words of a paragraph. Knows no nodes.

import { lex, lexWords } from './markdown.js';
import { withoutTextSigns } from './markdown_rules.js';

/** The last items or rows, which are read again with what follows. */
const openParts = 8;
/** The last letters of a paragraph, which are read again with what follows. */
export const openLetters = 1000;
/** How many ends of phrases are tried. */
const tries = 8;
/** In UTF-16 units, more than a formula between dollars may have. */
const dollarReach = 250;

const lengthOf = (tokens) => tokens.reduce((sum, { raw }) => sum + raw.length, 0);

/**
 * Of `text`, complete lines that begin with the list `list`: `{tokens, source, count, rest}` with the finished items as `tokens`,
 * and what remains to be read. Null if none is finished. `options` as for lex.
 */
export function finishedItems(list, text, options) {
  const count = list.items.length - openParts;
  if (count < openParts) return null;
  const source = text.slice(0, lengthOf(list.items.slice(0, count)));
  const rest = text.slice(source.length);
  const [after] = lex(rest, { isListOpen: true });
  if (after?.type !== 'list' || after.ordered !== list.ordered || after.items.length !== openParts) return null;
  const [strict] = lex(text, options);
  return { tokens: [{ ...strict, items: strict.items.slice(0, count) }], source, count, rest };
}

/** The same of a table, its rows and the `columns` that they need. The head stays in front of what remains. */
export function finishedRows(table, text, options) {
  const count = table.rows.length - openParts;
  if (count < openParts) return null;
  const lines = text.split('\n');
  const head = lines.slice(0, 2);
  const rest = [...head, ...lines.slice(2 + count)].join('\n');
  const [after] = lex(rest);
  if (after?.type !== 'table' || after.rows.length !== openParts) return null;
  const [strict] = lex(text, options);
  const tokens = [{ ...strict, rows: strict.rows.slice(0, count) }];
  return { tokens, source: lines.slice(0, 2 + count).join('\n'), count, rest, columns: strict.header.length };
}

const phraseEnd = /(?:[。！？；，、：]|[.!?;,:] )(?=\p{L})/gu;

/** Whether no mark in `tokens` waits for its other half, or may turn out to be one. */
const isClosed = (tokens) => tokens.every(({ type, text }, at) => {
  if (type === 'escape') return !text.startsWith('\\');
  if (type !== 'text') return true;
  const bare = withoutTextSigns(text.replace(/\[[^[\]]*\]/g, ''));
  return !/[*_~`[\\]|\$\$/.test(bare) && !(at === tokens.length - 1 && text.slice(-dollarReach).includes('$'));
});

/**
 * Of `text`, which is a paragraph or its end: `{tokens, source}` of the words that most probably read the same whatever follows. Null
 * if none do. Only reading the whole paragraph tells for sure.
 */
export function finishedWords(text) {
  const ends = [...text.slice(0, -openLetters).matchAll(phraseEnd)].slice(-tries).reverse();
  for (const { index, 0: end } of ends) {
    const source = text.slice(0, index + end.length);
    const tokens = lexWords(source);
    if (isClosed(tokens)) return { tokens: [{ type: 'paragraph', tokens }], source };
  }
  return null;
}
