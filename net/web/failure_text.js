// Why something did not work, in words for people.

import { t } from './texts.js';

/** `''` for what is no ServiceError. */
export function reasonOf(error) {
  if (error?.status === undefined) return '';
  if (error.status === 0) return t('sign_in_offline');
  return error.message || t('server_failed', { status: error.status });
}

/** The sentence `key`, and why. */
export function failureText(key, values, error) {
  const why = reasonOf(error);
  return why === '' ? t(key, values) : t('failed_because', { what: t(key, values), why });
}
