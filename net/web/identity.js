// Who is at the screen: a guest of this browser, or whoever has signed in.

import { guestId, recall, remember } from './preferences.js';
import { call } from './service_api.js';
import { Session } from './session.js';
import { SignIn } from './sign_in.js';

/** Null where nobody signs in, and so is the form for it. */
export let session = null;
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
  session = new Session();
  signIn = new SignIn(document.getElementById('sign-in'), session, { sendsCodes });
}
