// What the page can do only for somebody who has signed in: the panel about the account, and asking again for the
// password when a sign-in has ended.

import { AccountView, offerUpload } from './account_view.js';
import { Members } from './members.js';
import { guestId } from './preferences.js';

const byId = (id) => document.getElementById(id);

/**
 * `page`: `session`, `signIn`, `client`, `members` (a Family), `api`, `announce(sentence)`, `familyChanged()`, `signedInAgain()` and
 * `leave()`, which starts the page anew.
 */
export function setUpAccount({ session, signIn, client, members, api, announce, familyChanged, signedInAgain, leave }) {
  const opener = byId('open-account');
  opener.hidden = false;
  opener.lastElementChild.textContent = session.username;
  byId('member-form').elements.relation.hidden = false;
  new AccountView(byId('account'), opener, {
    api, family: members, session, announce, leave, erase: byId('erase'), changed: familyChanged,
  });
  const { userId, username } = session;
  client.addEventListener('signedOut', async () => {
    if (signIn.isOpen) return;
    await signIn.ask({ note: 'signed_out_note', username });
    if (session.userId !== userId) return leave();
    client.reconnect();
    return signedInAgain();
  });
  // Without a token the server ends the connection, and then somebody is asked.
  session.addEventListener('ended', () => client.reconnect());
}

/** Offers to bring along what was written without an account, if this one was created a moment ago. */
export async function welcomeNew({ session, members, announce }) {
  if (!session.isNew) return;
  session.isNew = false;
  await offerUpload({ members: new Members(guestId()), family: members, dialog: byId('confirm'), announce });
}
