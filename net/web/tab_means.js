// What a browser has for tabs that work together. A page outside of a secure context has no locks.

import { connect } from './aurawell-client.js';
import { systemClock } from './client/options.js';

export const browserMeans = () => ({
  connect, clock: systemClock, random: Math.random,
  locks: globalThis.navigator?.locks, Channel: globalThis.BroadcastChannel,
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
});
