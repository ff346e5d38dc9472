// Removing a conversation or a member: asked before, told after, tried again if it did not work.

import { confirmed, sentence } from './dom.js';
import { t } from './texts.js';

/**
 * `page`: `conversation`, `list`, `client`, `members`, `people`, `drafts`, `news`, `familyApi` and `session` (null without accounts),
 * `userId`, `notices`, `announce(sentence)`, `navigation`, the dialog `confirm`, and `refresh()`. `opener` gets the focus that a removed
 * row had.
 */
export function removals(page, opener) {
  const { conversation, list, members, notices, people } = page;

  async function removeNow({ id }, title) {
    try {
      await list.remove(id);
    } catch (error) {
      return notices.show({ key: 'remove_failed', values: { title }, error, retry: () => removeNow({ id }, title) });
    }
    page.announce(t('removed'));
    page.news.tell('removed', { id });
    if (id === conversation.id) page.navigation.closeConversation();
    page.drafts.write(id, '');
    if (document.activeElement === document.body) opener.focus();
    return undefined;
  }

  async function removeMemberNow(memberId, name, isShared) {
    try {
      await (isShared ? page.familyApi.takeBack(memberId, page.userId) : members.remove(memberId));
    } catch (error) {
      const key = isShared ? 'leave_failed' : 'remove_member_failed';
      return notices.show({ key, values: { name }, error, retry: () => removeMemberNow(memberId, name, isShared) });
    }
    if (isShared) {
      await people.loadFamily();
      page.news.tell('family');
    }
    if (conversation.memberId === memberId) page.navigation.switchMember(page.userId);
    return page.refresh();
  }

  return {
    async removeConversation(item) {
      const title = item.title || t('untitled');
      if (!await confirmed(page.confirm, sentence('confirm_remove', { title }), t('delete'))) return;
      for (const answer of page.client.answers.values()) {
        if (answer.conversationId === item.id) page.client.stop(answer);
      }
      await removeNow(item, title);
    },

    async removeMember() {
      const { memberId } = conversation;
      const name = people.nameOf(memberId);
      const isShared = page.session !== null && members.roleOf(memberId) !== 'owner';
      const account = isShared ? 'confirm_leave_member' : 'confirm_remove_member_account';
      const question = page.session ? account : 'confirm_remove_member';
      if (await confirmed(page.confirm, sentence(question, { name }), t('remove'))) await removeMemberNow(memberId, name, isShared);
    },
  };
}
