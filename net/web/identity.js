// Who is at the screen: a guest of this browser, or whoever has signed in.

import { guestId, recall, remember } from './preferences.js';
import { call } from './service_api.js';
import { Session } from './session.js';
import { SignIn } from './sign_in.js';

/** Null where nobody signs in, and so is the form for it. */
export let session = null;
export let signIn = null;

export const currentUserId = () => (session ? session.userId : guestId());

/** Asks the server whether people sign in here; a server that is away is taken for what it was. */
export async function learnMode() {
  const { auth } = await call('GET', 'health').catch(() => ({ auth: recall('auth') }));
  remember('auth', auth === 'jwt' ? auth : null);
  if (auth !== 'jwt') return;
  session = new Session();
  signIn = new SignIn(document.getElementById('sign-in'), session);
}
