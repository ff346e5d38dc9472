// Who is signed in at this browser, and the token that proves it.

import { newSignInId } from './ids.js';
import { onRemembered, recall, recallInTab, remember, rememberInTab } from './preferences.js';
import { call } from './service_api.js';
import { language } from './texts.js';

const key = 'session';
/** A tab that hangs while it renews the token holds up the others no longer, in milliseconds. */
const longestTurn = 15_000;
/** A tab that has renewed the token keeps its turn for this long, so that the others hear of it before theirs, in milliseconds. */
const settling = 2_000;
/** A token with less than this is renewed before it is used; one that lasts only shortly, at three fifths of its time. */
const notice = 90_000;

const isSession = (value) => ['token', 'userId', 'username'].every((name) => typeof value?.[name] === 'string' && value[name] !== '')
  && Number.isFinite(value.expiresAt) && Number.isFinite(value.lifetime);
const known = (value) => (isSession(value) ? value : null);

/**
 * The tabs that use the same sign-in keep it the same: they renew the token once, and sign in and out together.
 * Events: `ended` when it does not count any more, without anybody having signed out; `left` when somebody has signed out in another
 * tab; `signedIn` when somebody has signed in there, maybe another person.
 */
export class Session extends EventTarget {
  /** The account was created a moment ago. */
  isNew = false;
  #state;
  #isLasting;
  /** The last sign-in of this tab, by which the tabs that share it know each other. */
  #signInId;
  #channel = globalThis.BroadcastChannel ? new BroadcastChannel('aurawell session') : null;
  #renewing = null;
  /** Called with the token that another tab has told. */
  #heard = () => {};
  /** Resolves when the other tabs know the last token that this one renewed. */
  #settled = Promise.resolve();

  constructor() {
    super();
    const lasting = known(recall(key));
    this.#isLasting = lasting !== null;
    this.#state = lasting ?? known(recallInTab(key));
    this.#signInId = this.#state?.signInId ?? '';
    onRemembered((changed) => (changed === key || changed === '') && this.#rememberedElsewhere());
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.#told(data);
  }

  get isSignedIn() {
    return this.#state !== null;
  }

  get userId() {
    return this.#state?.userId ?? '';
  }

  get signInId() {
    return this.#signInId;
  }

  get username() {
    return this.#state?.username ?? '';
  }

  /** Rejects with a ServiceError. With `stay` it outlives this tab. */
  async signIn({ username, password }, stay) {
    const { data } = await call('POST', 'auth/login', { body: { username, password } });
    this.#isLasting = stay;
    this.#take(data, username, newSignInId());
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
    this.#forget('left');
    return !token || call('POST', 'auth/logout', { token }).then(() => true, ({ status }) => status === 401);
  }

  /** What was erased needs no signing out. */
  forget() {
    this.#forget('left');
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
    this.#renewing ??= this.#renewOnce(token).finally(() => { this.#renewing = null; });
    try {
      return await this.#renewing;
    } catch (error) {
      if (token !== refused && left > 0) return token;
      throw error;
    }
  }

  // The browser may give this tab its turn before it delivers the news of the tab that had it.
  #renewOnce(token) {
    const told = new Promise((resolve) => { this.#heard = resolve; });
    return Promise.race([told, alone(this.#signInId, () => this.#renew(token), () => this.#settled)]);
  }

  async #renew(token) {
    // Another tab may have done it while this one waited for its turn.
    if (this.#isLasting) this.#rememberedElsewhere();
    if (this.#state?.token !== token) return this.#state?.token;
    try {
      const { data } = await call('POST', 'auth/refresh', { token });
      // Somebody may have signed out meanwhile.
      if (this.#state?.token !== token) return this.#state?.token;
      this.#take(data, this.#state.username, this.#signInId);
      this.#settled = new Promise((resolve) => { setTimeout(resolve, settling); });
      return data.access_token;
    } catch (error) {
      if (error.status !== 401 && error.status !== 403) throw error;
      if (this.#state?.token === token) this.#end();
      return undefined;
    }
  }

  #take({ access_token: token, expires_in: seconds, user_id: userId = this.userId }, username, signInId) {
    const lifetime = seconds * 1000;
    this.#state = { token, userId, username, signInId, lifetime, expiresAt: Date.now() + lifetime };
    remember(key, this.#isLasting ? this.#state : null);
    rememberInTab(key, this.#isLasting ? null : this.#state);
    this.#tell('signedIn');
    this.#signInId = signInId;
  }

  #forget(event) {
    this.#state = null;
    remember(key, null);
    rememberInTab(key, null);
    this.#tell(event);
  }

  #end() {
    this.#forget('ended');
    this.dispatchEvent(new Event('ended'));
  }

  #tell(event) {
    if (this.#signInId) this.#channel?.postMessage({ event, of: this.#signInId, state: this.#state, isLasting: this.#isLasting });
  }

  #told({ event, of, state, isLasting }) {
    if (of === this.#signInId && (event !== 'signedIn' || known(state))) this.#become(known(state), isLasting, event);
  }

  // That nothing is remembered any more says too little: the other tab tells what has happened, if it can.
  #rememberedElsewhere() {
    const now = known(recall(key));
    if (now) {
      if (this.#isLasting || this.#state === null) this.#become(now, true, 'signedIn');
    } else if (this.#isLasting && !this.#channel) this.#become(null, true, 'ended');
  }

  #become(state, isLasting, event) {
    const before = this.#state;
    if (state?.token === before?.token) return;
    this.#state = state;
    this.#isLasting = isLasting;
    this.#signInId = state?.signInId ?? this.#signInId;
    rememberInTab(key, isLasting ? null : state);
    this.#heard(state?.token);
    // A token that was only renewed is no news for anybody.
    if (!state || state.userId !== before?.userId) this.dispatchEvent(new Event(event));
  }
}

/** Runs `action` while no other tab of the sign-in does; its turn ends when `settled()` resolves. A browser without locks may run it twice. */
function alone(signInId, action, settled) {
  if (!navigator.locks) return action();
  return new Promise((resolve, reject) => {
    const turn = () => {
      const done = action();
      resolve(done);
      return done.then(settled, () => {});
    };
    const signal = AbortSignal.timeout?.(longestTurn);
    navigator.locks.request(`aurawell renewal ${signInId}`, { signal }, turn).catch((error) => {
      if (signal?.aborted && error === signal.reason) resolve(action());
      else reject(error);
    });
  });
}
