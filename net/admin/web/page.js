// The operators' page: numbers every few seconds, and orders.

import { call, Refused, setToken } from './api.js';
import { Charts } from './charts.js';
import { connectionsTable, poolsTable, providersTable } from './tables.js';
import { installOrders } from './orders.js';
import { h } from './nodes.js';
import { language, setLanguage, t, translate } from './texts.js';

/** Between the end of one round of requests and the begin of the next one. */
const pause = 3000;
const rowsOfPage = 50;

const byId = (id) => document.getElementById(id);
const charts = new Charts(byId('charts'));
const pools = poolsTable(byId('pools'));
const providers = providersTable(byId('providers'));
const connections = connectionsTable(byId('connections'), {
  closeOne: (row) => orders.closeOne(row),
  closeUser: (row) => orders.closeUser(row),
});
/** The id behind which the shown page of connections begins; '' for the first one. */
let after = '';
let next = null;
let timer = 0;
let isAsking = false;

const orders = installOrders({ changed: refresh });

function showState(key, values = {}) {
  const state = byId('state');
  const text = t(key, values);
  // A live region speaks whenever its text is set.
  if (state.textContent !== text) state.textContent = text;
  state.dataset.state = key;
}

/** Null: the token does not suffice, or there can be no operators here. */
async function allowed(request) {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Refused && error.status !== 401) return null;
    throw error;
  }
}

async function load() {
  const [metrics, poolList, providerList, list, level, drain] = await Promise.all([
    call('GET', '/metrics'),
    call('GET', '/admin/pools?format=json'),
    call('GET', '/admin/providers?format=json'),
    allowed(call('GET', `/admin/connections?format=json&limit=${rowsOfPage}${after && `&after=${encodeURIComponent(after)}`}`)),
    allowed(call('GET', '/admin/log-level')),
    allowed(call('GET', '/admin/drain')),
  ]);
  charts.add(metrics);
  pools.show(poolList.pools);
  providers.show(providerList.providers);
  showConnections(list);
  orders.showLevel(level?.level);
  showState(drain && drain.phase !== 'serving' ? 'state_stopping' : 'state_live', { version: charts.version });
}

function showConnections(list) {
  const note = byId('connections-note');
  connections.show(list?.connections ?? []);
  next = list?.next ?? null;
  note.textContent = list === null ? t('connections_refused') : t(list.connections.length > 0 ? 'connections_note' : 'connections_none');
  byId('next-page').hidden = next === null;
  byId('first-page').hidden = after === '';
}

/** Asks until a token is accepted. */
function askForToken(was) {
  const dialog = byId('token-dialog');
  byId('token-note').textContent = t(was ? 'token_wrong' : 'token_note');
  if (dialog.open) return;
  byId('token').value = '';
  dialog.showModal();
}

async function refresh() {
  clearTimeout(timer);
  if (isAsking) return;
  isAsking = true;
  try {
    await load();
  } catch (error) {
    if (error instanceof Refused && error.status === 401) {
      showState('state_token');
      askForToken(error.hadToken);
      return;
    }
    showState('state_away');
  } finally {
    isAsking = false;
  }
  if (!document.hidden) timer = setTimeout(refresh, pause);
}

byId('token-form').addEventListener('submit', () => {
  setToken(byId('token').value.trim());
  byId('token').value = '';
});
byId('token-dialog').addEventListener('close', refresh);
byId('next-page').addEventListener('click', () => {
  after = next ?? after;
  refresh();
});
byId('first-page').addEventListener('click', () => {
  after = '';
  byId('main').focus();
  refresh();
});
document.addEventListener('visibilitychange', () => document.hidden || refresh());

function speak(name) {
  setLanguage(name);
  translate(document);
  byId('language').textContent = t('other_language');
  byId('language').lang = name === 'zh' ? 'en' : 'zh-CN';
  charts.translate();
  for (const table of [pools, providers, connections]) table.translate();
}

byId('language').addEventListener('click', () => {
  speak(language() === 'zh' ? 'en' : 'zh');
  refresh();
});

byId('level').append(...['trace', 'debug', 'info', 'warn', 'error', 'off'].map((level) => h('option', { value: level }, level)));
speak(language());
showState('state_loading');
refresh();
