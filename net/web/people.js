// The people somebody asks for: what is known of them, and how the page speaks of them.

import { sentence } from './dom.js';
import { knownFacts } from './facts.js';
import { t } from './texts.js';

export class People {
  #members;
  #session;
  #notices;
  #changed;

  /** `members` is a Family for somebody signed in at `session`, else Members, and `session` null. `changed()` follows what was loaded. */
  constructor({ members, session, notices, changed }) {
    this.#members = members;
    this.#session = session;
    this.#notices = notices;
    this.#changed = changed;
  }

  nameOf(id) {
    return this.#members.nameOf(id) || t('myself');
  }

  aboutText(id) {
    return this.#members.isSelf(id) ? t('about_me') : t('about_member', { name: this.nameOf(id) });
  }

  /** The same with a name that is set apart from the words around it. */
  aboutNodes(id) {
    return this.#members.isSelf(id) ? [t('about_me')] : sentence('about_member', { name: this.nameOf(id) });
  }

  factsOf(id) {
    return knownFacts(this.#members.factsOf(id), !this.#members.isSelf(id));
  }

  /** What goes along with a question. The server itself knows the facts of an account. */
  sentFactsOf(id) {
    return this.#session ? undefined : this.factsOf(id);
  }

  /** Why nothing may be asked for them, or `''`. */
  closedFor(id) {
    return this.#members.mayAsk(id) ? '' : t('viewer_closed', { name: this.nameOf(id) });
  }

  /** What ProfilePanel shows. */
  profileOf(id) {
    const isManaged = !this.#members.isSelf(id);
    const isClosed = !this.#members.mayAsk(id);
    const note = isClosed ? 'profile_note_closed' : this.#session ? 'profile_note_account' : 'profile_note';
    return { memberId: id, title: this.aboutText(id), note: t(note), facts: this.#members.factsOf(id), isManaged, removable: isManaged, isClosed };
  }

  /** Brings what the server knows of the member. */
  async loadFacts(id) {
    const about = this.aboutText(id);
    await this.#members.loadFacts?.(id).catch((error) => {
      this.#notices.show({ key: 'facts_failed', values: { about }, error, retry: () => this.loadFacts(id) });
    });
    this.#changed();
  }

  async loadFamily() {
    await this.#members.load?.().catch((error) => {
      this.#notices.show({ key: 'family_failed', error, retry: () => this.loadFamily().then(this.#changed) });
    });
  }
}
