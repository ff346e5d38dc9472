// The page: brings client, conversation, list and controls together.

import { Address } from './address.js';
import { Announcer } from './announcer.js';
import { connect } from './aurawell-client.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { ConversationList } from './conversation_list.js';
import { ConversationView } from './conversation_view.js';
import { h, icon, sentence } from './dom.js';
import { stateText } from './exchange_view.js';
import { knownFacts } from './facts.js';
import { Family } from './family.js';
import { FamilyApi } from './family_api.js';
import { HistoryApi } from './history_api.js';
import { currentUserId, session, signIn } from './identity.js';
import { LinkView } from './link_view.js';
import { MemberPicker } from './member_picker.js';
import { Members } from './members.js';
import { Notices } from './notices.js';
import { remember, rememberInTab, takeInTab } from './preferences.js';
import { ProfilePanel } from './profile.js';
import { removals } from './removals.js';
import { Scroller } from './scroller.js';
import { Drawer, Sidebar } from './sidebar.js';
import { setUpAccount, welcomeNew } from './signed_in.js';
import { language, setLanguage, t, translate } from './texts.js';

const byId = (id) => document.getElementById(id);

const userId = currentUserId();
let hasLeft = false;
let hasOpened = false;
const familyApi = session && new FamilyApi(session);
const members = session ? new Family(userId, familyApi) : new Members(userId);
const announcer = new Announcer({ status: byId('status'), log: byId('spoken'), alarm: byId('alarm'), notice: byId('notice') });
const announce = (text) => announcer.status(text);
const notices = new Notices({ home: byId('dock'), drawer: byId('sidebar'), rest: byId('scroller') });
const scroller = new Scroller(byId('scroller'), byId('conversation'), byId('jump'));
const history = new HistoryApi(userId, session);
const client = connect(new URL('.', document.baseURI), {
  userId,
  language: language(),
  token: session ? (refused) => session.token(refused) : undefined,
  resume: takeInTab('resume') ?? undefined,
});

const view = new ConversationView(
  { welcome: byId('welcome'), conversation: byId('conversation'), exchanges: byId('exchanges'), older: byId('older') },
  scroller,
  {
    announce,
    warn: (text, how) => announcer.warn(text, how),
    notCopied: () => notices.show({ key: 'copy_failed' }),
    retry: (exchange) => sent(() => conversation.retry(exchange)),
    edit: ({ question }) => composer.edit(question),
    goOn: ({ kind }) => sent(() => conversation.ask(kind, t('continue_question'), sentFacts())),
    older: () => conversation.load(),
  },
);

const conversation = new Conversation(client, history, userId, {
  onExchange(exchange) {
    view.append(exchange);
    announcer.silence();
    if (!exchange.stored) list.touch(conversation.id, exchange.question);
    refresh();
  },
  onExchanges() {
    view.showAll(conversation);
    announcer.silence();
    refresh();
  },
  onLoading: () => view.showLoading(),
  onStatus(exchange) {
    if (!exchange.isRunning) list.refreshSoon();
    if (conversation.exchanges.includes(exchange)) showStatus(exchange);
    refresh();
  },
  onDelta(exchange, text) {
    if (!conversation.exchanges.includes(exchange)) return;
    view.appendText(exchange, text);
    announcer.answer(text);
  },
  onRestart(exchange) {
    if (!conversation.exchanges.includes(exchange)) return;
    announcer.silence();
    view.restart(exchange);
  },
});

const list = new ConversationList(history, () => refresh());
const sidebar = new Sidebar(byId('conversations'), list, { open: openConversation, remove: (item) => remove.removeConversation(item) });
const drawer = new Drawer(byId('sidebar'), byId('open-sidebar'), byId('veil'),
  [document.querySelector('.topbar'), byId('scroller'), document.querySelector('.dock')]);
