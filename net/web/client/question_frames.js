// What a frame says about a question.

import { isTerminal } from './answer.js';

const rateLimited = 'SYSTEM_1705';

export const isEvent = ({ type }) => type === 'status_update' || type === 'chat_stream' || type === 'chat_reasoning';

/** Whether nothing of the answer is missing before it. */
export const beginsReport = ({ type, status, data }) => (type === 'status_update'
  ? status !== 'error' && (!isTerminal(status) || typeof data?.full_response === 'string')
  : type === 'chat_stream' && data?.snapshot === true);

const isError = ({ type, status }) => type === 'status_update' && status === 'error';

/** The question came too early after others. */
export const isTooOften = (frame) => isError(frame) && frame.data?.error_code === rateLimited;

/** The server stops, and closes this connection soon: the next one accepts the question. */
export const isForNextServer = (frame) => isError(frame) && frame.data?.restarting === true;
