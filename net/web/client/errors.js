// What can go wrong for the caller. The contract of each stands in aurawell-client.d.ts.

class NamedError extends Error {
  get name() {
    return this.constructor.name;
  }
}

export class QueueFullError extends NamedError {}

export class TooLongError extends NamedError {}

export class ClientStoppedError extends NamedError {
  constructor(code, reason) {
    super(`the client was stopped with ${code}${reason ? `: ${reason}` : ''}`);
    this.code = code;
    this.reason = reason;
  }
}

export class TextReplacedError extends NamedError {
  constructor(text) {
    super('the server replaced text that was already yielded');
    this.text = text;
  }
}

export class RequestError extends NamedError {
  constructor(code, message, retryable) {
    super(message || code);
    this.code = code;
    this.retryable = retryable;
  }
}
