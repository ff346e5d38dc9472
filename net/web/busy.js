// Buttons that ask the server for something: never twice at a time, and not before the server allows it.

import { countDown, h } from './dom.js';
import { t } from './texts.js';

/** Runs `action` unless `button` is waiting for one already; until it ends the button is disabled. Ends as `action` does. */
export async function whileBusy(button, action) {
  if (button.disabled) return undefined;
  const hadFocus = document.activeElement === button;
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  try {
    return await action();
  } finally {
    button.disabled = false;
    button.removeAttribute('aria-busy');
    // A disabled button loses the focus.
    if (hadFocus && document.activeElement === document.body) button.focus();
  }
}

/** A button for each click on which `action` runs, one at a time. */
export function actionButton(key, action, attributes = {}) {
  const button = h('button', { type: 'button', class: 'small', ...attributes }, t(key));
  button.addEventListener('click', () => whileBusy(button, action));
  return button;
}

/** A button that tries again what failed with `error`, as soon as the server takes it. */
export function retryButton(error, action, attributes = {}) {
  const button = actionButton('load_again', action, attributes);
  countDown(error?.retryAt ?? 0, (seconds) => {
    button.disabled = seconds > 0;
    if (seconds > 0) {
      button.removeAttribute('data-text');
      button.textContent = t('retry_in', { seconds });
    } else {
      button.dataset.text = 'load_again';
      button.textContent = t('load_again');
    }
  });
  return button;
}
