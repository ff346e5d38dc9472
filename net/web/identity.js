// Who is at the screen: a guest of this browser, or whoever has signed in.

import { loaded, serverMode } from './first_contact.js';
import { guestId, remember } from './preferences.js';

/** Null where nobody signs in, and so are the form for it and accounts.js. */
export let session = null;
export let accounts = null;
export let signIn = null;

/** Whom a gateway in front of the server names; null where none does. */
let namedByGateway = null;

export const currentUserId = () => (session ? session.userId : namedByGateway ?? guestId());

/** Learns whether people sign in here. */
export async function learnMode() {
  const { auth, user_id: named, sends_reset_codes: sendsCodes } = await serverMode();
  remember('auth', auth);
  namedByGateway = auth === 'gateway' ? named : null;
  remember('gateway_user', namedByGateway);
  if (auth !== 'jwt') return;
  accounts = await loaded(() => import('./accounts.js'));
  session = new accounts.Session();
  signIn = new accounts.SignIn(document.getElementById('sign-in'), session, { sendsCodes });
}
