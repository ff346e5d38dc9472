// A connection to try things on: sends what is written, shows every frame as it is.

import { h } from '../dom.js';
import { recall } from '../preferences.js';
import { language, t } from '../texts.js';
import { messagesOf } from './channel_view.js';
import { exampleWords } from './schema_view.js';

/** Older frames go first. */
const mostFrames = 500;

const pretty = (payload) => JSON.stringify(payload, null, 2);

function parsed(text) {
  try {
    return { value: JSON.parse(text) };
  } catch ({ message }) {
    return { fault: message };
  }
}

export class Console {
  #node;
  #connect;
  #message;
  #frames;
  #socket = null;
  #state = ['console_closed', {}];
  #examples = [];

  constructor(node) {
    this.#node = node;
    this.#connect = node.querySelector('.connect');
    this.#message = node.querySelector('.message');
    this.#frames = node.querySelector('.frames');
    this.#connect.elements.user.value = recall('user_id') ?? 'ann';
    this.#connect.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#open();
    });
    this.#connect.querySelector('.close').addEventListener('click', () => this.#socket?.close(1000));
    this.#message.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    const { example, text } = this.#message.elements;
    example.addEventListener('change', () => this.#write(this.#examples[example.selectedIndex].payload));
    text.addEventListener('input', () => this.#check());
    text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#message.requestSubmit();
    });
    node.querySelector('.clear').addEventListener('click', () => this.#frames.replaceChildren());
  }

  /** Takes the examples of the description to choose from. */
  offer(document) {
    this.#examples = messagesOf(document, 'receive')
      .flatMap(({ message }) => message.examples.map((example) => ({ ...example, message })));
    this.#write(this.#examples[0].payload);
  }

  /** Writes `payload` into the field and leads there. */
  put(payload) {
    const index = this.#examples.findIndex((example) => example.payload === payload);
    this.#message.elements.example.selectedIndex = index;
    this.#write(payload);
    this.#message.elements.text.focus();
  }

  /** Writes everything anew, in the language of the moment. */
  update() {
    const { example } = this.#message.elements;
    const chosen = Math.max(example.selectedIndex, 0);
    example.replaceChildren(...this.#examples.map((entry) => h('option', {}, `${entry.message.name} · ${exampleWords(entry.message, entry)}`)));
    example.selectedIndex = chosen;
    this.#show();
  }

  #write(payload) {
    this.#message.elements.text.value = pretty(payload);
    this.#check();
  }

  // The token goes as a sub-protocol: an address may end up in a log.
  #open() {
    this.#socket?.close(1000);
    const { user, token } = this.#connect.elements;
    const url = new URL(`ws/chat/${encodeURIComponent(user.value)}?lang=${language()}`, document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    const protocols = token.value ? ['aurawell.v1', `aurawell.token.${token.value.trim()}`] : ['aurawell.v1'];
    let socket;
    try {
      socket = new WebSocket(url, protocols);
    } catch {
      return this.#become('console_bad_token');
    }
    this.#socket = socket;
    this.#become('console_connecting');
    socket.onopen = () => socket === this.#socket && this.#become('console_open');
    socket.onmessage = ({ data }) => this.#log('in', data);
    socket.onclose = ({ code, reason }) => this.#closed(socket, code, reason);
    return undefined;
  }

  #closed(socket, code, reason) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#become('console_closed_with', { code, reason: reason ? ` (${reason})` : '' });
  }

  #send() {
    const { text } = this.#message.elements;
    const { value, fault } = parsed(text.value);
    if (fault !== undefined || this.#socket?.readyState !== WebSocket.OPEN) return text.focus();
    const frame = JSON.stringify(value);
    this.#socket.send(frame);
    return this.#log('out', frame);
  }

  #log(direction, text) {
    const { value = text } = parsed(text);
    const follow = this.#frames.scrollTop + this.#frames.clientHeight >= this.#frames.scrollHeight - 4;
    const arrow = direction === 'out' ? '→' : '←';
    this.#frames.append(h('li', { class: direction }, h('details', {},
      h('summary', {},
        h('span', { class: 'arrow' }, arrow, h('span', { class: 'visually-hidden' }, t(direction === 'out' ? 'sent' : 'received'))),
        h('code', { class: 'name' }, value.type ?? '?'), h('span', { class: 'gist' }, gistOf(value))),
      h('pre', { tabindex: '0' }, h('code', {}, pretty(value))))));
    while (this.#frames.childElementCount > mostFrames) this.#frames.firstChild.remove();
    if (follow) this.#frames.scrollTop = this.#frames.scrollHeight;
  }

  #become(key, values = {}) {
    this.#state = [key, values];
    this.#show();
  }

  #show() {
    const isOpen = this.#socket?.readyState === WebSocket.OPEN;
    this.#node.dataset.state = isOpen ? 'open' : 'closed';
    this.#node.querySelector('.state').textContent = t(...this.#state);
    this.#connect.querySelector('.close').disabled = this.#socket === null;
    this.#check();
  }

  #check() {
    const { text } = this.#message.elements;
    const { fault } = parsed(text.value);
    const isOpen = this.#socket?.readyState === WebSocket.OPEN;
    text.setAttribute('aria-invalid', String(fault !== undefined));
    this.#message.querySelector('[type=submit]').disabled = fault !== undefined || !isOpen;
    const hint = fault !== undefined ? t('console_no_json', { fault }) : t(isOpen ? 'console_keys' : 'console_connect_first');
    this.#message.querySelector('.note').textContent = hint;
  }
}

/** What tells two frames of a type apart. */
function gistOf({ status, delta, data, message, error_code: code }) {
  if (delta !== undefined) return JSON.stringify(delta);
  return [status, code, data?.error_code, data?.message ?? message].filter((part) => typeof part === 'string').join(' · ');
}
