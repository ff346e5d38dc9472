// The field in which a question is written, and its buttons.

import { recall, remember } from './preferences.js';
import { t } from './texts.js';

/** The server's limit, counted in code points. */
const longest = 8000;
const warnBelow = 500;
/** The keyboard of such a device has no Shift+Enter. */
const onTouch = matchMedia('(hover: none) and (pointer: coarse)');

export class Composer {
  #form;
  #field;
  #hint;
  #send;
  #stop;
  #state = { busy: false, facts: 0, closed: '' };
  #drafts;
  /** The conversation whose draft is shown, and the name of that; null before the first. */
  #conversationId = null;
  #draftKey = null;

  /**
   * `drafts` are kept there. `ask(kind, text)` returns whether the question is on its way, `stop()` ends the answer,
   * `announce(text)` says why nothing was sent, `changed()` follows a change of height.
   */
  constructor(form, drafts, { ask, stop, announce, changed }) {
    this.#drafts = drafts;
    this.#form = form;
    this.#field = form.querySelector('textarea');
    this.#hint = form.querySelector('.hint');
    this.#send = form.querySelector('[type=submit]');
    this.#stop = form.querySelector('.stop');
    Object.assign(this, { ask, announce, changed });
    this.#field.enterKeyHint = onTouch.matches ? 'enter' : 'send';
    const kind = recall('kind') === 'general' ? 'general' : 'health';
    form.querySelector(`[name=kind][value=${kind}]`).checked = true;
    form.addEventListener('change', () => remember('kind', this.kind));
    form.addEventListener('change', () => this.#show());
    form.addEventListener('submit', (event) => this.#submit(event));
    this.#field.addEventListener('input', () => this.#edited());
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    this.#stop.addEventListener('click', () => stop());
    drafts.listen((key) => key === this.#draftKey && this.#put(drafts.read(key)));
    // Before, the browser would have sent the form itself.
    this.#send.disabled = false;
    this.#fit();
  }

  get kind() {
    return this.#form.querySelector('[name=kind]:checked').value;
  }

  focus() {
    this.#field.focus();
  }

  /** Puts `text` into the field, to be changed and asked; a draft that is there stays below it. */
  edit(text) {
    const { value: draft } = this.#field;
    if (!draft.startsWith(text)) this.#field.value = draft.trim() === '' ? text : `${text}\n\n${draft}`;
    this.#edited();
    this.focus();
    this.#field.setSelectionRange(text.length, text.length);
  }

  /** Empties the field. */
  clear() {
    this.#put('');
  }

  /** Shows the draft of `conversation`, `{id, isNew, memberId}`. */
  show(conversation) {
    const key = this.#drafts.keyOf(conversation);
    if (key === this.#draftKey) return;
    const before = this.#draftKey;
    const hasBegun = conversation.id === this.#conversationId;
    // Somebody may have typed while the scripts came.
    const isTyped = before === null && this.#field.value !== '';
    this.#draftKey = key;
    this.#conversationId = conversation.id;
    if (hasBegun) this.#drafts.write(before, '');
    if (hasBegun || isTyped) this.#edited();
    else this.#put(this.#drafts.read(key));
  }

  /** `{busy, facts, closed}`: an answer is running, facts about the person to send, why nothing may be asked or `''`. */
  update(state) {
    // A button that vanishes under the keyboard would take the focus with it.
    const hadFocus = document.activeElement === this.#stop || document.activeElement === this.#send;
    Object.assign(this.#state, state);
    this.#send.hidden = this.#state.busy;
    this.#stop.hidden = !this.#state.busy;
    this.#form.classList.toggle('closed', this.#state.closed !== '');
    this.#field.readOnly = this.#state.closed !== '';
    if (hadFocus) (this.#state.busy ? this.#stop : this.#send).focus();
    this.#show();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#field.value.trim();
    if (text === '' || this.#excess() > 0) return this.focus();
    const { busy, closed } = this.#state;
    if (closed) return this.announce(closed);
    if (busy) return this.#refuse('hint_busy');
    const draft = this.#field.value;
    // Asking may open another conversation, to which the draft would go along.
    this.#put('');
    this.#edited();
    if (this.ask(this.kind, text)) return undefined;
    this.#put(draft);
    this.#edited();
    return this.#refuse('hint_wait');
  }

  #refuse(notice) {
    this.#show(notice);
    this.announce(t(notice));
  }

  // Enter that ends an input method's composition belongs to the input method; Safari
  // reports it after the composition, with the key code 229.
  #key(event) {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing || onTouch.matches) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  #edited() {
    if (this.#draftKey !== null) this.#drafts.write(this.#draftKey, this.#field.value);
    this.#fit();
    this.#show();
  }

  #put(text) {
    if (this.#field.value !== text) this.#field.value = text;
    this.#fit();
    this.#show();
  }

  #fit() {
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
    this.changed();
  }

  #excess() {
    return [...this.#field.value.trim()].length - longest;
  }

  #show(notice) {
    const excess = this.#excess();
    this.#field.setAttribute('aria-invalid', String(excess > 0));
    const { closed } = this.#state;
    this.#send.setAttribute('aria-disabled', String(this.#field.value.trim() === '' || excess > 0 || closed !== ''));
    this.#hint.classList.toggle('urgent', notice !== undefined || excess > 0);
    const text = notice ? t(notice) : this.#hintText(excess);
    this.#hint.textContent = text;
    this.#hint.classList.toggle('keys', text === t('hint_keys') || text === t('hint_stop'));
  }

  #hintText(excess) {
    if (this.#state.closed) return this.#state.closed;
    if (excess > 0) return t('hint_too_long', { count: excess });
    if (-excess < warnBelow) return t('hint_left', { count: -excess });
    if (this.#state.busy) return t('hint_stop');
    const { facts } = this.#state;
    return facts > 0 && this.kind === 'health' ? t('hint_facts', { count: facts }) : t('hint_keys');
  }
}
