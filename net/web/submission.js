// A form that asks the server for something: what was typed stays until that has worked, and what did not work is said in it.

import { whileBusy } from './busy.js';
import { countDown } from './dom.js';
import { failureText } from './failure_text.js';
import { t } from './texts.js';

export class Submission {
  #form;
  #button;
  #complaint;
  #events;
  #waits = false;
  #stopCountdown = () => {};

  /**
   * `form` has a button that submits it and a `.complaint`. `send()` does what is to be done, and its rejection is said: by
   * `explain(error)`, which returns `[sentence, field]` or null, else by the sentence `failed` and the server's words.
   * `fault()` returns `[sentence, field]` for what is wrong before anything is sent, else null.
   */
  constructor(form, { send, failed, fault = () => null, explain = () => null }) {
    this.#form = form;
    this.#button = form.querySelector('[type=submit]');
    this.#complaint = form.querySelector('.complaint');
    this.#events = { send, failed, fault, explain };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    form.addEventListener('input', () => this.#waits || this.#say(''));
  }

  /** Empties the form. */
  reset() {
    this.#form.reset();
    if (!this.#waits) this.#say('');
  }

  async #submit() {
    if (this.#button.disabled) return;
    const fault = this.#events.fault();
    if (fault) return this.#complain(...fault);
    try {
      await whileBusy(this.#button, this.#events.send);
    } catch (error) {
      this.#refused(error);
    }
  }

  #refused(error) {
    const [sentence, field] = this.#events.explain(error) ?? [failureText(this.#events.failed, {}, error)];
    this.#complain(sentence, field);
    if (!(error.retryAt > Date.now())) return;
    this.#stopCountdown();
    this.#stopCountdown = countDown(error.retryAt, (seconds) => {
      this.#waits = seconds > 0;
      this.#button.disabled = this.#waits;
      this.#complaint.setAttribute('aria-live', this.#waits ? 'off' : 'assertive');
      this.#say(this.#waits ? t('again_in', { what: sentence, seconds }) : sentence);
    });
  }

  #complain(sentence, field) {
    this.#say(sentence);
    field?.setAttribute('aria-invalid', 'true');
    field?.focus();
    field?.select();
  }

  #say(sentence) {
    for (const field of this.#form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
    if (this.#complaint.textContent !== sentence) this.#complaint.textContent = sentence;
    this.#complaint.hidden = sentence === '';
  }
}
