// Meetings through the pages: what the clerk's controls do when somebody else was quicker, and who sees what before and after agreement.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, Visitor, engines, until } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { setUpSecondStep } from '../support/totp.mjs';
import { makePdf, pdfWords } from '../support/pdf.mjs';

const codes = (visitor) => [...visitor.text.matchAll(/quorate-agenda__code">([^<]*)<[\s\S]*?<h3[^>]*><a[^>]*>([^<]*)</g)].map((m) => `${m[1]} ${m[2]}`);
const moves = (visitor) => [...visitor.text.matchAll(/name="item" value="([^"]*)"/g)].map((m) => m[1]);
const parts = (visitor) => [...visitor.text.matchAll(/\/office\/parts\/(\d+)\/items\/new/g)].map((m) => m[1]);

/** A meeting of the county partnership in a year with nothing in it; its address. */
async function makeMeeting(clerk, values = {}) {
  await clerk.open('/office/meetings/new');
  await clerk.submit({ body: '1', 'day-day': '5', 'day-month': '6', 'day-year': '2030', starts: '10am', place: 'County Hall', ...values });
  assert.match(clerk.path, /\/office\/meetings\/\d+/, clerk.words.slice(0, 600));
  return clerk.path.split('?')[0];
}

async function addItem(clerk, part, values) {
  await clerk.open(`/office/parts/${part}/items/new`);
  await clerk.submit(values);
  assert.match(clerk.path, /\/office\/items\/\d+/, clerk.words.slice(0, 600));
  return clerk.path.split('?')[0];
}

for (const engine of engines) {
  test(`items are moved, and somebody who was too late gets a clear page (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
      const meeting = await makeMeeting(clerk);
      await clerk.open(meeting + '/agenda');
      const [, b] = parts(clerk);
      await addItem(clerk, b, { title: 'First' });
      const second = await addItem(clerk, b, { title: 'Second' });
      await clerk.open(meeting + '/agenda');
      assert.deepEqual(codes(clerk).filter((c) => c.startsWith('B')), ['B1 First', 'B2 Second']);
      const up = moves(clerk).find((m) => m.startsWith(/\d+/.exec(second)[0] + ':') && m.endsWith(':1'));
      const stale = { text: clerk.text, path: clerk.path };
      await clerk.submit({ item: up }, '/move');
      assert.deepEqual(codes(clerk).filter((c) => c.startsWith('B')), ['B1 Second', 'B2 First']);

      Object.assign(clerk, stale); // the same page, opened before the move
      await clerk.submit({ item: up }, '/move');
      assert.equal(clerk.status, 409);
      assert.match(clerk.words, /moved meanwhile/);

      await clerk.open(second + '/move');
      const other = { text: clerk.text, path: clerk.path };
      const toC = /value="(\d+:\d+)">In part C[^<]*at the end/.exec(clerk.text)[1];
      await clerk.submit({ place: toC }, '/move');
      assert.ok(codes(clerk).includes('C2 Second'), codes(clerk).join());
      Object.assign(clerk, other);
      await clerk.submit({ place: toC }, '/move');
      assert.equal(clerk.status, 409);

      // what was added after the question was asked does not go unseen
      await clerk.open(second + '/remove');
      const question = { text: clerk.text, path: clerk.path };
      await clerk.open(second + '/papers/new');
      await clerk.submit({ title: 'Came meanwhile' }, '/papers/new', { file: { bytes: makePdf('Late'), name: 'late.pdf' } });
      Object.assign(clerk, question);
      await clerk.submit({}, '/remove');
      assert.equal(clerk.status, 409);
      assert.match((await clerk.open(second)).words, /Came meanwhile/);

      await clerk.open(meeting + '/agenda');
      const open = { text: clerk.text, path: clerk.path };
      const gone = moves(clerk).find((m) => m.startsWith(/\d+/.exec(second)[0] + ':'));
      await clerk.open(second + '/remove');
      await clerk.submit({}, '/remove');
      assert.ok(!codes(clerk).some((c) => c.endsWith('Second')));
      Object.assign(clerk, open);
      await clerk.submit({ item: gone }, '/move');
      assert.equal(clerk.status, 409);
      assert.equal((await clerk.open(second)).status, 404);
    } finally { await office.clear(); }
  });
}

test('before an agenda is agreed members know when and where, and nothing of what', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await new Visitor(office.base).signIn('clerk@demo.example'), member = await new Visitor(office.base).signIn('member@demo.example');
    const chair = await new Visitor(office.base).signIn('chair@demo.example'), auditor = await new Visitor(office.base).signIn('auditor@demo.example');
    const meeting = await makeMeeting(clerk, { joining: 'Passcode TURNSTONE88', is_online: 'yes' });
    await clerk.open(meeting + '/agenda');
    const item = await addItem(clerk, parts(clerk)[3], { title: 'Review of Peregrine', restriction: 'exempt', paragraphs: ['1', '2'], public_title: 'Death review',
      restriction_reason: 'It names a family.' });
    await clerk.open(item + '/papers/new');
    await clerk.submit({ title: 'Peregrine overview' }, '/papers/new', { file: { bytes: makePdf('Names'), name: 'p.pdf' } });
    const paper = /\/office\/papers\/\d+/.exec(clerk.text)[0];

    assert.match((await member.open(meeting)).words, /TURNSTONE88/);
    assert.match(member.words, /not out yet/);
    for (const path of [meeting + '/agenda', item, paper, paper + '/file']) {
      await member.open(path);
      assert.equal(member.status, 404, path);
      assert.doesNotMatch(member.text, /Peregrine/, path);
    }
    assert.match((await chair.open(meeting + '/agenda')).words, /Peregrine/, 'the chair agrees it, so the chair reads it');
    assert.match((await auditor.open(item)).words, /Death review.*A paper that is not for publication/s, 'the auditor sees that there is one');
    assert.doesNotMatch(auditor.text, /Peregrine/);
    for (const path of [paper, paper + '/file']) assert.equal((await auditor.open(path)).status, 403, path);
    assert.doesNotMatch((await auditor.open(meeting)).text, /TURNSTONE88/);

    // the clerk records that the chair agreed, on a day that must exist and be past
    await clerk.open(meeting + '/agree');
    await clerk.submit({ agreed_by: 'The chair', 'agreed_on-day': '31', 'agreed_on-month': '2', 'agreed_on-year': '2026' }, '/agree');
    assert.equal(clerk.status, 422);
    await clerk.submit({ agreed_by: 'The chair', 'agreed_on-day': '1', 'agreed_on-month': '1', 'agreed_on-year': '2999' }, '/agree');
    assert.match(clerk.words, /must not be in the future/);
    await clerk.submit({ agreed_by: 'The chair', 'agreed_on-day': '2', 'agreed_on-month': '1', 'agreed_on-year': '2026' }, '/agree');
    assert.match(clerk.words, /By The chair on 2 January 2026/);
    assert.match((await member.open(item)).words, /Review of Peregrine/);
    assert.equal((await member.open(paper)).status, 403, 'not before two-step sign-in');
    assert.equal((await (await setUpSecondStep(member)).open(paper)).status, 200);

    // what the check still wants (MTG-04), and any change ends the agreement (R02)
    assert.match((await clerk.open(meeting + '/check')).words, /nobody is named who decided it/);
    await clerk.open(item + '/edit');
    await clerk.submit({ restriction_decided_by: 'Monitoring officer', 'restriction_review-day': '1', 'restriction_review-month': '6', 'restriction_review-year': '2031' });
    assert.match(clerk.words, /chair has to agree it again/);
    assert.equal((await member.open(item)).status, 404);
    assert.match((await clerk.open(meeting + '/check')).words, /has not agreed the agenda/);
  } finally { await office.clear(); }
});

test('warnings stop a meeting once; a cancelled one is changed no more', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
    await clerk.open('/office/meetings/new');
    await clerk.submit({ body: '1', 'day-day': '26', 'day-month': '12', 'day-year': '2030', starts: '10am', place: 'County Hall' });
    assert.equal(clerk.status, 422);
    assert.match(clerk.words, /Nothing is saved yet/);
    await clerk.submit({});
    assert.equal(clerk.status, 200);
    const meeting = clerk.path.split('?')[0];
    await clerk.open('/office/meetings/new'); // the same body that day
    await clerk.submit({ body: '1', 'day-day': '26', 'day-month': '12', 'day-year': '2030', starts: '3pm', place: 'Elsewhere' });
    assert.match(clerk.words, /already has a meeting that day/);

    await clerk.open(meeting + '/cancel');
    await clerk.submit({ reason: '' }, '/cancel');
    assert.equal(clerk.status, 422);
    await clerk.submit({ reason: 'Too near to Christmas' }, '/cancel');
    assert.match(clerk.words, /Too near to Christmas/);
    assert.equal((await clerk.open(meeting + '/edit')).status, 400);
    await clerk.open(meeting + '/agenda');
    assert.deepEqual(moves(clerk), []);
  } finally { await office.clear(); }
});

test('the template of a body is what its next meeting begins with', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
    await clerk.open('/office/bodies/1/template');
    const part = /\/office\/template-parts\/(\d+)\/items\/new/.exec(clerk.text)[1];
    await clerk.open(`/office/template-parts/${part}/items/new`);
    await clerk.submit({ title: 'Membership of the partnership', kind: 'business' });
    assert.match(clerk.words, /Membership of the partnership/);
    const meeting = await makeMeeting(clerk);
    await clerk.open(meeting + '/agenda');
    assert.ok(codes(clerk).some((c) => /^A\d Membership of the partnership$/.test(c)), codes(clerk).join());
    assert.match(codes(clerk).join(), /Notes of meeting held on/);
  } finally { await office.clear(); }
});

for (const engine of engines) {
  test(`R50: checked minutes are put on the next agenda, and on it anew when they were changed (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base);
      const publication = '/office/meetings/1/minutes/publication';
      await clerk.open(publication);
      assert.match(clerk.words, /For approval at the next meeting The next meeting is on/);
      await clerk.submit({}, '/minutes/agenda');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      assert.match(clerk.words, /The minutes are a paper of this item, for approval\..*Minutes of the meeting of 23 July 2025/s);
      const item = clerk.path.split('?')[0];
      const papers = () => [...new Set([...clerk.text.matchAll(/\/office\/papers\/(\d+)"/g)].map((m) => m[1]))];
      const [paper] = papers();
      const words = async () => pdfWords(await clerk.download(`/office/papers/${paper}/file`)).replace(/\s+/g, ' ');
      assert.match(await words(), /Minutes of the meeting of Wednesday 23 July 2025.*137\. Notes of meeting held on 25 March 2025/);

      // pressed again it is the same paper; other minutes take the place of those that are there
      await clerk.open(publication);
      assert.match(clerk.words, /instead of those that are there/);
      await clerk.submit({}, '/minutes/agenda');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      assert.deepEqual(papers(), [paper]);
      await clerk.open('/office/meetings/1/minutes');
      await clerk.submit({ act: 'reopen' }, '/minutes/state');
      assert.doesNotMatch((await clerk.open(publication)).words, /For approval at the next meeting/, 'a draft goes on no agenda');
      await clerk.open('/office/meetings/1/minutes');
      await clerk.open(/\/office\/items\/\d+\/minute/.exec(clerk.text)[0]);
      await clerk.submit({ text: 'The chair spoke of heliotropes.' }, '/minute');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      await clerk.open('/office/meetings/1/minutes');
      await clerk.submit({ act: 'check' }, '/minutes/state');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      await clerk.open(publication);
      await clerk.submit({}, '/minutes/agenda');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      assert.deepEqual(papers(), [paper]);
      assert.match(await words(), /The chair spoke of heliotropes\./);
    } finally { await office.clear(); }
  });
}

test('R50: minutes are approved through the pages as they were read, and whoever left for an item comes back the same way', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await Clerk.signedIn(office.base);
    const approval = '/office/meetings/7/approval', live = '/office/meetings/7/live'; // November 2025, the meeting after July's
    const seats = async () => [...new Set([...(await clerk.open(live)).text.matchAll(/\/office\/meetings\/7\/attendance\/\d+/g)].map((m) => m[0]))];
    const all = await seats();
    assert.ok(all.length > 10, `${all.length}`);
    for (const seat of all.slice(0, 10)) {
      await clerk.open(seat);
      await clerk.submit({ code: 'present' }, seat);
      assert.equal(clerk.status, 200, `${seat}: ${clerk.words.slice(0, 600)}`);
    }
    const item = /name="left_for"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="left_for"/.exec((await clerk.open(all[0])).text).slice(1).find(Boolean);
    for (const left of [item, null]) {
      await clerk.open(all[0]);
      await clerk.submit({ left_for: left }, all[0]);
      assert.equal(clerk.status, 200, clerk.words.slice(0, 600));
      await clerk.open(all[0]);
      assert.equal(new RegExp(`value="${item}"[^>]*checked|checked[^>]*value="${item}"`).test(clerk.text), left !== null);
    }
    await clerk.open('/office/meetings/7/minutes');
    await clerk.submit({}, '/office/meetings/7/minutes');
    const stale = await Clerk.signedIn(office.base);
    await stale.open(approval);
    const earlier = /action="(\/office\/meetings\/7\/approval\/1)"/.exec((await clerk.open(approval)).text)?.[1];
    assert.ok(earlier, clerk.words.slice(0, 800));
    const signed = { signed_by: 'Cabinet Member (Chair)', 'signed_on-day': '18', 'signed_on-month': '11', 'signed_on-year': '2025' };
    await clerk.open('/office/meetings/7/corrections/1');
    await clerk.submit({ after: 'Somebody else was there too.' }, '/corrections/1');
    assert.equal(clerk.status, 200, clerk.words.slice(0, 600));
    await stale.submit(signed, earlier);
    assert.equal(stale.status, 409, stale.words.slice(0, 400));
    assert.match(stale.words, /changed after you opened the page, so nothing was approved/);
    await clerk.open(approval);
    await clerk.submit(signed, earlier);
    assert.equal(clerk.status, 200, clerk.words.slice(0, 600));
    assert.match((await clerk.open('/office/meetings/1/minutes')).words, /Approved/);

    // it was recorded wrongly: taken back with its correction, which is kept, and the public reads a draft again
    const site = new Clerk(office.base), read = async (what) => until(async () => what.test((await site.open('/meetings/1/minutes')).words), `public minutes: ${what}`);
    await read(/Approved at the meeting of 18 November 2025.*Somebody else was there too/s);
    await clerk.open(`${earlier}/take-back`);
    await clerk.submit({ reason: '' }, '/take-back');
    assert.equal(clerk.status, 422);
    assert.match(clerk.words, /Enter why the approval is taken back/);
    await clerk.submit({ reason: 'Another meeting approved them.' }, '/take-back');
    assert.match(clerk.words, /The approval is taken back.*Taken back by .*Another meeting approved them.*Record it again/s);
    await read(/Draft, to be approved at the next meeting/);
    assert.doesNotMatch(site.words, /Somebody else was there too|Another meeting approved them/);

    // the meeting is counted, with a table to read, one to calculate with, and the rule beside it
    await clerk.open('/office/statistics?body=1&year=2025');
    assert.match(clerk.words, /A substitute counts for the seat.*Attendance by person/s);
    assert.match((await clerk.download('/office/statistics.csv?body=1&year=2025&table=seats')).toString(), /^Seat,Body,Meetings,In the room/);
    assert.equal((await clerk.download('/office/statistics.xlsx?body=1&year=2025')).subarray(0, 2).toString(), 'PK');
  } finally { await office.clear(); }
});
