// asyncapi.json as a page: how to connect, the messages of both directions, close and error codes.

import { h } from '../dom.js';
import { t } from '../texts.js';
import { exampleWords, fieldsOf, resolverOf, wordsOf } from './schema_view.js';

/** `receive` is the server's word for what clients send. */
const directions = [['receive', 'client_messages', '→'], ['send', 'server_messages', '←']];

/** The messages of one direction, in the order of the description: `{key, message}`. */
export function messagesOf(document, action) {
  const resolve = resolverOf(document);
  const references = Object.values(document.operations).filter((operation) => operation.action === action)
    .flatMap((operation) => operation.messages);
  return references.map((reference) => ({ key: reference.$ref.split('/').at(-1), message: resolve(reference) }));
}

const section = (id, title, ...children) => h('section', { id, 'aria-labelledby': `${id}-title` }, h('h2', { id: `${id}-title` }, title), ...children);

function table(head, rows) {
  return h('div', { class: 'table' }, h('table', {},
    h('thead', {}, h('tr', {}, ...head.map((cell) => h('th', { scope: 'col' }, cell)))),
    h('tbody', {}, ...rows.map(([first, ...rest]) => h('tr', {},
      h('th', { scope: 'row' }, h('code', {}, first)), ...rest.map((cell) => h('td', {}, cell)))))));
}

function exampleOf(message, example, put) {
  const head = h('p', { class: 'example-head' }, h('span', {}, exampleWords(message, example)));
  if (put) {
    const button = h('button', { type: 'button', class: 'small' }, t('try_it'));
    button.addEventListener('click', () => put(example.payload));
    head.append(button);
  }
  return h('div', { class: 'example' }, head, h('pre', { tabindex: '0' }, h('code', {}, JSON.stringify(example.payload, null, 2))));
}

function messageOf({ key, message }, arrow, resolve, put) {
  const id = `message-${key}`;
  const fields = fieldsOf(resolve(message.payload), resolve);
  return h('section', { class: 'message-card', id, 'aria-labelledby': `${id}-title` },
    h('h3', { id: `${id}-title` }, h('span', { class: 'arrow', 'aria-hidden': 'true' }, arrow), h('code', {}, message.name)),
    h('p', {}, wordsOf(message, 'summary')),
    h('details', {}, h('summary', {}, t('fields')), fields),
    h('details', {}, h('summary', {}, t('examples_count', { count: message.examples.length })),
      ...message.examples.map((example) => exampleOf(message, example, put))));
}

function contents(document) {
  const links = [['connecting', t('connecting')], ...directions.map(([, key]) => [key, t(key)]),
    ['close_codes', t('close_codes')], ['error_codes', t('error_codes')], ['console', t('console')]];
  return h('nav', { class: 'contents', 'aria-label': t('contents') },
    ...links.map(([id, text]) => h('a', { href: `#${id}` }, text)),
    h('a', { href: 'asyncapi.json', class: 'raw' }, `AsyncAPI ${document.asyncapi}`));
}

function connecting(document, channel, resolve) {
  const { query, headers } = channel.bindings.ws;
  const parameters = { type: 'object', required: Object.keys(channel.parameters), properties: channel.parameters };
  return section('connecting', t('connecting'),
    h('p', { class: 'address' }, h('code', {}, `GET ${channel.address}`)),
    h('p', {}, wordsOf(channel)),
    h('h3', {}, t('in_the_path')), fieldsOf(parameters, resolve),
    h('h3', {}, t('in_the_query')), fieldsOf(query, resolve),
    h('h3', {}, t('in_the_header')), fieldsOf(headers, resolve),
    h('h3', {}, t('signing_in')), h('p', { class: 'note' }, t('signing_in_note')),
    h('ul', { class: 'plain' }, ...Object.values(document.components.securitySchemes).map((scheme) => h('li', {}, wordsOf(scheme)))));
}

/** Fills `node`; `put(payload)` takes an example to try. What was unfolded stays so. */
export function showChannel(node, document, put) {
  const resolve = resolverOf(document);
  const channel = document.channels.chat;
  const unfolded = [...node.querySelectorAll('details')].map(({ open }) => open);
  node.replaceChildren(
    h('h1', {}, document.info.title),
    h('p', { class: 'lead' }, wordsOf(document.info)),
    contents(document),
    connecting(document, channel, resolve),
    ...directions.map(([action, key, arrow]) => section(key, t(key),
      ...messagesOf(document, action).map((entry) => messageOf(entry, arrow, resolve, action === 'receive' ? put : null)))),
    section('close_codes', t('close_codes'), table([t('code'), t('meaning'), t('advice')],
      channel['x-close-codes'].map((row) => [String(row.code), wordsOf(row), wordsOf({ ...row, 'x-zh': row['x-zh-advice'] }, 'advice')]))),
    section('error_codes', t('error_codes'), table([t('code'), t('meaning'), t('retryable')],
      channel['x-error-codes'].map((row) => [row.code, wordsOf(row), t(row.retryable ? 'yes' : 'no')]))));
  node.querySelectorAll('details').forEach((details, index) => { details.open = unfolded[index] ?? false; });
}
