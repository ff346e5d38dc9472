// The stored facts about a person, and the panel to edit them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fields, join, partsOf, split } from '../../net/web/facts.js';
import { FamilyService } from './family_service.mjs';
import { Fixture } from './fixture.mjs';
import { openChat } from './support.mjs';

const fixture = new Fixture({ settings: { 'providers.offline.tokens_per_second': 2000 }, look: { locale: 'en-GB' } });
const openAs = (service, name) => fixture.openAs(service, name);

async function openGuest(options) {
  const page = await fixture.newPage(options);
  await openChat(page, fixture.server.origin);
  return page;
}

async function openPanel(page) {
  await page.locator('#open-profile').click();
  await page.locator('#profile .primary:enabled').waitFor();
  return page.locator('#profile');
}

const save = (panel) => panel.getByRole('button', { name: 'Save' }).click();
const isClosed = (panel) => panel.waitFor({ state: 'hidden' });
const factsOf = (page, key = 'profile') => page.evaluate((name) => JSON.parse(localStorage.getItem(`aurawell.${name}`)), key);

async function addMember(page, name) {
  await page.getByRole('button', { name: 'Add a family member' }).click();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name, checked: true }).waitFor();
}

test('names, ranges and choices are those that the server publishes', async () => {
  const description = JSON.parse(await readFile(new URL('../../net/web/openapi.json', import.meta.url)));
  const published = description.components.schemas.Profile.properties;
  for (const { name, choices, own, managed = own, isWhole = false } of fields) {
    const schema = published[{ height: 'height_cm', weight: 'weight_kg' }[name] ?? name];
    assert.ok(schema, `${name} is no field of the server`);
    if (choices) assert.deepEqual(choices, schema.enum, name);
    else {
      assert.deepEqual(own, [schema['x-minimum-of-holder'] ?? schema.minimum, schema.maximum], name);
      assert.deepEqual(managed, [schema.minimum, schema.maximum], name);
      assert.equal(isWhole, schema.type === 'integer', name);
    }
  }
});

test('feet, inches and pounds are exact to a tenth of the unit that is kept', () => {
  for (const name of ['height', 'weight']) {
    const field = fields.find((each) => each.name === name);
    const parts = partsOf(field, 'imperial');
    for (let tenth = field.own[0] * 10; tenth <= field.own[1] * 10; tenth += 1) {
      const numbers = split(tenth / 10, parts);
      assert.ok(Math.abs(join(numbers, parts) - tenth / 10) <= parts.at(-1).size / 20 + 0.0501, `${tenth / 10}: ${numbers}`);
      assert.ok(numbers.every((number) => number >= 0));
      if (name === 'height') assert.ok(numbers[1] < 12, `${tenth / 10} cm is ${numbers}`);
    }
  }
  assert.deepEqual(split(182.88, partsOf(fields[2], 'imperial')), [6, 0]);
  assert.deepEqual(split(182.8, partsOf(fields[2], 'imperial')), [6, 0]);
});

test('a child is younger and lighter than who holds the account may be', async () => {
  const page = await openGuest();
  let panel = await openPanel(page);
  await panel.getByLabel('Age').fill('6');
  await save(panel);
  assert.equal(await panel.getByLabel('Age').getAttribute('aria-invalid'), 'true');
  await panel.getByLabel('Age').fill('36');
  await save(panel);
  await isClosed(panel);
  await addMember(page, 'Tom');
  panel = await openPanel(page);
  await panel.getByLabel('Age').fill('0');
  await panel.getByLabel('Weight').fill('3.4');
  await save(panel);
  await isClosed(panel);
  const facts = await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('aurawell.profile.'))[1]);
  assert.deepEqual(JSON.parse(facts), { age: 0, weight: 3.4 });
  await page.locator('#hint').filter({ hasText: '2 facts' }).waitFor();
});

test('imperial units are kept as metric ones, and what nobody touched stays as it was', async () => {
  const page = await openGuest({ locale: 'en-US' });
  await page.evaluate(() => localStorage.setItem('aurawell.profile', JSON.stringify({ age: 40, height: 171.3 })));
  const panel = await openPanel(page);
  assert.equal(await panel.getByLabel('Height', { exact: true }).inputValue(), '5');
  assert.equal(await panel.getByLabel('Height, in').inputValue(), '7.4');
  await panel.getByText('45–1102').waitFor();
  await panel.getByLabel('Weight').fill('150');
  await save(panel);
  await isClosed(panel);
  assert.deepEqual(await factsOf(page), { age: 40, height: 171.3, weight: 68 });
  await openPanel(page);
  await panel.getByText('Metric').click();
  assert.equal(await panel.getByLabel('Height').inputValue(), '171.3');
  assert.equal(await panel.getByLabel('Weight').inputValue(), '68');
  await panel.getByText('Imperial').click();
  await panel.getByLabel('Height', { exact: true }).fill('10');
  await save(panel);
  assert.equal(await panel.getByLabel('Height', { exact: true }).getAttribute('aria-invalid'), 'true');
  await panel.getByLabel('Height', { exact: true }).fill('6');
  await panel.getByLabel('Height, in').fill('');
  await save(panel);
  await isClosed(panel);
  assert.equal((await factsOf(page)).height, 182.9);
});

