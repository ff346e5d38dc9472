// Names that the client makes up. Where there is no crypto, as in Node 18, less random ones do:
// they need only differ among one user's.

function randomHex(bytes) {
  const values = new Uint8Array(bytes);
  if (globalThis.crypto?.getRandomValues) globalThis.crypto.getRandomValues(values);
  else values.forEach((_, index) => { values[index] = Math.random() * 256; });
  return Array.from(values, (value) => value.toString(16).padStart(2, '0')).join('');
}

export const newRequestId = () => `r-${randomHex(16)}`;
export const newConversationId = () => `conv_${randomHex(16)}`;
