// What the page knows of the device: its network, and whether somebody looks.

/** What the device says is a hint: a server on the device itself needs no network. */
export const saysOffline = () => globalThis.navigator?.onLine === false;

/** Calls these where there is a page; returns what ends that. */
export function listen({ wentOffline, cameOnline, becameVisible }) {
  const { document } = globalThis;
  const visibility = () => document.visibilityState === 'visible' && becameVisible();
  const pairs = [[globalThis, 'online', cameOnline], [globalThis, 'offline', wentOffline], [document, 'visibilitychange', visibility]];
  for (const [target, type, listener] of pairs) target?.addEventListener?.(type, listener);
  return () => {
    for (const [target, type, listener] of pairs) target?.removeEventListener?.(type, listener);
  };
}
