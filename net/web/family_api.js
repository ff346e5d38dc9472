// Accounts, families and what is known of their members, as the server keeps them.

import { callAs } from './service_api.js';

const path = (strings, ...values) => String.raw({ raw: strings }, ...values.map(encodeURIComponent));

/** Every call rejects with a ServiceError. */
export class FamilyApi {
  #session;

  constructor(session) {
    this.#session = session;
  }

  /** `[{id, name, relation, role}]` */
  async members() {
    const { members } = await this.#call('GET', 'family/members');
    return members.map(memberOf);
  }

  async add(name, relation) {
    return memberOf(await this.#call('POST', 'family/members', { body: { name, relation } }));
  }

  remove(id) {
    return this.#call('DELETE', path`family/members/${id}`);
  }

  /** What is known of a member, by the names that the page uses, and the tag of this state: `{values, tag}`. */
  async profile(memberId) {
    const { data, tag } = await callAs(this.#session, 'GET', path`family/members/${memberId}/profile`);
    const { user_id: _user, member_id: _member, updated_at: _time, height_cm: height, weight_kg: weight, ...others } = data;
    return { values: { ...others, ...(height !== undefined && { height }), ...(weight !== undefined && { weight }) }, tag };
  }

  /** Rejects with the status 412 if the state is another one than that of `tag`. */
  saveProfile(memberId, { height, weight, ...others }, tag) {
    return this.#call('PUT', path`family/members/${memberId}/profile`, { body: { ...others, height_cm: height, weight_kg: weight }, tag });
  }

  /** Invitations that wait for this account: `[{id, memberName, from, role, expiresAt}]`. */
  async invitations() {
    const { invitations } = await this.#call('GET', 'family/invitations');
    return invitations.map(invitationOf);
  }

  accept(id) {
    return this.#call('POST', path`family/invitations/${id}/accept`);
  }

  /** Declines one that was received, withdraws one that was sent. */
  dropInvitation(id) {
    return this.#call('DELETE', path`family/invitations/${id}`);
  }

  /** Who else may use a member, and who is asked to: `{grants: [{userId, username, role}], invitations}`. */
  async sharing(memberId) {
    const [{ access }, { invitations }] = await Promise.all([
      this.#call('GET', path`family/members/${memberId}/access`), this.#call('GET', path`family/members/${memberId}/invitations`),
    ]);
    return { grants: access.map((grant) => ({ userId: grant.user_id, username: grant.username, role: grant.role })), invitations: invitations.map(invitationOf) };
  }

  invite(memberId, username, role) {
    return this.#call('POST', path`family/members/${memberId}/invitations`, { body: { username, role } });
  }

  takeBack(memberId, userId) {
    return this.#call('DELETE', path`family/members/${memberId}/access/${userId}`);
  }

  /** The newest first: `[{at, actorId, memberId, action}]`. */
  async audit() {
    const { entries } = await this.#call('GET', 'user/audit', { parameters: { limit: 50 } });
    return entries.map(({ at, actor_id: actorId, member_id: memberId, action }) => ({ at, actorId, memberId, action }));
  }

  /** Where the caller is signed in, the one used last first: `[{id, usedAt, client, network, isCurrent}]`. */
  async logins() {
    const { logins } = await this.#call('GET', 'user/logins');
    return logins.map(({ login_id: id, last_used_at: usedAt, client = '', network = '', is_current: isCurrent }) => ({ id, usedAt, client, network, isCurrent }));
  }

  endLogin(id) {
    return this.#call('DELETE', path`user/logins/${id}`);
  }

  signOutEverywhere() {
    return this.#call('POST', 'auth/logout-all');
  }

  changePassword(current, fresh) {
    return this.#call('PUT', 'user/password', { body: { current_password: current, new_password: fresh } });
  }

  /** Everything that is stored about the caller, as it came. */
  export() {
    return callAs(this.#session, 'GET', 'user/export');
  }

  erase(password) {
    return this.#call('DELETE', 'user', { body: { password } });
  }

  async #call(method, where, request) {
    const reply = await callAs(this.#session, method, where, request);
    return reply.data ?? {};
  }
}

const memberOf = ({ member_id: id, name = '', relation = '', role = 'owner' }) => ({ id, name, relation, role });
const invitationOf = ({ invitation_id: id, member_name: memberName = '', from_username: from = '', to_username: to = '', role, expires_at: expiresAt }) => ({
  id, memberName, from, to, role, expiresAt,
});
