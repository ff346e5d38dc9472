// The panel about the account: invitations, who shares whom, what was done, all data, the end.

import { confirmed, h } from './dom.js';
import { language, t } from './texts.js';

const roles = ['viewer', 'manager'];

const timeText = (at) => new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));

export class AccountView {
  #dialog;
  #sections;
  #api;
  #family;
  #session;
  #events;
  /** User names of those with access to members of this account, by user id. */
  #names = new Map();

  /**
   * `events`: `changed()` after the family became another one, `announce(sentence)`, `leave()` after the person has
   * signed out or is erased, `confirm` and `erase` are dialogs.
   */
  constructor(dialog, opener, { api, family, session, ...events }) {
    this.#dialog = dialog;
    this.#sections = dialog.querySelector('.sections');
    this.#api = api;
    this.#family = family;
    this.#session = session;
    this.#events = events;
    opener.addEventListener('click', () => this.open());
    dialog.querySelector('.close').addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    dialog.querySelector('.sign-out').addEventListener('click', async () => {
      await session.signOut();
      events.leave();
    });
    this.#setUpErase(events.erase);
  }

  async open() {
    this.#dialog.querySelector('h2').textContent = this.#session.username;
    this.#dialog.showModal();
    await this.#fill();
  }

  /** Shows what the server says now. Where it says nothing, the section says so. */
  async #fill() {
    this.#sections.setAttribute('aria-busy', 'true');
    const family = await this.#family.load().then(() => this.#family.all.filter(({ role }) => role === 'owner'), (error) => error);
    const [invitations, audit] = await Promise.all([this.#api.invitations(), this.#api.audit()].map((wait) => wait.catch((error) => error)));
    if (!(audit instanceof Error)) await this.#learnNames(family, audit);
    this.#events.changed();
    this.#sections.replaceChildren(
      ...(invitations instanceof Error || invitations.length > 0 ? [this.#section('invitations', this.#invitations(invitations))] : []),
      this.#section('family', ...this.#members(family)),
      this.#section('audit', this.#audit(audit)),
      this.#section('your_data', ...this.#data()));
    this.#sections.setAttribute('aria-busy', 'false');
  }

  // The server names who did something by id only.
  async #learnNames(family, audit) {
    const unknown = audit.some(({ actorId }) => actorId !== this.#session.userId && !this.#names.has(actorId));
    if (!unknown || family instanceof Error) return;
    const all = await Promise.all(family.map(({ id }) => this.#api.sharing(id).catch(() => ({ grants: [] }))));
    for (const { userId, username } of all.flatMap(({ grants }) => grants)) if (username) this.#names.set(userId, username);
  }

  #section(key, ...children) {
    const id = `account-${key}`;
    return h('section', { 'aria-labelledby': id }, h('h3', { id }, t(key)), ...children);
  }

  /** Does `step`, then shows everything anew; a failure is said. */
  async #act(step, sentence) {
    try {
      await step();
    } catch (error) {
      return this.#events.announce(error.message || t('save_failed'));
    }
    if (sentence) this.#events.announce(sentence);
    return this.#fill();
  }

  #button(key, action, attributes = {}) {
    const button = h('button', { type: 'button', class: 'small', ...attributes }, t(key));
    button.addEventListener('click', action);
    return button;
  }

  #failed() {
    return h('p', { class: 'quiet-note' }, t('section_failed'));
  }

  #invitations(invitations) {
    if (invitations instanceof Error) return this.#failed();
    return h('ul', {}, ...invitations.map(({ id, memberName, from, role }) => h('li', { class: 'invitation' },
      h('p', {}, t('invited_by', { from, name: memberName, role: t(`role_${role}`) })),
      h('p', { class: 'note' }, t(`may_${role}`)),
      h('p', { class: 'row' },
        this.#button('accept', () => this.#act(() => this.#api.accept(id), t('accepted', { name: memberName }))),
        this.#button('decline', () => this.#act(() => this.#api.dropInvitation(id), t('declined')), { class: 'small quiet' })))));
  }

  #members(members) {
    if (members instanceof Error) return [this.#failed()];
    return [h('p', { class: 'note' }, t('family_note')), ...members.map((member) => this.#member(member))];
  }

  #member({ id, name, relation }) {
    const label = name || t('myself');
    const body = h('div', {});
    const details = h('details', { class: 'member' }, h('summary', {}, relation ? `${label} (${relation})` : label), body);
    details.addEventListener('toggle', () => details.open && this.#showSharing(body, id, label));
    return details;
  }

  async #showSharing(body, id, name) {
    body.replaceChildren(h('p', { class: 'note' }, t('loading')));
    let sharing;
    try {
      sharing = await this.#api.sharing(id);
    } catch {
      return body.replaceChildren(this.#failed());
    }
    const again = async (step, sentence) => {
      try {
        await step();
        this.#events.announce(sentence);
      } catch (error) {
        return this.#complain(body, error);
      }
      return this.#showSharing(body, id, name);
    };
    const rows = [
      ...sharing.grants.map(({ userId, username, role }) => h('li', {}, h('span', {}, `${username || userId} · ${t(`role_${role}`)}`),
        this.#button('take_back', () => again(() => this.#api.takeBack(id, userId), t('taken_back')), { class: 'small quiet', 'aria-label': t('take_back_from', { username }) }))),
      ...sharing.invitations.map((invitation) => h('li', {}, h('span', {}, t(invitation.to ? 'still_waiting_for' : 'still_waiting', { username: invitation.to, role: t(`role_${invitation.role}`) })),
        this.#button('withdraw', () => again(() => this.#api.dropInvitation(invitation.id), t('withdrawn')), { class: 'small quiet' }))),
    ];
    return body.replaceChildren(
      rows.length > 0 ? h('ul', { class: 'shared' }, ...rows) : h('p', { class: 'note' }, t('shared_with_nobody')),
      this.#inviteForm(id, again));
  }

  #complain(body, { status, message }) {
    const complaint = body.querySelector('.complaint');
    complaint.textContent = status === 404 ? t('no_such_user') : message || t('save_failed');
    complaint.hidden = false;
  }

  #inviteForm(id, again) {
    const field = `invite-${id}`;
    const username = h('input', { id: field, name: 'username', type: 'text', required: '', maxlength: '128', autocapitalize: 'none', spellcheck: 'false', autocomplete: 'off' });
    const role = h('select', { name: 'role', 'aria-label': t('role') }, ...roles.map((name) => h('option', { value: name }, t(`role_${name}`))));
    const form = h('form', { class: 'invite' },
      h('label', { for: field }, t('invite_by_name')),
      h('div', { class: 'row' }, username, role, h('button', { type: 'submit', class: 'small' }, t('invite'))),
      h('p', { class: 'note' }, t('may_viewer')),
      h('p', { class: 'complaint', role: 'alert', hidden: '' }));
    role.addEventListener('change', () => { form.querySelector('.note').textContent = t(`may_${role.value}`); });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const name = username.value.trim();
      if (name !== '') again(() => this.#api.invite(id, name, role.value), t('invited', { username: name }));
    });
    return form;
  }

  #audit(entries) {
    if (entries instanceof Error) return this.#failed();
    if (entries.length === 0) return h('p', { class: 'note' }, t('audit_empty'));
    return h('ul', { class: 'audit' }, ...entries.map(({ at, actorId, memberId, action }) => h('li', {},
      h('time', { datetime: at }, timeText(at)), ' ',
      t('audit_line', { actor: this.#actorOf(actorId), name: this.#family.nameOf(memberId) || t('myself'), action: t(`did_${action}`) }))));
  }

  #actorOf(userId) {
    return userId === this.#session.userId ? t('you') : this.#names.get(userId) ?? userId;
  }

  #data() {
    return [
      h('p', { class: 'note' }, t('export_note')),
      h('p', { class: 'row' }, this.#button('export', () => this.#export()),
        this.#button('erase_account', () => this.#events.erase.showModal(), { class: 'small danger' })),
    ];
  }

  async #export() {
    try {
      const everything = await this.#api.export();
      const url = URL.createObjectURL(new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' }));
      h('a', { href: url, download: `aurawell-${this.#session.username}.json` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      this.#events.announce(t('exported'));
    } catch (error) {
      this.#events.announce(error.message || t('save_failed'));
    }
  }

  #setUpErase(dialog) {
    const form = dialog.querySelector('form');
    const complaint = form.querySelector('.complaint');
    const complain = (text) => {
      complaint.textContent = text;
      complaint.hidden = text === '';
    };
    dialog.addEventListener('close', () => {
      form.reset();
      complain('');
    });
    form.querySelector('.no').addEventListener('click', () => dialog.close());
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const password = form.elements.password.value;
      if (password === '') return complain(t('password_missing'));
      try {
        await this.#api.erase(password);
      } catch ({ code, status, message }) {
        form.elements.password.select();
        return complain(code === 'AUTH_1001' ? t('erase_wrong') : status === 0 ? t('sign_in_offline') : message);
      }
      this.#session.forget();
      return this.#events.leave();
    });
  }
}

/** Offers once, after an account was created, to bring along what a guest of this browser has written. */
export async function offerUpload({ members, family, dialog, announce }) {
  const others = members.all.filter(({ id }) => !members.isSelf(id));
  const mine = members.factsOf(members.all[0].id);
  if (others.length === 0 && Object.keys(mine).length === 0) return;
  const question = t('upload_question', { count: others.length });
  if (!await confirmed(dialog, question, t('upload'))) return;
  try {
    await family.saveFacts(family.all[0].id, mine);
    for (const { id, name } of others) {
      const member = await family.add(name);
      await family.saveFacts(member.id, members.factsOf(id));
    }
    announce(t('uploaded'));
  } catch {
    announce(t('save_failed'));
  }
}
