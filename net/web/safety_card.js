// How soon somebody should be seen, and whom to call: above an answer, from its first word on.

import { h, icon } from './dom.js';
import { language, t } from './texts.js';

const icons = { emergency: 'call', urgent: 'alert', see_doctor: 'person' };
/** What a telephone may be given; all else comes from no server that is meant. */
const dialled = /^[\d+*#][\d +*#-]*$/;

const isDialled = (number) => typeof number === 'string' && dialled.test(number);

const levels = ['', 'routine', 'see_doctor', 'urgent', 'emergency'];
const rank = (level) => levels.indexOf(level);
export const isGrave = (level) => rank(level) >= rank('urgent');

export const isHigher = (one, other) => rank(one) > rank(other);

/**
 * How grave this question itself is: `safety`, where the conversation had not reached it `before`, else what the server says of
 * the question alone, '' where it says nothing. `before` is null where earlier exchanges are not known.
 */
export function levelOf({ safety, safetyNow }, before) {
  if (before === null) return safetyNow || safety;
  return isHigher(safety, before) ? safety : safetyNow;
}

export class SafetyCard {
  #shown = '';
  node = h('div', { class: 'safety-card', role: 'group', hidden: '' });

  /** How much of the visible area it covers, in CSS pixels, when it stays at the upper edge. */
  get coveredHeight() {
    return !this.node.hidden && getComputedStyle(this.node).position === 'sticky' ? this.node.offsetHeight : 0;
  }

  /**
   * `safety` and `help` as the server has them, and `before` as for `levelOf`. Links keep the focus unless something has changed.
   * The card is small where only what was said before is grave.
   */
  show({ safety, safetyNow, help }, before) {
    const regions = regionsOf(help);
    const isEarlier = isGrave(safety) && !isGrave(levelOf({ safety, safetyNow }, before));
    const now = JSON.stringify([safety, isEarlier, regions, language()]);
    if (now === this.#shown) return;
    this.#shown = now;
    this.node.hidden = !Object.hasOwn(icons, safety);
    this.node.dataset.level = safety ?? '';
    this.node.classList.toggle('earlier', isEarlier);
    if (this.node.hidden) return this.node.replaceChildren();
    const title = t(isEarlier ? `safety_${safety}_earlier` : `safety_${safety}`);
    this.node.setAttribute('aria-label', title);
    this.node.replaceChildren(h('div', { class: 'safety-box' },
      h('p', { class: 'safety-title' }, icon(icons[safety]), h('strong', {}, title)),
      ...(isGrave(safety) && !isEarlier ? [h('p', { class: 'safety-note' }, noteOf(safety, regions))] : []),
      ...(regions.length > 0 ? [list(regions)] : [])));
  }
}

/** The card in one sentence after another, for a screen reader; '' where there is nothing to warn of. */
export function warning({ safety, help }) {
  if (!isGrave(safety)) return '';
  const regions = regionsOf(help);
  const calls = regions.flatMap(({ where, lines }) => lines.map((line) => called({ ...line, number: spoken(line.number) }, where)));
  return [t(`safety_${safety}`), noteOf(safety, regions), ...calls]
    .map((sentence) => sentence.replace(/[.。]$/, '')).join(t('safety_pause'));
}

/** Without a number it says which one to call. */
const noteOf = (safety, regions) => t(`safety_${safety}_${regions.length > 0 ? 'note' : 'local'}`);

/** `{where, lines}` of each region; `where` is '' if there is only one. A line has all that its number is for. */
function regionsOf(help) {
  const regions = new Map();
  for (const { kind, region, number } of Array.isArray(help) ? help.filter((one) => isDialled(one?.number)) : []) {
    const lines = regions.get(region) ?? new Map();
    regions.set(region, lines);
    lines.set(number, [...lines.get(number) ?? [], kind]);
  }
  return [...regions].map(([region, lines]) => ({
    where: regions.size > 1 ? wordFor(`region_${region}`) : '',
    lines: [...lines].map(([number, kinds]) => ({ number, label: labelOf(kinds) })),
  }));
}

const labelOf = (kinds) => kinds.map((kind) => wordFor(`help_${kind}`)).filter(Boolean).join(t('help_or'));

/** '' for a kind or region that this page has no word for. */
function wordFor(key) {
  const word = t(key);
  return word === key ? '' : word;
}

/** Digit by digit: "120" would be read as an amount. */
const spoken = (number) => number.replace(/\d(?=\d)/g, '$& ');

const called = ({ number, label }, where) => (where ? t('help_where', { number, label, where }) : `${number} ${label}`);

function list(regions) {
  return h('ul', { class: regions.length > 1 ? 'safety-help several' : 'safety-help' }, ...regions.map(({ where, lines }) => h('li', {},
    where ? h('span', { class: 'safety-where', 'aria-hidden': 'true' }, where) : null,
    ...lines.map((line) => link(line, where)))));
}

function link(line, where) {
  const node = h('a', { href: `tel:${line.number.replace(/[ -]/g, '')}` },
    h('strong', {}, line.number), ' ', h('span', {}, line.label));
  if (where) node.setAttribute('aria-label', called(line, where));
  return node;
}
