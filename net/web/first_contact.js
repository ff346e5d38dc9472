// How people come in here: the first question to the server, on which everything else depends.

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
export async function serverMode() {
  for (let pause = shortest; ; pause = Math.min(longest, pause * 2)) {
    try {
      return await call('GET', 'health');
    } catch (error) {
      const auth = recall('auth');
      if (auth !== null) return { auth, user_id: recall('gateway_user') };
      await waited(Math.max(error.retryAt, Date.now() + pause * (0.5 + Math.random() / 2)));
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
