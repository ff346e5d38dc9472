// A fake service with families: members, roles, invitations, and the audit.

import { Service } from './service.mjs';

const success = (data) => ({ json: { success: true, message: 'done', data, timestamp: '' } });
const failure = (status, code, message = 'no') => ({ status, json: { success: false, error: { code, message, retryable: false } } });

export class FamilyService extends Service {
  /** `{id, owner, name, relation, grants: Map of user id to role}` */
  members = [];
  /** `{id, member, from, to, role}` */
  invitations = [];
  /** By member id. */
  profiles = new Map();
  audit = [];
  erased = [];
  /** The logins of every user: `{login_id, last_used_at, client, network, is_current}`. */
  logins = [{ login_id: 'l-1', last_used_at: '2026-01-02T03:04:05.678Z', client: 'Firefox, Linux', network: '203.0.113.0/24', is_current: true }];
  #serial = 0;

  addMember(owner, name, relation = '') {
    const member = { id: `m-${this.#serial += 1}`, owner, name, relation, grants: new Map() };
    this.members.push(member);
    return member;
  }

  invite(member, from, to, role) {
    this.invitations.push({ id: `i-${this.#serial += 1}`, member, from, to, role });
  }

  family(method, path, body, userId, tag) {
    const [first, second, id, what, last] = path.split('/').map(decodeURIComponent);
    if (path === 'user/audit') return success({ entries: this.audit });
    if (path === 'user/export') return { json: { success: true, data: { account: { user_id: userId }, members: this.members.map(({ name }) => name) } } };
    if (path === 'user/password') return this.#changePassword(body, userId);
    if (path === 'user/logins') return success({ logins: this.logins });
    if (path.startsWith('user/logins/')) {
      this.logins = this.logins.filter(({ login_id }) => login_id !== id);
      return success({});
    }
    if (path === 'auth/logout-all') {
      this.logins = [];
      return success({});
    }
    if (path === 'user') return this.#erase(body, userId);
    if (first !== 'family') return undefined;
    if (second === 'invitations') return this.#invitation(method, id, what, userId);
    if (id === undefined) return method === 'POST' ? success(seenBy(this.addMember(userId, body.name, body.relation), userId)) : success({ members: this.#seenBy(userId) });
    return this.#member(method, id, what, last, body, userId, tag);
  }

  #seenBy(userId) {
    const holder = { id: userId, owner: userId, name: '', relation: '', grants: new Map() };
    return [holder, ...this.members].filter(({ owner, grants }) => owner === userId || grants.has(userId)).map((member) => seenBy(member, userId));
  }

  #member(method, id, what, last, body, userId, tag) {
    if (what === 'profile') return this.#profile(method, id, body, userId, tag);
    const member = this.members.find((each) => each.id === id);
    if (id === userId && method === 'GET') return success({ access: [], invitations: [] });
    if (!member) return failure(404, 'USER_1201');
    if (what === 'access' && method === 'DELETE') {
      member.grants.delete(last);
      return success({});
    }
    if (member.owner !== userId) return failure(403, 'AUTH_1005');
    if (method === 'GET') return success(this.#sharing(member));
    if (what === 'invitations') {
      const account = this.accounts.get(body.username);
      if (!account) return failure(404, 'USER_1201');
      this.invite(member, userId, account.userId, body.role);
      return success({});
    }
    this.members = this.members.filter((each) => each !== member);
    return success({});
  }

  #profile(method, id, body, userId, tag) {
    const member = this.members.find((each) => each.id === id);
    const role = id === userId || member?.owner === userId ? 'owner' : member?.grants.get(userId);
    if (!role) return failure(404, 'USER_1201');
    if (method === 'PUT' && role === 'viewer') return failure(403, 'AUTH_1005');
    if (tag && tag !== this.#tagOf(id)) return failure(412, 'VALIDATION_1101', 'the profile has changed meanwhile; read it again');
    if (method === 'PUT') this.profiles.set(id, body);
    return { headers: { ETag: this.#tagOf(id) }, ...success({ user_id: member?.owner ?? userId, member_id: id, ...this.profiles.get(id), updated_at: null }) };
  }

  #tagOf(id) {
    return `"${Buffer.from(JSON.stringify(this.profiles.get(id) ?? {})).toString('hex').slice(-40)}"`;
  }

  #sharing(member) {
    const grants = [...member.grants].map(([userId, role]) => ({ user_id: userId, username: userId.replace('u-', ''), role }));
    return { access: grants, invitations: this.invitations.filter((each) => each.member === member).map(told) };
  }

  #invitation(method, id, what, userId) {
    if (id === undefined) return success({ invitations: this.invitations.filter(({ to }) => to === userId).map(told) });
    const invitation = this.invitations.find((each) => each.id === id);
    this.invitations = this.invitations.filter((each) => each !== invitation);
    if (what === 'accept') invitation.member.grants.set(userId, invitation.role);
    return success({});
  }

  #changePassword({ current_password: current, new_password: fresh }, userId) {
    const account = [...this.accounts.values()].find((each) => each.userId === userId);
    if (account.password !== current) return failure(401, 'AUTH_1001');
    if (fresh === 'password1') return failure(400, 'VALIDATION_1104', 'new_password: this password is easy to guess');
    account.password = fresh;
    this.logins = this.logins.filter(({ is_current }) => is_current);
    return success({});
  }

  #erase({ password }, userId) {
    const [username, account] = [...this.accounts].find(([, each]) => each.userId === userId);
    if (account.password !== password) return failure(401, 'AUTH_1001');
    this.accounts.delete(username);
    this.erased.push(username);
    return success({});
  }
}

const seenBy = ({ id, owner, name, relation, grants }, userId) => ({ member_id: id, name, relation, role: owner === userId ? 'owner' : grants.get(userId) });
const told = ({ id, member, from, to, role }) => ({
  invitation_id: id, member_id: member.id, member_name: member.name, from_user_id: from, from_username: from.replace('u-', ''), to_user_id: to, role,
  created_at: '2026-12-01T00:00:00.000Z', expires_at: '2026-12-31T00:00:00.000Z',
});
