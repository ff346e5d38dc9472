// Every way to ask a question: typed, an example, again, or that an answer shall go on.

import { h, icon } from './dom.js';
import { t, translate } from './texts.js';

export class Asking {
  #page;

  /** `page`: `conversation`, `people`, `notices`, `news`, and `composer`; `examples` is the list that gets a button for each. */
  constructor(page, examples) {
    this.#page = page;
    for (const area of ['sleep', 'diet', 'exercise', 'mind']) examples.append(h('li', {}, this.#example(area)));
    translate(examples);
  }

  /** False, and the person is told why, if it could not be sent. It is not lost, since it stands where it was asked. */
  ask(kind, question) {
    return this.#sent(() => this.#asked(kind, question, this.#facts));
  }

  /** The same for what stays in the composer, which then says why. */
  askTyped(kind, text) {
    const { conversation, notices } = this.#page;
    const isSent = this.#asked(kind, text, kind === 'health' ? this.#facts : undefined);
    if (!isSent && !conversation.active) notices.show({ key: 'hint_wait' });
    return isSent;
  }

  retry(exchange) {
    return this.#sent(() => this.#page.conversation.retry(exchange));
  }

  get #facts() {
    const { people, conversation } = this.#page;
    return people.sentFactsOf(conversation.memberId);
  }

  #asked(kind, question, facts) {
    const { conversation, news } = this.#page;
    const isSent = conversation.ask(kind, question, facts);
    if (isSent) news.tell('asked', { id: conversation.id, memberId: conversation.memberId, question });
    return isSent;
  }

  #sent(ask) {
    if (ask()) return true;
    const { conversation, notices } = this.#page;
    notices.show({ key: conversation.active ? 'hint_busy' : 'hint_wait', retry: () => this.#sent(ask) });
    return false;
  }

  #example(area) {
    const button = h('button', { type: 'button', 'data-area': area },
      h('span', { class: 'area' }, icon(area), h('span', { 'data-text': `area_${area}` })),
      h('span', { class: 'ask', 'data-text': `example_${area}` }));
    button.addEventListener('click', () => this.ask('health', t(`example_${area}`)) && this.#page.composer.focus());
    return button;
  }
}
