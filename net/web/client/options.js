// What `connect` was given, checked and completed.

const limits = { unsent: 16, frameBytes: 65_536, answerChars: 4_194_304, resends: 8, attemptsBeforeSse: 3 };
const timeouts = { greeting: 10_000, pong: 10_000, probe: 3_000, accept: 15_000, control: 15_000, checkpoint: 250, websocketRetry: 60_000, renew: 60_000 };
const backoff = { shortest: 500, longest: 20_000 };
export const systemClock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};

/** The characters that the server takes: it could not even tell which request it refuses for a wrong one. */
const anyName = /^[A-Za-z0-9:_.@-]{1,128}$/;
export const requestName = /^[A-Za-z0-9:_-]{1,128}$/;

export function checkedId(what, id, pattern = anyName) {
  if (typeof id !== 'string' || !pattern.test(id)) throw new TypeError(`${what} must match ${pattern.source}`);
  return id;
}

export function checkedQuestion(message, kind) {
  if (typeof message !== 'string' || message.trim() === '') throw new TypeError('a question must be a text that is not blank');
  if (!['health', 'general'].includes(kind)) throw new TypeError("kind must be 'health' or 'general'");
}

export function checkedToken(token) {
  if (token !== undefined && (typeof token !== 'string' || token === '')) throw new TypeError('a token must be a text that is not empty');
}

const numbers = (group, defaults, given = {}) => {
  const all = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!(name in defaults)) throw new TypeError(`${group}.${name} is not known`);
    if (!(Number.isFinite(value) && value >= 0)) throw new TypeError(`${group}.${name} must be a number of at least 0`);
    all[name] = value;
  }
  return all;
};

/** Throws a TypeError that says what is wrong. */
export function completed(url, options) {
  const { userId, language = 'zh', WebSocket = globalThis.WebSocket, fetch = globalThis.fetch?.bind(globalThis) } = options ?? {};
  if (typeof userId !== 'string' || userId === '') throw new TypeError('userId must be a text that is not empty');
  if (options.memberId !== undefined) checkedId('memberId', options.memberId);
  if (!['zh', 'en'].includes(language)) throw new TypeError("language must be 'zh' or 'en'");
  if (typeof WebSocket !== 'function') throw new TypeError('there is no WebSocket here: pass one in the options');
  const base = new URL(url);
  if (!['http:', 'https:', 'ws:', 'wss:'].includes(base.protocol)) throw new TypeError(`an address must be http or ws, not ${base.protocol}`);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return {
    ...options, base, userId, language, WebSocket, fetch,
    limits: numbers('limits', limits, options.limits),
    timeouts: numbers('timeouts', timeouts, options.timeouts),
    backoff: numbers('backoff', backoff, options.backoff),
    random: options.random ?? Math.random,
    clock: options.clock ?? systemClock,
  };
}

/** An address of the service; `protocol` is `ws` or `http`, made secure if the base is. */
export function addressOf(base, protocol, path, parameters = {}) {
  const url = new URL(path, base);
  url.protocol = ['https:', 'wss:'].includes(base.protocol) ? `${protocol}s:` : `${protocol}:`;
  url.search = new URLSearchParams(parameters);
  url.hash = '';
  return url.href;
}
