// What happens in one tab and concerns the others of the same person.

/**
 * Events, with what is told as `detail`: `asked` `{id, memberId, question}`, `removed` `{id}`, a conversation, `family`, and `facts`
 * `{memberId}`. A browser without channels hears nothing.
 */
export class TabNews extends EventTarget {
  #channel = null;

  constructor(userId) {
    super();
    if (!globalThis.BroadcastChannel) return;
    this.#channel = new BroadcastChannel(`aurawell news ${userId}`);
    this.#channel.onmessage = ({ data: { type, detail } }) => this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  tell(type, detail = null) {
    this.#channel?.postMessage({ type, detail });
  }
}
