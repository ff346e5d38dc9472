// The invitations that wait for an answer of this account.

import { AccountSection } from './account_section.js';
import { actionButton } from './busy.js';
import { h, sentence } from './dom.js';
import { t } from './texts.js';

/** `page`: that of AccountView, with `act` and `refresh`. */
export function invitationsSection(page) {
  const { api } = page;

  async function answer({ id, memberName: name }, accepts) {
    const done = accepts ? t('accepted', { name }) : t('declined');
    const worked = await page.act(() => (accepts ? api.accept(id) : api.dropInvitation(id)), {
      done, failed: accepts ? 'accept_failed' : 'decline_failed', again: () => answer({ id, memberName: name }, accepts),
    });
    if (!worked) return;
    await page.refresh('family', 'invitations', 'audit');
  }

  const item = (invitation) => {
    const { memberName: name, from, role } = invitation;
    return h('li', { class: 'invitation' },
      h('p', {}, ...sentence('invited_by', { from, name, role: t(`role_${role}`) })),
      h('p', { class: 'note' }, t(`may_${role}`)),
      h('p', { class: 'row' },
        actionButton('accept', () => answer(invitation, true)),
        actionButton('decline', () => answer(invitation, false), { class: 'small quiet' })));
  };

  return new AccountSection('invitations', {
    load: () => api.invitations(),
    show: (invitations) => (invitations.length > 0 ? [h('ul', {}, ...invitations.map(item))] : []),
  });
}
