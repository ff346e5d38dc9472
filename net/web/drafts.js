// What was typed and not asked yet, of each conversation: there again when one returns to it, after a reload, and in another
// tab with the same conversation.

import { forgetAll, onRemembered, recall, recallAll, recallInTab, remember, rememberInTab } from './preferences.js';

/** Conversations whose drafts are kept; the oldest goes first. */
const most = 50;

export class Drafts {
  #prefix;

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
    const name = this.#prefix + key;
    const inTab = isNew(key) ? recallInTab(name) : null;
    const text = inTab ?? recall(name)?.text;
    return typeof text === 'string' ? text : '';
  }

  /** `''` forgets it. */
  write(key, text) {
    const name = this.#prefix + key;
    if (isNew(key)) rememberInTab(name, text);
    remember(name, text === '' ? null : { text, at: Date.now() });
    if (text !== '') this.#limit();
  }

  /** Nobody else is to find them. */
  forgetAll() {
    forgetAll(this.#prefix);
  }

  /** `changed(key)` follows when another tab has written the draft of a conversation that both may show. */
  listen(changed) {
    onRemembered((name) => {
      const key = name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : '';
      if (key !== '' && !isNew(key)) changed(key);
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
