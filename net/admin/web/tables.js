// Tables that change in place, so that focus and selection stay where they are.

import { h, setText } from './nodes.js';
import { bytes, clock, duration, number } from './numbers.js';
import { t } from './texts.js';

class Table {
  #columns;
  #keyOf;
  #actions;
  #caption;
  #heading;
  #body = h('tbody');
  #rows = new Map();
  #scroller;

  /** @param columns `[[key of the heading, text of a row's cell, is it a number], …]` @param actions `[[key, what to do with the row], …]` */
  constructor(place, { caption, columns, keyOf, actions = [] }) {
    this.#columns = columns;
    this.#keyOf = keyOf;
    this.#actions = actions;
    this.#caption = caption;
    this.#heading = columns.map(([, , isNumber]) => h('th', { scope: 'col', ...(isNumber && { class: 'number' }) }));
    const last = actions.length > 0 ? [h('td')] : [];
    this.#scroller = h('div', { class: 'scroller', role: 'group', tabindex: '0' }, h('table', {}, h('thead', {}, h('tr', {}, ...this.#heading, ...last)), this.#body));
    place.append(this.#scroller);
  }

  show(list) {
    const kept = new Set();
    list.forEach((row, index) => {
      const key = this.#keyOf(row);
      kept.add(key);
      const known = this.#rows.get(key) ?? this.#makeRow(key);
      known.row = row;
      this.#fill(known);
      if (this.#body.children[index] !== known.node) this.#body.insertBefore(known.node, this.#body.children[index] ?? null);
    });
    for (const [key, { node }] of this.#rows) {
      if (kept.has(key)) continue;
      node.remove();
      this.#rows.delete(key);
    }
    this.#scroller.hidden = list.length === 0;
  }

  translate() {
    this.#columns.forEach(([key], index) => setText(this.#heading[index], t(key)));
    this.#scroller.setAttribute('aria-label', t(this.#caption));
    for (const known of this.#rows.values()) this.#fill(known);
  }

  #makeRow(key) {
    const cells = this.#columns.map(([, , isNumber], index) => (index === 0 ? h('th', { scope: 'row' }) : h('td', isNumber ? { class: 'number' } : {})));
    const known = { node: h('tr'), cells, buttons: [], row: null };
    known.buttons = this.#actions.map(([, act]) => {
      const button = h('button', { type: 'button', class: 'quiet small' });
      button.addEventListener('click', () => act(known.row));
      return button;
    });
    known.node.append(...cells, ...(known.buttons.length > 0 ? [h('td', { class: 'actions' }, ...known.buttons)] : []));
    this.#rows.set(key, known);
    return known;
  }

  #fill({ row, cells, buttons }) {
    this.#columns.forEach(([, text], index) => setText(cells[index], text(row)));
    this.#actions.forEach(([key], index) => {
      setText(buttons[index], t(key));
      buttons[index].setAttribute('aria-label', `${t(key)} ${this.#keyOf(row)}`);
    });
  }
}

const share = (part, whole) => `${number(part)} / ${number(whole)}`;
const wait = (ms) => (ms > 0 ? duration(ms / 1000) : '–');

export const poolsTable = (place) => new Table(place, {
  caption: 'pools',
  keyOf: ({ name }) => name,
  columns: [
    ['pool', ({ name }) => t(`pool_${name}`)],
    ['idle', (pool) => share(pool.idle_workers, pool.workers), true],
    ['preparing', ({ preparing }) => number(preparing), true],
    ['streaming', (pool) => share(pool.streaming, pool.max_streams), true],
    ['waiting', (pool) => share(pool.waiting, pool.queue), true],
    ['users', ({ users }) => number(users), true],
    ['expected_wait', ({ expected_wait_ms }) => wait(expected_wait_ms), true],
    ['admitted', ({ admitted }) => number(admitted), true],
    ['refused', ({ refused }) => number(refused), true],
    ['providers', ({ providers }) => providers.join(', ')],
  ],
});

export const providersTable = (place) => new Table(place, {
  caption: 'providers',
  keyOf: ({ name }) => name,
  columns: [
    ['provider', ({ name }) => name],
    ['breaker', ({ breaker }) => t(`breaker_${breaker}`)],
    ['probe_in', ({ probe_in_ms }) => wait(probe_in_ms), true],
    ['recent_failures', (one) => share(one.recent_failures, one.recent_attempts), true],
    ['streaming', ({ streaming }) => number(streaming), true],
    ['attempts', ({ attempts }) => number(attempts), true],
    ['failures', ({ failures }) => number(failures), true],
    ['last_failure', ({ last_failure }) => last_failure || '–'],
  ],
});

export const connectionsTable = (place, { closeOne, closeUser }) => new Table(place, {
  caption: 'connections',
  keyOf: ({ id }) => id,
  columns: [
    ['connection', ({ id }) => id],
    ['user', ({ user }) => user],
    ['kind', ({ kind }) => t(`kind_${kind}`)],
    ['address', ({ address }) => (address === '-' ? '–' : address)],
    ['since', ({ since }) => clock(since)],
    ['connection_state', ({ state }) => t(`connection_${state}`)],
    ['received', ({ received_bytes }) => bytes(received_bytes), true],
    ['sent', ({ sent_bytes }) => bytes(sent_bytes), true],
    ['questions', ({ questions }) => number(questions), true],
  ],
  actions: [['close_one', closeOne], ['close_user', closeUser]],
});
