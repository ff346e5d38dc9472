// The controls for facts about a member, one row for each.

import { h } from './dom.js';
import { join, partsOf, problemOf, rangeOf, split } from './facts.js';
import { t } from './texts.js';

/** The row of `field`. A value that nobody touched comes back exactly as it was set, in whatever units it was shown. */
export function controlFor(field) {
  return field.choices ? new Choice(field) : new Measure(field);
}

const labelFor = (id, { name }) => h('label', { for: id, 'data-text': `field_${name}` }, t(`field_${name}`));

class Choice {
  isEdited = false;
  #field;
  #kept;
  #select;

  constructor(field) {
    this.#field = field;
    const id = `profile-${field.name}`;
    const option = (value, key) => h('option', { value, 'data-text': key }, t(key));
    this.#select = h('select', { id, name: field.name }, option('', 'unset'), ...field.choices.map((value) => option(value, value)));
    this.#select.addEventListener('change', () => { this.isEdited = true; });
    this.node = h('div', { class: 'field' }, labelFor(id, field), this.#select);
  }

  set(value) {
    this.#kept = value;
    this.#select.value = this.#field.choices.includes(value) ? value : '';
    this.isEdited = false;
  }

  clear() {
    this.#select.value = '';
    this.isEdited = true;
  }

  get value() {
    return this.isEdited ? this.#select.value || undefined : this.#kept;
  }

  show() {}

  check() {
    return true;
  }

  focus() {
    this.#select.focus();
  }

  disable(isDisabled) {
    this.#select.disabled = isDisabled;
  }
}

class Measure {
  isEdited = false;
  #field;
  #id;
  #kept;
  #inputs = [];
  #parts = [];
  #isManaged = false;
  #box = h('div', { class: 'measures' });
  #range;

  constructor(field) {
    this.#field = field;
    this.#id = `profile-${field.name}`;
    this.#range = h('small', { id: `${this.#id}-range` });
    this.node = h('div', { class: 'field' }, labelFor(this.#id, field), this.#box, this.#range);
  }

  set(value) {
    this.#kept = typeof value === 'number' ? value : undefined;
    this.isEdited = false;
    this.#write();
  }

  clear() {
    for (const input of this.#inputs) input.value = '';
    this.isEdited = true;
  }

  /** In the unit that is kept; undefined for none. */
  get value() {
    if (!this.isEdited) return this.#kept;
    const numbers = this.#inputs.map(({ value }) => (value === '' ? undefined : Number(value)));
    return numbers.every((number) => number === undefined) ? undefined : join(numbers, this.#parts);
  }

  /** Shows the value in `units`, with the range for whoever it is about. */
  show(units, isManaged) {
    const { value } = this;
    this.#isManaged = isManaged;
    const parts = partsOf(this.#field, units);
    const wasEdited = this.isEdited;
    if (parts !== this.#parts) {
      this.#parts = parts;
      this.#build();
      this.#write(value);
      this.isEdited = wasEdited;
    }
    this.#range.textContent = t('range', { min: this.#limit(0), max: this.#limit(1) });
  }

  /** Whether the value may be kept; if not, the inputs say why. */
  check() {
    const isRight = this.#isRight();
    for (const input of this.#inputs) {
      input.setCustomValidity(isRight ? '' : this.#range.textContent);
      input.setAttribute('aria-invalid', String(!isRight));
    }
    return isRight;
  }

  focus() {
    this.#inputs[0].focus();
  }

  disable(isDisabled) {
    for (const input of this.#inputs) input.disabled = isDisabled;
  }

  // What is no number at all has an empty value, and the browser knows of it.
  #isRight() {
    if (this.#inputs.some(({ validity }) => validity.badInput)) return false;
    const { value } = this;
    return !this.isEdited || value === undefined || problemOf(this.#field, value, this.#isManaged) === '';
  }

  #build() {
    const { name, isWhole } = this.#field;
    this.#inputs = this.#parts.map(({ unit }, at) => {
      const input = h('input', {
        id: at === 0 ? this.#id : `${this.#id}-${unit}`, name: at === 0 ? name : `${name}-${unit}`, type: 'number', min: '0',
        step: 'any', inputmode: isWhole || at + 1 < this.#parts.length ? 'numeric' : 'decimal', 'aria-describedby': this.#range.id,
      });
      if (at > 0) input.setAttribute('aria-label', `${t(`field_${name}`)}, ${t(unit)}`);
      input.addEventListener('input', () => {
        this.isEdited = true;
        this.check();
      });
      return input;
    });
    this.#box.replaceChildren(...this.#inputs.map((input, at) => {
      const { unit } = this.#parts[at];
      return h('div', { class: 'measure' }, input, h('span', { class: 'unit', 'data-text': unit }, t(unit)));
    }));
  }

  // Before it is shown for the first time there is nothing to write into.
  #write(value = this.#kept) {
    if (this.#inputs.length === 0) return;
    const numbers = value === undefined ? [] : split(value, this.#parts);
    this.#inputs.forEach((input, at) => { input.value = numbers[at] ?? ''; });
    this.check();
  }

  // The least is rounded up and the most down, so that both are allowed.
  #limit(at) {
    const limit = rangeOf(this.#field, this.#isManaged)[at];
    const { size } = this.#parts.at(-1);
    const whole = (at === 0 ? Math.ceil(limit / size - 1e-9) : Math.floor(limit / size + 1e-9)) * size;
    return split(whole, this.#parts).map((number, part) => (this.#parts.length > 1 ? `${number} ${t(this.#parts[part].unit)}` : number)).join(' ');
  }
}
