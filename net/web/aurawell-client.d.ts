/** A client of AuraWell for browsers and Node 18 or newer. See docs/client.md for examples. */

/** `url` is the service's base: `https://host/`, `wss://host/`, or either with a path. */
export function connect(url: string | URL, options: ConnectOptions): Client;

export type Language = 'zh' | 'en';
export type Kind = 'health' | 'general';
export type TerminalStatus = 'done' | 'cancelled' | 'incomplete' | 'error';
/** `unsent` waits for a connection; from `sending` on it is on its way or the server's word. */
export type Status = 'unsent' | 'sending' | 'queued' | 'streaming' | TerminalStatus;
export type Facts = Record<string, unknown>;

export interface ConnectOptions {
  userId: string;
  /** Of the sentences that the server writes. Default `zh`. */
  language?: Language;
  /**
   * Never part of an address. A function is asked for every connection, and again before the token expires; the newer
   * token is then told to the server without a new connection. When the server refuses a token, the function is asked
   * once more, with that token as its argument, before the client gives up.
   */
  token?: string | ((refused?: string) => string | undefined | Promise<string | undefined>);
  /** For whom questions are. Default: that of `resume`, else the user. */
  memberId?: string;
  /** What `resumePoint()` of an earlier client returned. One that does not fit is ignored. */
  resume?: ResumePoint | null;
  /** Default: the global one. Node 18 and 20 have none: pass that of the package `ws`. */
  WebSocket?: WebSocketConstructor;
  /** For networks that block WebSocket. Default: the global one; `null` does without. */
  fetch?: typeof globalThis.fetch | null;
  /** Bounds of the wait before a reconnect, in milliseconds. Default 500 and 20,000. */
  backoff?: { shortest?: number; longest?: number };
  /** Bounds on what waits and grows. */
  limits?: Partial<Limits>;
  /** In milliseconds. */
  timeouts?: Partial<Timeouts>;
  /** Numbers from 0 to 1, for the jitter. Default `Math.random`. */
  random?: () => number;
  /** Default: the system's. */
  clock?: Clock;
}

export interface Limits {
  /** Questions that wait for a connection; `ask` throws a `QueueFullError` beyond. Default 16. */
  unsent: number;
  /** Bytes of one message; `ask` throws a `TooLongError` beyond. Default 65,536, as the server's. */
  frameBytes: number;
  /** Characters of one answer; a longer one is stopped and ends as `incomplete`. Default 4,194,304. */
  answerChars: number;
  /** Times that a question is sent again without any reply; then it ends as `error`. Default 8. */
  resends: number;
  /** Failed attempts in a row to open a WebSocket before questions go by HTTP; one that is cut right after its greeting counts too. Default 3. */
  attemptsBeforeSse: number;
}

export interface Timeouts {
  /** For the server's greeting. Default 10,000. */
  greeting: number;
  /** For the reply to our `ping`. Default 10,000. */
  pong: number;
  /** The same when the device says that its network is back. Default 3,000. */
  probe: number;
  /** For the server to accept a question, then it is sent again. Default 15,000. */
  accept: number;
  /** For `switchMember` and `status`, the wait for a connection included. Default 15,000. */
  control: number;
  /** Least time between two `checkpoint` events while an answer streams. Default 250. */
  checkpoint: number;
  /** Between two attempts to return from HTTP to WebSocket. Default 60,000. */
  websocketRetry: number;
  /** How long before its end a token is renewed; at half of its time if it lasts less than twice as long. Default 60,000. */
  renew: number;
}

