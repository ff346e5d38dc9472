// A fake service that requires a sign-in: accounts, families, chats. It has only what the page uses.

import { conversationsOf } from './fakes.mjs';

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const failure = (status, code, message = 'no', headers = {}) => ({
  status, headers, json: { success: false, error: { code, message, retryable: status === 429 || status >= 500 }, timestamp: new Date().toISOString() },
});
const success = (data) => ({ json: { success: true, message: 'done', data, timestamp: new Date().toISOString() } });

export class Service {
  /** By user name: `{userId, username, email, password}`. */
  accounts = new Map();
  /** Seconds that a token lasts. */
  lifetime = 3600;
  /** The answer to every question; null leaves it unfinished after `text`. */
  ending = 'done';
  text = '回答的前半，后半。';
  /** Open sockets: `{token, userId, socket, send}`. */
  sockets = new Set();
  /** `[method, path]` of every call, `[type, data]` of every frame. */
  calls = [];
  frames = [];
  /** A reply by `method path` instead of the usual one. */
  instead = new Map();
  /** Whether it sends reset codes, and the sent codes: `[user name, code]`. */
  sendsCodes = false;
  codes = [];
  #tokens = new Map();
  #questions = new Map();
  #serial = 0;

  addAccount(username, password = 'right password') {
    this.accounts.set(username, { userId: `u-${username}`, username, email: `${username}@example.org`, password });
    return this;
  }

