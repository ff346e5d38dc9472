// The page: brings connection, conversation and controls together.

import { Announcer } from './announcer.js';
import { Chat } from './chat.js';
import { Composer } from './composer.js';
import { Connection } from './connection.js';
import { h, icon } from './dom.js';
import { ExchangeView, stateText } from './exchange_view.js';
import { LinkView } from './link_view.js';
import { guestId, recall, remember } from './preferences.js';
import { knownFacts, setUpProfile } from './profile.js';
import { Scroller } from './scroller.js';
import { language, preferredLanguage, setLanguage, t, translate } from './texts.js';

const byId = (id) => document.getElementById(id);

setLanguage(recall('language') ?? preferredLanguage());

const announcer = new Announcer(byId('status'), byId('spoken'));
const announce = (text) => announcer.status(text);
const scroller = new Scroller(byId('scroller'), byId('conversation'), byId('jump'));
const views = new Map();

const linkView = new LinkView(byId('link-state'), byId('banner'), { announce, connect: () => connection.connect() });
const connection = new Connection({
  userId: guestId(),
  language: language(),
  onFrame: (frame) => chat.receive(frame),
  onState: (state) => {
    linkView.show(state);
    if (state.name !== 'online') chat.linkLost();
    refresh();
  },
});

const chat = new Chat((frame) => connection.send(frame), {
  onExchange(exchange) {
    const view = new ExchangeView(exchange, {
      announce,
      retry: (failed) => chat.retry(failed) || announce(t('hint_wait')),
      rendered: () => scroller.follow(),
    });
    views.set(exchange, view);
    byId('exchanges').append(view.node);
    announcer.silence();
    refresh();
    scroller.toEnd();
  },
  onStatus(exchange) {
    views.get(exchange).update();
    if (chat.active !== exchange) announcer.finish();
    announce(stateText(exchange) || t(`status_${exchange.status}`));
    refresh();
    scroller.follow();
  },
  onDelta(exchange, delta) {
    views.get(exchange).append(delta);
    announcer.answer(delta);
  },
  onRestart(exchange) {
    announcer.silence();
    views.get(exchange).restart();
  },
  onFault: (frame) => announce(frame.message),
  onCleared() {
    views.clear();
    byId('exchanges').replaceChildren();
    announcer.silence();
    announce(t('new_conversation'));
    refresh();
    composer.focus();
  },
});

const composer = new Composer(byId('composer'), {
  ask: (kind, text) => chat.ask(kind, text, knownFacts()),
  stop: () => chat.stop(),
  announce,
  changed: () => scroller.follow(),
});

function refresh() {
  const empty = chat.exchanges.length === 0;
  byId('welcome').hidden = !empty;
  byId('conversation').hidden = empty;
  // The server writes in the connection's language; a running answer is not cut off for that.
  if (!chat.active && connection.language !== language()) connection.setLanguage(language());
  composer.update({ online: connection.online, busy: chat.active !== null, facts: Object.keys(knownFacts() ?? {}).length });
}

function showLanguage(next) {
  setLanguage(next);
  const button = byId('switch-language');
  const other = next === 'zh' ? 'en' : 'zh-CN';
  button.lang = other;
  button.setAttribute('aria-label', t('switch_language'));
  button.lastElementChild.textContent = t('other_language');
  linkView.update();
  for (const view of views.values()) view.update();
}

function addExamples() {
  for (const area of ['sleep', 'diet', 'exercise', 'mind']) {
    const button = h('button', { type: 'button', 'data-area': area },
      h('span', { class: 'area' }, icon(area), h('span', { 'data-text': `area_${area}` })),
      h('span', { class: 'ask', 'data-text': `example_${area}` }));
    button.addEventListener('click', () => {
      if (chat.ask('health', t(`example_${area}`), knownFacts())) composer.focus();
      else announce(t('hint_wait'));
    });
    byId('examples').append(h('li', {}, button));
  }
  translate(byId('examples'));
}

byId('switch-language').addEventListener('click', () => {
  const next = language() === 'zh' ? 'en' : 'zh';
  remember('language', next);
  showLanguage(next);
  refresh();
});
byId('new-conversation').addEventListener('click', () => chat.startOver());
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.isComposing || byId('profile').open) return;
  chat.stop();
});

setUpProfile(byId('profile'), byId('open-profile'), (key) => {
  announce(t(key));
  refresh();
});
addExamples();
showLanguage(language());
chat.restore();
connection.connect();
// On a touch screen focus would cover the page with a keyboard.
if (matchMedia('(pointer: fine)').matches) composer.focus();
