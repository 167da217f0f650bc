// A real action plan, from the shared material, through the archive into the plan of a year in an empty partnership.
import test from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Office, run } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';

const shared = process.env.QUORATE_SHARED ?? '', seeds = join(shared, 'seeds');
const pack = shared !== '' && existsSync(seeds) ? readdirSync(seeds).find((f) => f.startsWith('004')) : null;
const password = 'a-password-for-the-plan-2025';

test('R40 R41 R42 the action plan of the pack becomes 38 actions under nine sections, six of them funded', async (t) => {
  if (!pack) { t.skip('the shared documents are not there'); return; }
  const office = new Office().init();
  try {
    const made = run(['user', 'add', ...office.options, 'clerk@example.org', '--name', 'A. Clerk', '--role', 'clerk'], `${password}\n`);
    assert.equal(made.status, 0, made.err);
    const imported = run(['import', ...office.options, join(seeds, pack)]);
    assert.equal(imported.status, 0, imported.err);
    await office.serve();
    const clerk = new Clerk(office.base);
    await clerk.signIn('clerk@example.org', password);
    await clerk.open('/office/bodies/new');
    await clerk.submit({ name: 'County partnership', kind: 'county_partnership' });
    assert.equal(clerk.status, 200, clerk.words.slice(0, 500));

    let document = null;
    for (let id = 1; id < 60 && !document; id++) {
      await clerk.open(`/office/archive/documents/${id}`);
      if (/Make this the plan of a year/.test(clerk.words)) document = clerk.path;
    }
    assert.ok(document, 'the archive has an action plan');
    await clerk.open(`${document}/plan`);
    await clerk.submit({ agreement: '', body: '1', year: '2025/26' }, '/plan');
    assert.match(clerk.path, /\/office\/plan\/sheets\/\d+/, clerk.words.slice(0, 600));
    const ticks = [...clerk.text.matchAll(/name="take"[^>]*value="([^"]+)"/g)].map((m) => m[1]);
    assert.equal(ticks.filter((k) => k.startsWith('section-')).length, 9, clerk.words.slice(0, 3000));
    assert.equal(ticks.filter((k) => !k.startsWith('section-')).length, 38);
    assert.doesNotMatch(clerk.words, /cannot be read/);
    assert.match(clerk.words, /Doubt of the archive: The action.s number is printed as/); // the garbled numbers
    assert.match(clerk.words, /Doubt of the archive: Action \d+\.\d+ has no lead/);
    await clerk.submit({ act: 'take', take: ticks }, '');
    assert.match(clerk.words, /38 actions, 6 of them funded by the grant/);

    const plan = clerk.path.split('?')[0].split('#')[0];
    const rows = (await clerk.download(`${plan}.csv`)).toString();
    const counts = new Map();
    for (const [, section] of rows.matchAll(/(?:^|,)(\d+)\.\d+,/gm)) counts.set(section, (counts.get(section) ?? 0) + 1);
    assert.deepEqual([...counts.values()], [8, 4, 2, 2, 4, 5, 3, 9, 1]);

    await clerk.open(plan);
    const action = /href="(\/office\/plan\/actions\/\d+)"/.exec(clerk.text)[1];
    await clerk.open(action);
    assert.ok(clerk.text.includes(`href="${document}"`), 'the action leads to its document');
    await clerk.open(document);
    assert.match(clerk.text, /Taken into the plan of/);
    await clerk.open(`${document}/plan`); // a second time there is nothing to take
    await clerk.submit({ agreement: '1', body: '', year: '' }, '/plan');
    assert.match(clerk.words, /says nothing that the plan does not say/, clerk.words.slice(0, 2500));
  } finally { await office.clear(); }
});
