// Conversations that the server keeps.

import { callAs } from './service_api.js';

/** Every call rejects with a ServiceError, at the latest after ten seconds. */
export class HistoryApi {
  #userId;
  #session;

  /** `session` is null where nobody signs in. */
  constructor(userId, session) {
    this.#userId = userId;
    this.#session = session;
  }

  /** `{conversations, next}`, the newest first; `before` is the `next` of the page before. */
  conversations(memberId, { limit, before } = {}) {
    return this.#call('GET', '', { member_id: memberId, limit, before });
  }

  /** `{messages, next}`, the oldest first within the page; `next` leads to older ones. */
  messages(conversationId, memberId, { limit, before } = {}) {
    return this.#call('GET', `/${encodeURIComponent(conversationId)}/messages`, { member_id: memberId, limit, before });
  }

  remove(conversationId, memberId) {
    return this.#call('DELETE', `/${encodeURIComponent(conversationId)}`, { member_id: memberId });
  }

  #call(method, path, parameters) {
    return callAs(this.#session, method, `chat/conversations${path}`, { parameters: { user_id: this.#userId, ...parameters } });
  }
}
