// Calls of the service over plain HTTP.

import { language } from './texts.js';

const timeout = 10_000;

/**
 * `message` is the server's own, '' without one. `status` is HTTP's, 0 without an answer; `code` is the server's, '' without one;
 * `retryAfter` in seconds, 0 if none is due, `retryAt` the time when they are over.
 */
export class ServiceError extends Error {
  constructor(message, { status = 0, code = '', retryAfter = 0, cause } = {}) {
    super(message, { cause });
    Object.assign(this, { status, code, retryAfter, retryAt: retryAfter > 0 ? Date.now() + retryAfter * 1000 : 0 });
  }
}

/**
 * The body of the reply to `method` at `api/v1/${path}`, with the `tag` of what it shows. `request` may hold `parameters`, `body`,
 * `token`, and the `tag` that what is changed must have. Rejects with a ServiceError, at the latest after ten seconds.
 */
export async function call(method, path, { parameters = {}, body, token, tag } = {}) {
  const url = new URL(`api/v1/${path}`, document.baseURI);
  for (const [name, value] of Object.entries({ lang: language(), ...parameters })) if (value) url.searchParams.set(name, value);
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(tag && { 'If-Match': tag }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  };
  const { response, text } = await fetched(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const reply = parsed(text);
  if (response.ok && reply.success !== false) return { ...reply, tag: response.headers.get('ETag') ?? undefined };
  throw new ServiceError(reply.error?.message ?? '', {
    status: response.status, code: reply.error?.code, retryAfter: secondsIn(response.headers.get('Retry-After')),
  });
}

/** The same for whoever is signed in at `session`, which may be null: no token is needed then. */
export async function callAs(session, method, path, request = {}) {
  const token = await session?.token();
  try {
    return await call(method, path, { ...request, token });
  } catch (error) {
    // With AUTH_1001 it is the password that is wrong.
    if (error.status !== 401 || error.code === 'AUTH_1001' || !token) throw error;
    const other = await session.token(token);
    if (!other) throw error;
    return call(method, path, { ...request, token: other });
  }
}

/** Of a number or a date. */
function secondsIn(retryAfter) {
  if (retryAfter === null) return 0;
  const seconds = Number(retryAfter);
  return Math.max(0, Number.isNaN(seconds) ? (Date.parse(retryAfter) - Date.now()) / 1000 || 0 : seconds);
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
