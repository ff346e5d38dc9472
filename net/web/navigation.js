// What is open: whose questions, and which conversation. The address says the same.

import { Address } from './address.js';
import { t } from './texts.js';

export class Navigation {
  #page;
  #reader;
  #address;
  /** The address counts only once it was followed. */
  #hasOpened = false;

  /**
   * `page`: `conversation`, `list`, `members`, `people`, `userId`, `drawer`, `composer` and `announce(sentence)`; `reader` gets the focus
   * when a conversation is opened.
   */
  constructor(page, reader) {
    this.#page = page;
    this.#reader = reader;
    this.#address = new Address(() => this.openAddressed());
  }

  get address() {
    return this.#address;
  }

  /** Brings the address and the draft up to date. */
  update() {
    if (!this.#hasOpened) return;
    const { conversation, members, composer } = this.#page;
    const { id, memberId, isNew } = conversation;
    this.#address.show({ conversationId: isNew ? null : id, memberId: members.isSelf(memberId) ? null : memberId });
    composer.show(conversation);
  }

  startConversation() {
    const { drawer, conversation, announce, composer } = this.#page;
    drawer.close();
    conversation.start(conversation.memberId);
    announce(t('new_conversation'));
    composer.focus();
  }

  openConversation(id) {
    const { drawer, conversation } = this.#page;
    drawer.close();
    if (id !== conversation.id) conversation.open(id, conversation.memberId);
    this.#reader.focus();
  }

  /** The open conversation is gone: Back is not to lead to it. */
  closeConversation() {
    const { conversation } = this.#page;
    this.#address.replace({ ...this.#address.place, conversationId: null });
    conversation.start(conversation.memberId);
  }

  /** Opens what the address names. Whoever is not among the members any more is passed over. */
  openAddressed() {
    const { drawer, conversation, list, members, people, userId } = this.#page;
    drawer.close();
    this.#hasOpened = true;
    const { conversationId, memberId: named } = this.#address.place;
    const memberId = named ?? userId;
    if (!members.has(memberId)) return this.switchMember(userId);
    if (conversationId !== null) conversation.open(conversationId, memberId);
    else conversation.start(memberId);
    if (memberId === list.memberId) return undefined;
    list.show(memberId);
    return people.loadFacts(memberId);
  }

  switchMember(memberId) {
    const { conversation, list, people, announce } = this.#page;
    conversation.start(memberId);
    list.show(memberId);
    people.loadFacts(memberId);
    announce(t('now_asking_for', { name: people.nameOf(memberId) }));
  }

  /** The members may be others now. */
  membersChanged() {
    const { conversation, members, userId } = this.#page;
    if (!members.has(conversation.memberId)) this.switchMember(userId);
  }
}
