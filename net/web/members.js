// The people somebody asks for: themselves, and whoever they added in this browser.

import { newMemberId } from './ids.js';
import { onRemembered, recall, recallAll, remember } from './preferences.js';

const most = 20;
const longestName = 20;

const idPattern = /^member-[0-9a-f]{12}$/;
const keyOf = (id) => `member.${id}`;

/** Each member is remembered by itself, so that two tabs can add one at the same time. */
function remembered() {
  const entries = recallAll(keyOf('')).map(([key, value]) => ({ id: key.slice(keyOf('').length), name: value?.name, at: Number(value?.at) || 0 }));
  return entries.filter(({ id, name }) => idPattern.test(id) && typeof name === 'string')
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Takes over the list that was kept before. */
function takeOverList() {
  const list = recall('members');
  if (!Array.isArray(list)) return;
  const isMember = (entry) => idPattern.test(entry?.id) && typeof entry.name === 'string';
  list.filter(isMember).slice(0, most).forEach(({ id, name }, at) => recall(keyOf(id)) ?? remember(keyOf(id), { name, at }));
  remember('members', null);
}

export class Members {
  #self;
  #others;

  /** `self` is the id of the person at the screen, who is always the first member. */
  constructor(self) {
    this.#self = self;
    takeOverList();
    this.#others = remembered();
  }

  /** `changed()` follows when another tab has changed who there is, or what is known of them. */
  listen(changed) {
    onRemembered((key) => {
      if (!/^(member|profile)\b/.test(key) && key !== '') return;
      this.#others = remembered();
      changed();
    });
  }

  /** `[{id, name}]`; the first has no name. */
  get all() {
    return [{ id: this.#self, name: '' }, ...this.#others.map(({ id, name }) => ({ id, name }))];
  }

  get full() {
    return this.#others.length >= most;
  }

  isSelf(id) {
    return id === this.#self;
  }

  has(id) {
    return this.all.some((member) => member.id === id);
  }

  nameOf(id) {
    return this.#others.find((member) => member.id === id)?.name ?? '';
  }

  mayAsk() {
    return true;
  }

  /** Returns the new member, or null for a name of blanks or one too many. */
  add(name) {
    const trimmed = [...name.trim()].slice(0, longestName).join('');
    if (trimmed === '' || this.full) return null;
    const id = newMemberId();
    const at = Date.now();
    remember(keyOf(id), { name: trimmed, at });
    this.#others.push({ id, name: trimmed, at });
    return { id, name: trimmed };
  }

  /** Forgets somebody here, and what this browser knows of them. */
  remove(id) {
    this.#others = this.#others.filter((member) => member.id !== id);
    this.saveFacts(id, null);
    remember(keyOf(id), null);
  }

  factsOf(id) {
    return recall(this.#factsKey(id)) ?? {};
  }

  /** Null forgets them. */
  saveFacts(id, facts) {
    remember(this.#factsKey(id), facts);
  }

  #factsKey(id) {
    return this.isSelf(id) ? 'profile' : `profile.${id}`;
  }
}
