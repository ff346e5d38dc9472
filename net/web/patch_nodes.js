// Brings nodes that stand on the page to what newly made ones say, in place: a selection, the focus and the place to
// which a box is scrolled stay where they are.

/** `text` becomes what `wanted` is; only what differs is written. */
function patchText(text, wanted) {
  const [before, after] = [text.data, wanted.data];
  if (before === after) return;
  if (after.startsWith(before)) return text.appendData(after.slice(before.length));
  let same = 0;
  while (same < before.length && before[same] === after[same]) ++same;
  text.replaceData(same, before.length - same, after.slice(same));
}

function patchAttributes(node, wanted) {
  for (const { name } of [...node.attributes]) {
    if (!wanted.hasAttribute(name)) node.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
}

function patchNode(node, wanted) {
  if (node.nodeName !== wanted.nodeName || node.namespaceURI !== wanted.namespaceURI) return node.replaceWith(wanted);
  if (node.nodeType === Node.TEXT_NODE) return patchText(node, wanted);
  patchAttributes(node, wanted);
  patchChildren(node, wanted, 0);
}

function patchChildren(parent, wanted, from) {
  let node = parent.childNodes[from] ?? null;
  for (const next of [...wanted.childNodes]) {
    if (node === null) parent.append(next);
    else {
      const following = node.nextSibling;
      patchNode(node, next);
      node = following;
    }
  }
  while (node !== null) {
    const following = node.nextSibling;
    node.remove();
    node = following;
  }
}

/**
 * Makes the children of `parent` after the first `blocks` what `wanted` holds. With `items`, the first of them is a list
 * of which so many items stay, and the first in `wanted` goes on with it.
 */
export function patchNodes(parent, wanted, { blocks = 0, items = 0 } = {}) {
  if (items > 0) {
    patchChildren(parent.childNodes[blocks], wanted.firstChild, items);
    wanted.firstChild.remove();
    blocks += 1;
  }
  patchChildren(parent, wanted, blocks);
}
