// The forms to sign in and to create an account.

import { countDown } from './dom.js';
import { remember } from './preferences.js';
import { language, setLanguage, t, translate } from './texts.js';

/** Sentences of ours for the server's codes; for others the server's own is shown. */
const sentences = { AUTH_1001: 'sign_in_wrong', USER_1202: 'sign_in_taken' };
const shortestPassword = 8;

export class SignIn {
  #dialog;
  #form;
  #session;
  #mode = 'sign_in';
  #note = '';
  #resolve = null;
  #busy = false;
  #waits = false;
  #stopCountdown = () => {};
  /** `[key, values]` of the complaint, or a sentence of the server. */
  #complaint = null;

  constructor(dialog, session) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector('form');
    this.#session = session;
    // Nothing behind it may be used before somebody has signed in.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault());
    dialog.addEventListener('close', () => this.#resolve && dialog.showModal());
    dialog.querySelector('.switch-mode').addEventListener('click', () => this.#become(this.#mode === 'sign_in' ? 'register' : 'sign_in'));
    dialog.querySelector('.language').addEventListener('click', () => {
      remember('language', language() === 'zh' ? 'en' : 'zh');
      setLanguage(language() === 'zh' ? 'en' : 'zh');
      this.#show();
    });
    dialog.querySelector('.reveal').addEventListener('click', () => this.#reveal(this.#field('password').type === 'password'));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#form.addEventListener('input', () => this.#complain(null));
  }

  /**
   * Resolves when somebody has signed in. `note` is the key of a sentence that says why they are asked; `username` is
   * who was signed in.
   */
  ask({ note = '', username = '' } = {}) {
    this.#note = note;
    this.#form.reset();
    this.#field('username').value = username;
    this.#reveal(false);
    this.#become('sign_in');
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field(username ? 'password' : 'username').focus();
    return new Promise((resolve) => { this.#resolve = resolve; });
  }

  get isOpen() {
    return this.#dialog.open;
  }

  #field(name) {
    return this.#form.elements[name];
  }

  #become(mode) {
    this.#mode = mode;
    this.#complain(null);
    this.#show();
    if (this.#dialog.open) this.#field('username').focus();
  }

  #show() {
    translate(this.#dialog);
    const isNew = this.#mode === 'register';
    this.#dialog.querySelector('h1').textContent = t(isNew ? 'create_account' : 'sign_in');
    const note = this.#dialog.querySelector('.why');
    note.hidden = this.#note === '' || isNew;
    note.textContent = this.#note && t(this.#note);
    this.#form.querySelector('.email').hidden = !isNew;
    this.#form.querySelector('.rule').hidden = !isNew;
    this.#field('email').disabled = !isNew;
    this.#field('password').autocomplete = isNew ? 'new-password' : 'current-password';
    this.#form.querySelector('[type=submit]').textContent = t(this.#busy ? 'one_moment' : isNew ? 'create_account' : 'sign_in');
    this.#form.querySelector('[type=submit]').disabled = this.#busy || this.#waits;
    this.#dialog.querySelector('.switch-mode').textContent = t(isNew ? 'have_account' : 'no_account');
    const button = this.#dialog.querySelector('.language');
    button.textContent = t('other_language');
    button.lang = language() === 'zh' ? 'en' : 'zh-CN';
    this.#reveal(this.#field('password').type === 'text');
    this.#write();
  }

  #reveal(shown) {
    this.#field('password').type = shown ? 'text' : 'password';
    const button = this.#dialog.querySelector('.reveal');
    button.setAttribute('aria-pressed', String(shown));
    button.textContent = t(shown ? 'hide_password' : 'show_password');
  }

  /** The field that is wrong, and why; null if all are right. */
  #fault() {
    const username = this.#field('username');
    const email = this.#field('email');
    const password = this.#field('password');
    username.value = username.value.trim();
    if (username.value === '') return [username, 'username_missing'];
    if (this.#mode === 'register' && !/^[A-Za-z0-9_.-]{3,32}$/.test(username.value)) return [username, 'username_wrong'];
    if (this.#mode === 'register' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.value.trim())) return [email, 'email_wrong'];
    if (password.value === '') return [password, 'password_missing'];
    if (this.#mode === 'register' && new TextEncoder().encode(password.value).length < shortestPassword) return [password, 'password_short'];
    return null;
  }

  async #submit() {
    if (this.#busy || this.#waits) return;
    const fault = this.#fault();
    if (fault) return this.#complain([fault[1], { count: shortestPassword }], fault[0]);
    this.#setBusy(true);
    const [username, email, password] = ['username', 'email', 'password'].map((name) => this.#field(name).value);
    const stay = this.#field('stay').checked;
    try {
      if (this.#mode === 'register') await this.#session.register({ username, email: email.trim(), password }, stay);
      else await this.#session.signIn({ username, password }, stay);
    } catch (error) {
      this.#setBusy(false);
      return this.#refused(error);
    }
    this.#setBusy(false);
    this.#done();
  }

  #done() {
    const resolve = this.#resolve;
    this.#resolve = null;
    this.#form.reset();
    this.#dialog.close();
    resolve(this.#mode);
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#show();
  }

  #refused({ status, code, message, retryAfter }) {
    if (status === 429 || retryAfter > 0) return this.#wait(Math.max(retryAfter, 1));
    if (status === 0) return this.#complain(['sign_in_offline', {}]);
    const key = sentences[code];
    const field = { sign_in_wrong: 'password', sign_in_taken: 'username' }[key];
    this.#complain(key ? [key, {}] : message || ['sign_in_failed', {}], field && this.#field(field));
    if (field === 'password') this.#field('password').select();
    return undefined;
  }

  #wait(seconds) {
    this.#waits = true;
    this.#stopCountdown();
    this.#stopCountdown = countDown(Date.now() + seconds * 1000, (left) => {
      this.#waits = left > 0;
      this.#complaint = left > 0 ? ['sign_in_throttled', { seconds: left }] : null;
      this.#show();
    });
  }

  #complain(complaint, field) {
    if (this.#waits) return;
    this.#complaint = complaint;
    for (const input of this.#form.querySelectorAll('input')) input.removeAttribute('aria-invalid');
    field?.setAttribute('aria-invalid', 'true');
    field?.focus();
    this.#write();
  }

  #write() {
    const text = Array.isArray(this.#complaint) ? t(...this.#complaint) : this.#complaint ?? '';
    const node = this.#form.querySelector('.complaint');
    if (node.textContent !== text) node.textContent = text;
    node.hidden = text === '';
  }
}