export interface Clock {
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The part of WebSocket that is used; that of browsers and that of `ws` have it. */
export interface WebSocketLike {
  readonly readyState: number;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}
export type WebSocketConstructor = new (url: string, protocols?: string[]) => WebSocketLike;

export interface State {
  /**
   * `offline`: the device says that it has no network; a connection may stand all the same, and then it is `online` again with the
   * next message. `stopped` is final until `reconnect()`: every unfinished answer's `done` rejects.
   */
  name: 'connecting' | 'online' | 'reconnecting' | 'offline' | 'stopped';
  transport: 'websocket' | 'sse';
  /** When the next attempt is made, in milliseconds since 1970. */
  retryAt?: number;
  /** The close code that led here; 1000 after `close()`, 1006 without a close frame. */
  code?: number;
  reason?: string;
}

export interface AskOptions {
  /** Default `health`. */
  kind?: Kind;
  /** Default: the conversation of the question before, or a new one. */
  conversationId?: string;
  /** Default: the client's. */
  memberId?: string;
  /** Facts about the person; not stored. */
  context?: Facts;
  /** One id is answered once, whoever repeats it. Default: a new one. */
  requestId?: string;
  /** Also bring a reasoning model's thoughts. */
  reasoning?: boolean;
}

export interface ClientEvents {
  /** `client.state` changed. */
  state: CustomEvent<State>;
  /** The server reports an answer that this client did not ask for, or no longer knew. */
  answer: CustomEvent<Answer>;
  /** A fault that belongs to no answer. */
  fault: CustomEvent<Fault>;
  /** The first frame of every connection. */
  welcome: CustomEvent<Welcome>;
  /**
   * The server does not take the token, or no more, and there is no other: somebody must sign in again. The client is
   * `stopped`; with a new token, `reconnect()` and ask again what was unanswered, under its `requestId`.
   */
  signedOut: CustomEvent<{ code: number; reason: string }>;
  /** `resumePoint()` would now return something else; often while text arrives, see `timeouts`. */
  checkpoint: Event;
}

/** Made by `connect`. It comes back by itself and brings every answer to its end. */
export class Client extends EventTarget {
  private constructor();
  readonly state: Readonly<State>;
  /** The unfinished ones, by request id. Those of `options.resume` are in it from the start. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly userId: string;
  readonly memberId: string;
  /** Where the next question goes unless it names another; `''` before the first. */
  readonly conversationId: string;
  readonly language: Language;
  /** How far the session has been heard: that part of `resumePoint()`, for whoever keeps the texts up to date by the events. */
  readonly place: Pick<ResumePoint, 'session' | 'epoch' | 'seq'>;

  /**
   * Works without a connection too: then it is sent as soon as there is one. An id that is under way
   * returns its `Answer`. Throws `QueueFullError`, `TooLongError`, `ClientStoppedError`, and `TypeError` for
   * a blank message or an id with characters that docs/protocol.md does not allow.
   */
  ask(message: string, options?: AskOptions): Answer;
  /** Its status becomes `cancelled` when the server says so; at once if it was never sent. */
  stop(answer: Answer | string): void;
  /** The next question without a `conversationId` opens a new conversation. */
  switchMember(memberId: string): Promise<void>;
  status(): Promise<StatusReport>;
  /**
   * Uses `token` from now on, or asks the function of the options for a new one, and tells the server. Resolves with
   * the end of the connection's time; null if there is no connection to tell, or nothing new to say. Rejects with a
   * `RequestError` if the server refuses: then the old time stands.
   */
  refreshToken(token?: string): Promise<Date | null>;
  /** Reconnects, and resumes, in the other language. */
  setLanguage(language: Language): void;
  /** Now, and whatever the state; an open connection is replaced. Not after `close()`. */
  reconnect(): void;
  /** For good. Answers under way go on in the server; `resumePoint()` still finds them. */
  close(): void;
  /** Plain data for `JSON.stringify`: with it a later client goes on where this one is. */
  resumePoint(): ResumePoint;

