// Reads Prometheus' text format.

const line = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const label = /(\w+)="((?:[^"\\]|\\.)*)"/g;

function readLabels(text) {
  return Object.fromEntries([...text.matchAll(label)].map(([, name, value]) => [name, value.replace(/\\(.)/g, '$1')]));
}

/** The numbers of one moment. */
export class Snapshot {
  #byName = new Map();

  constructor(text, time) {
    this.time = time;
    for (const row of text.split('\n')) {
      const match = line.exec(row);
      if (!match) continue;
      const [, name, labels, value] = match;
      const sample = { labels: readLabels(labels ?? ''), value: Number(value.replace('Inf', 'Infinity')) };
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), sample]);
    }
  }

  samples(name) {
    return this.#byName.get(name) ?? [];
  }

  /** The sum of the samples that `isMeant`; 0 without any. */
  sum(name, isMeant = () => true) {
    return this.samples(name).filter(({ labels }) => isMeant(labels)).reduce((sum, { value }) => sum + value, 0);
  }

  /** Of all series of a histogram together: `[[upper bound, count], …]`, ascending. */
  buckets(name) {
    const counts = new Map();
    for (const { labels, value } of this.samples(`${name}_bucket`)) {
      const bound = Number(labels.le.replace('Inf', 'Infinity'));
      counts.set(bound, (counts.get(bound) ?? 0) + value);
    }
    return [...counts].sort(([a], [b]) => a - b);
  }
}

/** The quantile of what a histogram has counted between two snapshots; null when that is nothing. */
export function quantile(share, name, before, now) {
  const former = new Map(before.buckets(name));
  const grown = now.buckets(name).map(([bound, count]) => [bound, count - (former.get(bound) ?? 0)]);
  const total = grown.at(-1)?.[1] ?? 0;
  if (!(total > 0)) return null;
  const rank = share * total;
  let lower = 0;
  let below = 0;
  for (const [bound, count] of grown) {
    if (count >= rank) {
      if (bound === Infinity) return lower;
      return lower + (bound - lower) * (count === below ? 1 : (rank - below) / (count - below));
    }
    lower = bound;
    below = count;
  }
  return lower;
}

/** Growth in a second; null after a restart of the service, when counters begin again. */
export function rate(name, before, now, isMeant) {
  const seconds = (now.time - before.time) / 1000;
  const growth = now.sum(name, isMeant) - before.sum(name, isMeant);
  return seconds > 0 && growth >= 0 ? growth / seconds : null;
}
