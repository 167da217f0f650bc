// Action plans that are read from files, over a socket: what goes out comes back unchanged, what is wrong is told in a sentence, what is ticked is taken.
import test, { before, after } from 'node:test';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Office, engines, run } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';

for (const engine of engines) {
  let office, clerk, year;
  const name = (words) => `${words} (${engine})`;
  const send = async (bytes, file) => {
    await clerk.open(`${year}/sheet`);
    return clerk.submit({}, '/sheet', { file: { bytes, name: file, type: 'application/octet-stream' } });
  };
  const csv = async () => (await clerk.download(`${year}/actions.csv`)).toString();

  before(async () => {
    office = await new Office(engine).init('--demo').serve();
    clerk = await Clerk.signedIn(office.base);
    await clerk.open('/office/plan');
    for (const [, id] of clerk.text.matchAll(/href="\/office\/plan\/years\/(\d+)"/g)) { // the first that is not closed and has actions
      await clerk.open(`/office/plan/years/${id}/actions`);
      if (/read the plan from a file/.test(clerk.text) && /No\.<|\/office\/plan\/actions\/\d/.test(clerk.text)) { year = `/office/plan/years/${id}`; break; }
    }
    assert.ok(year, 'a year whose plan can be changed');
  });
  after(() => office?.clear());

  test(name('the plan of the demo goes out and comes back without a change, as CSV and as XLSX'), async () => {
    for (const ending of ['csv', 'xlsx']) {
      await send(await clerk.download(`${year}/actions.${ending}`), `plan.${ending}`);
      assert.equal(clerk.status, 200, clerk.words.slice(0, 600));
      assert.match(clerk.path, /\/office\/plan\/sheets\/\d+/);
      assert.match(clerk.words, /says nothing that the plan does not say/, clerk.words.slice(0, 1500));
      assert.doesNotMatch(clerk.words, /cannot be read|stay: a file deletes/);
      await clerk.submit({ act: 'leave' }, '');
    }
  });

  test(name('R42 what is changed in the file is shown before and after, and taken when it is ticked'), async () => {
    const before = await csv(), number = /(?:^|,)(\d+\.\d+),/m.exec(before)[1];
    await send(`Ref;Outcome;By when\n${number};Begun anew;31/03/2027\n99.1;Nowhere;March 2027\n`, 'part.csv');
    assert.match(clerk.words, /Begun anew/);
    assert.match(clerk.words, /1 row cannot be read/);
    assert.match(clerk.words, /99\.1 Nowhere The plan has no section 99/);
    assert.match(clerk.words, /In the plan and not in the file/);
    const preview = clerk.path;
    await clerk.submit({ act: 'take', take: number }, '');
    assert.match(clerk.words, /What you ticked was taken into the plan/);
    assert.match(clerk.words, /Begun anew/);
    await clerk.open(preview);
    assert.equal(clerk.status, 410, clerk.words.slice(0, 300));
    await send(before, 'before.csv'); // and back again
    const ticks = [...clerk.text.matchAll(/name="take"[^>]*value="([^"]+)"/g)].map((m) => m[1]);
    assert.deepEqual(ticks, [number]);
    await clerk.submit({ act: 'take', take: ticks }, '');
    assert.equal(await csv(), before);
  });

  test(name('a file that is no plan is refused in a sentence, and nothing of it is kept'), async () => {
    const many = 'No.,Objective,Actions,Timescale\n' + Array.from({ length: 10000 }, (_, i) => `1.${i},A,B,March 2026\n`).join('');
    for (const [bytes, words] of [['', /Choose a file|empty/], ['It was a dark night, and it rained.\n', /No row of headings/], ['No.,Objective,Actions,Timescale\n', /no row below/],
      [many, /10000 rows/], [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls/], [Buffer.from('PK\x03\x04nothing'), /damaged/], ['%PDF-1.7', /PDF/]]) {
      await send(bytes, 'file.xlsx');
      assert.equal(clerk.status, 422, clerk.words.slice(0, 300));
      assert.match(clerk.words, words);
    }
    await clerk.open(`${year}/sheet`);
    assert.doesNotMatch(clerk.words, /file\.xlsx/);
  });

  test(name('the command line tells what would change, and takes it'), async () => {
    await clerk.open(year);
    const of = /Statutory year (\d{4})\/(\d\d)/.exec(clerk.words), file = join(office.data, 'part.csv');
    const command = (...more) => run(['plan', ...office.options, '--year', `${of[1]}-${of[2]}`, ...more, file]);
    writeFileSync(file, 'Ref,Outcome,Actions,Due,Lead\n1.77,Made by command,Do,March 2027,Somebody\n');
    const told = command();
    assert.equal(told.status, 0, told.err);
    assert.match(told.out, /new +row 2 +1\.77 Made by command/);
    assert.match(told.out, /No organisation is called Somebody/);
    assert.doesNotMatch(await csv(), /Made by command/);
    assert.match(command('--take').out, /1 action was taken/);
    assert.match(await csv(), /Made by command/);
    assert.match(command('--take').out, /0 actions were taken/);
    writeFileSync(file, 'No plan at all');
    assert.equal(command('--take').status, 1);
    assert.match(command('--take').err, /No row of headings/);
    assert.equal(run(['verify', ...office.options]).status, 0);
  });

  test(name('whoever does not write the plan neither sends files nor sees them'), async () => {
    await send(`Ref;Outcome;By when\n1.1;A secret of the draft;March 2027\n`, 'draft-of-somebody.csv');
    const preview = clerk.path, member = await Clerk.signedIn(office.base, 'member@demo.example');
    for (const path of [preview, `${year}/sheet`, '/office/plan/template.xlsx', '/office/export/plan_sheet.csv', '/office/history/plan_sheet/1']) {
      await member.open(path);
      assert.ok([403, 404].includes(member.status), `${path}: ${member.status}`);
      assert.doesNotMatch(member.text, /draft-of-somebody|A secret of the draft/);
    }
  });
}
