// What the built program makes of settings.

import { execFileSync } from 'node:child_process';

/** All settings, as texts by key. Throws what the program says when they are wrong. */
export function settingsWith(file, variables) {
  const text = execFileSync(process.env.AURAWELL_BIN, ['check-config', '--config', file], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...variables },
  });
  const values = new Map();
  let section = '';
  for (const line of text.split('\n')) {
    const heading = /^\[(.+)\]/.exec(line);
    const entry = /^([\w.]+)\s*= (.*?)\s*(#|$)/.exec(line);
    if (heading) section = heading[1];
    else if (entry) values.set(`${section}.${entry[1]}`, entry[2].replace(/^"(.*)"$/, '$1'));
  }
  return values;
}

const units = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000 };

/** Milliseconds; the parts of a stop, or those of `keys`. */
export function longestStop(values, keys) {
  const parts = keys ?? ['drain.notice', 'drain.answers', 'drain.spread', ...Array(3).fill('server.drain_timeout')];
  return parts
    .map((key) => {
      const [, number, unit] = /^(\d+)\s*([a-z]+)$/.exec(values.get(key) ?? '') ?? [];
      if (!(unit in units)) throw new Error(`${key} is ${values.get(key)}, no duration`);
      return Number(number) * units[unit];
    })
    .reduce((sum, one) => sum + one, 0);
}
