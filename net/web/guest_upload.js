// Bringing into a new account what a guest of this browser has written.

import { confirmed } from './dom.js';
import { t } from './texts.js';

/** What is to be done: for each person one step, which may be tried again. */
function stepsFor(members, family) {
  const [self, ...others] = members.all;
  const facts = members.factsOf(self.id);
  const steps = Object.keys(facts).length > 0 ? [() => family.saveFacts(family.all[0].id, facts)] : [];
  for (const { id, name } of others) {
    let added;
    steps.push(async () => {
      added ??= await family.add(name);
      await family.saveFacts(added.id, members.factsOf(id));
    });
  }
  return steps;
}

/** Something is wrong with this one, which is no reason not to try the next. */
const isItsOwn = ({ status }) => status >= 400 && status < 500 && status !== 429;

/** Resolves with the steps that are left and, if there are any, why. */
async function take(steps) {
  const left = [];
  let error = null;
  for (const [at, step] of steps.entries()) {
    try {
      await step();
    } catch (reason) {
      error = reason;
      if (!isItsOwn(reason)) return { left: [...left, ...steps.slice(at)], error };
      left.push(step);
    }
  }
  return { left, error };
}

/** Offers that once, after an account was created. `changed()` follows each attempt. */
export async function offerUpload({ members, family, dialog, announce, notices, changed }) {
  const steps = stepsFor(members, family);
  if (steps.length === 0) return;
  const question = t('upload_question', { count: members.all.length - 1 });
  if (!await confirmed(dialog, question, t('upload'))) return;
  const upload = async (wanted) => {
    const { left, error } = await take(wanted);
    if (left.length === 0) announce(t('uploaded'));
    else notices.show({ key: 'upload_failed', error, retry: () => upload(left) });
    changed();
  };
  await upload(steps);
}
