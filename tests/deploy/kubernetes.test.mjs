// The overlays of config/deploy/kubernetes: kustomize builds them, each object fits the types of
// Kubernetes, and what they say of the program is true.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Namespace, Secret, Service, ServiceAccount } from 'kubernetes-models/v1';
import { StatefulSet } from 'kubernetes-models/apps/v1';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';

import { longestStop, settingsWith } from './program_settings.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const kubernetes = join(root, 'config/deploy/kubernetes');
const types = { ConfigMap, Ingress, Namespace, NetworkPolicy, PodDisruptionBudget, Secret, Service, ServiceAccount, StatefulSet };

function objectsOf(overlay) {
  const text = execFileSync('kubectl', ['kustomize', join(kubernetes, 'overlays', overlay)], { encoding: 'utf8' });
  return parseAllDocuments(text, { uniqueKeys: true }).map((document) => {
    assert.deepEqual(document.errors, []);
    return document.toJS();
  });
}

/** What TypeScript says of the objects as literals of their types: above all of keys that no type has. */
function misfits(objects) {
  const path = join(root, 'tests/deploy/objects.mts');
  const text = objects
    .map(({ apiVersion, kind, ...rest }, i) => {
      return `import type { I${kind} as T${i} } from 'kubernetes-models/${apiVersion}';\nexport const o${i}: T${i} = ${JSON.stringify({ apiVersion, kind, ...rest })};`;
    })
    .join('\n');
  const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...more) => (name === path ? ts.createSourceFile(name, text, options.target) : getSourceFile.call(host, name, ...more));
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  host.readFile = (name) => (name === path ? text : readFile.call(host, name));
  const program = ts.createProgram([path], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const one = (objects, kind, name = 'aurawell') => {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  assert.equal(found.length, 1, `${kind} ${name}`);
  return found[0];
};

for (const overlay of ['trial', 'production']) {
  const objects = objectsOf(overlay);
  const set = one(objects, 'StatefulSet');
  const pod = set.spec.template.spec;
  const [container] = pod.containers;

  test(`${overlay}: each object fits its type`, () => {
    assert.ok(objects.length > 6);
    for (const object of objects) {
      const type = types[object.kind];
      assert.ok(type, `no type for ${object.kind}`);
      assert.equal(object.apiVersion, type.apiVersion);
      new type(object).validate();
    }
    const wrong = structuredClone(set);
    wrong.spec.template.spec.containers[0].ports[0].containerPort = 'eight';
    assert.throws(() => new StatefulSet(wrong).validate());
    const misspelt = structuredClone(set);
    misspelt.spec.template.spec.containers[0].livenessProb = {};
    assert.match(misfits([misspelt]).join(), /"livenessProb"' does not exist/);
    assert.deepEqual(misfits(objects), []);
  });

  test(`${overlay}: probes and services lead to ports of the container`, () => {
    const ports = new Map(container.ports.map(({ name, containerPort }) => [name, containerPort]));
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      const { path, port } = container[probe].httpGet;
      assert.equal(path, probe === 'readinessProbe' ? '/readyz' : '/livez');
      assert.equal(ports.get(port), 8001);
    }
    for (const service of objects.filter(({ kind }) => kind === 'Service')) {
      assert.deepEqual(service.spec.selector, set.spec.selector.matchLabels);
      for (const { targetPort } of service.spec.ports) assert.ok(ports.has(targetPort), targetPort);
    }
    for (const rule of one(objects, 'NetworkPolicy').spec.ingress) {
      for (const { port } of rule.ports) assert.ok(ports.has(port), port);
    }
    for (const selector of [one(objects, 'PodDisruptionBudget'), one(objects, 'NetworkPolicy')]) {
      const { matchLabels } = selector.spec.selector ?? selector.spec.podSelector;
      assert.deepEqual(matchLabels, set.spec.template.metadata.labels);
    }
  });

  test(`${overlay}: what the pod names is there`, () => {
    assert.equal(set.spec.serviceName, one(objects, 'Service').metadata.name);
    one(objects, 'ServiceAccount', pod.serviceAccountName);
    const settings = pod.volumes.find(({ name }) => name === 'settings').configMap.name;
    assert.deepEqual(Object.keys(one(objects, 'ConfigMap', settings).data), ['aurawell.toml']);
    const volumes = [...pod.volumes, ...set.spec.volumeClaimTemplates.map(({ metadata }) => metadata)].map(({ name }) => name);
    for (const { name } of container.volumeMounts) assert.ok(volumes.includes(name), name);
    const namespaces = new Set(objects.filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.namespace));
    assert.deepEqual([...namespaces], [objects.find(({ kind }) => kind === 'Namespace').metadata.name]);
  });

  test(`${overlay}: the settings are valid, and the pod gives a stop its time`, () => {
    const settings = pod.volumes.find(({ name }) => name === 'settings').configMap.name;
    const secret = objects.find(({ kind }) => kind === 'Secret');
    const variables = secret
      ? Object.fromEntries(Object.entries(secret.data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))
      : { AURAWELL_AUTH_SECRET: 'x'.repeat(32) };
    const folder = mkdtempSync(join(tmpdir(), 'aurawell-'));
    try {
      const file = join(folder, 'aurawell.toml');
      writeFileSync(file, one(objects, 'ConfigMap', settings).data['aurawell.toml']);
      const values = settingsWith(file, variables);
      const ports = container.ports.map(({ containerPort }) => String(containerPort));
      assert.deepEqual([values.get('server.port'), values.get('admin.port')], ports);
      assert.ok(pod.terminationGracePeriodSeconds * 1000 > longestStop(values));
      const { periodSeconds, failureThreshold } = container.readinessProbe;
      const data = container.volumeMounts.find(({ name }) => name === 'data').mountPath;
      assert.ok(values.get('storage.url').includes(`sqlite:${data}/`));
      assert.ok(periodSeconds * failureThreshold * 1000 < longestStop(values, ['drain.notice']));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test(`${overlay}: the pod is closed`, () => {
    assert.equal(set.spec.replicas, 1);
    assert.equal(pod.securityContext.runAsNonRoot, true);
    assert.equal(container.securityContext.readOnlyRootFilesystem, true);
    assert.equal(container.securityContext.allowPrivilegeEscalation, false);
    assert.deepEqual(container.securityContext.capabilities, { drop: ['ALL'] });
  });
}

test('production: the image has the version of the project', () => {
  const version = /project\(aurawell VERSION ([0-9.]+)/.exec(readFileSync(join(root, 'CMakeLists.txt'), 'utf8'))[1];
  const { images } = parse(readFileSync(join(kubernetes, 'overlays/production/kustomization.yaml'), 'utf8'));
  assert.equal(String(images[0].newTag), version);
});
