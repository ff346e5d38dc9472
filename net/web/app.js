// The page: brings client, conversation, list and controls together.

import { Announcer } from './announcer.js';
import { connect } from './aurawell-client.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { ConversationList } from './conversation_list.js';
import { ConversationView } from './conversation_view.js';
import { confirmed, h, icon } from './dom.js';
import { stateText } from './exchange_view.js';
import { Family } from './family.js';
import { FamilyApi } from './family_api.js';
import { HistoryApi } from './history_api.js';
import { currentUserId, session, signIn } from './identity.js';
import { LinkView } from './link_view.js';
import { MemberPicker } from './member_picker.js';
import { Members } from './members.js';
import { recallInTab, remember, rememberInTab, takeInTab } from './preferences.js';
import { knownFacts, setUpProfile } from './profile.js';
import { Scroller } from './scroller.js';
import { Drawer, Sidebar } from './sidebar.js';
import { setUpAccount, welcomeNew } from './signed_in.js';
import { language, setLanguage, t, translate } from './texts.js';

const byId = (id) => document.getElementById(id);

const userId = currentUserId();
let hasLeft = false;
const familyApi = session && new FamilyApi(session);
const members = session ? new Family(userId, familyApi) : new Members(userId);
const announcer = new Announcer(byId('status'), byId('spoken'));
const announce = (text) => announcer.status(text);
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
    retry: (exchange) => conversation.retry(exchange) || announce(t('hint_busy')),
    goOn: ({ kind }) => conversation.ask(kind, t('continue_question'), sentFacts()) || announce(t('hint_busy')),
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
const sidebar = new Sidebar(byId('conversations'), list, { open: openConversation, remove: removeConversation });
const drawer = new Drawer(byId('sidebar'), byId('open-sidebar'), byId('veil'),
  [document.querySelector('.topbar'), byId('scroller'), document.querySelector('.dock')]);
const picker = new MemberPicker(members, {
  group: byId('members'), opener: byId('add-member'), form: byId('member-form'), choose: switchMember,
  failed: () => announce(t('add_failed')),
});
const composer = new Composer(byId('composer'), {
  ask: (kind, text) => conversation.ask(kind, text, kind === 'health' ? sentFacts() : undefined),
  stop: () => conversation.stop(),
  announce,
  changed: () => scroller.follow(),
});
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
client.addEventListener('fault', ({ detail }) => announce(detail.message));

/** Starts anew; what was written or open here is nobody else's business. */
function leave() {
  client.close();
  composer.clear();
  for (const key of ['open', 'resume']) rememberInTab(key, null);
  hasLeft = true;
  location.reload();
}

/** Brings what the server knows of the member; without it a question goes alone. */
async function loadFacts() {
  await members.loadFacts?.(conversation.memberId).catch(() => {});
  refresh();
}

if (session) {
  setUpAccount({
    session, signIn, client, members, api: familyApi, announce, leave,
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

const facts = () => knownFacts(members.factsOf(conversation.memberId));
/** The server itself knows those of an account. */
const sentFacts = () => (session ? undefined : facts());
const mayAsk = () => members.mayAsk(conversation.memberId);
const nameOf = (memberId) => members.nameOf(memberId) || t('myself');
const aboutText = () => (members.isSelf(conversation.memberId) ? t('about_me') : t('about_member', { name: nameOf(conversation.memberId) }));

function showStatus(exchange) {
  view.updateOne(exchange);
  if (conversation.active !== exchange) announcer.finish();
  announce(stateText(exchange) || t(`status_${exchange.status}`));
}

/** Brings everything but the answers up to date. */
function refresh() {
  const { id, memberId, active, isNew } = conversation;
  rememberInTab('open', { id: isNew ? null : id, memberId });
  const running = [...client.answers.values()].map(({ conversationId }) => conversationId);
  sidebar.update(id, new Set(running));
  picker.update(memberId);
  byId('for-whom').hidden = members.isSelf(memberId);
  byId('for-whom').textContent = t('for_member', { name: nameOf(memberId) });
  byId('open-profile').setAttribute('aria-label', aboutText());
  byId('open-profile').lastElementChild.textContent = aboutText();
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

function switchMember(memberId) {
  conversation.start(memberId);
  list.show(memberId);
  loadFacts();
  announce(t('now_asking_for', { name: nameOf(memberId) }));
}

async function removeConversation({ id, title }) {
  if (!await confirmed(byId('confirm'), t('confirm_remove', { title: title || t('untitled') }), t('delete'))) return;
  for (const answer of client.answers.values()) {
    if (answer.conversationId === id) client.stop(answer);
  }
  try {
    await list.remove(id);
  } catch {
    return announce(t('remove_failed'));
  }
  announce(t('removed'));
  if (id === conversation.id) conversation.start(conversation.memberId);
  if (document.activeElement === document.body) byId('new-conversation').focus();
}

async function removeMember() {
  const { memberId } = conversation;
  const name = nameOf(memberId);
  const isShared = session && members.roleOf(memberId) !== 'owner';
  const question = session ? (isShared ? 'confirm_leave_member' : 'confirm_remove_member_account') : 'confirm_remove_member';
  if (!await confirmed(byId('confirm'), t(question, { name }), t('remove'))) return;
  try {
    await (isShared ? familyApi.takeBack(memberId, userId) : members.remove(memberId));
    if (isShared) await members.load();
  } catch {
    return announce(t('remove_failed'));
  }
  switchMember(userId);
}

function showLanguage(next) {
  setLanguage(next);
  const button = byId('switch-language');
  button.lang = next === 'zh' ? 'en' : 'zh-CN';
  button.setAttribute('aria-label', t('switch_language'));
  button.lastElementChild.textContent = t('other_language');
  linkView.update();
  view.update();
  refresh();
}

function addExamples() {
  for (const area of ['sleep', 'diet', 'exercise', 'mind']) {
    const button = h('button', { type: 'button', 'data-area': area },
      h('span', { class: 'area' }, icon(area), h('span', { 'data-text': `area_${area}` })),
      h('span', { class: 'ask', 'data-text': `example_${area}` }));
    button.addEventListener('click', () => {
      if (conversation.ask('health', t(`example_${area}`), sentFacts())) composer.focus();
      else announce(t('hint_wait'));
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

setUpProfile(byId('profile'), byId('open-profile'), {
  about() {
    const { memberId } = conversation;
    const isClosed = !mayAsk();
    const note = isClosed ? 'profile_note_closed' : session ? 'profile_note_account' : 'profile_note';
    return { title: aboutText(), note: t(note), facts: members.factsOf(memberId), removable: !members.isSelf(memberId), isClosed };
  },
  save: (values) => members.saveFacts(conversation.memberId, values),
  changed(sentence) {
    announce(t(sentence));
    refresh();
  },
  remove: removeMember,
});
addExamples();

await members.load?.().catch(() => announce(t('family_failed')));
const open = recallInTab('open');
const memberId = members.has(open?.memberId) ? open.memberId : userId;
if (open?.memberId === memberId && typeof open.id === 'string') conversation.open(open.id, memberId);
else conversation.start(memberId);
list.show(conversation.memberId);
if (session) loadFacts();
linkView.show(client.state);
showLanguage(language());
// On a touch screen focus would cover the page with a keyboard.
if (matchMedia('(pointer: fine)').matches) composer.focus();
if (session) welcomeNew({ session, members, announce }).then(refresh);
