// Who is at the screen: a guest of this browser, or whoever has signed in.

import { guestId, recall, remember } from './preferences.js';
import { call } from './service_api.js';

/** Null where nobody signs in, and so are the form for it and accounts.js. */
export let session = null;
export let accounts = null;
export let signIn = null;

/** Whom a gateway in front of the server names; null where none does. */
let namedByGateway = null;

export const currentUserId = () => (session ? session.userId : namedByGateway ?? guestId());

/** Asks the server whether people sign in here; a server that is away is taken for what it was. */
export async function learnMode() {
  const { auth, user_id: named, sends_reset_codes: sendsCodes } = await call('GET', 'health').catch(
    () => ({ auth: recall('auth'), user_id: recall('gateway_user') }));
  remember('auth', auth === 'open' ? null : auth);
  namedByGateway = auth === 'gateway' ? named : null;
  remember('gateway_user', namedByGateway);
  if (auth !== 'jwt') return;
  accounts = await import('./accounts.js');
  session = new accounts.Session();
  signIn = new accounts.SignIn(document.getElementById('sign-in'), session, { sendsCodes });
}