const picker = new MemberPicker(members, {
  group: byId('members'), opener: byId('add-member'), form: byId('member-form'), choose: switchMember,
});
const composer = new Composer(byId('composer'), {
  ask(kind, text) {
    const isSent = conversation.ask(kind, text, kind === 'health' ? sentFacts() : undefined);
    if (!isSent && !conversation.active) notices.show({ key: 'hint_wait' });
    return isSent;
  },
  stop: () => conversation.stop(),
  announce,
  changed: () => scroller.follow(),
});
const address = new Address(openAddressed);
const linkView = new LinkView(byId('link-state'), byId('banner'), { announce, connect: () => client.reconnect() });

client.addEventListener('state', () => {
  linkView.show(client.state);
  if (client.state.name !== 'online') return;
  if (list.failure) list.refresh();
  conversation.recover();
});
client.addEventListener('answer', ({ detail: answer }) => {
  conversation.adopt(answer);
  answer.done.then(() => list.refreshSoon(), () => {});
  refresh();
});
client.addEventListener('fault', ({ detail }) => notices.show({ text: detail.message || t('status_error') }));

/** Says so if `ask()` could not send its question; it is not lost, since it stands where it was asked. */
function sent(ask) {
  if (ask()) return true;
  notices.show({ key: conversation.active ? 'hint_busy' : 'hint_wait', retry: () => sent(ask) });
  return false;
}

/** Starts anew; what was written or open here is nobody else's business. */
function leave() {
  client.close();
  composer.clear();
  rememberInTab('resume', null);
  address.replace();
  hasLeft = true;
  location.reload();
}

/** Brings what the server knows of the member. */
async function loadFacts(memberId = conversation.memberId) {
  const about = aboutText(memberId);
  await members.loadFacts?.(memberId).catch((error) => {
    notices.show({ key: 'facts_failed', values: { about }, error, retry: () => loadFacts(memberId) });
  });
  refresh();
}

async function loadFamily() {
  await members.load?.().catch((error) => {
    notices.show({ key: 'family_failed', error, retry: () => loadFamily().then(refresh) });
  });
}

if (session) {
  setUpAccount({
    session, signIn, client, members, api: familyApi, announce, notices, leave,
    familyChanged() {
      if (!members.has(conversation.memberId)) switchMember(userId);
      refresh();
    },
    signedInAgain() {
      showLanguage(language());
      list.refresh();
      composer.focus();
    },
  });
}

const facts = () => knownFacts(members.factsOf(conversation.memberId), !members.isSelf(conversation.memberId));
/** The server itself knows those of an account. */
const sentFacts = () => (session ? undefined : facts());
const mayAsk = () => members.mayAsk(conversation.memberId);
const nameOf = (memberId) => members.nameOf(memberId) || t('myself');
const aboutNodes = (memberId = conversation.memberId) => (members.isSelf(memberId) ? [t('about_me')] : sentence('about_member', { name: nameOf(memberId) }));
const aboutText = (memberId = conversation.memberId) => (members.isSelf(memberId) ? t('about_me') : t('about_member', { name: nameOf(memberId) }));

const remove = removals({
  conversation, list, client, members, familyApi, session, userId, nameOf, notices, announce, address, loadFamily, switchMember, refresh,
  confirm: byId('confirm'), opener: byId('new-conversation'),
});

function showStatus(exchange) {
  view.updateOne(exchange);
  if (conversation.active !== exchange) announcer.finish();
  announce(stateText(exchange) || t(`status_${exchange.status}`));
}

/** Brings everything but the answers up to date. */
function refresh() {
  const { id, memberId, active, isNew } = conversation;
  if (hasOpened) address.show({ conversationId: isNew ? null : id, memberId: members.isSelf(memberId) ? null : memberId });
  const running = [...client.answers.values()].map(({ conversationId }) => conversationId);
  sidebar.update(id, new Set(running));
  picker.update(memberId);
  byId('for-whom').hidden = members.isSelf(memberId);
  byId('for-whom').replaceChildren(...sentence('for_member', { name: nameOf(memberId) }));
  byId('open-profile').setAttribute('aria-label', aboutText());
  byId('open-profile').lastElementChild.replaceChildren(...aboutNodes());
  const closed = mayAsk() ? '' : t('viewer_closed', { name: nameOf(memberId) });
  byId('examples').hidden = closed !== '';
  composer.update({ busy: active !== null, facts: Object.keys(facts() ?? {}).length, closed });
}

