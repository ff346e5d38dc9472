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

/** The element in `block`, of the page, that gains children while it grows. */
const growing = (block) => block.querySelector(':scope > table > tbody') ?? block;

/**
 * Makes the children of `parent` after the first `blocks` what `wanted` holds. With `parts`, the first of them is a list, a table or a
 * paragraph of which so many items, rows or nodes stay, and the first in `wanted` goes on with it.
 */
export function patchNodes(parent, wanted, { blocks = 0, parts = 0 } = {}) {
  if (parts > 0) {
    const [block, next] = [parent.childNodes[blocks], wanted.firstChild];
    if (growing(block) !== block) patchNode(block.querySelector('thead'), next.querySelector('thead'));
    patchChildren(growing(block), growing(next), parts);
    next.remove();
    blocks += 1;
  }
  patchChildren(parent, wanted, blocks);
}

/** Moves the items, rows or nodes of `next` to the end of `block`, of the same kind. Neighbouring texts become one. */
export function joinBlocks(block, next) {
  const [end, begin] = [growing(block), growing(next)];
  if (end.lastChild?.nodeType === Node.TEXT_NODE && begin.firstChild?.nodeType === Node.TEXT_NODE) {
    end.lastChild.appendData(begin.firstChild.data);
    begin.firstChild.remove();
  }
  end.append(...begin.childNodes);
  next.remove();
}
