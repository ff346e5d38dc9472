// The panel in which somebody writes what is known about a member.

import { guardClosing } from './closing.js';
import { controlFor } from './fact_controls.js';
import { fields, usualUnits } from './facts.js';
import { failureText } from './failure_text.js';
import { recall, remember } from './preferences.js';
import { t, translate } from './texts.js';

export class ProfilePanel {
  #dialog;
  #form;
  #controls = fields.map((field) => ({ name: field.name, control: controlFor(field) }));
  #page;
  #about = null;
  #isBusy = false;

  /**
   * `page.about()` says whom it is about: `{memberId, title, note, facts, isManaged, removable, isClosed}`, `facts` as they were
   * heard of last. `load(memberId)` brings them as they are and `save(memberId, facts)` keeps them; both may reject with an Error
   * whose message people can read. `saved()` follows, `remove()` takes the member off the list, `confirm` is the dialog that asks.
   */
  constructor(dialog, opener, page) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector('form');
    this.#page = page;
    this.#part('.fields').append(...this.#controls.map(({ control }) => control.node));
    opener.addEventListener('click', () => this.open());
    const leave = guardClosing(dialog, page.confirm, {
      hasTyped: () => this.#controls.some(({ control }) => control.isEdited),
      isBusy: () => this.#isBusy,
    });
    this.#part('.close').addEventListener('click', leave);
    this.#part('.remove-member').addEventListener('click', () => {
      dialog.close();
      page.remove();
    });
    this.#part('.clear').addEventListener('click', () => {
      for (const { control } of this.#controls) control.clear();
      this.#controls[0].control.focus();
    });
    this.#part('.again').addEventListener('click', () => this.#load());
    for (const choice of this.#unitChoices) choice.addEventListener('change', () => this.#switchUnits(choice.value));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save();
    });
  }

  async open() {
    this.#about = this.#page.about();
    const { title, note, facts, removable } = this.#about;
    this.#part('h2').textContent = title;
    this.#part('.note').textContent = note;
    this.#part('.remove-member').hidden = !removable;
    this.#form.classList.remove('checked');
    translate(this.#dialog);
    for (const { control } of this.#controls) control.set(undefined);
    this.#fill(facts);
    this.#dialog.showModal();
    await this.#load();
  }

  // Without the facts nothing can be written: what is not shown would be lost. True if they are there.
  async #load() {
    const about = this.#about;
    this.#lock('loading');
    try {
      const facts = await this.#page.load(about.memberId);
      if (about !== this.#about) return false;
      this.#fill(facts);
      this.#lock('');
      return true;
    } catch {
      if (about === this.#about) this.#lock('profile_failed');
      return false;
    }
  }

  async #save() {
    const wrong = this.#controls.filter(({ control }) => !control.check());
    this.#form.classList.toggle('checked', wrong.length > 0);
    if (wrong.length > 0) return wrong[0].control.focus();
    if (this.#isBusy) return undefined;
    const about = this.#about;
    this.#lock('saving');
    try {
      await this.#page.save(about.memberId, this.#values());
    } catch (error) {
      return this.#failed(error);
    }
    this.#lock('');
    this.#dialog.close();
    return this.#page.saved();
  }

  // What was typed stays. What somebody else has changed is shown beside it, so that the next try keeps both.
  async #failed(error) {
    if (error.status !== 412) {
      this.#lock('');
      this.#say(failureText('save_failed', {}, error));
    } else if (await this.#load()) {
      this.#say(t('profile_changed'));
    }
  }

  #fill(facts) {
    const units = recall('units') ?? facts.units ?? usualUnits();
    for (const { name, control } of this.#controls) {
      if (!control.isEdited) control.set(facts[name]);
      control.show(units, this.#about.isManaged);
    }
    for (const choice of this.#unitChoices) choice.checked = choice.value === units;
  }

  #values() {
    const values = this.#controls.map(({ name, control }) => [name, control.value]).filter(([, value]) => value !== undefined);
    return values.length > 0 ? Object.fromEntries(values) : null;
  }

  #switchUnits(units) {
    remember('units', units);
    for (const { control } of this.#controls) control.show(units, this.#about.isManaged);
  }

  /** `state`: `''` for ready, else the key of what to say meanwhile. */
  #lock(state) {
    this.#isBusy = state === 'saving';
    const isClosed = state !== '' || this.#about.isClosed;
    for (const { control } of this.#controls) control.disable(isClosed);
    for (const button of this.#form.querySelectorAll('.clear, .primary')) button.disabled = isClosed;
    this.#part('.again').hidden = state !== 'profile_failed';
    this.#say(state === '' ? '' : t(state));
  }

  #say(text) {
    const place = this.#part('.complaint');
    place.textContent = text;
    place.hidden = text === '';
  }

  get #unitChoices() {
    return [...this.#form.elements.units];
  }

  #part(selector) {
    return this.#dialog.querySelector(selector);
  }
}
