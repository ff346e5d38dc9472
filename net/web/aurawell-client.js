// The client of AuraWell. No dependencies; the same file serves pages and Node.

export { Answer } from './client/answer.js';
export { Client, connect } from './client/client.js';
export { ClientStoppedError, QueueFullError, RequestError, TextReplacedError, TooLongError } from './client/errors.js';
