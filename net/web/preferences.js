// What the browser remembers. Storage may be full, forbidden or edited by hand:
// then the page works on without it.

import { newGuestId } from './ids.js';

const prefix = 'aurawell.';

function read(storage, key) {
  try {
    return JSON.parse(storage().getItem(prefix + key));
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    if (value === null) storage().removeItem(prefix + key);
    else storage().setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Nothing to be done, and nothing that the person could do about it.
  }
}

// Reading the property itself throws where storage is forbidden.
const lasting = () => window.localStorage;
const ofThisTab = () => window.sessionStorage;

function lastingOrNull() {
  try {
    return lasting();
  } catch {
    return null;
  }
}

/** Kept until the person clears the browser's data; null forgets. */
export const remember = (key, value) => write(lasting, key, value);
export const recall = (key) => read(lasting, key);

/** `[key, value]` of all that is kept under keys that begin with `start`. */
export function recallAll(start) {
  try {
    const keys = Object.keys(lasting()).filter((key) => key.startsWith(prefix + start));
    return keys.map((key) => key.slice(prefix.length)).map((key) => [key, recall(key)]);
  } catch {
    return [];
  }
}

/** Forgets all of these, in the browser and in this tab. */
export function forgetAll(start) {
  for (const [key] of recallAll(start)) remember(key, null);
  try {
    for (const key of Object.keys(ofThisTab())) if (key.startsWith(prefix + start)) ofThisTab().removeItem(key);
  } catch {
    // As above.
  }
}

/** `changed(key)` follows what another tab remembers or forgets; `''` for all. */
export function onRemembered(changed) {
  addEventListener('storage', ({ key, storageArea }) => {
    if (storageArea !== null && storageArea !== lastingOrNull()) return;
    if (key === null) changed('');
    else if (key.startsWith(prefix)) changed(key.slice(prefix.length));
  });
}

/** Kept while the tab lives, a reload included; null forgets. */
export const rememberInTab = (key, value) => write(ofThisTab, key, value);
export const recallInTab = (key) => read(ofThisTab, key);

/** Kept between the pages of a tab, for the next one only: a copy of the tab must not find it. */
export function takeInTab(key) {
  const value = recallInTab(key);
  rememberInTab(key, null);
  return value;
}

/** The stable random name of this browser's person. */
export function guestId() {
  const known = recall('user_id') ?? recallInTab('user_id');
  if (typeof known === 'string' && /^guest-[0-9a-f]{8}$/.test(known)) return known;
  const made = newGuestId();
  // The browser may keep nothing beyond the tab.
  remember('user_id', made);
  rememberInTab('user_id', made);
  return made;
}
