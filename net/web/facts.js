// What somebody may tell about a member: names, ranges and units. openapi.json publishes the same ranges; a test compares.

const levels = ['sedentary', 'lightly_active', 'moderately_active', 'very_active', 'extremely_active'];
const goals = ['weight_loss', 'weight_gain', 'muscle_gain', 'improve_fitness', 'improve_sleep',
  'stress_reduction', 'general_wellness'];

const centimetres = [{ unit: 'unit_cm', size: 1 }];
const kilograms = [{ unit: 'unit_kg', size: 1 }];

/**
 * A number has `own`, the least and the most for the person at the screen, and `managed`, those for somebody else, who may be a
 * child; both in the unit that is kept. `metric` and `imperial` are the parts in which it is written, the largest first, with
 * their size in that unit.
 */
export const fields = [
  { name: 'age', own: [13, 120], managed: [0, 120], isWhole: true, metric: [{ unit: 'unit_years', size: 1 }] },
  { name: 'gender', choices: ['male', 'female', 'other'] },
  { name: 'height', own: [50, 300], metric: centimetres, imperial: [{ unit: 'unit_ft', size: 30.48 }, { unit: 'unit_in', size: 2.54 }] },
  { name: 'weight', own: [20, 500], managed: [1, 500], metric: kilograms, imperial: [{ unit: 'unit_lb', size: 0.45359237 }] },
  { name: 'activity_level', choices: levels },
  { name: 'sleep_hours', own: [0, 24], metric: [{ unit: 'unit_hours', size: 1 }] },
  { name: 'goal', choices: goals },
];

/** Names of the facts that the page shows. */
export const shownFacts = fields.map(({ name }) => name);

/** `[least, most]` of a number, by whose it is. */
export const rangeOf = ({ own, managed }, isManaged) => (isManaged && managed) || own;

/** Why `value` cannot be kept: `'whole'`, `'range'`, or `''` if it can. */
export function problemOf(field, value, isManaged) {
  if (field.choices) return field.choices.includes(value) ? '' : 'range';
  const [least, most] = rangeOf(field, isManaged);
  if (typeof value !== 'number' || !(value >= least && value <= most)) return 'range';
  return field.isWhole && !Number.isInteger(value) ? 'whole' : '';
}

/** What counts of `saved`, which anybody may have edited, or undefined if nothing does. */
export function knownFacts(saved, isManaged) {
  const facts = fields.filter((field) => problemOf(field, saved[field.name], isManaged) === '').map(({ name }) => [name, saved[name]]);
  return facts.length > 0 ? Object.fromEntries(facts) : undefined;
}

/** The parts in which a number is written in `units`. */
export const partsOf = (field, units) => (units === 'imperial' && field.imperial) || field.metric;

const toTenth = (value) => Math.round(value * 10) / 10;

/** `value` as one number for each of `parts`; only the last has a fraction, of one digit. */
export function split(value, parts) {
  const last = parts.at(-1).size;
  let left = toTenth(value / last);
  return parts.map(({ size }) => {
    if (size === last) return toTenth(left);
    const count = Math.floor(left / (size / last) + 1e-9);
    left -= count * (size / last);
    return count;
  });
}

/** The inverse of `split`, to a tenth; a missing part counts as nothing. */
export const join = (numbers, parts) => toTenth(numbers.reduce((sum, number, at) => sum + (number ?? 0) * parts[at].size, 0));

/** Those who are used to feet and pounds before they have chosen. */
export const usualUnits = (tag = navigator.language) => (/^en-(US|LR)$/i.test(tag) ? 'imperial' : 'metric');
