// Keeps the page in step with the other tabs of the same person.

import { onRemembered, recall, rememberInTab, takeInTab } from './preferences.js';
import { language, t } from './texts.js';

/**
 * `page`: `client`, `news`, `members`, `people`, `list`, `conversation`, `navigation`, `announce(sentence)`, `showLanguage(language)`,
 * `refresh()`, and `hasLeft`, whether somebody else begins anew here.
 */
export function keepInStep(page) {
  hearNews(page);
  const { client, members, navigation } = page;
  members.listen?.(() => {
    navigation.membersChanged();
    page.refresh();
  });
  onRemembered((key) => {
    const chosen = key === 'language' ? recall('language') : null;
    if (chosen && chosen !== language()) page.showLanguage(chosen);
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && client.becameVisible());
  addEventListener('pagehide', () => {
    client.leave();
    rememberInTab('resume', page.hasLeft ? null : client.resumePoint());
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    takeInTab('resume');
    client.enter();
  });
}

function hearNews(page) {
  const { news, list, conversation, navigation, people } = page;
  const on = (type, listener) => news.addEventListener(type, ({ detail }) => listener(detail));
  on('asked', ({ id, memberId, question }) => memberId === list.memberId && list.touch(id, question));
  on('removed', ({ id }) => {
    list.forget(id);
    if (id !== conversation.id) return;
    navigation.closeConversation();
    page.announce(t('removed'));
  });
  on('family', async () => {
    await people.loadFamily();
    navigation.membersChanged();
    page.refresh();
  });
  on('facts', ({ memberId }) => memberId === conversation.memberId && people.loadFacts(memberId));
}
