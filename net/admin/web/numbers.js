// Numbers for people.

import { language } from './texts.js';

const tag = () => (language() === 'zh' ? 'zh-CN' : 'en');

export function number(value, digits = 0) {
  return new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }).format(value);
}

/** Two digits that matter: "0.25 ms", "250 ms", "2.5 s". */
export function duration(seconds) {
  if (seconds < 1) {
    const ms = seconds * 1000;
    return `${number(ms, ms < 1 ? 2 : ms < 10 ? 1 : 0)} ms`;
  }
  return `${number(seconds, seconds < 10 ? 1 : 0)} s`;
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export function bytes(value) {
  let unit = 0;
  let rest = value;
  while (rest >= 1024 && unit + 1 < units.length) {
    rest /= 1024;
    unit += 1;
  }
  return `${number(rest, rest < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

export function clock(time) {
  return new Intl.DateTimeFormat(tag(), { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(time));
}
