// Facts about a member, which go along with health questions, and the panel where they are written.

import { h } from './dom.js';
import { t } from './texts.js';

const levels = ['sedentary', 'lightly_active', 'moderately_active', 'very_active', 'extremely_active'];
const goals = ['weight_loss', 'weight_gain', 'muscle_gain', 'improve_fitness', 'improve_sleep',
  'stress_reduction', 'general_wellness'];

/** The server's names and ranges. */
const fields = [
  { name: 'age', min: 13, max: 120, step: 1, unit: 'unit_years' },
  { name: 'gender', choices: ['male', 'female', 'other'] },
  { name: 'height', min: 50, max: 300, step: 0.1, unit: 'unit_cm' },
  { name: 'weight', min: 20, max: 500, step: 0.1, unit: 'unit_kg' },
  { name: 'activity_level', choices: levels },
  { name: 'sleep_hours', min: 0, max: 24, step: 0.5, unit: 'unit_hours' },
  { name: 'goal', choices: goals },
];

/** Names of the facts that the panel shows. */
export const shownFacts = fields.map(({ name }) => name);

function isValid({ choices, min, max }, value) {
  return choices ? choices.includes(value) : typeof value === 'number' && value >= min && value <= max;
}

/** What counts of `saved`, which anybody may have edited, or undefined if nothing does. */
export function knownFacts(saved) {
  const facts = fields.filter((field) => isValid(field, saved[field.name])).map(({ name }) => [name, saved[name]]);
  return facts.length > 0 ? Object.fromEntries(facts) : undefined;
}

function control(field, id) {
  if (!field.choices) {
    const { name, min, max, step } = field;
    return h('input', {
      id, name, min, max, step, type: 'number', inputmode: step < 1 ? 'decimal' : 'numeric',
      'aria-describedby': `${id}-range`,
    });
  }
  const option = (value, key) => h('option', { value, 'data-text': key }, t(key));
  return h('select', { id, name: field.name }, option('', 'unset'), ...field.choices.map((value) => option(value, value)));
}

function row(field) {
  const id = `profile-${field.name}`;
  const label = h('label', { for: id, 'data-text': `field_${field.name}` }, t(`field_${field.name}`));
  if (field.choices) return h('div', { class: 'field' }, label, control(field, id));
  const { min, max } = field;
  const unit = h('span', { class: 'unit', 'data-text': field.unit }, t(field.unit));
  const range = h('small', { id: `${id}-range` }, t('range', { min, max }));
  return h('div', { class: 'field' }, label, h('div', { class: 'measure' }, control(field, id), unit), range);
}

/**
 * Builds the panel in `dialog`. `about()` says whom it is about: `{title, note, facts, removable, isClosed}`;
 * `save(facts)` keeps them, null for none, and throws if it cannot; `changed(sentence)` names what to announce,
 * `remove()` takes the member off the list.
 */
export function setUpProfile(dialog, opener, { about, save, changed, remove }) {
  const form = dialog.querySelector('form');
  dialog.querySelector('.fields').append(...fields.map(row));
  const fill = (facts) => {
    for (const { name } of fields) form.elements[name].value = facts?.[name] ?? '';
  };
  const keep = async (facts, sentence) => {
    try {
      await save(facts);
    } catch {
      return changed('save_failed');
    }
    return changed(sentence);
  };
  opener.addEventListener('click', () => {
    const { title, note, facts, removable, isClosed } = about();
    fill(knownFacts(facts));
    dialog.querySelector('h2').textContent = title;
    dialog.querySelector('.note').textContent = note;
    dialog.querySelector('.remove-member').hidden = !removable;
    for (const node of form.querySelectorAll('input, select, .clear, .primary')) node.disabled = isClosed;
    dialog.showModal();
  });
  dialog.querySelector('.close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.querySelector('.remove-member').addEventListener('click', () => {
    dialog.close();
    remove();
  });
  dialog.querySelector('.clear').addEventListener('click', () => {
    fill({});
    keep(null, 'cleared');
  });
  form.addEventListener('submit', (event) => {
    const invalid = form.querySelector(':invalid');
    form.classList.toggle('checked', invalid !== null);
    if (invalid) {
      event.preventDefault();
      return invalid.focus();
    }
    return keep(valuesOf(form), 'saved');
  });
}

function valuesOf(form) {
  const values = {};
  for (const { name, choices } of fields) {
    const { value } = form.elements[name];
    if (value !== '') values[name] = choices ? value : Number(value);
  }
  return Object.keys(values).length > 0 ? values : null;
}
