// The panel about the account: invitations, who shares whom, what was done, sign-ins, all data, the end.

import { auditSection } from './account_audit.js';
import { dataSection } from './account_data.js';
import { familySection } from './account_family.js';
import { invitationsSection } from './account_invitations.js';
import { whileBusy } from './busy.js';
import { guardClosing } from './closing.js';
import { h } from './dom.js';
import { loginsSection } from './logins_view.js';
import { rememberInTab } from './preferences.js';
import { timeText } from './time_text.js';
import { t } from './texts.js';

export class AccountView {
  #dialog;
  #sections;
  #page;
  #shown = {};

  /**
   * `page`: `api`, `family`, `session`, `notices`, `announce(sentence)`, `changed()` after the family became another one, `leave()`
   * after the person has signed out or is erased, and the dialogs `erase` and `confirm`.
   */
  constructor(dialog, opener, page) {
    this.#dialog = dialog;
    this.#sections = dialog.querySelector('.sections');
    this.#page = page;
    opener.addEventListener('click', () => this.open());
    const leave = guardClosing(dialog, page.confirm);
    dialog.querySelector('.close').addEventListener('click', leave);
    const signOut = dialog.querySelector('.sign-out');
    signOut.addEventListener('click', () => whileBusy(signOut, () => this.#signOut()));
  }

  async open() {
    this.#dialog.querySelector('h2').replaceChildren(h('bdi', {}, this.#page.session.username));
    this.#dialog.showModal();
    this.#build();
    this.#sections.setAttribute('aria-busy', 'true');
    await this.#shown.family.refresh();
    const { invitations, audit, logins } = this.#shown;
    await Promise.all([invitations, audit, logins].map((section) => section.refresh()));
    this.#sections.setAttribute('aria-busy', 'false');
  }

  #build() {
    const part = {
      ...this.#page,
      timeText,
      act: (...parts) => this.#act(...parts),
      refresh: (...names) => Promise.all(names.map((name) => this.#shown[name].refresh())),
    };
    this.#shown = {
      invitations: invitationsSection(part), family: familySection(part), audit: auditSection(part),
      logins: loginsSection(part), data: dataSection(part),
    };
    this.#sections.replaceChildren(...Object.values(this.#shown).map(({ node }) => node));
  }

  /** Does `step` and resolves with whether that worked; else a notice says so by `failed`, with a button for `again`. */
  async #act(step, { done, failed, again }) {
    try {
      await step();
    } catch (error) {
      this.#page.notices.show({ key: failed, error, retry: again });
      return false;
    }
    if (done) this.#page.announce(done);
    return true;
  }

  async #signOut() {
    const { session, leave } = this.#page;
    if (!await session.signOut()) rememberInTab('sign_in_note', 'sign_out_unheard');
    leave();
  }
}
