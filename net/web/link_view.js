// Shows how the connection stands: a mark in the header, a banner when it needs attention.

import { countDown } from './dom.js';
import { t } from './texts.js';

/** Closes whose reason a person can understand. */
const explained = new Set([4001, 4003, 4005, 4010]);

export class LinkView {
  #mark;
  #banner;
  #announce;
  #state = { name: 'connecting' };
  #troubled = false;
  #stopCountdown = () => {};

  constructor(mark, banner, { announce, connect }) {
    this.#mark = mark;
    this.#banner = banner;
    this.#announce = announce;
    banner.querySelector('button').addEventListener('click', connect);
  }

  show(state) {
    const previous = this.#state.name;
    const wasTroubled = this.#troubled;
    this.#state = state;
    if (state.name !== 'connecting') this.#troubled = state.name !== 'online';
    this.update();
    // A connection that simply stands is what everyone expects: nothing to say about it.
    if (state.name !== 'connecting' && state.name !== previous && (wasTroubled || this.#troubled)) this.#say();
  }

  /** Writes everything anew, in the language of the moment. */
  update() {
    const { name, retryAt } = this.#state;
    this.#stopCountdown();
    this.#mark.dataset.state = name;
    this.#mark.querySelector('.link-label').textContent = t(`link_${name}`);
    this.#banner.hidden = !this.#troubled;
    this.#banner.dataset.state = name;
    this.#banner.querySelector('button').hidden = name === 'connecting';
    if (!this.#troubled) return;
    if (retryAt) this.#stopCountdown = countDown(retryAt, (seconds) => this.#write(seconds));
    else this.#write();
  }

  #write(seconds) {
    this.#banner.querySelector('p').textContent = this.#sentence(seconds);
  }

  #sentence(seconds) {
    const { name, code } = this.#state;
    return t(explained.has(code) ? `banner_${code}` : `banner_${name}`, { seconds });
  }

  #say() {
    const { name } = this.#state;
    this.#announce(name === 'stopped' ? this.#sentence() : t(`link_${name}`));
  }
}
