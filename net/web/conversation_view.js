// The conversation on the page: questions, answers, and what is known of older ones.

import { actionButton, retryButton } from './busy.js';
import { ExchangeView } from './exchange_view.js';
import { setUpPrinting } from './printing.js';
import { isHigher } from './safety_card.js';
import { t } from './texts.js';

export class ConversationView {
  #parts;
  #scroller;
  #actions;
  #conversation = null;
  /** Why the last attempt to load failed, as the button for it knows. */
  #failure = null;
  #views = new Map();
  #cards = new ResizeObserver(() => this.#keepClear());

  /**
   * `parts`: the nodes `welcome`, `conversation`, `exchanges` and `older`. `actions`: those of
   * ExchangeView, and `older()`.
   */
  constructor(parts, scroller, actions) {
    this.#parts = parts;
    this.#scroller = scroller;
    this.#actions = actions;
    parts.older.querySelector('button').replaceWith(this.#olderButton());
    setUpPrinting(() => this.#conversation, () => actions.older());
  }

  /** Shows all of `conversation`; what is already there stays untouched. */
  showAll(conversation) {
    const sameOne = conversation.exchanges.some((exchange) => this.#views.has(exchange));
    const before = this.#views;
    this.#conversation = conversation;
    this.#views = new Map();
    this.#cards.disconnect();
    const nodes = conversation.exchanges.map((exchange) => this.#viewOf(exchange, before).node);
    this.#scroller.keepPlace(() => this.#arrange(nodes));
    if (!sameOne) this.#scroller.toEnd();
    this.update();
  }

  /** Nodes that stay are not moved: they would lose the focus, what is marked in them and where their boxes are scrolled to. */
  #arrange(nodes) {
    const { exchanges } = this.#parts;
    const staying = new Set(nodes);
    for (const node of [...exchanges.children]) if (!staying.has(node)) node.remove();
    nodes.forEach((node, index) => exchanges.children[index] !== node && exchanges.insertBefore(node, exchanges.children[index] ?? null));
  }

  append(exchange) {
    this.#parts.exchanges.append(this.#viewOf(exchange, this.#views).node);
    this.showLoading();
    for (const changed of this.#conversation.exchanges.slice(-2)) this.updateOne(changed);
    this.#scroller.toEnd();
  }

  /** Writes everything but the answers' texts anew, in the language of the moment. */
  update() {
    this.showLoading();
    for (const exchange of this.#conversation.exchanges) this.updateOne(exchange);
  }

  updateOne(exchange) {
    const isLast = exchange === this.#conversation.exchanges.at(-1);
    this.#views.get(exchange)?.update({ isLast, reached: this.#reachedBefore(exchange) });
    this.#scroller.follow();
  }

  appendText(exchange, text) {
    this.#views.get(exchange)?.append(text);
  }

  restart(exchange) {
    this.#views.get(exchange)?.restart();
  }

  /** Whether there is a conversation at all, and older exchanges of it. */
  showLoading() {
    const { loading, failure, hasOlder, isNew, exchanges } = this.#conversation;
    const { older, welcome, conversation } = this.#parts;
    if (!loading && failure !== this.#failure) {
      this.#failure = failure;
      const former = older.querySelector('button');
      const isAsked = former === document.activeElement || former.hasAttribute('aria-busy');
      former.replaceWith(this.#olderButton());
      if (isAsked && document.activeElement === document.body) queueMicrotask(() => older.querySelector('button').focus());
    }
    const [words, button] = older.children;
    welcome.hidden = !isNew;
    conversation.hidden = isNew;
    older.hidden = !(failure || hasOlder || (loading && exchanges.length === 0));
    words.textContent = failure ? t('history_failed') : loading ? t('loading') : '';
    words.hidden = words.textContent === '';
    if (!failure) button.textContent = t('show_older');
    button.hidden = loading;
  }

  #olderButton() {
    const load = () => this.#actions.older();
    return this.#failure ? retryButton(this.#failure, load) : actionButton('show_older', load);
  }

  /** Each level is that of the whole conversation up to there: the highest on the page is known if the first one is. */
  #reachedBefore(exchange) {
    const { exchanges, loading, failure, hasOlder } = this.#conversation;
    const earlier = exchanges.slice(0, Math.max(exchanges.indexOf(exchange), 0)).map(({ safety }) => safety);
    if (earlier.length === 0 && (loading || failure || hasOlder)) return null;
    return earlier.reduce((highest, level) => (isHigher(level, highest) ? level : highest), '');
  }

  /** What has the focus is not to lie under a card. */
  #keepClear() {
    this.#scroller.keepClear(Math.max(0, ...[...this.#views.values()].map(({ card }) => card.coveredHeight)));
  }

  #viewOf(exchange, known) {
    const view = known.get(exchange) ?? new ExchangeView(exchange, {
      ...this.#actions,
      rendered: () => this.#scroller.follow(),
    });
    this.#views.set(exchange, view);
    this.#cards.observe(view.card.node);
    return view;
  }
}
