// The documentation page: two parts, each read from the description that the server publishes.

import { recall, remember } from '../preferences.js';
import { addTexts, language, preferredLanguage, setLanguage, t } from '../texts.js';
import { showChannel } from './channel_view.js';
import { Console } from './console.js';
import { showRest } from './rest.js';
import { setUpTabs } from './tabs.js';
import en from './texts_en.js';
import zh from './texts_zh.js';

const byId = (id) => document.getElementById(id);
const titles = { websocket: 'WebSocket', rest: 'REST' };

addTexts({ en, zh });
setLanguage(recall('language') ?? preferredLanguage());

let shown = 'websocket';
let description = null;
const frames = new Console(byId('console'));

function update() {
  document.title = `${titles[shown]} · AuraWell`;
  const button = byId('switch-language');
  button.lang = language() === 'zh' ? 'en' : 'zh-CN';
  button.setAttribute('aria-label', t('switch_language'));
  button.textContent = t('other_language');
  if (description) showChannel(byId('channel'), description, (payload) => frames.put(payload));
  frames.update();
}

async function load() {
  const channel = byId('channel');
  try {
    const response = await fetch('asyncapi.json');
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    description = await response.json();
    frames.offer(description);
    update();
  } catch {
    const note = channel.querySelector('p');
    note.dataset.text = 'docs_failed';
    note.textContent = t('docs_failed');
  }
  channel.setAttribute('aria-busy', 'false');
  // The fragment names what was not there yet when the browser looked for it.
  if (shown === 'websocket' && location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

byId('switch-language').addEventListener('click', () => {
  setLanguage(language() === 'zh' ? 'en' : 'zh');
  remember('language', language());
  update();
});
setUpTabs(document.querySelector('.tabs'), (name) => {
  shown = name;
  document.title = `${titles[name]} · AuraWell`;
  if (name === 'rest') showRest(byId('rest'));
});
update();
load();
