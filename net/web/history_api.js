// Conversations that the server keeps, over plain HTTP.

const timeout = 10_000;

/** `status` is HTTP's, 0 without an answer; `code` is the server's, '' without one. */
export class HistoryError extends Error {
  constructor(message, { status = 0, code = '', cause } = {}) {
    super(message, { cause });
    this.status = status;
    this.code = code;
  }
}

/** Every call rejects with a HistoryError, at the latest after ten seconds. */
export class HistoryApi {
  #userId;

  constructor(userId) {
    this.#userId = userId;
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

  async #call(method, path, parameters) {
    const url = new URL(`api/v1/chat/conversations${path}`, document.baseURI);
    for (const [name, value] of Object.entries({ user_id: this.#userId, ...parameters })) {
      if (value) url.searchParams.set(name, value);
    }
    const { response, text } = await fetched(url, method);
    const body = parsed(text);
    if (response.ok && body.success) return body;
    throw new HistoryError(body.error?.message ?? response.statusText, { status: response.status, code: body.error?.code });
  }
}

async function fetched(url, method) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), timeout);
  try {
    const response = await fetch(url, { method, signal: control.signal, cache: 'no-store' });
    // A body may stall too, so it is read within the time.
    return { response, text: await response.text() };
  } catch (cause) {
    throw new HistoryError('no answer from the server', { cause });
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
