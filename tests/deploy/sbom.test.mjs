// The software bill of materials of the built program: valid by CycloneDX's own schema, and complete.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const program = process.env.AURAWELL_BIN;
const run = (command, ...words) => execFileSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
const script = join(root, 'config/deploy/sbom/sbom.mjs');
const text = run('node', script, dirname(program));
const bom = JSON.parse(text);

function schema(name) {
  const path = join(here, 'node_modules/@cyclonedx/cyclonedx-library/res/schema', `${name}.SNAPSHOT.schema.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

function validator() {
  const ajv = new Ajv({ strict: false, validateFormats: true });
  addFormats(ajv);
  // Formats that this document has no value of.
  for (const unused of ['iri-reference', 'idn-email']) ajv.addFormat(unused, true);
  ajv.addSchema(schema('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
  ajv.addSchema(schema('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
  return ajv.compile(schema('bom-1.6'));
}

test('it is valid', () => {
  const validate = validator();
  assert.ok(validate(bom), JSON.stringify(validate.errors?.slice(0, 3), null, 1));
  const wrong = structuredClone(bom);
  wrong.components[0].type = 'book';
  assert.ok(!validate(wrong), 'the schema accepts everything');
});

test('it has a package for each library that the program names', () => {
  const needed = [...run('readelf', '-dW', program).matchAll(/\(NEEDED\).*\[(.+)\]/g)].map((match) => match[1]);
  assert.ok(needed.length > 5);
  const files = bom.components.flatMap((one) => one.properties.filter(({ name }) => name === 'aurawell:file').map(({ value }) => value));
  for (const name of needed) {
    const stem = name.replace(/\.so.*/, '');
    assert.ok(files.some((file) => file.includes(`/${stem}.so`)), `${name} is missing`);
  }
});

test('its checksums are those of the files', () => {
  const of = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
  assert.equal(bom.metadata.component.hashes[0].content, of(program));
  const [library] = bom.components.find((one) => one.name === 'libsqlite3-0').properties.filter(({ name }) => name === 'aurawell:file');
  const [path, sum] = library.value.split(' sha256:');
  assert.equal(sum, of(path));
  for (const sums of ['net/web/vendor', 'net/web/docs/vendor']) {
    for (const line of readFileSync(join(root, sums, 'SHA256SUMS'), 'utf8').trim().split('\n')) {
      const [sum, file] = line.split(/\s+/);
      const found = bom.components.flatMap((one) => one.components ?? []).find((one) => one.name === `${sums}/${file}`);
      assert.equal(found?.hashes[0].content, sum, file);
    }
  }
});

test('it names libraries of headers, which no link shows', () => {
  for (const name of ['libboost1.81-dev', 'rapidjson-dev', 'libtomlplusplus-dev', 'libcli11-dev']) {
    assert.ok(bom.components.some((one) => one.name === name && one.scope === 'required'), name);
  }
});

test('packages of the tests are no part of the product', () => {
  const tests = bom.components.filter((one) => one.properties[0].value === 'test');
  assert.ok(tests.some((one) => one.name === 'ajv'));
  assert.ok(tests.every((one) => one.scope === 'excluded'));
  assert.ok(!bom.dependencies[0].dependsOn.some((ref) => ref.endsWith('#test')));
});

test('every reference leads to a component, and no two have the same', () => {
  const refs = [bom.metadata.component, ...bom.components].map((one) => one['bom-ref']);
  assert.equal(new Set(refs).size, refs.length);
  for (const { ref, dependsOn } of bom.dependencies) {
    for (const one of [ref, ...dependsOn]) assert.ok(refs.includes(one), one);
  }
});

test('it is the same when it is made again', () => {
  assert.equal(run('node', script, dirname(program)), text);
});
