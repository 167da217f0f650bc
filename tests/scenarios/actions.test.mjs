// What a meeting left to be done (R10), through the pages: on the desk of whoever does it, told of and closed, on the next agenda as a paper, in the
// public minutes; and what of it the others do not learn.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, engines } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { pdfWords } from '../support/pdf.mjs';

const restricted = /cost of each review/;

/** The next meeting of the partnership to come; its number. */
async function nextMeeting(clerk) {
  await clerk.open('/office/meetings?body=1');
  return /\/office\/meetings\/(\d+)"><time/.exec(clerk.text.slice(clerk.text.indexOf('Coming meetings')))[1];
}

for (const engine of engines) {
  test(`R10: an action is told of by whoever does it and goes onto the next agenda, anew when something became of it (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base), member = await Clerk.signedIn(office.base, 'member@demo.example');
      await clerk.open('/office');
      assert.match(clerk.words, /Kent Community Safety Partnership: \d actions? (is|are) overdue/);
      await member.open('/office');
      assert.match(member.words, /My actions .*Say which town centres had more officers on foot/s);
      const action = /\/office\/actions\/\d+/.exec(member.text)[0];

      await member.open(action);
      await member.submit({ text: '' }, '/updates');
      assert.equal(member.status, 422);
      assert.match(member.words, /Enter how it goes/);
      await member.submit({ text: 'Three districts have answered.' }, '/updates');
      assert.match(member.words, /The update was added.*Three districts have answered/s);
      assert.equal((await member.open(`${action}/edit`)).status, 403, 'who does it and by when is the clerk\'s to change');

      const meeting = await nextMeeting(clerk), page = `/office/meetings/${meeting}`;
      assert.match((await clerk.open(page)).words, /2? ?actions? of earlier meetings (is|are) open, and this agenda does not carry (it|them) yet/);
      assert.match((await clerk.open(`${page}/agenda`)).words, /does not carry (it|them) yet/);
      await clerk.submit({}, `${page}/actions`);
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      assert.match(clerk.words, /Actions from earlier meetings/);
      const paper = /\/office\/papers\/(\d+)"/.exec(clerk.text)[1];
      const words = async (n) => pdfWords(await clerk.download(`/office/papers/${n}/file`)).replace(/\s+/g, ' ');
      for (const part of [/Say which town centres had more/, /Three districts have/, /Kent Fire and/]) assert.match(await words(paper), part); // cells of a table
      assert.doesNotMatch(await words(paper), restricted);
      assert.doesNotMatch((await clerk.open(page)).words, /does not carry|is older than/);

      // whoever does it says that it is done, with words; the list is older then, and is made anew
      await member.open(`${action}/close`);
      await member.submit({ closed_reason: '' }, '/close');
      assert.equal(member.status, 422);
      assert.match(member.words, /Enter what happened/);
      await member.submit({ closed_reason: 'The figures of all districts are with the clerk.' }, '/close');
      assert.match(member.words, /The action is closed.*Done/s);
      assert.doesNotMatch((await member.open('/office')).words, /My actions/);
      assert.match((await clerk.open(page)).words, /list of actions on this agenda is older/);
      await clerk.submit({}, `${page}/actions`);
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      const newest = [...clerk.text.matchAll(/\/office\/papers\/(\d+)"/g)].map((m) => m[1]).at(-1);
      assert.match(await words(newest), /Open No action is open.*Closed since the last meeting.*Done on .*figures/);

      // the public reads the action under its item, and nothing of that of the restricted item
      const site = new Clerk(office.base);
      for (const path of ['/meetings/1/minutes', '/meetings/1/minutes.json']) {
        await site.open(path);
        assert.match(site.text, /Say which town centres had more officers on foot, and what came of it \(/, path);
        assert.doesNotMatch(site.text, restricted, path);
      }
    } finally { await office.clear(); }
  });
}

test('R10: an action of a restricted item is not there for those who may not read its minute', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await Clerk.signedIn(office.base);
    await clerk.open('/office/actions?state=all');
    assert.doesNotMatch(clerk.words, restricted, 'lists have no words of it');
    const hidden = [...clerk.text.matchAll(/href="(\/office\/actions\/\d+)">Action on item/g)].map((m) => m[1]);
    assert.equal(hidden.length, 1);
    assert.match((await clerk.open(hidden[0])).words, restricted);
    assert.match((await clerk.open('/office/journal')).words, /Read: action/i);
    for (const who of ['auditor', 'administrator', 'member']) {
      const other = await Clerk.signedIn(office.base, `${who}@demo.example`);
      for (const path of ['/office', '/office/actions?state=all', '/office/meetings/1/minutes', '/office/meetings/1/agenda'])
        assert.doesNotMatch((await other.open(path)).words, /cost of each review|Action on item/, `${who} at ${path}`);
      for (const path of [hidden[0], `${hidden[0]}/close`, `/office/history/action/${hidden[0].split('/').at(-1)}`, '/office/export/action.json'])
        assert.ok([403, 404].includes((await other.open(path)).status), `${who} at ${path}: ${other.status}`);
    }
  } finally { await office.clear(); }
});
