// The address of what is open: `#c=CONVERSATION&m=MEMBER`, each left out for a new conversation and for oneself. Back, a
// reload and a bookmark lead to it.

// As the server's names are.
const nameIn = (value) => (/^[\w:.@-]{1,128}$/.test(value) ? value : null);

export class Address {
  /** `went()` follows when the person went to another address. */
  constructor(went) {
    addEventListener('popstate', () => went());
  }

  /** `{conversationId, memberId}`, null for what is left out. Anybody may have written it. */
  get place() {
    const parts = new URLSearchParams(location.hash.slice(1));
    return { conversationId: nameIn(parts.get('c') ?? ''), memberId: nameIn(parts.get('m') ?? '') };
  }

  /** Makes `place` the address. A conversation that has just begun takes the place of the empty one that it was. */
  show(place) {
    const before = this.place;
    if (before.conversationId === place.conversationId && before.memberId === place.memberId) return;
    const began = before.memberId === place.memberId && before.conversationId === null;
    if (began) this.replace(place);
    else window.history.pushState(null, '', addressOf(place));
  }

  /** The same, and Back does not lead to what was open. */
  replace(place = { conversationId: null, memberId: null }) {
    window.history.replaceState(null, '', addressOf(place));
  }
}

function addressOf({ conversationId, memberId }) {
  const parts = new URLSearchParams();
  if (conversationId !== null) parts.set('c', conversationId);
  if (memberId !== null) parts.set('m', memberId);
  const hash = parts.toString();
  return `${location.pathname}${location.search}${hash === '' ? '' : `#${hash}`}`;
}
