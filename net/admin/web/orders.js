// What an operator can change, each after a question.

import { call, Refused } from './api.js';
import { h, setText } from './nodes.js';
import { number } from './numbers.js';
import { t } from './texts.js';

const byId = (id) => document.getElementById(id);

/** Resolves with whether the answer was yes. */
function confirmed(question, yes, isDangerous = false) {
  const dialog = byId('confirm');
  const button = dialog.querySelector('[value=yes]');
  setText(byId('confirm-question'), question);
  setText(button, yes);
  button.className = isDangerous ? 'danger' : '';
  // Escape leaves the value as it is.
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

function tell(text) {
  setText(byId('news'), text);
}

/** Carries out an order and says how it went; undefined when it was refused. */
async function carryOut(order, done) {
  try {
    const outcome = await order();
    const text = done(outcome);
    if (text) tell(text);
    return outcome;
  } catch (error) {
    tell(t('order_failed', { reason: error instanceof Refused ? error.text : t('state_away') }));
    return undefined;
  }
}

function changesOf({ changes }) {
  const rows = changes.map(({ setting, before, after, takes_effect }) => h('tr', {}, h('th', { scope: 'row' }, setting), h('td', {}, before ?? '–'), h('td', {}, after), h('td', {}, t(takes_effect))));
  const heading = ['setting', 'before', 'after', 'takes_effect'].map((key) => h('th', { scope: 'col' }, t(key)));
  return h('div', { class: 'scroller', role: 'group', tabindex: '0', 'aria-label': t('report_changes') }, h('table', {}, h('thead', {}, h('tr', {}, ...heading)), h('tbody', {}, ...rows)));
}

function showReport(report) {
  const { adopted, changes = [], problems = [], warnings = [], no_longer_set: unset = [] } = report;
  const parts = [];
  if (problems.length > 0) parts.push(h('ul', { class: 'problems' }, ...problems.map(({ place, detail }) => h('li', {}, h('code', {}, place), ` ${detail}`))));
  if (warnings.length > 0) parts.push(h('ul', {}, ...warnings.map((text) => h('li', {}, text))));
  if (unset.length > 0) parts.push(h('p', {}, t('report_unset', { settings: unset.join(', ') })));
  if (changes.length > 0) parts.push(changesOf(report));
  if (parts.length === 0) parts.push(h('p', {}, t('report_same')));
  setText(byId('report-title'), t(adopted ? 'report_adopted' : 'report_refused'));
  byId('report-body').replaceChildren(...parts);
  byId('report').showModal();
}

/** @param changed Called after each order, to show the new state. */
export function installOrders({ changed }) {
  const closed = ({ closed: count }) => t('closed', { count: number(count) });

  byId('reload').addEventListener('click', async () => {
    if (!await confirmed(t('reload_question'), t('reload_button'))) return;
    const report = await carryOut(() => call('POST', '/admin/reload'), () => '');
    if (report) showReport(report);
    changed();
  });

  byId('level-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const level = byId('level').value;
    if (!await confirmed(t('level_question', { level }), t('level_button'))) return;
    await carryOut(() => call('PUT', '/admin/log-level', { level }), () => t('level_changed', { level }));
    byId('level').dataset.touched = '';
    changed();
  });
  byId('level').addEventListener('change', () => { byId('level').dataset.touched = 'yes'; });

  byId('drain').addEventListener('click', async () => {
    if (!await confirmed(t('drain_question'), t('drain_button'), true)) return;
    await carryOut(() => call('POST', '/admin/drain'), () => t('drain_began'));
    changed();
  });

  return {
    /** Not while somebody is choosing another one. */
    showLevel(level) {
      if (level && byId('level').dataset.touched !== 'yes') byId('level').value = level;
    },
    async closeOne({ id }) {
      if (!await confirmed(t('close_one_question', { id }), t('close_one'), true)) return;
      await carryOut(() => call('DELETE', `/admin/connections/${encodeURIComponent(id)}`), closed);
      changed();
    },
    async closeUser({ user }) {
      if (!await confirmed(t('close_user_question', { user }), t('close_user'), true)) return;
      await carryOut(() => call('DELETE', `/admin/users/${encodeURIComponent(user)}/connections`), closed);
      changed();
    },
  };
}
