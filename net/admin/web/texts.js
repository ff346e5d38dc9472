// Every sentence of the page, in both languages.

import en from './texts_en.js';
import zh from './texts_zh.js';

const tables = { zh, en };
const stored = 'aurawell.admin.language';

function firstLanguage() {
  try {
    const chosen = localStorage.getItem(stored);
    if (chosen in tables) return chosen;
  } catch {
    // A browser that keeps nothing.
  }
  return /^zh\b/i.test(navigator.language) ? 'zh' : 'en';
}

let current = firstLanguage();

export const language = () => current;

export function setLanguage(name) {
  current = name;
  document.documentElement.lang = name === 'zh' ? 'zh-CN' : 'en';
  document.title = `AuraWell ${t('operations')}`;
  try {
    localStorage.setItem(stored, name);
  } catch {
    // Then it is chosen again next time.
  }
}

/** The sentence `key` with `{name}` replaced; an unknown key shows as itself. */
export function t(key, values = {}) {
  const sentence = tables[current][key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Writes the sentences into the nodes that name them. */
export function translate(root) {
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
}
