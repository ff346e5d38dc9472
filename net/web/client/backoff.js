// How long to wait before trying again.

/** A hint beyond this is taken for this: a slip of the server must not silence a client for hours. */
const longestHint = 300_000;

/** Full jitter: any delay up to a ceiling that doubles with each failed attempt, the first being 0. */
export function reconnectDelay(attempt, { shortest, longest }, random) {
  const ceiling = Math.max(shortest, Math.min(longest, shortest * 2 ** Math.min(attempt + 1, 30)));
  return shortest + random() * (ceiling - shortest);
}

/** Milliseconds, or 0 for what is no usable wait. */
export function hinted(ms) {
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, longestHint) : 0;
}

/** The wait in a close reason such as `retry_after_ms=1500` or `Retry-After: 3`; 0 without one. */
export function hintIn(reason) {
  const [, unit, number, suffix] = /retry[-_ ]after(_ms)?\s*[=: ]\s*(\d+)\s*(ms)?/i.exec(reason ?? '') ?? [];
  return hinted(Number(number) * (unit || suffix ? 1 : 1000));
}

/** The wait in an HTTP `Retry-After`, seconds or a date; 0 without one. */
export function hintOf(retryAfter, now) {
  if (!retryAfter) return 0;
  const seconds = Number(retryAfter);
  return hinted(Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1000);
}