  /** Answers in place of the server for every page of `context`. */
  async install(context) {
    await context.route(/\/api\/v1\//, async (route) => {
      const request = route.request();
      const { pathname, searchParams } = new URL(request.url());
      const path = pathname.replace('/api/v1/', '');
      this.calls.push([request.method(), path]);
      const token = (await request.headerValue('authorization'))?.replace('Bearer ', '');
      const given = this.instead.get(`${request.method()} ${path}`);
      if (given === 'offline') return route.abort();
      return route.fulfill(given ?? this.#reply(request.method(), path, {
        body: request.postDataJSON(), token, searchParams, tag: request.headers()['if-match'],
      }));
    });
    await context.routeWebSocket(/\/ws\/chat\//, (socket) => this.#accept(socket));
  }

  /** Invalidates all issued tokens and closes every socket. */
  expire() {
    this.#tokens.clear();
    for (const { socket } of this.sockets) socket.close({ code: 4001, reason: 'token expired' });
    this.sockets.clear();
  }

  /** Continues the answer to the question `id`. */
  finish(id) {
    const question = this.#questions.get(id) ?? [...this.#questions.values()].at(-1);
    question.status = 'done';
    for (const line of this.sockets) this.#tell(line, question);
  }

  /** Closes every socket like a lost connection. */
  cut() {
    for (const { socket } of this.sockets) socket.close({ code: 1001 });
    this.sockets.clear();
  }

  #issue(userId, login = this.#serial += 1) {
    const token = `${encoded({ alg: 'HS256' })}.${encoded({ sub: userId, jti: this.#serial += 1, exp: Math.floor(Date.now() / 1000) + this.lifetime })}.c2ln`;
    this.#tokens.set(token, { userId, login });
    return { access_token: token, token_type: 'bearer', expires_in: this.lifetime, user_id: userId };
  }

  #reply(method, path, { body, token, searchParams, tag }) {
    if (path === 'health') return { json: { success: true, status: 'healthy', auth: 'jwt', sends_reset_codes: this.sendsCodes, message: '', timestamp: '' } };
    if (path === 'auth/login') return this.#login(body);
    if (path === 'auth/register') return this.#register(body);
    if (path === 'auth/forgot-password') return this.#sendCode(body);
    if (path === 'auth/reset-password') return this.#reset(body);
    const who = this.#tokens.get(token);
    if (!who) return failure(401, 'AUTH_1003');
    if (path === 'auth/refresh') return success(this.#issue(who.userId, who.login));
    if (path === 'auth/logout') return this.#logout(who.login);
    if (path === 'chat/conversations') return { json: { success: true, conversations: conversationsOf(searchParams.get('member_id'), 1), next: null } };
    if (path.startsWith('chat/conversations/')) return failure(404, 'USER_1204');
    return this.family(method, path, body, who.userId, tag) ?? failure(404, 'VALIDATION_1101');
  }

  /** For tests of families. */
  family() {
    return undefined;
  }

  #login({ username, password }) {
    const account = this.accounts.get(username);
    return account?.password === password ? success(this.#issue(account.userId)) : failure(401, 'AUTH_1001');
  }

  #register({ username, email, password }) {
    const taken = this.accounts.has(username) || [...this.accounts.values()].some((account) => account.email === email);
    if (taken) return failure(409, 'USER_1202');
    this.addAccount(username, password);
    this.accounts.get(username).email = email;
    return success({ user_id: `u-${username}` });
  }

  #sendCode({ user }) {
    if (this.accounts.has(user)) this.codes.push([user, `CODE-${this.#serial += 1}`]);
    return success();
  }

  #reset({ user, code, new_password: password }) {
    const known = this.codes.some(([name, sent]) => name === user && sent === code);
    if (!known) return failure(401, 'AUTH_1001');
    this.codes = [];
    this.accounts.get(user).password = password;
    return success();
  }

  #logout(login) {
    const revoked = new Set([...this.#tokens].filter(([, who]) => who.login === login).map(([token]) => token));
    for (const token of revoked) this.#tokens.delete(token);
    for (const line of this.sockets) if (revoked.has(line.token)) line.socket.close({ code: 4001, reason: 'signed out' });
    return success({});
  }

  #accept(socket) {
    const token = socket.protocols().find((name) => name.startsWith('aurawell.token.'))?.replace('aurawell.token.', '');
    const who = this.#tokens.get(token);
    if (!who) return socket.close({ code: 4001, reason: 'token invalid' });
    let seq = 0;
    const line = { token, socket, userId: who.userId };
    line.send = (event) => socket.send(JSON.stringify({ timestamp: new Date().toISOString(), seq: seq += 1, ...event }));
    this.sockets.add(line);
    socket.onClose(() => this.sockets.delete(line));
    line.send({
      type: 'connection_established', status: 'connected', message: '', heartbeat_interval: 25, user_id: who.userId, connection_id: 'c',
      session_id: `s${this.#serial += 1}`, epoch: 'e', resumed: false, recovered: false, protocol: 'aurawell.v1',
    });
    return socket.onMessage((message) => this.#take(line, JSON.parse(message)));
  }

  #take(line, frame) {
    const { type, request_id, data } = frame;
    this.frames.push([type, data]);
    const done = (more) => line.send({ type: 'status_update', status: 'done', message: '', request_id, conversation_id: '', data: more });
    if (type === 'ping') return line.send({ type: 'pong', data });
    if (type === 'switch_member') return done({ active_member_id: data.target_member_id });
    if (type === 'refresh_token') {
      line.token = data.token;
      return done({ expires_at: new Date(Date.now() + this.lifetime * 1000).toISOString() });
    }
    if (!type.endsWith('_chat')) return undefined;
    const known = this.#questions.get(request_id);
    const question = known ?? { request_id, conversation_id: frame.conversation_id, status: this.ending, begun: false };
    this.#questions.set(request_id, question);
    return this.#tell(line, question, known !== undefined);
  }

  #tell(line, question, repeated = false) {
    const { request_id, conversation_id, status } = question;
    const say = (event) => line.send({ request_id, conversation_id, ...event });
    if (!question.begun || repeated) {
      say({ type: 'status_update', status: 'sending', message: '', data: {} });
      say({ type: 'status_update', status: 'streaming', message: '', data: {} });
      const half = this.text.slice(0, Math.floor(this.text.length / 2));
      say({ type: 'chat_stream', status: 'streaming', delta: half, ...(repeated && { data: { snapshot: true } }) });
      question.begun = true;
    }
    if (status === null) return;
    say({ type: 'chat_stream', status: 'streaming', delta: this.text.slice(Math.floor(this.text.length / 2)) });
    say({ type: 'status_update', status, message: '', data: { full_response: this.text, conversation_id } });
  }
}
