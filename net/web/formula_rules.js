// Where formulas stand in an answer: `\[…\]`, `\(…\)`, `$$…$$`, and `$…$` only where it is surely one. Knows no nodes.

/** UTF-16 units of a formula with its marks; longer ones stay source. */
const longest = 2_000;
const kinds = [
  { opening: '\\[', closing: '\\]', isDisplayed: true },
  { opening: '\\(', closing: '\\)', isDisplayed: false },
  { opening: '$$', closing: '$$', isDisplayed: true },
];
const blankLine = /\n[ \t]*\n/;
const hasSign = /[\\^_=+*/<>|×÷≈≤≥]/;
const isShort = /^(?=[^a-z]*[a-z])(?![\s\S]*[a-z]{5})[\w\s(),.'!-]{1,16}$/i;

/** Not `\[1\]`, which escapes the brackets of a reference, nor words in brackets. */
const isFormula = (tex) => /[a-z\d]/i.test(tex) && !/^[\s\d,.-]*$/.test(tex) && (hasSign.test(tex) || isShort.test(tex));

/** Never an amount of money: "$5 and $10". */
const inDollars = /^\$((?=[a-zA-Z\\({[|-]|\d[^$\n]*\\[a-zA-Z])[^\s$](?:[^$\n]{0,200}[^\s$\\])?)\$(?![\w$])/;

function formulaInDollars(source, before) {
  if (/[\w$\\]$/.test(before)) return null;
  const [raw, tex] = inDollars.exec(source) ?? [];
  const isSure = raw && (/^[a-zA-Z]$/.test(tex) || (hasSign.test(tex) && !/[=+*/<>|]$/.test(tex)));
  return isSure ? { raw, tex, isDisplayed: false } : null;
}

/** The formula at the begin of `source` or null. `before` is what stands in front of it, `isGrowing`: it may lack its end. */
export function formulaAt(source, before, isGrowing = false) {
  const kind = kinds.find(({ opening }) => source.startsWith(opening));
  if (!kind) return source[0] === '$' ? formulaInDollars(source, before) : null;
  if (kind.opening === '$$' && (source[2] === '$' || before.endsWith('$'))) return null;
  const reach = source.slice(0, longest);
  const end = reach.indexOf(kind.closing, 2);
  if (end < 0) return isGrowing && source.length < longest && !blankLine.test(source) ? { ...kind, raw: source, tex: '', isArriving: true } : null;
  const tex = reach.slice(2, end);
  if (blankLine.test(tex) || !isFormula(tex) || (kind.opening === '$$' && source[end + 2] === '$')) return null;
  return { raw: reach.slice(0, end + 2), tex, isDisplayed: kind.isDisplayed };
}

/** `\(` without its end is no escaped bracket: it stays as it is. */
export function escapedOpening(source) {
  const kind = kinds.find(({ opening }) => opening[0] === '\\' && source.startsWith(opening));
  if (!kind || source.slice(0, longest).includes(kind.closing)) return undefined;
  return { type: 'escape', raw: kind.opening, text: kind.opening };
}

const lineOfFormula = /\n {0,3}(?:\\\[|\$\$)/;

/** The extensions for marked. */
export function formulaExtensions(isGrowing) {
  const inline = {
    name: 'formula',
    level: 'inline',
    start: (source) => {
      const at = source.indexOf('$');
      return at < 0 ? undefined : at;
    },
    tokenizer(source, tokens) {
      if (source[0] !== '$' && source[0] !== '\\') return undefined;
      const formula = formulaAt(source, tokens.at(-1)?.raw.slice(-1) ?? '', isGrowing);
      return formula ? { type: 'formula', ...formula } : undefined;
    },
  };
  const block = {
    name: 'formulaBlock',
    level: 'block',
    start(source) {
      const paragraph = source.slice(0, (source.search(/\n[ \t]*\n/) + 1 || source.length + 1) - 1);
      const at = paragraph.search(lineOfFormula);
      return at < 0 ? undefined : at + 1;
    },
    tokenizer(source) {
      const [indent] = /^ {0,3}(?=\\\[|\$\$)/.exec(source) ?? [];
      if (indent === undefined) return undefined;
      const formula = formulaAt(source.slice(indent.length), '', isGrowing);
      const [rest, after] = formula ? /^([.,;:。，；：]?)[ \t]*(?=\n|$)/.exec(source.slice(indent.length + formula.raw.length)) ?? [] : [];
      if (rest === undefined) return undefined;
      return { type: 'formulaBlock', raw: indent + formula.raw + rest, formula, after, isArriving: formula.isArriving === true };
    },
  };
  return { extensions: [block, inline] };
}
