// Dialogs that do not throw away what was typed in them.

import { confirmed } from './dom.js';
import { t } from './texts.js';

/** By a person, not by the browser. */
const isTyped = (field) => field.value !== field.defaultValue && !field.matches(':autofill');

/**
 * Escape and a click beside `dialog` close it; where `hasTyped()`, only after `confirm`, another dialog, has asked, and not
 * while `isBusy()`. Returns a function that does the same.
 */
export function guardClosing(dialog, confirm, {
  hasTyped = () => [...dialog.querySelectorAll('input')].some(isTyped),
  isBusy = () => false,
} = {}) {
  const leave = async () => {
    if (isBusy()) return;
    if (hasTyped() && !await confirmed(confirm, t('typed_question'), t('typed_discard'))) return;
    dialog.close();
  };
  dialog.addEventListener('click', (event) => event.target === dialog && leave());
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  });
  // Of whatever else asks a dialog to close, as the Back button of a phone.
  dialog.addEventListener('cancel', (event) => {
    if (event.target !== dialog) return;
    event.preventDefault();
    leave();
  });
  return leave;
}
