// The page: brings client, conversation, list and controls together.

import { Announcer } from './announcer.js';
import { Asking } from './asking.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { ConversationList } from './conversation_list.js';
import { ConversationView } from './conversation_view.js';
import { sentence } from './dom.js';
import { Drafts } from './drafts.js';
import { stateText } from './exchange_view.js';
import { HistoryApi } from './history_api.js';
import { accounts, currentUserId, session, signIn } from './identity.js';
import { LinkView } from './link_view.js';
import { MemberPicker } from './member_picker.js';
import { Members } from './members.js';
import { Navigation } from './navigation.js';
import { Notices } from './notices.js';
import { keepInStep } from './other_tabs.js';
import { People } from './people.js';
import { remember, rememberInTab, takeInTab } from './preferences.js';
import { ProfilePanel } from './profile.js';
import { removals } from './removals.js';
import { Scroller } from './scroller.js';
import { SharedClient } from './shared_client.js';
import { Drawer, Sidebar } from './sidebar.js';
import { TabNews } from './tab_news.js';
import { language, setLanguage, t } from './texts.js';

const byId = (id) => document.getElementById(id);

/** Shows the page for whoever is there, and follows what they do. */
export async function openPage() {
  const page = new Page();
  await page.open();
}

class Page {
  session = session;
  userId = currentUserId();
  confirm = byId('confirm');
  hasLeft = false;
  announcer = new Announcer({ status: byId('status'), log: byId('spoken'), alarm: byId('alarm'), notice: byId('notice') });
  announce = (text) => this.announcer.status(text);
  refresh = () => this.#refresh();
  showLanguage = (next) => this.#showLanguage(next);
  leave = () => this.#leave();
  notices = new Notices({ home: byId('dock'), drawer: byId('sidebar'), rest: byId('scroller') });
  scroller = new Scroller(byId('scroller'), byId('conversation'), byId('jump'));
  news = new TabNews(this.userId);
  drafts = new Drafts(this.userId, { wasAlone: !session });
  familyApi = session && new accounts.FamilyApi(session);
  members = session ? new accounts.Family(this.userId, this.familyApi, (...news) => this.news.tell(...news)) : new Members(this.userId);
  people = new People({ members: this.members, session, notices: this.notices, changed: this.refresh });
  history = new HistoryApi(this.userId, session);
  client = new SharedClient(new URL('.', document.baseURI), {
    userId: this.userId,
    signInId: session?.signInId,
    language: language(),
    token: session ? (refused) => session.token(refused) : undefined,
    resume: takeInTab('resume') ?? undefined,
  });
  conversation = new Conversation(this.client, this.history, this.userId, this.#conversationEvents());
  list = new ConversationList(this.history, this.refresh);
  asking = new Asking(this, byId('examples'));
  drawer = new Drawer(byId('sidebar'), byId('open-sidebar'), byId('veil'), [document.querySelector('.topbar'), byId('scroller'), document.querySelector('.dock')]);
  composer = new Composer(byId('composer'), this.drafts, {
    ask: (kind, text) => this.asking.askTyped(kind, text),
    stop: () => this.conversation.stop(),
    announce: this.announce,
    changed: () => this.scroller.follow(),
  });
  navigation = new Navigation(this, byId('scroller'));
  remove = removals(this, byId('new-conversation'));
  sidebar = new Sidebar(byId('conversations'), this.list, {
    open: (id) => this.navigation.openConversation(id), remove: (item) => this.remove.removeConversation(item),
  });
  picker = new MemberPicker(this.members, {
    group: byId('members'), opener: byId('add-member'), form: byId('member-form'), choose: (id) => this.navigation.switchMember(id),
  });
  linkView = new LinkView(byId('link-state'), byId('banner'), { announce: this.announce, connect: () => this.client.reconnect() });
  view = new ConversationView(
    { welcome: byId('welcome'), conversation: byId('conversation'), exchanges: byId('exchanges'), older: byId('older') },
    this.scroller,
    {
      announce: this.announce,
      warn: (text, how) => this.announcer.warn(text, how),
      notCopied: () => this.notices.show({ key: 'copy_failed' }),
      retry: (exchange) => this.asking.retry(exchange),
      edit: ({ question }) => this.composer.edit(question),
      goOn: ({ kind }) => this.asking.ask(kind, t('continue_question')),
      older: () => this.conversation.load(),
    },
  );
  profile = new ProfilePanel(byId('profile'), byId('open-profile'), {
    confirm: this.confirm,
    about: () => this.people.profileOf(this.conversation.memberId),
    load: async (memberId) => {
      await this.members.loadFacts?.(memberId);
      return this.members.factsOf(memberId);
    },
    save: (memberId, facts) => this.members.saveFacts(memberId, facts),
    saved: () => {
      this.announce(t('saved'));
      this.refresh();
    },
    remove: () => this.remove.removeMember(),
  });

  async open() {
    this.#listenToClient();
    this.#listenToPerson();
    keepInStep(this);
    accounts?.setUpAccount(this, signIn);
    await this.people.loadFamily();
    this.navigation.openAddressed();
    this.linkView.show(this.client.state);
    this.showLanguage(language());
    // On a touch screen focus would cover the page with a keyboard.
    if (matchMedia('(pointer: fine)').matches) this.composer.focus();
    accounts?.welcomeNew(this);
  }

  #conversationEvents() {
    const isShown = (exchange) => this.conversation.exchanges.includes(exchange);
    return {
      onExchange: (exchange) => {
        this.view.append(exchange);
        this.announcer.silence();
        if (!exchange.stored) this.list.touch(this.conversation.id, exchange.question);
        this.refresh();
      },
      onExchanges: () => {
        this.view.showAll(this.conversation);
        this.announcer.silence();
        this.refresh();
      },
      onLoading: () => this.view.showLoading(),
      onStatus: (exchange) => {
        if (!exchange.isRunning) this.list.refreshSoon();
        if (isShown(exchange)) this.#showStatus(exchange);
        this.refresh();
      },
      onDelta: (exchange, text) => {
        if (!isShown(exchange)) return;
        this.view.appendText(exchange, text);
        this.announcer.answer(text);
      },
      onRestart: (exchange) => {
        if (!isShown(exchange)) return;
        this.announcer.silence();
        this.view.restart(exchange);
      },
    };
  }

