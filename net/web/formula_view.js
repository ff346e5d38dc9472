// Formulas drawn by KaTeX as MathML, which needs neither fonts nor styles. The library is read when the first formula is
// seen; until then, and where it cannot read one, the source stays.

/** Drawn formulas that are kept, by their source: a growing answer shows them again and again. */
const kept = 200;
/** Milliseconds between two attempts to read the library. */
const pause = 20_000;
const settings = { output: 'mathml', throwOnError: true, trust: false, strict: 'ignore', maxExpand: 200, maxSize: 20 };
/** These would need styles inside of the page, which its policy forbids. */
const styled = /\\(?:pmb|fcolorbox|html\w+)/;

const drawn = new Map();
let katex = null;
let readAt = -Infinity;
/** What holds formulas that wait for the library. */
const waiting = new Set();

async function read() {
  readAt = performance.now();
  try {
    katex = (await import('./vendor/katex/katex.mjs')).default;
    waiting.forEach(drawFormulas);
    waiting.clear();
  } catch {
    // Offline, perhaps. A later formula tries again.
  }
}

function mathOf(source, displayMode) {
  const known = drawn.get(source);
  if (known !== undefined) return known;
  const node = document.createElement('span');
  try {
    if (styled.test(source)) throw new Error(source);
    katex.render(source.replace(/^(?:\\[([]|\$\$?)|(?:\\[)\]]|\$\$?)$/g, ''), node, { ...settings, displayMode });
    // It is not seen, and would be read and searched twice.
    node.querySelector('annotation')?.remove();
  } catch {
    node.replaceChildren();
  }
  const math = node.querySelector('math');
  if (drawn.size >= kept) drawn.delete(drawn.keys().next().value);
  drawn.set(source, math);
  return math;
}

function draw(node) {
  if (node.firstElementChild) return;
  const math = mathOf(node.textContent, node.classList.contains('displayed'));
  if (math) node.replaceChildren(math.cloneNode(true));
}

/** Draws the formulas in `root` if the library is there. */
export function drawFormulas(root) {
  if (katex) root.querySelectorAll('.formula').forEach(draw);
}

/** Draws the formulas in `root` as soon as the library is there. */
export function drawFormulasLater(root) {
  if (katex || !root.querySelector('.formula')) return;
  waiting.add(root);
  if (performance.now() - readAt > pause) read();
}
