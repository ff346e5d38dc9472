// Who is signed in at this browser, and the token that proves it.

import { recall, recallInTab, remember, rememberInTab } from './preferences.js';
import { call } from './service_api.js';
import { language } from './texts.js';

const key = 'session';
/** A token with less than this is renewed before it is used; one that lasts only shortly, at three fifths of its time. */
const notice = 90_000;

const isSession = (value) => ['token', 'userId', 'username'].every((name) => typeof value?.[name] === 'string' && value[name] !== '')
  && Number.isFinite(value.expiresAt) && Number.isFinite(value.lifetime);
const known = (value) => (isSession(value) ? value : null);

/** Events: `ended` when the sign-in does not count any more, without anybody here having signed out. */
export class Session extends EventTarget {
  /** The account was created a moment ago. */
  isNew = false;
  #state;
  #isLasting;
  #renewing = null;

  constructor() {
    super();
    const lasting = known(recall(key));
    this.#isLasting = lasting !== null;
    this.#state = lasting ?? known(recallInTab(key));
    addEventListener('storage', ({ key: changed, storageArea }) => {
      if (storageArea === localStorage && changed === `aurawell.${key}`) this.#changedElsewhere();
    });
  }

  get isSignedIn() {
    return this.#state !== null;
  }

  get userId() {
    return this.#state?.userId ?? '';
  }

  get username() {
    return this.#state?.username ?? '';
  }

  /** Rejects with a ServiceError. With `stay` it outlives this tab. */
  async signIn({ username, password }, stay) {
    const { data } = await call('POST', 'auth/login', { body: { username, password } });
    this.#isLasting = stay;
    this.#take(data, username);
  }

  /** If only the sign-in after it fails, the error says `isRegistered`. */
  async register({ username, email, password }, stay) {
    await call('POST', 'auth/register', { parameters: { lang: language() }, body: { username, email, password } });
    this.isNew = true;
    await this.signIn({ username, password }, stay).catch((error) => {
      throw Object.assign(error, { isRegistered: true });
    });
  }

  /** A code for a new password, for its holder if there is such an account. Rejects with a ServiceError. */
  sendCode(username) {
    return call('POST', 'auth/forgot-password', { parameters: { lang: language() }, body: { user: username } });
  }

  /** Rejects with a ServiceError. */
  resetPassword({ username, code, password }) {
    return call('POST', 'auth/reset-password', { parameters: { lang: language() }, body: { user: username, code, new_password: password } });
  }

  /**
   * Signs out everywhere that this sign-in is used. Here it is over anyway; resolves with whether the server knows, without which
   * its token stays valid there.
   */
  async signOut() {
    const { token } = this.#state ?? {};
    this.#forget();
    return !token || call('POST', 'auth/logout', { token }).then(() => true, ({ status }) => status === 401);
  }

  /** What was erased needs no signing out. */
  forget() {
    this.#forget();
  }

  /**
   * A token that lasts for a while, or undefined if there is none to be had. `refused` is one that the server did not
   * take. Rejects with a ServiceError if only the way to the server is missing.
   */
  async token(refused) {
    if (this.#state === null) return undefined;
    const { token, expiresAt, lifetime } = this.#state;
    const left = expiresAt - Date.now();
    if (token !== refused && left > Math.min(notice, lifetime * 0.6)) return token;
    this.#renewing ??= this.#renew(token).finally(() => { this.#renewing = null; });
    try {
      return await this.#renewing;
    } catch (error) {
      if (token !== refused && left > 0) return token;
      throw error;
    }
  }

  async #renew(token) {
    try {
      const { data } = await call('POST', 'auth/refresh', { token });
      // Somebody may have signed out meanwhile.
      if (this.#state?.token !== token) return this.#state?.token;
      this.#take(data, this.#state.username);
      return data.access_token;
    } catch (error) {
      if (error.status !== 401 && error.status !== 403) throw error;
      if (this.#state?.token === token) this.#end();
      return undefined;
    }
  }

  #take({ access_token: token, expires_in: seconds, user_id: userId = this.userId }, username) {
    const lifetime = seconds * 1000;
    this.#state = { token, userId, username, lifetime, expiresAt: Date.now() + lifetime };
    remember(key, this.#isLasting ? this.#state : null);
    rememberInTab(key, this.#isLasting ? null : this.#state);
  }

  #forget() {
    this.#state = null;
    remember(key, null);
    rememberInTab(key, null);
  }

  #end() {
    this.#forget();
    this.dispatchEvent(new Event('ended'));
  }

  #changedElsewhere() {
    if (!this.#isLasting || this.#state === null) return;
    const now = known(recall(key));
    if (now?.userId === this.#state.userId) this.#state = now;
    else {
      this.#state = null;
      this.dispatchEvent(new Event('ended'));
    }
  }
}
