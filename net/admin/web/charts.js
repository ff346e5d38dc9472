// What happened in the last minutes, as lines.

import { quantile, rate, Snapshot } from './metrics.js';
import { h, setText, svg } from './nodes.js';
import { bytes, duration, number } from './numbers.js';
import { t } from './texts.js';

/** Points of a line: six minutes at one point in three seconds. */
const most = 120;
/** A rate or a quantile is that of about so long. */
const span = 30_000;
const width = 300;
const height = 90;

const failed = ({ status }) => status === 'error' || status === 'incomplete';
const queueWait = 'aurawell_queue_wait_seconds';
const ownDelay = 'aurawell_read_to_frame_seconds';
const firstText = 'gen_ai_client_operation_time_to_first_chunk_seconds';
const perMinute = (value) => (value === null ? null : value * 60);

/** Each line: its name, and its value from the present snapshot and one of `span` ago. */
const plan = [
  { key: 'chart_load', show: number, lines: [
    ['line_connections', (now) => now.sum('aurawell_connections')],
    ['line_streaming', (now) => now.sum('aurawell_pool_streaming')],
    ['line_waiting', (now) => now.sum('aurawell_pool_waiting')],
  ] },
  { key: 'chart_answers', show: (value) => number(value, 1), lines: [
    ['line_done', (now, before) => perMinute(rate('aurawell_answers_total', before, now, ({ status }) => status === 'done'))],
    ['line_failed', (now, before) => perMinute(rate('aurawell_answers_total', before, now, failed))],
    ['line_refused', (now, before) => perMinute(rate('aurawell_refusals_total', before, now))],
  ] },
  { key: 'chart_first', show: duration, lines: [
    ['line_p50', (now, before) => quantile(0.5, firstText, before, now)],
    ['line_p95', (now, before) => quantile(0.95, firstText, before, now)],
  ] },
  { key: 'chart_own', show: duration, lines: [
    ['line_queue', (now, before) => quantile(0.95, queueWait, before, now)],
    ['line_frame', (now, before) => quantile(0.99, ownDelay, before, now)],
  ] },
  { key: 'chart_memory', show: bytes, lines: [
    ['line_memory', (now) => now.sum('process_resident_memory_bytes')],
  ] },
  { key: 'chart_cpu', show: (value) => `${number(value * 100, 1)} %`, lines: [
    ['line_cpu', (now, before) => rate('process_cpu_seconds_total', before, now)],
  ] },
];

/** Where the points of a line are; a new part begins behind each gap. */
export function pathOf(values, top) {
  let path = '';
  let isPen = false;
  values.forEach((value, index) => {
    if (value === null) {
      isPen = false;
      return;
    }
    const x = width - (values.length - 1 - index) * (width / (most - 1));
    const y = height - (top > 0 ? value / top : 0) * (height - 4) - 2;
    path += `${isPen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    // A single point is drawn as well.
    if (!isPen) path += 'h.1';
    isPen = true;
  });
  return path;
}

class Chart {
  #plan;
  #values;
  #paths;
  #shown;
  #names;
  #title = h('span');
  #top = h('span', { class: 'top-value', 'aria-hidden': 'true' });
  #drawing = svg('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img' });

  constructor(planned, place) {
    this.#plan = planned;
    this.#values = planned.lines.map(() => []);
    this.#paths = planned.lines.map((_, index) => svg('path', { class: `line line-${index}` }));
    this.#names = planned.lines.map(() => h('dt'));
    this.#shown = planned.lines.map((_, index) => h('dd', { class: `value-${index}` }, '–'));
    this.#drawing.append(...this.#paths);
    const values = h('dl', {}, ...planned.lines.map((_, index) => h('div', {}, this.#names[index], this.#shown[index])));
    place.append(h('figure', { 'data-chart': planned.key }, h('figcaption', {}, this.#title), h('div', { class: 'plot' }, this.#top, this.#drawing), values));
  }

  add(now, before) {
    this.#plan.lines.forEach(([, read], index) => {
      this.#values[index].push(read(now, before));
      this.#values[index].splice(0, this.#values[index].length - most);
    });
    this.draw();
  }

  draw() {
    const { key, lines, show } = this.#plan;
    const top = Math.max(0, ...this.#values.flat().filter((value) => value !== null));
    setText(this.#title, t(key));
    setText(this.#top, top > 0 ? show(top) : '');
    const sentences = lines.map(([name], index) => {
      const latest = this.#values[index].at(-1) ?? null;
      const text = latest === null ? '–' : show(latest);
      setText(this.#names[index], t(name));
      setText(this.#shown[index], text);
      this.#paths[index].setAttribute('d', pathOf(this.#values[index], top));
      return `${t(name)} ${text}`;
    });
    this.#drawing.setAttribute('aria-label', t('chart_label', { title: t(key), values: sentences.join(t('comma')), top: top > 0 ? show(top) : '–' }));
  }
}

export class Charts {
  #charts;
  #snapshots = [];
  version = '';

  constructor(place) {
    this.#charts = plan.map((planned) => new Chart(planned, place));
  }

  /** @param text What /metrics has at this moment. */
  add(text, time = Date.now()) {
    const now = new Snapshot(text, time);
    this.version = now.samples('aurawell_build_info')[0]?.labels.version ?? '';
    this.#snapshots.push(now);
    while (this.#snapshots.length > 2 && this.#snapshots[1].time <= time - span) this.#snapshots.shift();
    for (const chart of this.#charts) chart.add(now, this.#snapshots[0]);
  }

  translate() {
    for (const chart of this.#charts) chart.draw();
  }
}
