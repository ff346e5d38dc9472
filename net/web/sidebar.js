// The list of conversations, and the drawer that holds it on a narrow screen.

import { retryButton } from './busy.js';
import { h, icon } from './dom.js';
import { failureText } from './failure_text.js';
import { language, t } from './texts.js';

const wide = matchMedia('(min-width: 60rem)');

/** Beside the conversation where there is room, else over it. */
export class Drawer {
  #drawer;
  #opener;
  #rest;

  /** `rest` is what nobody shall reach while the drawer covers it. */
  constructor(drawer, opener, veil, rest) {
    this.#drawer = drawer;
    this.#opener = opener;
    this.#rest = rest;
    opener.addEventListener('click', () => this.open());
    veil.addEventListener('click', () => this.close());
    drawer.querySelector('.close').addEventListener('click', () => this.close());
    drawer.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.isOpen) return;
      event.stopPropagation();
      this.close();
    });
    wide.addEventListener('change', () => this.close());
  }

  get isOpen() {
    return document.body.classList.contains('drawer-open');
  }

  open() {
    this.#set(true);
    this.#drawer.querySelector('button').focus();
  }

  close() {
    if (!this.isOpen) return;
    const hadFocus = this.#drawer.contains(document.activeElement);
    this.#set(false);
    if (hadFocus) this.#opener.focus();
  }

  #set(open) {
    document.body.classList.toggle('drawer-open', open);
    this.#opener.setAttribute('aria-expanded', String(open));
    for (const node of this.#rest) node.inert = open;
  }
}

/** Midnight of the day of `date`, as a number. */
const dayOf = (date) => new Date(date).setHours(0, 0, 0, 0);
const day = 24 * 60 * 60 * 1000;

function groupOf(updatedAt) {
  const age = Math.round((dayOf(Date.now()) - dayOf(updatedAt)) / day);
  if (age <= 0) return 'today';
  if (age === 1) return 'yesterday';
  return age < 7 ? 'this_week' : 'earlier';
}

function grouped(items) {
  const groups = new Map();
  for (const item of items) {
    const name = groupOf(item.updatedAt);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
}

const dateFormats = new Map();

/** To make one takes long. */
function dateFormat(name, options) {
  const locale = language() === 'zh' ? 'zh-CN' : 'en';
  const key = `${locale} ${name}`;
  if (!dateFormats.has(key)) dateFormats.set(key, new Intl.DateTimeFormat(locale, options));
  return dateFormats.get(key);
}

function timeText(updatedAt) {
  const format = groupOf(updatedAt) === 'today'
    ? dateFormat('time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    : dateFormat('day', { month: 'short', day: 'numeric' });
  return format.format(new Date(updatedAt));
}

export class Sidebar {
  #node;
  #list;
  #actions;
  #current = '';
  #running = new Set();
  #shown = '';

  /** `actions`: `open(id)`, `remove(item)`. */
  constructor(node, list, actions) {
    this.#node = node;
    this.#list = list;
    this.#actions = actions;
    // The first format is not to be made while a question is sent.
    (window.requestIdleCallback ?? setTimeout)(() => timeText(Date.now()));
  }

  /** `current` is the id of the conversation on the screen, `running` those being answered. */
  update(current = this.#current, running = this.#running) {
    this.#current = current;
    this.#running = running;
    const { items, loading, failure, hasMore } = this.#list;
    // A button made anew between the press and the release of a mouse would not be clicked.
    const shown = JSON.stringify([language(), dayOf(Date.now()), current, [...running], items, loading, failure !== null, hasMore]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.#focusedName();
    const groups = grouped(items);
    this.#node.replaceChildren(
      ...[...groups].map(([group, members]) => this.#group(group, members)),
      ...(items.length === 0 && !loading && !failure ? [h('p', { class: 'quiet-note' }, t('list_empty'))] : []),
      ...(failure ? [this.#failure()] : []),
      ...(hasMore && !failure ? [this.#more(loading)] : []),
    );
    this.#node.setAttribute('aria-busy', String(loading));
    if (focused) this.#node.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }

  #focusedName() {
    const node = document.activeElement;
    return this.#node.contains(node) ? node.dataset.focus : undefined;
  }

  #group(name, items) {
    const id = `group-${name}`;
    return h('section', { 'aria-labelledby': id },
      h('h3', { id }, t(name)), h('ul', {}, ...items.map((item) => this.#row(item))));
  }

  #row(item) {
    const running = this.#running.has(item.id);
    const title = item.title || t('untitled');
    const open = h('button', { type: 'button', class: 'open', 'data-focus': item.id, title },
      h('span', { class: 'title' }, h('bdi', {}, title)),
      running ? h('span', { class: 'busy' }, h('span', { class: 'visually-hidden' }, t('status_streaming'))) : null,
      h('time', { datetime: item.updatedAt }, timeText(item.updatedAt)));
    if (item.id === this.#current) open.setAttribute('aria-current', 'true');
    open.onclick = () => this.#actions.open(item.id);
    const remove = h('button', {
      type: 'button', class: 'quiet remove', 'data-focus': `remove-${item.id}`, 'aria-label': t('remove_conversation', { title }),
    }, icon('trash'));
    remove.onclick = () => this.#actions.remove(item);
    return h('li', {}, open, remove);
  }

  #failure() {
    const { failure } = this.#list;
    const button = retryButton(failure, () => this.#list.refresh(), { 'data-focus': 'again' });
    return h('div', { class: 'quiet-note' }, h('p', {}, failureText('list_failed', {}, failure)), button);
  }

  #more(loading) {
    const button = h('button', { type: 'button', class: 'quiet small more', 'data-focus': 'more' }, t(loading ? 'loading' : 'show_more'));
    button.onclick = () => this.#list.more();
    return button;
  }
}
