// What the page can do only for somebody who has signed in: the panel about the account, and asking again for the
// password when a sign-in has ended.

import { setUpErase } from './account_data.js';
import { AccountView } from './account_view.js';
import { offerUpload } from './guest_upload.js';
import { Members } from './members.js';
import { guestId, rememberInTab } from './preferences.js';
import { language } from './texts.js';

const byId = (id) => document.getElementById(id);

/**
 * `page`: `session`, `client`, `members` (a Family), `familyApi`, `news`, `announce(sentence)`, `notices`, the dialog `confirm`, `navigation`,
 * `list`, `composer`, `showLanguage(language)`, `refresh()`, and `leave()`, which starts the page anew.
 */
export function setUpAccount(page, signIn) {
  setUpPanel(page);
  setUpSession(page, signIn);
}

function setUpPanel({ session, members, familyApi: api, news, announce, notices, confirm, navigation, refresh, leave }) {
  const opener = byId('open-account');
  opener.hidden = false;
  opener.lastElementChild.textContent = session.username;
  byId('member-form').elements.relation.hidden = false;
  const changed = () => {
    news.tell('family');
    navigation.membersChanged();
    refresh();
  };
  const panel = { api, family: members, session, announce, notices, leave, erase: byId('erase'), confirm, changed };
  new AccountView(byId('account'), opener, panel);
  setUpErase(panel);
}

function setUpSession({ session, client, list, composer, showLanguage, leave }, signIn) {
  const { userId, username } = session;
  let isAsked = false;
  const goOn = (isElsewhere) => {
    if (session.userId !== userId) return leave();
    // The tab where it happened connects for all of them.
    if (!isElsewhere || !client.isShared) client.reconnect();
    showLanguage(language());
    list.refresh();
    return composer.focus();
  };
  client.addEventListener('signedOut', async () => {
    if (isAsked) return;
    isAsked = true;
    const isElsewhere = await signIn.ask({ note: 'signed_out_note', username }) === 'elsewhere';
    isAsked = false;
    goOn(isElsewhere);
  });
  // Without a token the server ends the connection, and then somebody is asked.
  session.addEventListener('ended', () => client.reconnect());
  // In another tab. A form that is open here closes by itself.
  session.addEventListener('signedIn', () => isAsked || goOn(true));
  session.addEventListener('left', () => {
    rememberInTab('sign_in_note', 'signed_out_note');
    leave();
  });
}

/** Offers to bring along what was written without an account, if this one was created a moment ago. */
export async function welcomeNew({ session, members, announce, notices, confirm, refresh }) {
  if (!session.isNew) return;
  session.isNew = false;
  await offerUpload({ members: new Members(guestId()), family: members, dialog: confirm, announce, notices, changed: refresh });
}
