// Who shares the members of this account, and inviting somebody.

import { AccountSection, loadFailure } from './account_section.js';
import { actionButton } from './busy.js';
import { h, sentence } from './dom.js';
import { Submission } from './submission.js';
import { t } from './texts.js';

const roles = ['viewer', 'manager'];

/** `page`: that of AccountView, with `act` and `refresh`. */
export function familySection(page) {
  return new AccountSection('family', {
    async load() {
      await page.family.load();
      page.changed();
      return page.family.all.filter(({ role }) => role === 'owner');
    },
    show: (members) => [h('p', { class: 'note' }, t('family_note')), ...members.map((member) => memberNode(member, page))],
  });
}

function memberNode({ id, name, relation }, page) {
  const label = name || t('myself');
  const body = h('div', {});
  const details = h('details', { class: 'member' }, h('summary', {}, h('bdi', {}, label), ...(relation ? [' (', h('bdi', {}, relation), ')'] : [])), body);
  const sharing = new Sharing(body, id, page);
  details.addEventListener('toggle', () => details.open && sharing.open());
  return details;
}

/** Those who may use one member, and who is asked to. */
class Sharing {
  #body;
  #id;
  #page;
  #form = null;
  #list = h('div', {});

  constructor(body, id, page) {
    this.#body = body;
    this.#id = id;
    this.#page = page;
  }

  /** What was typed before stays. */
  async open() {
    this.#form ??= this.#inviteForm();
    this.#body.replaceChildren(this.#list);
    this.#list.replaceChildren(h('p', { class: 'note' }, t('loading')));
    await this.#load();
  }

  async #load() {
    try {
      const sharing = await this.#page.api.sharing(this.#id);
      this.#list.replaceChildren(this.#rows(sharing));
      if (!this.#form.isConnected) this.#body.append(this.#form);
    } catch (error) {
      this.#list.replaceChildren(loadFailure(error, () => this.#load()));
    }
  }

  #rows({ grants, invitations }) {
    const rows = [...grants.map((grant) => this.#grant(grant)), ...invitations.map((invitation) => this.#invitation(invitation))];
    return rows.length > 0 ? h('ul', { class: 'shared' }, ...rows) : h('p', { class: 'note' }, t('shared_with_nobody'));
  }

  #grant({ userId, username, role }) {
    const takeBack = () => this.#end(() => this.#page.api.takeBack(this.#id, userId),
      { done: t('taken_back'), failed: 'take_back_failed', again: takeBack });
    return h('li', {}, h('span', {}, h('bdi', {}, username || userId), ` · ${t(`role_${role}`)}`),
      actionButton('take_back', takeBack, { class: 'small quiet', 'aria-label': t('take_back_from', { username }) }));
  }

  #invitation({ id, to, role }) {
    const withdraw = () => this.#end(() => this.#page.api.dropInvitation(id),
      { done: t('withdrawn'), failed: 'withdraw_failed', again: withdraw });
    return h('li', {}, h('span', {}, ...sentence(to ? 'still_waiting_for' : 'still_waiting', { username: to, role: t(`role_${role}`) })),
      actionButton('withdraw', withdraw, { class: 'small quiet' }));
  }

  async #end(step, sentences) {
    if (await this.#page.act(step, sentences)) await this.#load();
  }

  #inviteForm() {
    const field = `invite-${this.#id}`;
    const username = h('input', { id: field, name: 'username', type: 'text', required: '', maxlength: '128', autocapitalize: 'none', spellcheck: 'false', autocomplete: 'off' });
    const role = h('select', { name: 'role', 'aria-label': t('role') }, ...roles.map((name) => h('option', { value: name }, t(`role_${name}`))));
    const form = h('form', { class: 'invite' },
      h('label', { for: field }, t('invite_by_name')),
      h('div', { class: 'row' }, username, role, h('button', { type: 'submit', class: 'small' }, t('invite'))),
      h('p', { class: 'note' }, t('may_viewer')),
      h('p', { class: 'complaint', role: 'alert', hidden: '' }));
    role.addEventListener('change', () => { form.querySelector('.note').textContent = t(`may_${role.value}`); });
    const submission = new Submission(form, {
      failed: 'invite_failed',
      fault: () => (username.value.trim() === '' ? [t('username_missing'), username] : null),
      explain: ({ status }) => (status === 404 ? [t('no_such_user'), username] : null),
      send: async () => {
        const name = username.value.trim();
        await this.#page.api.invite(this.#id, name, role.value);
        this.#page.announce(t('invited', { username: name }));
        submission.reset();
        form.querySelector('.note').textContent = t('may_viewer');
        await this.#load();
      },
    });
    return form;
  }
}
