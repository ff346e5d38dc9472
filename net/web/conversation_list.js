// The conversations of one member, as the server remembers them. Knows no nodes.

const pageSize = 30;
const mostAtOnce = 200;
/** Answers that end together cost one request. */
const refreshDelay = 400;

/** `onChange()` follows every change of `items`, `loading`, `failure` and `hasMore`. */
export class ConversationList {
  /** `{id, title, updatedAt}`, the newest first; `isLocal` until the server knows it. */
  items = [];
  loading = false;
  failure = null;
  memberId = '';
  #next = null;
  #run = 0;
  #timer = 0;

  constructor(history, onChange) {
    this.history = history;
    this.onChange = onChange;
  }

  get hasMore() {
    return this.#next !== null;
  }

  show(memberId) {
    this.memberId = memberId;
    this.items = [];
    this.#next = null;
    return this.refresh();
  }

  /** Loads again as much as is shown. */
  async refresh() {
    clearTimeout(this.#timer);
    const limit = Math.min(mostAtOnce, Math.max(pageSize, this.items.length));
    await this.#load({ limit }, (items) => {
      const known = new Set(items.map(({ id }) => id));
      return [...this.items.filter(({ id, isLocal }) => isLocal && !known.has(id)), ...items];
    });
  }

  refreshSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), refreshDelay);
  }

  async more() {
    if (this.loading || !this.hasMore) return;
    await this.#load({ limit: pageSize, before: this.#next }, (items) => {
      const known = new Set(this.items.map(({ id }) => id));
      return [...this.items, ...items.filter(({ id }) => !known.has(id))];
    });
  }

  /** Puts a conversation to the top in which `question` was just asked. */
  touch(id, question) {
    const known = this.items.find((item) => item.id === id);
    const item = { id, title: known?.title || question, updatedAt: new Date().toISOString(), isLocal: known?.isLocal ?? true };
    this.items = [item, ...this.items.filter((other) => other !== known)];
    this.onChange();
  }

  /** Rejects with a ServiceError if the server did not remove it. */
  async remove(id) {
    await this.history.remove(id, this.memberId).catch((error) => {
      if (error.status !== 404) throw error;
    });
    this.forget(id);
  }

  /** It is no more. */
  forget(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this.onChange();
  }

  // Only the newest run may write: a member may have been switched meanwhile.
  async #load(parameters, merge) {
    const run = ++this.#run;
    Object.assign(this, { loading: true, failure: null });
    this.onChange();
    try {
      const { conversations, next } = await this.history.conversations(this.memberId, parameters);
      if (run !== this.#run) return;
      this.items = merge(conversations.map(itemOf));
      this.#next = next;
    } catch (error) {
      if (run !== this.#run) return;
      this.failure = error;
    }
    this.loading = false;
    this.onChange();
  }
}

const itemOf = ({ conversation_id: id, title, updated_at: updatedAt }) => ({ id, title, updatedAt, isLocal: false });
