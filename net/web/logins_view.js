// Where somebody is signed in, ending that, and changing the password.

import { AccountSection } from './account_section.js';
import { actionButton } from './busy.js';
import { h } from './dom.js';
import { Submission } from './submission.js';
import { t } from './texts.js';

const shortestPassword = 8;
const nameOf = ({ client, network }) => [client || t('unknown_device'), network].filter((part) => part !== '').join(' · ');

/** `page`: that of AccountView, with `act`, `refresh` and `timeText(at)`. */
export function loginsSection(page) {
  return new AccountSection('logins', {
    load: () => page.api.logins(),
    show: (logins) => [h('ul', { class: 'shared logins' }, ...logins.map((login) => item(login, page)))],
    rest: [passwordForm(page), h('p', { class: 'row' }, everywhereButton(page))],
  });
}

function item(login, page) {
  const name = nameOf(login);
  const end = async () => {
    const sentences = { done: t('login_ended'), failed: 'end_login_failed', again: end };
    if (await page.act(() => page.api.endLogin(login.id), sentences)) await page.refresh('logins', 'audit');
  };
  const last = login.isCurrent
    ? h('strong', {}, t('this_device'))
    : actionButton('end_login', end, { class: 'small quiet', 'aria-label': t('end_login_of', { name }) });
  const used = h('time', { class: 'note', datetime: login.usedAt }, t('last_used', { time: page.timeText(login.usedAt) }));
  return h('li', {}, h('span', {}, h('bdi', {}, name), h('br'), used), last);
}

function everywhereButton({ act, api, session, leave }) {
  const end = async () => {
    if (!await act(() => api.signOutEverywhere(), { failed: 'everywhere_failed', again: end })) return;
    session.forget();
    leave();
  };
  return actionButton('sign_out_everywhere', end, { class: 'small danger' });
}

function field(name, key, autocomplete) {
  const id = `password-${name}`;
  return [h('label', { for: id }, t(key)),
    h('input', { id, name, type: 'password', autocomplete, maxlength: '256', required: '' })];
}

function passwordForm({ api, announce, refresh }) {
  const form = h('form', { class: 'change-password', novalidate: '' },
    ...field('current', 'current_password', 'current-password'),
    ...field('fresh', 'new_password', 'new-password'),
    h('p', { class: 'note' }, t('password_change_note')),
    h('p', { class: 'complaint', role: 'alert', hidden: '' }),
    h('p', { class: 'row' }, h('button', { type: 'submit', class: 'small' }, t('change_password'))));
  const details = h('details', { class: 'member' }, h('summary', {}, t('change_password')), form);
  const { current, fresh } = form.elements;
  const submission = new Submission(form, {
    failed: 'password_failed',
    fault() {
      if (current.value === '') return [t('password_missing'), current];
      const isShort = new TextEncoder().encode(fresh.value).length < shortestPassword;
      return isShort ? [t('password_short', { count: shortestPassword }), fresh] : null;
    },
    explain({ code, status, message }) {
      if (code === 'AUTH_1001') return [t('erase_wrong'), current];
      return status === 400 && message ? [message, fresh] : null;
    },
    async send() {
      await api.changePassword(current.value, fresh.value);
      announce(t('password_changed'));
      submission.reset();
      details.open = false;
      await refresh('logins', 'audit');
    },
  });
  return details;
}
