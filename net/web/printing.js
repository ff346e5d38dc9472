// The whole conversation on paper. A page cannot hold up a browser that prints; it can load what is missing before it lets it begin.

const nextFrame = () => new Promise(requestAnimationFrame);

/** `conversation()` is the one on the screen, of which `older()` loads more. Where that fails, what is there is printed. */
export function setUpPrinting(conversation, older) {
  addEventListener('keydown', async (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key.toLowerCase() !== 'p' || ctrlKey === metaKey || altKey || shiftKey || !conversation()?.hasOlder) return;
    event.preventDefault();
    if (event.repeat) return;
    const { id } = conversation();
    const isWanted = () => conversation().id === id;
    while (isWanted() && conversation().hasOlder && !conversation().failure) await (conversation().loading ? nextFrame() : older());
    if (isWanted()) print();
  });
}
