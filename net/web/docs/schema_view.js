// JSON Schema as tables of fields.

import { h } from '../dom.js';
import { language, t } from '../texts.js';

/** The description of `node` in the language of the page. */
export const wordsOf = (node, key = 'description') => (language() === 'zh' && node['x-zh']) || node[key] || '';

/** What an example of `message` shows. */
export const exampleWords = (message, { name, summary }) => (language() === 'zh' && message['x-zh-examples']?.[name]) || summary;

/** `document` with `$ref` looked up: keys beside the reference win. */
export function resolverOf(root) {
  return function resolve(node) {
    if (!node?.$ref) return node ?? {};
    const found = node.$ref.slice(2).split('/').reduce((value, key) => value?.[key], root) ?? {};
    const { $ref, ...beside } = node;
    return { ...resolve(found), ...beside };
  };
}

function typeText(schema, resolve) {
  const { type } = schema;
  if (Array.isArray(type)) return type.join(' | ');
  if (type === 'array') return `${typeText(resolve(schema.items), resolve)}[]`;
  return type ?? t('any_json');
}

function bounds({ const: only, enum: values, pattern, minimum, minLength, maxLength, format, default: usual }) {
  const parts = [];
  if (only !== undefined) parts.push(h('code', {}, JSON.stringify(only)));
  if (values && values.length <= 8) parts.push(...values.map((value) => h('code', {}, JSON.stringify(value))));
  if (pattern) parts.push(h('code', {}, pattern));
  if (minimum !== undefined) parts.push(h('code', {}, `≥ ${minimum}`));
  if (maxLength !== undefined) parts.push(h('code', {}, `${minLength ?? 0}–${maxLength.toLocaleString('en')}`));
  if (format) parts.push(h('code', {}, format));
  if (usual !== undefined) parts.push(h('span', {}, t('by_default'), ' ', h('code', {}, JSON.stringify(usual))));
  return parts.length > 0 ? h('span', { class: 'bounds' }, ...parts.flatMap((part) => [part, ' '])) : null;
}

function row(name, field, required, resolve) {
  const schema = resolve(field);
  const children = schema.type === 'object' && schema.properties ? fieldsOf(schema, resolve) : null;
  const variants = (schema.anyOf ?? []).map(resolve).map((variant) => h('details', { class: 'variant' },
    h('summary', {}, h('code', {}, variant.title ?? '')),
    fieldsOf(variant, resolve) ?? h('p', { class: 'note' }, wordsOf(variant))));
  return h('li', {},
    h('p', { class: 'field' }, h('code', { class: 'name' }, name), h('span', { class: 'type' }, typeText(schema, resolve)),
      required ? h('span', { class: 'required' }, t('required')) : null),
    h('p', { class: 'meaning' }, wordsOf(schema), ' ', bounds(schema)),
    children, ...variants);
}

/** A list of the fields of an object, or null if it has none. */
export function fieldsOf(schema, resolve) {
  const entries = Object.entries(schema.properties ?? {});
  if (entries.length === 0) return null;
  const required = new Set(schema.required ?? []);
  return h('ul', { class: 'fields' }, ...entries.map(([name, field]) => row(name, field, required.has(name), resolve)));
}
