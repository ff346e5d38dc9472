// Calls of the service over plain HTTP.

const timeout = 10_000;

/** `status` is HTTP's, 0 without an answer; `code` is the server's, '' without one; `retryAfter` in seconds, 0 if none is due. */
export class ServiceError extends Error {
  constructor(message, { status = 0, code = '', retryAfter = 0, cause } = {}) {
    super(message, { cause });
    Object.assign(this, { status, code, retryAfter });
  }
}

/**
 * The body of the reply to `method` at `api/v1/${path}`. `request` may hold `parameters`, `body`, `token`. Rejects with a
 * ServiceError, at the latest after ten seconds.
 */
export async function call(method, path, { parameters = {}, body, token } = {}) {
  const url = new URL(`api/v1/${path}`, document.baseURI);
  for (const [name, value] of Object.entries(parameters)) if (value) url.searchParams.set(name, value);
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  };
  const { response, text } = await fetched(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const reply = parsed(text);
  if (response.ok && reply.success !== false) return reply;
  throw new ServiceError(reply.error?.message ?? response.statusText, {
    status: response.status, code: reply.error?.code, retryAfter: Number(response.headers.get('Retry-After')) || 0,
  });
}

/** The same for whoever is signed in at `session`, which may be null: no token is needed then. */
export async function callAs(session, method, path, request = {}) {
  const token = await session?.token();
  try {
    return await call(method, path, { ...request, token });
  } catch (error) {
    if (error.status !== 401 || !token) throw error;
    const other = await session.token(token);
    if (!other) throw error;
    return call(method, path, { ...request, token: other });
  }
}

async function fetched(url, request) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), timeout);
  try {
    const response = await fetch(url, { ...request, signal: control.signal, cache: 'no-store' });
    // A body may stall too, so it is read within the time.
    return { response, text: await response.text() };
  } catch (cause) {
    throw new ServiceError('no answer from the server', { cause });
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
