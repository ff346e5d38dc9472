// The words that stand at the upper edge of what is visible, and how far they have moved since.

/** Distances from the upper edge at which words are looked for, in CSS pixels. */
const depths = [6, 24, 48, 96, 160, 240];

function placeAt(x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && { node: found.offsetNode, offset: found.offset };
  }
  const found = document.caretRangeFromPoint?.(x, y);
  return found && { node: found.startContainer, offset: found.startOffset };
}

/** One letter, or the element where there is none. */
function rangeAt({ node, offset }) {
  const range = document.createRange();
  if (node.nodeType !== Node.TEXT_NODE || node.length === 0) range.selectNode(node);
  else range.setStart(node, Math.min(offset, node.length - 1));
  if (node.nodeType === Node.TEXT_NODE && node.length > 0) range.setEnd(node, Math.min(offset, node.length - 1) + 1);
  return range;
}

export class ReadingPlace {
  #area;
  #range;
  #top;

  /** Takes down what is read now inside of `content`, which scrolls in `area`. */
  constructor(area, content) {
    this.#area = area;
    const { left, top, width } = area.getBoundingClientRect();
    const covered = Number.parseFloat(area.style.getPropertyValue('--covered')) || 0;
    for (const depth of depths) {
      const found = placeAt(left + width / 2, top + covered + depth);
      if (!found || !content.contains(found.node) || isUnsteady(found.node)) continue;
      this.#range = rangeAt(found);
      this.#top = this.#height();
      return;
    }
  }

  /** By how many CSS pixels the same words stand further down in the content than at the last call. */
  moved() {
    if (!this.#range?.startContainer.isConnected) return 0;
    const { top, height } = this.#range.getBoundingClientRect();
    if (top === 0 && height === 0) return 0;
    const before = this.#top;
    this.#top = this.#height();
    return this.#top - before;
  }

  // Where the words stand in the content, however it is scrolled.
  #height() {
    return this.#range.getBoundingClientRect().top - this.#area.getBoundingClientRect().top + this.#area.scrollTop;
  }
}

/** What sticks to the edge, or comes and goes, says nothing of what is read. */
const isUnsteady = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest('.safety-card, .older, .tools') !== null;
