// The text of a listener that uses only the events of an answer.

import assert from 'node:assert/strict';

export function watch(answer) {
  const seen = { answer, shown: answer.text, resets: 0 };
  answer.addEventListener('delta', ({ detail }) => { seen.shown += detail; });
  answer.addEventListener('reset', () => {
    seen.shown = answer.text;
    seen.resets += 1;
  });
  return seen;
}

/** Reads `answer` to its end: `{text}`, or `{error}`. */
export async function read(answer) {
  let text = '';
  try {
    for await (const piece of answer) {
      assert.notEqual(piece, '');
      text += piece;
    }
    return { text };
  } catch (error) {
    return { error };
  }
}
