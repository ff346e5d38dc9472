// For whom a question is: chips to choose from, and a small form for somebody new.

import { h, icon } from './dom.js';
import { Submission } from './submission.js';
import { language, t } from './texts.js';

export class MemberPicker {
  #members;
  #group;
  #opener;
  #form;
  #choose;
  #current;
  #shown = '';
  #submission;

  /** `group` gets one radio button per member, `choose(id)` is called with the chosen one. */
  constructor(members, { group, opener, form, choose }) {
    this.#members = members;
    this.#group = group;
    this.#opener = opener;
    this.#form = form;
    this.#choose = choose;
    group.addEventListener('change', ({ target }) => choose(target.value));
    opener.addEventListener('click', () => {
      form.hidden = !form.hidden;
      opener.setAttribute('aria-expanded', String(!form.hidden));
      if (!form.hidden) form.elements.name.focus();
    });
    this.#submission = new Submission(form, { send: () => this.#add(), failed: 'add_failed' });
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#shut();
    });
  }

  update(current = this.#current) {
    const shown = JSON.stringify([language(), current, this.#members.all]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.#group.contains(document.activeElement);
    this.#current = current;
    this.#group.replaceChildren(...this.#members.all.map((member) => this.#chip(member)));
    this.#opener.hidden = this.#members.full;
    if (focused) this.#group.querySelector(':checked')?.focus();
  }

  #chip({ id, name, relation, role }) {
    const input = h('input', { type: 'radio', name: 'member', value: id });
    input.checked = id === this.#current;
    const label = name || t('myself');
    const face = name ? h('span', { class: 'face', 'aria-hidden': 'true' }, [...name][0]) : h('span', { class: 'face' }, icon('person'));
    const shared = role && role !== 'owner' ? h('span', { class: 'role' }, t(`role_${role}`)) : null;
    return h('label', { title: relation ? `${label} (${relation})` : label }, input,
      h('span', { class: 'chip' }, face, h('span', { class: 'name' }, h('bdi', {}, label)), shared));
  }

  async #add() {
    const { name, relation } = this.#form.elements;
    const member = await this.#members.add(name.value, relation.value);
    if (!member) return name.focus();
    this.#submission.reset();
    this.#shut();
    return this.#choose(member.id);
  }

  /** What was typed stays for the next time. */
  #shut() {
    this.#form.hidden = true;
    this.#opener.setAttribute('aria-expanded', 'false');
    this.#opener.focus();
  }
}