function startConversation() {
  drawer.close();
  conversation.start(conversation.memberId);
  announce(t('new_conversation'));
  composer.focus();
}

function openConversation(id) {
  drawer.close();
  if (id !== conversation.id) conversation.open(id, conversation.memberId);
  byId('scroller').focus();
}

/** Opens what the address names. Whoever is not among the members any more is passed over. */
function openAddressed() {
  drawer.close();
  hasOpened = true;
  const { conversationId, memberId: named } = address.place;
  const memberId = named ?? userId;
  if (!members.has(memberId)) return switchMember(userId);
  if (conversationId !== null) conversation.open(conversationId, memberId);
  else conversation.start(memberId);
  if (memberId === list.memberId) return undefined;
  list.show(memberId);
  return loadFacts();
}

function switchMember(memberId) {
  conversation.start(memberId);
  list.show(memberId);
  loadFacts();
  announce(t('now_asking_for', { name: nameOf(memberId) }));
}

function showLanguage(next) {
  setLanguage(next);
  const button = byId('switch-language');
  button.lang = next === 'zh' ? 'en' : 'zh-CN';
  button.setAttribute('aria-label', t('switch_language'));
  button.lastElementChild.textContent = t('other_language');
  linkView.update();
  notices.update();
  view.update();
  refresh();
}

function addExamples() {
  for (const area of ['sleep', 'diet', 'exercise', 'mind']) {
    const button = h('button', { type: 'button', 'data-area': area },
      h('span', { class: 'area' }, icon(area), h('span', { 'data-text': `area_${area}` })),
      h('span', { class: 'ask', 'data-text': `example_${area}` }));
    button.addEventListener('click', () => {
      if (sent(() => conversation.ask('health', t(`example_${area}`), sentFacts()))) composer.focus();
    });
    byId('examples').append(h('li', {}, button));
  }
  translate(byId('examples'));
}

byId('switch-language').addEventListener('click', () => {
  const next = language() === 'zh' ? 'en' : 'zh';
  remember('language', next);
  client.setLanguage(next);
  showLanguage(next);
});
byId('new-conversation').addEventListener('click', startConversation);
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing && !document.querySelector('dialog[open]')) conversation.stop();
});
addEventListener('pagehide', () => rememberInTab('resume', hasLeft ? null : client.resumePoint()));
addEventListener('pageshow', ({ persisted }) => persisted && takeInTab('resume'));

new ProfilePanel(byId('profile'), byId('open-profile'), {
  confirm: byId('confirm'),
  about() {
    const { memberId } = conversation;
    const isManaged = !members.isSelf(memberId);
    const isClosed = !mayAsk();
    const note = isClosed ? 'profile_note_closed' : session ? 'profile_note_account' : 'profile_note';
    return { memberId, title: aboutText(), note: t(note), facts: members.factsOf(memberId), isManaged, removable: isManaged, isClosed };
  },
  async load(memberId) {
    await members.loadFacts?.(memberId);
    return members.factsOf(memberId);
  },
  save: (memberId, facts) => members.saveFacts(memberId, facts),
  saved() {
    announce(t('saved'));
    refresh();
  },
  remove: () => remove.removeMember(),
});
addExamples();

await loadFamily();
openAddressed();
linkView.show(client.state);
showLanguage(language());
// On a touch screen focus would cover the page with a keyboard.
if (matchMedia('(pointer: fine)').matches) composer.focus();
if (session) welcomeNew({ session, members, announce, notices, changed: refresh });
