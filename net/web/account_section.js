// One part of the panel about the account: what the server says, or that it said nothing and a way to ask again.

import { retryButton } from './busy.js';
import { h } from './dom.js';
import { failureText } from './failure_text.js';
import { t } from './texts.js';

/** That something could not be loaded, with a button to try again. */
export function loadFailure(error, again) {
  return h('div', { class: 'quiet-note' }, h('p', { role: 'alert' }, failureText('section_failed', {}, error)), retryButton(error, again));
}

export class AccountSection {
  #events;
  #body = h('div', {});
  #run = 0;

  /**
   * `key` names the title. `load()` asks the server, `show(found)` returns the nodes for what it said; with none of them the
   * section is hidden. `rest` are nodes that stay as they are.
   */
  constructor(key, { load, show, rest = [] }) {
    const id = `account-${key}`;
    this.#events = { load, show };
    this.node = h('section', { 'aria-labelledby': id }, h('h3', { id, 'data-text': key }, t(key)), this.#body, ...rest);
  }

  /** Shows what the server says now. */
  async refresh() {
    const run = ++this.#run;
    this.node.setAttribute('aria-busy', 'true');
    const nodes = await this.#ask();
    if (run !== this.#run) return;
    this.#body.replaceChildren(...nodes);
    this.node.hidden = nodes.length === 0;
    this.node.setAttribute('aria-busy', 'false');
  }

  async #ask() {
    try {
      return this.#events.show(await this.#events.load());
    } catch (error) {
      return [loadFailure(error, () => this.refresh())];
    }
  }
}