  addEventListener<K extends keyof ClientEvents>(
    type: K, listener: (event: ClientEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(
    type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
}

export interface AnswerEvents {
  /** `detail` was appended to `text`. */
  delta: CustomEvent<string>;
  /** `detail` was appended to `reasoning`. */
  reasoning: CustomEvent<string>;
  /** `text` was replaced by one that does not continue it. */
  reset: Event;
  /** `status`, `position`, `message` or `data` changed. */
  status: CustomEvent<Status>;
}

/**
 * One question with its answer. Iterating yields the text so far and then each piece, until any
 * terminal status; it throws a `TextReplacedError` when the text no longer begins with what was
 * yielded, and the `ClientStoppedError` with which `done` rejects. Any number may iterate.
 */
export class Answer extends EventTarget implements AsyncIterable<string> {
  private constructor();
  readonly requestId: string;
  /** `''` if the server reported it. */
  readonly question: string;
  readonly kind: Kind;
  readonly conversationId: string;
  readonly memberId: string;
  readonly status: Status;
  readonly text: string;
  readonly reasoning: string;
  /** In the queue; 1 is next, 0 if not queued. */
  readonly position: number;
  /** The server's last sentence for people. */
  readonly message: string;
  /** What the last status brought. */
  readonly data: AnswerData;
  /**
   * Resolves at the terminal status, whichever it is: `status` tells. Rejects with a
   * `ClientStoppedError` if the client stopped before. It may be left unhandled.
   */
  readonly done: Promise<Answer>;
  stop(): void;
  [Symbol.asyncIterator](): AsyncIterator<string>;

  addEventListener<K extends keyof AnswerEvents>(
    type: K, listener: (event: AnswerEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(
    type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
}

/** Fields as the server names them; more may come. */
export interface AnswerData {
  full_response?: string;
  conversation_id?: string;
  response_length?: number;
  usage?: {
    prompt_tokens: number; completion_tokens: number; total_tokens: number;
    cached_tokens?: number; reasoning_tokens?: number; estimated: boolean;
  };
  model?: string;
  provider?: string;
  finish_reason?: string;
  first_token_ms?: number;
  duration_ms?: number;
  /** The gravest that the safety screen has found in the conversation so far; absent where it did not run. */
  safety?: SafetyLevel;
  /** What the question itself says, whatever was said before it; absent where `safety` is. */
  safety_now?: SafetyLevel;
  /** Whom to call; with `urgent` and `emergency`. With all three fields from the status `streaming` on. */
  safety_help?: HelpNumber[];
  position?: number;
  /** The server's, or `CLIENT_UNANSWERED` after `limits.resends`, `CLIENT_TOO_LONG` after `limits.answerChars`. */
  error_code?: string;
  retryable?: boolean;
  retry_after_ms?: number | null;
  /** The server stops. The client asks the next one by itself, so no answer ends with it over a WebSocket. */
  restarting?: true;
  [name: string]: unknown;
}

export type SafetyLevel = 'routine' | 'see_doctor' | 'urgent' | 'emergency';

/** Of the asker's region; where that is not known, those of all regions come. */
export interface HelpNumber {
  /** `ambulance`, `crisis`, somebody to talk to, or `police`; more may come. */
  kind: string;
  /** `CN`, `US` or `EU`; more may come. */
  region: string;
  number: string;
}

export interface Fault {
  type: 'error';
  request_id?: string;
  message: string;
  error_code: string;
  retryable: boolean;
  retry_after_ms: number | null;
  fatal: boolean;
  [name: string]: unknown;
}

export interface Welcome {
  type: 'connection_established';
  message: string;
  heartbeat_interval: number;
  user_id: string;
  connection_id: string;
  session_id: string;
  epoch: string;
  seq: number;
  resumed: boolean;
  recovered: boolean;
  protocol: string;
  [name: string]: unknown;
}

export interface StatusReport {
  session: { connected_at: string; last_activity: string; active_member_id: string; conversation_id: string };
  connected_users: number;
  requests_in_flight: string[];
  server_time: string;
  [name: string]: unknown;
}

/** Its content is the library's business: keep it and hand it back. */
export interface ResumePoint {
  version: 1;
  userId: string;
  memberId: string;
  conversationId: string;
  session: string;
  epoch: string;
  seq: number;
  unanswered: readonly object[];
  ended: readonly string[];
}

/** `limits.unsent` questions wait already. */
export class QueueFullError extends Error {}
/** The message is longer than `limits.frameBytes`. */
export class TooLongError extends Error {}
/** The client was closed, or the server ended it for good. `code` is the close code. */
export class ClientStoppedError extends Error {
  readonly code: number;
  readonly reason: string;
}
/** The text no longer begins with what was yielded; `text` is what it is now. */
export class TextReplacedError extends Error {
  readonly text: string;
}
/** `switchMember` or `status` failed; `code` is the server's error code, `CLIENT_TIMEOUT`, or `CLIENT_OFFLINE` over HTTP. */
export class RequestError extends Error {
  readonly code: string;
  readonly retryable: boolean;
}
