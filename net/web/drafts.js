// What was typed and not asked yet, of each conversation: there again when one returns to it, after a reload, and in another
// tab with the same conversation.

import { forgetAll, onRemembered, recall, recallAll, recallInTab, remember, rememberInTab } from './preferences.js';

/** Conversations whose drafts are kept; the oldest goes first. */
const most = 50;

export class Drafts {
  #prefix;
  /** By key: `{text, at}`. */
  #ofPage = new Map();

  /** Drafts are of one person. `wasAlone`: before, this browser had one draft, of whoever was there. */
  constructor(userId, { wasAlone }) {
    this.#prefix = `draft.${userId}.`;
    const former = recall('draft');
    if (wasAlone && typeof former === 'string') this.write(this.keyOf({ isNew: true, memberId: userId }), former);
    remember('draft', null);
  }

  /** The name of the draft of a conversation. A new one is another conversation in each tab. */
  keyOf({ id, isNew, memberId }) {
    return isNew ? `new.${memberId}` : id;
  }

  read(key) {
    return this.#newest(key)?.text ?? '';
  }

  /** `''` forgets it. Where the browser's storage is full or blocked it is kept as long as the tab, or the page. */
  write(key, text) {
    const name = this.#prefix + key;
    const before = this.#newest(key);
    const draft = { text, at: Date.now() };
    const isForgotten = text === '' && !isNew(key);
    if (isForgotten) this.#ofPage.delete(key);
    else this.#ofPage.set(key, draft);
    rememberInTab(name, isForgotten ? null : draft);
    if (text !== '') {
      remember(name, draft);
      this.#limit();
    } else if (!isNew(key) || recall(name)?.text === before?.text) {
      // What another tab has typed for a new conversation of its own is not forgotten with it.
      remember(name, null);
    }
  }

  /** What this tab has typed for a new conversation counts before what another has for its own. */
  #newest(key) {
    const name = this.#prefix + key;
    const own = newer(this.#ofPage.get(key), recallInTab(name));
    return isNew(key) && own ? own : newer(own, recall(name));
  }

  /** Nobody else is to find them. */
  forgetAll() {
    this.#ofPage.clear();
    forgetAll(this.#prefix);
  }

  /** `changed(key)` follows when another tab has written the draft of a conversation that both may show. */
  listen(changed) {
    onRemembered((name) => {
      const key = name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : '';
      if (key === '' || isNew(key)) return;
      this.#ofPage.delete(key);
      rememberInTab(name, null);
      changed(key);
    });
  }

  #limit() {
    const all = recallAll(this.#prefix);
    if (all.length <= most) return;
    all.sort(([, a], [, b]) => (b?.at ?? 0) - (a?.at ?? 0));
    for (const [key] of all.slice(most)) remember(key, null);
  }
}

const isNew = (key) => key.startsWith('new.');

const isDraft = (value) => typeof value?.text === 'string' && Number.isFinite(value.at);

/** Of two drafts, each perhaps none; null without any. */
function newer(one, other) {
  if (!isDraft(one)) return isDraft(other) ? other : null;
  return isDraft(other) && other.at > one.at ? other : one;
}
