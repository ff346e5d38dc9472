// All data of an account as a file, and its end.

import { actionButton } from './busy.js';
import { guardClosing } from './closing.js';
import { h } from './dom.js';
import { Submission } from './submission.js';
import { t } from './texts.js';

/** `page`: that of AccountView, with `act`. Nothing of it is loaded. */
export function dataSection(page) {
  const { api, session } = page;
  const download = () => page.act(async () => save(await api.export(), session.username), { done: t('exported'), failed: 'export_failed', again: download });
  return {
    node: h('section', { 'aria-labelledby': 'account-data' }, h('h3', { id: 'account-data', 'data-text': 'your_data' }, t('your_data')),
      h('p', { class: 'note' }, t('export_note')),
      h('p', { class: 'row' }, actionButton('export', download),
        actionButton('erase_account', () => page.erase.showModal(), { class: 'small danger' }))),
  };
}

function save(everything, username) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' }));
  h('a', { href: url, download: `aurawell-${username}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The dialog that asks for the password before everything is erased. `page`: that of AccountView. */
export function setUpErase({ erase: dialog, confirm, api, session, leave }) {
  const form = dialog.querySelector('form');
  const { password } = form.elements;
  guardClosing(dialog, confirm);
  form.querySelector('.no').addEventListener('click', () => dialog.close());
  const submission = new Submission(form, {
    failed: 'erase_failed',
    fault: () => (password.value === '' ? [t('password_missing'), password] : null),
    explain: ({ code }) => (code === 'AUTH_1001' ? [t('erase_wrong'), password] : null),
    send: async () => {
      await api.erase(password.value);
      session.forget();
      leave();
    },
  });
  dialog.addEventListener('close', () => dialog.open || submission.reset());
}
