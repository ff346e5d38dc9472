// The people somebody asks for, as the server keeps them: what Members is for a guest.

import { shownFacts } from './facts.js';

const most = 20;

export class Family {
  #self;
  #api;
  #tell;
  #others = [];
  #facts = new Map();

  /** `tell(type, detail)`: for the other tabs, of TabNews. */
  constructor(self, api, tell = () => {}) {
    this.#self = self;
    this.#api = api;
    this.#tell = tell;
  }

  /** `[{id, name, relation, role}]`; the first has no name. */
  get all() {
    return [{ id: this.#self, name: '', relation: '', role: 'owner' }, ...this.#others];
  }

  get full() {
    return this.#others.filter(({ role }) => role === 'owner').length >= most;
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

  roleOf(id) {
    return this.all.find((member) => member.id === id)?.role ?? 'viewer';
  }

  mayAsk(id) {
    return this.roleOf(id) !== 'viewer';
  }

  /** Rejects with a ServiceError; then everything is as it was. */
  async load() {
    const members = await this.#api.members();
    this.#others = members.filter(({ id }) => id !== this.#self);
  }

  /** Resolves with the new member, or null for a name of blanks or one too many. */
  async add(name, relation = '') {
    const trimmed = name.trim();
    if (trimmed === '' || this.full) return null;
    const member = await this.#api.add(trimmed, relation.trim());
    this.#others.push(member);
    this.#tell('family');
    return member;
  }

  async remove(id) {
    await this.#api.remove(id);
    this.#facts.delete(id);
    this.#others = this.#others.filter((member) => member.id !== id);
    this.#tell('family');
  }

  /** What was last heard of a member's facts. */
  factsOf(id) {
    return this.#facts.get(id)?.values ?? {};
  }

  async loadFacts(id) {
    this.#facts.set(id, await this.#api.profile(id));
  }

  // What the panel has no field for.
  #hidden(id) {
    return Object.fromEntries(Object.entries(this.factsOf(id)).filter(([name]) => !shownFacts.includes(name)));
  }

  /**
   * Keeps what `facts` says, and all that the panel has no field for. Rejects with a ServiceError, of the status 412 if somebody
   * else has changed the facts since they were loaded.
   */
  async saveFacts(id, facts) {
    await this.#api.saveProfile(id, { ...this.#hidden(id), ...facts }, this.#facts.get(id)?.tag);
    this.#tell('facts', { memberId: id });
    await this.loadFacts(id);
  }
}
