// Small helpers for building nodes; text is only ever set as text.

import { t } from './texts.js';

const svgSpace = 'http://www.w3.org/2000/svg';

/** `h('p', {class: 'note'}, 'text', node)`; null children are left out. */
export function h(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** The sentence `key` as nodes: what people have named keeps its own direction in it. */
export function sentence(key, names) {
  const marked = Object.fromEntries(Object.keys(names).map((name) => [name, `\0${name}\0`]));
  return t(key, marked).split('\0').map((part, index) => (index % 2 ? h('bdi', {}, names[part]) : part));
}

/** A picture from the sprite in index.html, invisible to screen readers. */
export function icon(name) {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svgSpace, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Calls `show(seconds)` now and every second until `time`, then with 0. Returns a stop function. */
export function countDown(time, show) {
  let timer = 0;
  const tick = () => {
    const left = time - Date.now();
    show(Math.max(0, Math.ceil(left / 1000)));
    if (left > 0) timer = setTimeout(tick, (left % 1000) || 1000);
  };
  tick();
  return () => clearTimeout(timer);
}

/** Dialogs with a question that nobody has answered yet, each with what takes the answer. */
const pending = new WeakMap();

/** Asks `question`, a text or nodes, in `dialog`, a form with the answers yes and no; resolves with whether it was yes. */
export function confirmed(dialog, question, yes) {
  // The event of closing comes with the next frame: by then the dialog may be open for another question.
  pending.get(dialog)?.();
  dialog.querySelector('p').replaceChildren(...[question].flat());
  dialog.querySelector('[value=yes]').textContent = yes;
  // Escape leaves the value as it is.
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    const closed = () => {
      dialog.removeEventListener('close', onClose);
      pending.delete(dialog);
      resolve(dialog.returnValue === 'yes');
    };
    const onClose = () => dialog.open || closed();
    dialog.addEventListener('close', onClose);
    pending.set(dialog, closed);
  });
}

/** Puts `text` on the clipboard, over plain HTTP too; false if the browser refuses. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// navigator.clipboard exists only in secure contexts, which a LAN address is not.
function copyBySelection(text) {
  const focused = document.activeElement;
  const field = h('textarea', { class: 'visually-hidden', 'aria-hidden': 'true' });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return copied;
}
