// The people somebody asks for: themselves, and whoever they added in this browser.

import { newMemberId } from './ids.js';
import { recall, remember } from './preferences.js';

const most = 20;
const longestName = 20;

const isMember = (entry) => /^member-[0-9a-f]{12}$/.test(entry?.id) && typeof entry.name === 'string';

export class Members {
  #self;
  #others;

  /** `self` is the id of the person at the screen, who is always the first member. */
  constructor(self) {
    this.#self = self;
    const saved = recall('members');
    this.#others = Array.isArray(saved) ? saved.filter(isMember).slice(0, most) : [];
  }

  /** `[{id, name}]`; the first has no name. */
  get all() {
    return [{ id: this.#self, name: '' }, ...this.#others];
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
    const member = { id: newMemberId(), name: trimmed };
    this.#others.push(member);
    this.#save();
    return member;
  }

  /** Forgets somebody here, and what this browser knows of them. */
  remove(id) {
    this.#others = this.#others.filter((member) => member.id !== id);
    this.saveFacts(id, null);
    this.#save();
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

  #save() {
    remember('members', this.#others);
  }
}
