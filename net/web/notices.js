// What went wrong and is told nowhere else on the page. It stays until somebody closes it.

import { retryButton } from './busy.js';
import { h, icon } from './dom.js';
import { failureText } from './failure_text.js';
import { t } from './texts.js';

const most = 3;

const textOf = ({ text, key, values, error }) => text ?? failureText(key, values, error);

export class Notices {
  #home;
  #drawer;
  #rest;
  #node = h('div', { class: 'notices' });
  /** The oldest first. */
  #shown = [];
  /** Those that are open, the topmost last. */
  #dialogs = [];

  /**
   * They stand at the start of `home`; while that cannot be reached, in the dialog that is open, or in the `drawer`. `rest` gets
   * the focus when the last one is closed.
   */
  constructor({ home, drawer, rest }) {
    this.#home = home;
    this.#drawer = drawer;
    this.#rest = rest;
    home.prepend(this.#node);
    new MutationObserver((changes) => this.#follow(changes)).observe(document.body, { subtree: true, attributeFilter: ['open', 'inert'] });
  }

  /**
   * `key` and `values` of a sentence that says what did not work, and the `error` that says why, or a `text`. `retry()` may try
   * again: then there is a button for it. What is shown already is not shown twice.
   */
  show(failure) {
    const text = textOf(failure);
    for (const known of this.#shown.filter((notice) => textOf(notice.failure) === text)) this.#drop(known);
    while (this.#shown.length >= most) this.#drop(this.#shown[0]);
    const notice = { failure, words: h('p', { role: 'alert', dir: 'auto' }, text) };
    notice.node = h('div', { class: 'notice' }, notice.words, ...this.#buttons(notice));
    this.#shown.push(notice);
    this.#node.append(notice.node);
  }

  /** Writes everything anew, in the language of the moment. */
  update() {
    for (const { failure, words } of this.#shown) words.textContent = textOf(failure);
  }

  #buttons(notice) {
    const close = h('button', { type: 'button', class: 'quiet close-notice', 'data-label': 'close_notice', 'aria-label': t('close_notice') }, icon('close'));
    close.addEventListener('click', () => this.#close(notice));
    const { retry, error } = notice.failure;
    return retry ? [retryButton(error, () => this.#retry(notice)), close] : [close];
  }

  async #retry(notice) {
    const hadFocus = notice.node.contains(document.activeElement);
    await notice.failure.retry();
    this.#drop(notice);
    if (hadFocus) this.#focusNext();
  }

  #close(notice) {
    this.#drop(notice);
    this.#focusNext();
  }

  #drop(notice) {
    notice.node.remove();
    this.#shown = this.#shown.filter((other) => other !== notice);
  }

  // What had it is gone; another element may have taken it meanwhile.
  #focusNext() {
    if (document.activeElement !== document.body) return;
    const host = this.#node.parentElement;
    const next = this.#node.querySelector('button:enabled') ?? (host === this.#home ? this.#rest : host.querySelector('button:enabled'));
    next?.focus();
  }

  #follow(changes) {
    for (const { target } of changes) {
      if (!(target instanceof HTMLDialogElement)) continue;
      this.#dialogs = this.#dialogs.filter((dialog) => dialog !== target);
      if (target.open) this.#dialogs.push(target);
    }
    const host = this.#dialogs.at(-1) ?? (this.#home.inert ? this.#drawer : this.#home);
    if (host === this.#node.parentElement) return;
    const focused = this.#node.contains(document.activeElement) ? document.activeElement : null;
    if (host === this.#home) host.prepend(this.#node);
    else host.append(this.#node);
    focused?.focus();
  }
}