  #listenToClient() {
    const { client, list, conversation, linkView, notices } = this;
    client.addEventListener('state', () => {
      linkView.show(client.state);
      if (client.state.name !== 'online') return;
      if (list.failure) list.refresh();
      conversation.recover();
    });
    client.addEventListener('answer', ({ detail: answer }) => {
      conversation.adopt(answer);
      answer.done.then(() => list.refreshSoon(), () => {});
      this.refresh();
    });
    client.addEventListener('fault', ({ detail }) => notices.show({ text: detail.message || t('status_error') }));
  }

  #listenToPerson() {
    byId('switch-language').addEventListener('click', () => {
      const next = language() === 'zh' ? 'en' : 'zh';
      remember('language', next);
      this.showLanguage(next);
    });
    byId('new-conversation').addEventListener('click', () => this.navigation.startConversation());
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing && !document.querySelector('dialog[open]')) this.conversation.stop();
    });
  }

  #showStatus(exchange) {
    this.view.updateOne(exchange);
    if (this.conversation.active !== exchange) this.announcer.finish();
    this.announce(stateText(exchange) || t(`status_${exchange.status}`));
  }

  /** Brings everything but the answers up to date. */
  #refresh() {
    const { people, members, composer } = this;
    const { id, memberId, active } = this.conversation;
    this.navigation.update();
    const running = [...this.client.answers.values()].map(({ conversationId }) => conversationId);
    this.sidebar.update(id, new Set(running));
    this.picker.update(memberId);
    byId('for-whom').hidden = members.isSelf(memberId);
    byId('for-whom').replaceChildren(...sentence('for_member', { name: people.nameOf(memberId) }));
    byId('open-profile').setAttribute('aria-label', people.aboutText(memberId));
    byId('open-profile').lastElementChild.replaceChildren(...people.aboutNodes(memberId));
    const closed = people.closedFor(memberId);
    byId('examples').hidden = closed !== '';
    composer.update({ busy: active !== null, facts: Object.keys(people.factsOf(memberId) ?? {}).length, closed });
  }

  #showLanguage(next) {
    setLanguage(next);
    this.client.setLanguage(next);
    const button = byId('switch-language');
    button.lang = next === 'zh' ? 'en' : 'zh-CN';
    button.setAttribute('aria-label', t('switch_language'));
    button.lastElementChild.textContent = t('other_language');
    this.linkView.update();
    this.notices.update();
    this.view.update();
    this.refresh();
  }

  /** Starts anew; what was written or open here is nobody else's business. */
  #leave() {
    if (this.hasLeft) return;
    this.hasLeft = true;
    this.client.close();
    this.composer.clear();
    this.drafts.forgetAll();
    rememberInTab('resume', null);
    this.navigation.address.replace();
    location.reload();
  }
}
