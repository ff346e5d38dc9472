// One question and its answer on the page.

import { copyText, countDown, h, icon } from './dom.js';
import { MarkdownStream } from './markdown_stream.js';
import { isGrave, isHigher, levelOf, SafetyCard, warning } from './safety_card.js';
import { t } from './texts.js';

const failed = new Set(['error', 'incomplete', 'interrupted', 'cancelled']);
const unfinished = new Set(['incomplete', 'cancelled']);
const copiedFor = 2000;

export class ExchangeView {
  #exchange;
  #isLast = false;
  #reached = '';
  #stopCountdown = () => {};
  #card = new SafetyCard();
  /** From the start where the level came with the page: only what appears later is read out. */
  #isWarned;

  /** `actions`: `retry(exchange)`, `edit(exchange)`, `goOn(exchange)`, `announce(text)`, `notCopied()`, `warn(text, {atOnce})`, `rendered()`. */
  constructor(exchange, actions) {
    this.#exchange = exchange;
    this.actions = actions;
    this.#isWarned = exchange.safety !== '';
    this.questionTitle = h('h2', { class: 'visually-hidden' });
    this.question = h('p', { dir: 'auto' });
    this.answerTitle = h('h2', { class: 'visually-hidden' });
    this.text = h('div', { class: 'text' });
    this.state = h('p', { class: 'state' });
    this.tools = h('div', { class: 'tools' });
    this.answer = h('article', { class: 'answer' },
      h('img', { class: 'avatar', src: 'logo.svg', alt: '' }), this.answerTitle, this.#card.node, this.text,
      this.state, this.tools);
    this.node = h('div', { class: 'exchange' },
      h('article', { class: 'question' }, this.questionTitle, this.question), this.answer);
    this.stream = new MarkdownStream(this.text, () => actions.rendered());
    this.restart();
    this.update();
  }

  append(delta) {
    this.stream.append(delta);
  }

  /** Shows the exchange's text from its start. */
  restart() {
    this.stream.replace(this.#exchange.text);
  }

  get card() {
    return this.#card;
  }

  /**
   * Shows status and tools anew, in the language of the moment. `isLast`: nothing follows it. `reached`: the highest level before
   * it in the conversation, null where not all of that is known.
   */
  update({ isLast = this.#isLast, reached = this.#reached } = {}) {
    this.#isLast = isLast;
    this.#reached = reached;
    const exchange = this.#exchange;
    const busy = exchange.isRunning;
    if (!busy) this.stream.finish();
    this.questionTitle.textContent = t('you');
    this.question.textContent = exchange.question;
    this.answerTitle.textContent = t('assistant');
    this.answer.dataset.status = exchange.status;
    // Not the whole answer: its card is to be read while the text grows.
    this.text.setAttribute('aria-busy', String(busy));
    this.#showSafety();
    this.state.textContent = stateText(exchange);
    this.#stopCountdown();
    const hadFocus = this.tools.contains(document.activeElement);
    this.tools.replaceChildren(...(busy ? [] : this.#finishedTools()));
    if (hadFocus) this.tools.querySelector('button')?.focus();
  }

  #showSafety() {
    const exchange = this.#exchange;
    this.#card.show(exchange, this.#reached);
    const level = levelOf(exchange, this.#reached);
    if (this.#isWarned || !isGrave(level)) return;
    this.#isWarned = true;
    this.actions.warn(warning(exchange), { atOnce: level === 'emergency' && isHigher(level, this.#reached ?? '') });
  }

  #finishedTools() {
    const exchange = this.#exchange;
    const tools = [];
    if (exchange.text !== '') tools.push(this.#copyButton());
    if (this.#isLast && exchange.text !== '' && unfinished.has(exchange.status)) tools.push(this.#goOnButton());
    if (failed.has(exchange.status) && exchange.data.retryable !== false) tools.push(this.#retryButton());
    if (failed.has(exchange.status) && exchange.question !== '') tools.push(this.#editButton());
    if (exchange.data.provider === 'offline') {
      tools.push(h('details', { class: 'badge' },
        h('summary', {}, t('offline_coach')), h('p', {}, t('offline_coach_note'))));
    }
    if (exchange.data.error_code) tools.push(h('code', { class: 'facts' }, exchange.data.error_code));
    return tools;
  }

  #copyButton() {
    const label = h('span', {}, t('copy'));
    const button = h('button', { type: 'button', class: 'quiet small copy' }, icon('copy'), label);
    button.onclick = async () => {
      const copied = await copyText(this.#exchange.text);
      const text = t(copied ? 'copied' : 'copy_failed');
      if (copied) this.actions.announce(text);
      else this.actions.notCopied();
      label.textContent = text;
      button.firstChild.replaceWith(icon(copied ? 'check' : 'copy'));
      setTimeout(() => {
        label.textContent = t('copy');
        button.firstChild.replaceWith(icon('copy'));
      }, copiedFor);
    };
    return button;
  }

  #editButton() {
    const button = h('button', { type: 'button', class: 'small edit' }, icon('edit'), h('span', {}, t('edit')));
    button.onclick = () => this.actions.edit(this.#exchange);
    return button;
  }

  #goOnButton() {
    const button = h('button', { type: 'button', class: 'small go-on' }, icon('more'), h('span', {}, t('continue')));
    button.onclick = () => this.actions.goOn(this.#exchange);
    return button;
  }

  #retryButton() {
    const exchange = this.#exchange;
    const label = h('span');
    const button = h('button', { type: 'button', class: 'small retry' }, icon('retry'), label);
    button.onclick = () => this.actions.retry(exchange);
    const allowed = exchange.failedAt + (exchange.data.retry_after_ms ?? 0);
    this.#stopCountdown = countDown(allowed, (seconds) => {
      button.disabled = seconds > 0;
      label.textContent = seconds > 0 ? t('retry_in', { seconds }) : t('retry');
    });
    return button;
  }
}

/** What is said about an exchange while it runs or when it ended badly; else ''. */
export function stateText({ status, message, data }) {
  if (status === 'done' || status === 'streaming') return '';
  if (status === 'queued' && data.position > 1) return t('status_queued', { ahead: data.position - 1 });
  if (status === 'queued') return t('status_queued_next');
  if (status === 'error') return message || t('status_error');
  return t(`status_${status}`);
}
