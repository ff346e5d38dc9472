// What was done with the members of this account, and by whom.

import { AccountSection } from './account_section.js';
import { h, sentence } from './dom.js';
import { t } from './texts.js';

/** What is about the account itself and no member. */
const accountActions = new Set(['export', 'sign_in', 'sign_out', 'sign_out_everywhere', 'end_login', 'change_password', 'reset_password']);

/** `page`: that of AccountView, with `timeText(at)`. */
export function auditSection({ api, family, session, timeText }) {
  /** User names of those with access to members of this account, by user id. */
  const names = new Map();

  // The server names who did something by id only; where it does not say more, the id is shown.
  async function learnNames(entries) {
    if (entries.every(({ actorId }) => actorId === session.userId)) return;
    const own = family.all.filter(({ role }) => role === 'owner');
    const all = await Promise.all(own.map(({ id }) => api.sharing(id).catch(() => ({ grants: [] }))));
    for (const { userId, username } of all.flatMap(({ grants }) => grants)) if (username) names.set(userId, username);
  }

  const actorOf = (userId) => (userId === session.userId ? t('you') : names.get(userId) ?? userId);
  const line = ({ at, actorId, memberId, action }) => h('li', {},
    h('time', { datetime: at }, timeText(at)), ' ',
    ...sentence(accountActions.has(action) ? 'audit_account_line' : 'audit_line',
      { actor: actorOf(actorId), name: family.nameOf(memberId) || t('myself'), action: t(`did_${action}`) }));

  return new AccountSection('audit', {
    async load() {
      const entries = await api.audit();
      await learnNames(entries);
      return entries;
    },
    show: (entries) => [entries.length === 0 ? h('p', { class: 'note' }, t('audit_empty')) : h('ul', { class: 'audit' }, ...entries.map(line))],
  });
}
