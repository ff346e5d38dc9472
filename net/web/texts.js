// Every sentence that the page itself says, in both languages.

import en from './texts_en.js';
import zh from './texts_zh.js';

const tables = { zh, en };
let current = 'zh';

export const languages = Object.keys(tables);

/** Adds the sentences of another page: a table for each language. */
export function addTexts(more) {
  for (const name of languages) Object.assign(tables[name], more[name]);
}

/** The language of a browser that has not chosen one. */
export function preferredLanguage(tag = navigator.language) {
  return /^zh\b/i.test(tag) ? 'zh' : 'en';
}

export function language() {
  return current;
}

const fromRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** `value`, which keeps its direction to itself: its neighbours in a sentence stay where they are. */
const isolated = (value) => (fromRightToLeft.test(value) ? `\u2068${value}\u2069` : value);

/** The sentence `key` with `{name}` replaced; an unknown key shows as itself. */
export function t(key, values = {}) {
  const sentence = tables[current][key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => isolated(values[name] ?? ''));
}

/** Switches the page and rewrites everything marked with data-text, -label or -placeholder. */
export function setLanguage(next) {
  current = languages.includes(next) ? next : 'en';
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
  document.title = t('page_title');
  translate(document);
}

/** Fills in the marked elements below `root`. */
export function translate(root) {
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
  for (const node of root.querySelectorAll('[data-placeholder]')) node.placeholder = t(node.dataset.placeholder);
}
