// Names that the page makes up. A LAN address is no secure context, and there
// crypto.randomUUID does not exist.

function randomHex(bytes) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, '0')).join('');
}

function unique() {
  return crypto.randomUUID?.() ?? randomHex(16);
}

export const newGuestId = () => `guest-${randomHex(4)}`;
export const newMemberId = () => `member-${randomHex(6)}`;
export const newConversationId = () => `conv_${unique()}`;
export const newSignInId = () => randomHex(8);
