// The forms to sign in, to create an account, and to set a new password by a code.

import { countDown } from './dom.js';
import { reasonOf } from './failure_text.js';
import { remember, takeInTab } from './preferences.js';
import { language, setLanguage, t, translate } from './texts.js';

/** Sentences of ours for the server's codes; for others the server's own is shown. */
const sentences = { AUTH_1001: 'sign_in_wrong', USER_1202: 'sign_in_taken' };
const shortestPassword = 8;
const titles = { sign_in: 'sign_in', register: 'create_account', reset: 'new_password' };
const submits = { ...titles, reset: 'set_password' };
const others = { sign_in: 'no_account', register: 'have_account', reset: 'back_to_sign_in' };

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
  #sendsCodes;
  /** What is said above the form for a code. */
  #resetNote;

  /** `sendsCodes`: the server can send a code to who has forgotten the password. */
  constructor(dialog, session, { sendsCodes = false } = {}) {
    this.#sendsCodes = sendsCodes;
    this.#resetNote = sendsCodes ? 'reset_note' : 'reset_note_operator';
    this.#dialog = dialog;
    this.#form = dialog.querySelector('form');
    this.#session = session;
    session.addEventListener('signedIn', () => this.#resolve && this.#done('elsewhere'));
    // Nothing behind it may be used before somebody has signed in.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault());
    dialog.addEventListener('close', () => this.#resolve && dialog.showModal());
    dialog.querySelector('.switch-mode').addEventListener('click', () => this.#become(this.#mode === 'sign_in' ? 'register' : 'sign_in'));
    dialog.querySelector('.forgot').addEventListener('click', () => this.#become('reset'));
    dialog.querySelector('.send-code').addEventListener('click', () => this.#sendCode());
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
   * Resolves when somebody has signed in, with `elsewhere` if that was in another tab. `note` is the key of a sentence that says why they are asked, by default what the page
   * before had to say; `username` is who was signed in.
   */
  ask({ note = takeInTab('sign_in_note') ?? '', username = '' } = {}) {
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
    const isReset = this.#mode === 'reset';
    this.#dialog.querySelector('h1').textContent = t(titles[this.#mode]);
    const note = this.#dialog.querySelector('.why');
    const why = isReset ? this.#resetNote : isNew ? '' : this.#note;
    note.hidden = why === '';
    note.textContent = why && t(why);
    this.#form.querySelector('.email').hidden = !isNew;
    this.#field('email').disabled = !isNew;
    this.#form.querySelector('.code').hidden = !isReset;
    this.#field('code').disabled = !isReset;
    this.#form.querySelector('.send-code').hidden = !isReset || !this.#sendsCodes;
    this.#form.querySelector('.send-code').disabled = this.#busy || this.#waits;
    this.#form.querySelector('.rule').hidden = this.#mode === 'sign_in';
    this.#form.querySelector('.stay').hidden = isReset;
    this.#form.querySelector('.forgot').hidden = this.#mode !== 'sign_in';
    this.#form.querySelector('[for=sign-in-password]').textContent = t(isReset ? 'new_password' : 'password');
    this.#form.querySelector('[for=sign-in-username]').textContent = t(isNew ? 'username' : isReset ? 'username_or_email' : 'username');
    this.#field('password').autocomplete = this.#mode === 'sign_in' ? 'current-password' : 'new-password';
    this.#form.querySelector('[type=submit]').textContent = t(this.#busy ? 'one_moment' : submits[this.#mode]);
    this.#form.querySelector('[type=submit]').disabled = this.#busy || this.#waits;
    this.#form.querySelector('[type=submit]').setAttribute('aria-busy', String(this.#busy));
    this.#dialog.querySelector('.switch-mode').textContent = t(others[this.#mode]);
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
    if (this.#mode === 'reset' && this.#field('code').value.trim() === '') return [this.#field('code'), 'code_missing'];
    if (password.value === '') return [password, 'password_missing'];
    if (this.#mode !== 'sign_in' && new TextEncoder().encode(password.value).length < shortestPassword) return [password, 'password_short'];
    return null;
  }

  async #submit() {
    if (this.#busy || this.#waits) return;
    const fault = this.#fault();
    if (fault) return this.#complain([fault[1], { count: shortestPassword }], fault[0]);
    this.#setBusy(true);
    const [username, email, code, password] = ['username', 'email', 'code', 'password'].map((name) => this.#field(name).value);
    const stay = this.#field('stay').checked;
    try {
      if (this.#mode === 'reset') await this.#session.resetPassword({ username, code: code.trim(), password });
      else if (this.#mode === 'register') await this.#session.register({ username, email: email.trim(), password }, stay);
      else await this.#session.signIn({ username, password }, stay);
    } catch (error) {
      this.#setBusy(false);
      return this.#refused(error);
    }
    this.#setBusy(false);
    if (this.#mode === 'reset') this.#signInAnew('password_reset');
    else this.#done(this.#mode);
  }

  async #sendCode() {
    const username = this.#field('username');
    username.value = username.value.trim();
    if (username.value === '') return this.#complain(['username_missing', {}], username);
    this.#setBusy(true);
    try {
      await this.#session.sendCode(username.value);
    } catch (error) {
      this.#setBusy(false);
      return this.#refused(error);
    }
    this.#resetNote = 'code_sent';
    this.#setBusy(false);
    return this.#field('code').focus();
  }

  /** With the new password, which its owner shall type once more. */
  #signInAnew(note) {
    this.#note = note;
    this.#field('code').value = '';
    this.#field('password').value = '';
    this.#become('sign_in');
    this.#field('password').focus();
  }

  #done(mode) {
    const resolve = this.#resolve;
    this.#resolve = null;
    this.#form.reset();
    this.#dialog.close();
    resolve(mode);
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#show();
  }

  #refused(error) {
    const { status, code, retryAfter, isRegistered } = error;
    if (isRegistered) {
      this.#note = 'registered_note';
      this.#become('sign_in');
    }
    if (status === 429 || retryAfter > 0) return this.#wait(Math.max(retryAfter, 1), status === 429 ? '' : reasonOf(error));
    if (status === 0) return this.#complain(['sign_in_offline', {}]);
    const key = this.#mode === 'reset' && code === 'AUTH_1001' ? 'code_wrong' : sentences[code];
    const field = { sign_in_wrong: 'password', sign_in_taken: 'username', code_wrong: 'code' }[key];
    this.#complain(key ? [key, {}] : reasonOf(error) || ['sign_in_failed', {}], field && this.#field(field));
    if (field === 'password') this.#field('password').select();
    return undefined;
  }

  /** `why` is `''` for too many attempts. */
  #wait(seconds, why) {
    this.#waits = true;
    this.#stopCountdown();
    this.#stopCountdown = countDown(Date.now() + seconds * 1000, (left) => {
      this.#waits = left > 0;
      const complaint = why === '' ? ['sign_in_throttled', { seconds: left }] : ['again_in', { what: why, seconds: left }];
      this.#complaint = left > 0 ? complaint : null;
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
