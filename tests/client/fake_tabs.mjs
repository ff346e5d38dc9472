// Several tabs of one browser without a browser: locks, channels and a manual clock.

import { connect } from '../../net/web/aurawell-client.js';
import { SharedClient } from '../../net/web/shared_client.js';
import { FakeServer, ManualClock } from './fakes.mjs';

/** Waits until all tasks that are ready to run have ended. */
export const settled = () => new Promise((resolve) => { setImmediate(resolve); });

class FakeLocks {
  /** By name: the requests, the first of which holds the lock. */
  #queues = new Map();
  #ofTab = new Map();

  /** The `navigator.locks` of `tab`. */
  of(tab) {
    return { request: (name, options, callback) => this.#request(tab, name, options, callback) };
  }

  /** Releases everything of `tab`, as after a crash. */
  drop(tab) {
    for (const request of [...this.#ofTab.get(tab) ?? []]) request.end();
  }

  async #request(tab, name, { signal, steal = false }, callback) {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    const request = {};
    const mine = this.#ofTab.get(tab) ?? new Set();
    this.#ofTab.set(tab, mine.add(request));
    try {
      return await new Promise((resolve, reject) => {
        request.begin = () => queueMicrotask(async () => resolve(await callback()));
        request.end = () => reject(new Error('aborted'));
        signal?.addEventListener('abort', request.end);
        if (steal) queue.shift()?.end();
        if (steal) queue.unshift(request);
        else queue.push(request);
        if (queue[0] === request) request.begin();
      });
    } finally {
      mine.delete(request);
      const wasFirst = queue[0] === request;
      if (queue.includes(request)) queue.splice(queue.indexOf(request), 1);
      if (wasFirst) queue[0]?.begin();
    }
  }
}

class FakeChannels {
  #open = new Set();

  of(tab) {
    const channels = this.#open;
    return class {
      constructor(name) {
        Object.assign(this, { name, tab });
        channels.add(this);
      }

      postMessage(message) {
        const copy = structuredClone(message);
        if (tab.isCrashed) return;
        for (const other of channels) if (other !== this && other.name === this.name) other.tab.hear(() => channels.has(other) && other.onmessage({ data: copy }));
      }

      close() {
        channels.delete(this);
      }
    };
  }
}

class Tab {
  isCrashed = false;
  #waiting = null;

  /** Messages arrive one after the other, and not while the tab hangs. */
  hear(deliver) {
    if (this.isCrashed) return;
    if (this.#waiting) this.#waiting.push(deliver);
    else queueMicrotask(() => !this.isCrashed && deliver());
  }

  hang() {
    this.#waiting = [];
  }

  wake() {
    const waiting = this.#waiting;
    this.#waiting = null;
    for (const deliver of waiting) deliver();
  }
}

/** Tabs of one browser at one server. A tab is `{client, hang(), wake()}`; `options` are those of its client. */
export class FakeBrowser {
  clock = new ManualClock();
  server = new FakeServer();
  #locks = new FakeLocks();
  #channels = new FakeChannels();

  open(options = {}, means = {}) {
    const tab = new Tab();
    tab.client = new SharedClient('http://host/', { userId: 'u', language: 'zh', ...options }, {
      clock: this.clock, random: () => 0, isVisible: () => true, locks: this.#locks.of(tab), Channel: this.#channels.of(tab),
      connect: (base, more) => connect(base, { ...more, WebSocket: this.server.WebSocket, fetch: null, clock: this.clock, random: () => 1 }),
      ...means,
    });
    return tab;
  }

  /** The tab closes without a message; its connection is cut. */
  crash(tab) {
    tab.isCrashed = true;
    this.#locks.drop(tab);
  }
}
