// Requests to the operators' port, with the token, which only this module holds, and only as long as the page is open.

const patience = 20_000;
let token = '';

export function setToken(text) {
  token = text;
}

/** The server has refused the request; `text` says why, in English. */
export class Refused extends Error {
  constructor(status, text, hadToken) {
    super(`${status}: ${text}`);
    this.status = status;
    this.text = text;
    this.hadToken = hadToken;
  }
}

/** Statuses whose body is the result of an order, also when it was not carried out. */
const outcomes = new Set([200, 202, 422]);

/** Resolves with the JSON of the reply, or with its text when it is none. */
export async function call(method, path, body) {
  const used = token;
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    credentials: 'omit',
    headers: {
      Accept: path === '/metrics' ? 'text/plain' : 'application/json',
      ...(used && { Authorization: `Bearer ${used}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  });
  if (!outcomes.has(response.status)) throw new Refused(response.status, (await response.text()).trim(), used !== '');
  return response.headers.get('Content-Type')?.startsWith('application/json') ? response.json() : response.text();
}