test('closing with changes asks, and nothing typed is lost without an answer', async () => {
  const page = await openGuest();
  const panel = await openPanel(page);
  await panel.getByLabel('Age').fill('50');
  for (const leave of [() => page.keyboard.press('Escape'), () => panel.getByRole('button', { name: 'Close' }).click(), () => page.mouse.click(20, 400)]) {
    await leave();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await panel.getByLabel('Age').inputValue(), '50');
  }
  // A browser lets a page cancel only the first of several Escape keys.
  for (let times = 0; times < 3; ++times) {
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
    assert.equal(await panel.getByLabel('Age').inputValue(), '50');
    assert.ok(await panel.isVisible());
  }
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await isClosed(panel);
  assert.equal(await factsOf(page), null);
  await openPanel(page);
  assert.equal(await panel.getByLabel('Age').inputValue(), '');
  await page.keyboard.press('Escape');
  await isClosed(panel);
});

test('clearing is kept only when it is saved', async () => {
  const page = await openGuest();
  await page.evaluate(() => localStorage.setItem('aurawell.profile', JSON.stringify({ age: 40, goal: 'improve_sleep' })));
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Clear all' }).click();
  assert.deepEqual(await factsOf(page), { age: 40, goal: 'improve_sleep' });
  await save(panel);
  await isClosed(panel);
  assert.equal(await factsOf(page), null);
});

test('a failed save leaves the panel open with what was typed, and says why', async () => {
  const service = new FamilyService().addAccount('ann');
  const page = await openAs(service, 'ann');
  const panel = await openPanel(page);
  await panel.getByLabel('Age').fill('50');
  service.instead.set('PUT family/members/u-ann/profile', { status: 400, json: { success: false, error: { code: 'VALIDATION_1104', message: 'age must be odd' } } });
  await save(panel);
  await panel.getByRole('alert').filter({ hasText: 'age must be odd' }).waitFor();
  service.instead.set('PUT family/members/u-ann/profile', 'offline');
  await save(panel);
  await panel.getByRole('alert').filter({ hasText: 'That could not be saved' }).waitFor();
  assert.equal(await panel.getByLabel('Age').inputValue(), '50');
  service.instead.clear();
  await save(panel);
  await isClosed(panel);
  assert.deepEqual(service.profiles.get('u-ann'), { age: 50 });
});

test('what could not be loaded cannot be overwritten', async () => {
  const service = new FamilyService().addAccount('ann');
  service.profiles.set('u-ann', { age: 41, medical_conditions: ['asthma'], daily_steps_goal: 5000 });
  const page = await openAs(service, 'ann');
  service.instead.set('GET family/members/u-ann/profile', 'offline');
  await page.locator('#open-profile').click();
  const panel = page.locator('#profile');
  await panel.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
  assert.ok(await panel.getByRole('button', { name: 'Save' }).isDisabled());
  assert.ok(await panel.getByLabel('Age').isDisabled());
  service.instead.clear();
  await panel.getByRole('button', { name: 'Try again' }).click();
  await panel.getByLabel('Age').fill('42');
  await panel.getByRole('button', { name: 'Clear all' }).click();
  await panel.getByLabel('Age').fill('42');
  await save(panel);
  await isClosed(panel);
  assert.deepEqual(service.profiles.get('u-ann'), { age: 42, medical_conditions: ['asthma'], daily_steps_goal: 5000 });
});

test('what somebody else changed meanwhile is kept beside the own changes', async () => {
  const service = new FamilyService().addAccount('ann');
  service.profiles.set('u-ann', { age: 41, medical_conditions: ['asthma'] });
  const page = await openAs(service, 'ann');
  const panel = await openPanel(page);
  service.profiles.set('u-ann', { age: 41, height_cm: 160, medical_conditions: ['asthma', 'gout'] });
  await panel.getByLabel('Weight').fill('61.5');
  await save(panel);
  await panel.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile' }).waitFor();
  assert.equal(await panel.getByLabel('Weight').inputValue(), '61.5');
  assert.equal(await panel.getByLabel('Height').inputValue(), '160');
  await save(panel);
  await isClosed(panel);
  assert.deepEqual(service.profiles.get('u-ann'), { age: 41, height_cm: 160, weight_kg: 61.5, medical_conditions: ['asthma', 'gout'] });
});
