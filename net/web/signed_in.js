// What the page can do only for somebody who has signed in: the panel about the account, and asking again for the
// password when a sign-in has ended.

import { setUpErase } from './account_data.js';
import { AccountView } from './account_view.js';
import { offerUpload } from './guest_upload.js';
import { Members } from './members.js';
import { guestId } from './preferences.js';

const byId = (id) => document.getElementById(id);

/**
 * `page`: `session`, `signIn`, `client`, `members` (a Family), `api`, `announce(sentence)`, `notices`, `familyChanged()`, `signedInAgain()` and
 * `leave()`, which starts the page anew.
 */
export function setUpAccount({ session, signIn, client, members, api, announce, notices, familyChanged, signedInAgain, leave }) {
  const opener = byId('open-account');
  opener.hidden = false;
  opener.lastElementChild.textContent = session.username;
  byId('member-form').elements.relation.hidden = false;
  const page = { api, family: members, session, announce, notices, leave, erase: byId('erase'), confirm: byId('confirm'), changed: familyChanged };
  new AccountView(byId('account'), opener, page);
  setUpErase(page);
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

/** Offers to bring along what was written without an account, if this one was created a moment ago. `changed()` follows. */
export async function welcomeNew({ session, members, announce, notices, changed }) {
  if (!session.isNew) return;
  session.isNew = false;
  await offerUpload({ members: new Members(guestId()), family: members, dialog: byId('confirm'), announce, notices, changed });
}
