// What the page needs of the server before anything can be shown, tried again until it is there.

import { countDown } from './dom.js';
import { recall } from './preferences.js';
import { call } from './service_api.js';
import { t } from './texts.js';

/** Milliseconds between two tries. */
const shortest = 1000;
const longest = 15_000;

/**
 * What the server says of itself, or where it is away, what it said the last time. Where neither is known it is asked until it
 * answers: a page that starts as a guest's would be wrong where people sign in.
 */
export const serverMode = () => retried(() => call('GET', 'health'), () => {
  const auth = recall('auth');
  return auth === null ? null : { auth, user_id: recall('gateway_user') };
});

/** What `load` resolves with, a part of the page that it cannot do without. */
export const loaded = (load) => retried(load, () => null);

/** Calls `attempt` until it does not reject, or until `instead` returns more than null. */
async function retried(attempt, instead) {
  for (let pause = shortest; ; pause = Math.min(longest, pause * 2)) {
    try {
      return await attempt();
    } catch (error) {
      const known = instead();
      if (known !== null) return known;
      await waited(Math.max(error.retryAt ?? 0, Date.now() + pause * (0.5 + Math.random() / 2)));
    }
  }
}

/** Says in the banner when the next try comes; resolves then, or as soon as the person asks for it. */
function waited(until) {
  const banner = document.getElementById('banner');
  const [words, button] = banner.children;
  return new Promise((resolve) => {
    const stop = countDown(until, (seconds) => {
      words.textContent = t('banner_reconnecting', { seconds });
      if (seconds === 0) end();
    });
    function end() {
      banner.hidden = true;
      button.removeEventListener('click', now);
      resolve();
    }
    function now() {
      stop();
      end();
    }
    banner.hidden = false;
    button.addEventListener('click', now);
  });
}
