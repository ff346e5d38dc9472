// How the Markdown of an answer is read where that differs from CommonMark: a sign of arithmetic is never taken
// for a mark, so that every number is shown as it was written. Knows no nodes.

import { escapedOpening, formulaAt, formulaExtensions } from './formula_rules.js';
import { Lexer, Marked, Tokenizer } from './vendor/marked/marked.esm.js';

const nothing = () => undefined;
const bareAddress = /^https?:\/\/[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x5f\x61-\x7b\x7d\x7e]+/i;

// What an operand of a formula ends and begins with. Chinese, Korean and the like need no blanks around emphasis.
const term = String.raw`\p{Script=Latin}\p{Script=Greek}\p{N}`;
const sign = String.raw`+\-−.√$€¥£\\`;
const closed = String.raw`)\]}）】%‰°`;
const opened = '([{（【';
const ends = {
  term: new RegExp(`[${term}]$`, 'u'),
  operand: new RegExp(`[${term}${closed}]$`, 'u'),
  any: new RegExp(`[\\p{L}\\p{N}${closed}℃]$`, 'u'),
  number: /\p{N}$/u,
  letter: /\p{Script=Latin}$/u,
};
const begins = {
  operand: new RegExp(`^[${term}${opened}${sign}]`, 'u'),
  any: new RegExp(`^[\\p{L}\\p{N}${opened}${sign}]`, 'u'),
  number: /^\p{N}/u,
  letter: /^\p{Script=Latin}/u,
};
const endsSpacedNumber = /[\p{N}%)）][ \t]*$/u;
const beginsSpacedNumber = /^[ \t]*[\p{N}([{（+\-−.√]/u;
/** `*F*ace`: the first letters of a word. */
const firstLetters = /(?:^|[\s\p{P}\p{S}])(?<![\p{N})\]*_][ \t]*)\*\p{Script=Latin}+$/u;
/** BMI**28**以上, where the second pair is no operator either. */
const closesBeforeWords = new RegExp(`^[^*\\s][^*]*(?<!\\s)\\*\\*(?![*${term}${opened}])`, 'u');
const context = 100;

function isSingleStarText(before, after, isEquation) {
  if (ends.letter.test(before) && begins.letter.test(after) && firstLetters.test(before)) return false;
  if (ends.operand.test(before) && begins.operand.test(after)) return true;
  if (ends.any.test(before) && begins.number.test(after)) return true;
  if (ends.number.test(before) && begins.any.test(after)) return true;
  if (isEquation && ends.any.test(before) && begins.any.test(after)) return true;
  return endsSpacedNumber.test(before) && beginsSpacedNumber.test(after)
    && (ends.number.test(before.trimEnd()) || begins.number.test(after.trimStart()));
}

/** `isOpen`: an earlier mark on the line waits for its other half. */
function isPairText(sign, before, after, isOpen) {
  if (/(?:^|\s)$/.test(before) && /^(?:\s|$)/.test(after)) return true;
  if (!ends.operand.test(before)) return false;
  if (isOpen) return begins.number.test(after);
  const isBesideLetter = ends.letter.test(before) || (!ends.term.test(before) && begins.letter.test(after));
  return begins.operand.test(after) && !(sign === '*' && isBesideLetter && closesBeforeWords.test(after));
}

function isText(run, before, after, { isEquation, open }) {
  if (run === '*') return isSingleStarText(before, after, isEquation);
  if (run[0] === '_') return ends.operand.test(before) && begins.operand.test(after);
  if (run.length > 3 || run === '~') return run === '~';
  const wasOpen = open[run[0]];
  const text = isPairText(run[0], before, after, wasOpen);
  if (!text) open[run[0]] = !wasOpen;
  return text;
}

function maskLine(line) {
  const state = { isEquation: /[=＝≈]/.test(line), open: { '*': false, '~': false } };
  return line.replace(/\*+|_+|~+/g, (run, at) => {
    const end = at + run.length;
    return isText(run, line.slice(Math.max(0, at - context), at), line.slice(end, end + context), state) ? 'a'.repeat(run.length) : run;
  });
}

/** `text` with a letter for each `*`, `_` and `~` in it that is no mark of emphasis. */
export const withoutTextSigns = (text) => text.split('\n').map(maskLine).join('\n');

/** `masked`, which is `source` with other things made unreadable, without its formulas. */
function withoutFormulas(source, masked) {
  let kept = '';
  let done = 0;
  for (const { index, 0: opening } of source.matchAll(/\\[([]|\$/g)) {
    // Inside code or a link another letter stands there.
    if (index < done || !'+$'.includes(masked[index])) continue;
    const formula = formulaAt(source.slice(index), source.slice(Math.max(0, index - 1), index));
    if (!formula || formula.raw.length < opening.length) continue;
    kept += masked.slice(done, index) + 'a'.repeat(formula.raw.length);
    done = index + formula.raw.length;
  }
  return kept + masked.slice(done);
}

class AnswerLexer extends Lexer {
  #source = '';

  constructor(options) {
    super({ ...options, hooks: { emStrongMask: (masked) => withoutTextSigns(withoutFormulas(this.#source, masked)) } });
  }

  inlineTokens(source, tokens) {
    this.#source = source;
    return super.inlineTokens(source, tokens);
  }
}

/** A comparison at the begin of a line, not the mark of a quotation: `>25`, `>= 5`, but `> 1. first`. */
const comparison = /^ {0,3}>(?:[=≥]|[ \t]*[-−+~≈$€¥£.]?\d(?!\d{0,2}[.)][ \t]))/;
/** What is added, or a short column of numbers with its sum. */
const addition = /^ {0,3}\+[ \t]+[\d.$€¥£(]/;
const columnWithSum = /^ {0,3}[-*][ \t]+[^\n]*\d[^\n]*\n(?: {0,3}[-+*×÷/][ \t]+[^\n]*\n){0,3}[ \t]*[=＝]/;
const columnOfNumbers = /^ {0,3}[-*][ \t]+[^\n]*\d[^\n]*(?:\n {0,3}[-+*×÷/][ \t]+[^\n]*){0,3}\n?$/;
/** Whether the list `raw` is none if a sum follows. */
export const mayBecomeSum = (raw) => columnOfNumbers.test(raw);
/** A year, a code or an amount, with which no list begins; only one that is open already may go on with it. */
const noListNumber = /^ {0,3}(?:0\d|\d{3})/;

/** GitHub drops cells without a heading; `read` makes tokens of a cell's text. */
function withAllCells(table, read) {
  const lines = table.raw.split('\n').slice(2);
  table.rows.forEach((row, index) => {
    const cells = (lines[index] ?? '').trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '').split(/(?<!\\)\|/);
    for (const cell of cells.slice(table.header.length)) {
      const text = cell.trim().replaceAll('\\|', '|');
      row.push({ text, tokens: read(text), header: false, align: null });
    }
  });
  const width = Math.max(...table.rows.map((row) => row.length), table.header.length);
  widen(table, width);
  return table;
}

function widen({ header }, width) {
  while (header.length < width) header.push({ text: '', tokens: [], header: true, align: null });
}

const strongBesidePunctuation = /^\*\*(?![\s*])((?:`[^`\n]*`|\*(?!\*)|[^*`\n])+)(?<!\s)\*\*(?!\*)/;
const struck = /^~~(?![\s~])((?:~(?!~)|[^~])*[^\s~])~~(?!~)/;

const tokenizer = {
  // Markup is text, and so is what would change the meaning of another block.
  html: nothing,
  def: nothing,
  // "Three things:" and a line of dashes is no heading, least of all while its list is arriving.
  lheading: nothing,
  blockquote(source) {
    if (comparison.test(source)) return undefined;
    this.quotations = (this.quotations ?? 0) + 1;
    try {
      return Tokenizer.prototype.blockquote.call(this, source);
    } finally {
      this.quotations -= 1;
    }
  },
  list(source) {
    const { options, state, tokens } = this.lexer;
    if (options.isListOpen && state.top && tokens.length === 0) return false;
    if (noListNumber.test(source) || addition.test(source)) return undefined;
    // A quotation reads its lists once more with the lines that follow, and needs them to stay lists.
    return !this.quotations && columnWithSum.test(source) ? undefined : false;
  },
  tag(source) {
    const raw = /^<br *\/?>/i.exec(source)?.[0];
    return raw && { type: 'br', raw };
  },
  escape: (source) => escapedOpening(source) ?? false,
  table(source) {
    const table = Tokenizer.prototype.table.call(this, source);
    return table && withAllCells(table, (text) => this.lexer.inline(text));
  },
  // Between Chinese characters an address ends where ASCII does.
  url(source) {
    const found = bareAddress.exec(source)?.[0].replace(/[.,;:!?*_~]+$/, '');
    const raw = found?.includes('(') ? found : found?.replace(/\).*$/, '');
    return raw && { type: 'link', raw, text: raw, href: raw, tokens: [{ type: 'text', raw, text: raw }] };
  },
  // CommonMark sees no emphasis in 请**“马上”**去, because it looks for blanks around punctuation.
  emStrong(source, masked) {
    const rest = masked.slice(-source.length);
    if (rest[0] !== source[0]) return undefined;
    const length = strongBesidePunctuation.exec(rest)?.[0].length ?? 0;
    const text = source.slice(2, Math.max(2, length - 2));
    const beside = /^[\p{P}\p{S}]/u.test(text) || /[\p{P}\p{S}]$/u.test(text);
    return beside ? { type: 'strong', raw: source.slice(0, length), text, tokens: this.lexer.inlineTokens(text) } : false;
  },
  // One tilde is a range: 每天1~2次，每周3~4次.
  del(source, masked) {
    const length = struck.exec(masked.slice(-source.length))?.[0].length;
    if (!length || !source.startsWith('~~')) return undefined;
    const text = source.slice(2, length - 2);
    return { type: 'del', raw: source.slice(0, length), text, tokens: this.lexer.inlineTokens(text) };
  },
};

const readers = [false, true].map((isGrowing) => new Marked({
  gfm: true, breaks: true, tokenizer, ...formulaExtensions(isGrowing),
}).defaults);

/**
 * The tokens of `source`. `isGrowing`: a formula without its end is one that is still arriving. `isListOpen`: a list
 * at the begin goes on with an earlier one. `columns`: a table at the begin has at least so many.
 */
export function tokensOf(source, { isGrowing = false, isListOpen = false, columns = 0 } = {}) {
  const tokens = new AnswerLexer({ ...readers[Number(isGrowing)], isListOpen }).lex(source);
  if (tokens[0]?.type === 'table') widen(tokens[0], columns);
  return tokens;
}

/** The tokens of `source`, which stands within a paragraph. */
export const wordTokensOf = (source) => new AnswerLexer(readers[0]).inlineTokens(source);
