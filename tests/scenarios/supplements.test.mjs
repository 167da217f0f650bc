// After the agenda is published: papers that come late, papers that are replaced, a late item; through the pages, seen by clerk, chair, member, public.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, Visitor, engines, run, until } from '../support/office.mjs';
import { Clerk, bytesOf, publicMeeting } from '../support/clerk.mjs';
import { makePdf, pdfWords } from '../support/pdf.mjs';

const shaOf = (told, kind) => told.documents.find((d) => d.kind === kind).sha256;
const paperOf = (told, code, n = 0) => told.items.find((i) => i.code === code).papers[n];
const numberIn = (url) => /\/papers\/(\d+)/.exec(url)[1];

async function supplements({ office, clerk, chair, member }) {
  const meeting = await clerk.makeMeeting();
  const [, b] = await clerk.partsOf(meeting);
  const item = await clerk.addItem(b, { title: 'Town centre patrols' }), other = await clerk.addItem(b, { title: 'Road safety' });
  await clerk.upload(item, 'Patrols', makePdf('Patrols went up.', 'A second page.'));
  await clerk.agree(meeting, chair);
  await clerk.publish(meeting);
  assert.equal(await clerk.published(meeting), 'Published');
  const before = await publicMeeting(office.base, meeting), old = paperOf(before, 'B1'), oldNumber = numberIn(old.page);
  assert.equal(old.supplement, null);

  // what the clerk adds and replaces now waits, and the agenda stays published
  await clerk.open(`/office/items/${other}/papers/new`);
  assert.match(clerk.words, /What you add becomes part of Supplement 1 \(draft\)/);
  await clerk.upload(other, 'Crossings', makePdf('Three crossings are planned.'));
  assert.match(clerk.words, /added to the draft supplement/);
  await clerk.open(`/office/papers/${oldNumber}/replace`);
  assert.match(clerk.words, /People have this paper already/);
  await clerk.submit({}, '/replace', { file: { bytes: makePdf('Patrols went down.'), name: 'patrols-corrected.pdf' } });
  assert.match(clerk.words, /It is to replace Patrols/);
  const by = numberIn(clerk.path);
  assert.notEqual(by, oldNumber);
  await clerk.open(`/office/meetings/${meeting}`);
  assert.match(clerk.words, /Published/);
  assert.match(clerk.words, /2 papers waiting/);
  assert.deepEqual(await publicMeeting(office.base, meeting), before, 'nothing of it is public');

  // a member has not got it, whatever address is tried
  await member.open(`/office/meetings/${meeting}/agenda`);
  assert.equal(member.status, 200);
  assert.doesNotMatch(member.words, /Crossings|draft/);
  for (const path of [`/office/papers/${by}`, `/office/papers/${by}/file`, `/office/meetings/${meeting}/supplement`]) {
    await member.open(path);
    assert.ok([403, 404].includes(member.status), `${path}: ${member.status}`);
    assert.doesNotMatch(member.words, /Crossings/);
  }

  // the supplement asks for a reason; two clerks press the button at once
  await clerk.open(`/office/meetings/${meeting}/supplement`);
  assert.match(clerk.words, /does not say why there is one/);
  assert.doesNotMatch(clerk.text, /supplement\/publish"/);
  await clerk.submit({ reason: ' ' }, '/supplement');
  assert.equal(clerk.status, 422);
  await clerk.giveReason(meeting, 'The county sent corrected figures.');
  const two = await Clerk.signedIn(office.base);
  await two.open(`/office/meetings/${meeting}/supplement`);
  await Promise.all([clerk.submit({}, '/supplement/publish'), two.submit({}, '/supplement/publish')]);
  for (const c of [clerk, two]) assert.ok([200, 409].includes(c.status), `${c.status}: ${c.words.slice(0, 300)}`);
  assert.equal(await clerk.published(meeting), 'Published');

  const after = await publicMeeting(office.base, meeting), document = after.documents.find((d) => d.kind === 'supplement');
  assert.equal(after.documents.length, 3);
  for (const kind of ['agenda', 'pack']) assert.equal(shaOf(after, kind), shaOf(before, kind), `the ${kind} is the same file`);
  assert.equal(document.number, 1);
  assert.deepEqual(document.pages, [3, 4]);
  assert.match(pdfWords(await bytesOf(office.base, document.url)), /Supplement 1 to the agenda[\s\S]*corrected figures[\s\S]*Patrols went down/);
  assert.equal(paperOf(after, 'B1').supplement, 1);
  assert.match(paperOf(after, 'B1').replaces, new RegExp(`/papers/${oldNumber}$`));
  assert.equal(paperOf(after, 'B2').supplement, 1);
  const site = new Visitor(office.base);
  await site.open(`/meetings/${meeting}`);
  assert.match(site.words, /Supplement 1 \(PDF, [^)]*pages 3 - 4\)/);
  assert.match(site.words, /added \d+ \w+ \d{4}, Supplement 1, page 3; replaces pages 1 - 2, published before/);
  for (const path of [`/papers/${oldNumber}`, new URL(old.url).pathname]) {
    await site.open(path);
    assert.equal(site.status, 410, path);
    assert.match(site.words, /This paper was replaced/);
    assert.match(site.text, new RegExp(`href="/papers/${by}"`));
    assert.doesNotMatch(site.words, /went up/);
  }
  await site.open(`/papers/${by}`);
  assert.match(site.words, /takes the place of a paper that was published before ?, pages 1 - 2/);
  assert.match(await (await fetch(`${office.base}/feed.atom`)).text(), /Supplement 1 published: Kent Community Safety Partnership, 6 May 2031/);
  await member.open(`/office/meetings/${meeting}/agenda`);
  assert.match(member.words, /Crossings/);
  for (const who of [member, clerk]) { // the office has a pack of it too, and none of a supplement that is not out
    const pack = await who.request(`/office/meetings/${meeting}/supplements/1.pdf`);
    assert.equal(pack.status, 200);
    assert.match(pdfWords(Buffer.from(await pack.arrayBuffer())), /Supplement 1 to the agenda[\s\S]*Patrols went down/);
    for (const other of ['0', '2', 'x']) assert.equal((await who.request(`/office/meetings/${meeting}/supplements/${other}.pdf`)).status, 404, other);
  }
  assert.doesNotMatch(await (await fetch(`${office.base}/feed.atom`)).text(), /Agenda updated: Kent Community Safety Partnership, 6 May 2031/);

  // withdrawn with the meeting, and back under the same address
  await clerk.open(`/office/meetings/${meeting}/publication/withdraw`);
  await clerk.submit({ reason: 'The figures were wrong.' });
  await until(async () => (await fetch(`${office.base}/meetings/${meeting}/agenda.pdf`)).status === 410, 'the withdrawal');
  for (const path of [new URL(document.url).pathname, `/papers/${by}`]) {
    await site.open(path);
    assert.equal(site.status, 410, path);
    assert.doesNotMatch(site.words, /Crossings|Patrols/);
  }
  await clerk.agree(meeting, chair);
  await clerk.publish(meeting);
  assert.equal(await clerk.published(meeting), 'Published');
  assert.equal((await fetch(new URL(document.url))).status, 200);
  assert.equal((await fetch(`${office.base}/papers/${oldNumber}`)).status, 410);
}

/** A meeting inside its notice period: what is added to its agenda now is late. */
async function lateItem({ office, clerk, chair }) {
  const day = new Date(Date.now() + 3 * 86400e3);
  const meeting = await clerk.makeMeeting({ 'day-day': String(day.getDate()), 'day-month': String(day.getMonth() + 1), 'day-year': String(day.getFullYear()) });
  const [, b] = await clerk.partsOf(meeting);
  await clerk.addItem(b, { title: 'In time' });
  await clerk.agree(meeting, chair);
  await clerk.publish(meeting);
  assert.equal(await clerk.published(meeting), 'Published');
  const late = await clerk.addItem(b, { title: 'Offer of funding' });
  await clerk.open(`/office/items/${late}`);
  assert.match(clerk.words, /It comes after the latest day of issue/);
  await clerk.agree(meeting, chair);
  await clerk.open(`/office/meetings/${meeting}/check`);
  assert.match(clerk.words, /Item B2 comes after the latest day of issue, so it can only be taken as urgent/);
  assert.match(clerk.words, /Item B2, "Offer of funding", is new\./);
  assert.doesNotMatch(clerk.text, /\/publish"/);

  // the chair decides, which leaves the chair's agreement
  await chair.open(`/office/items/${late}/urgency`);
  await chair.submit({ urgency_reason: '' }, '/urgency');
  assert.equal(chair.status, 422);
  assert.match(chair.words, /Enter why the item is urgent/);
  await chair.submit({ urgency_reason: 'The offer ends on Friday.' }, '/urgency');
  assert.equal(chair.status, 200, chair.words.slice(0, 400));
  await clerk.publish(meeting);
  assert.equal(await clerk.published(meeting), 'Published');
  const told = (await publicMeeting(office.base, meeting)).items.find((i) => i.title === 'Offer of funding');
  assert.match(told.urgency, /^Urgent: The offer ends on Friday\. Decided by .+ on \d/);
  const site = new Visitor(office.base);
  await site.open(`/meetings/${meeting}`);
  assert.match(site.words, /Urgent: The offer ends on Friday\./);
  assert.match(pdfWords(await bytesOf(office.base, `/meetings/${meeting}/agenda.pdf`)), /Urgent:\s+The\s+offer\s+ends\s+on\s+Friday/);

  // a clerk records it with who and when, and the chair agrees again
  await clerk.open(`/office/items/${late}/urgency`);
  await clerk.submit({ urgency_reason: 'The offer ends on Thursday.', 'urgency_decided_on-year': '2099' }, '/urgency');
  assert.equal(clerk.status, 422);
  assert.match(clerk.words, /must not be in the future/);
  assert.match(clerk.text, /ends on Thursday/);
  await clerk.submit({ 'urgency_decided_on-year': String(new Date().getFullYear()) }, '/urgency');
  assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
  assert.match(clerk.words, /the chair has to agree it again/);
}

for (const engine of engines) {
  test(`supplements and late items (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const [clerk, chair, member] = await Promise.all(['clerk', 'chair', 'member'].map((who) => Clerk.signedIn(office.base, `${who}@demo.example`)));
      await supplements({ office, clerk, chair, member });
      await lateItem({ office, clerk, chair });
      const whole = run(['verify', ...office.options]);
      assert.equal(whole.status, 0, whole.err + whole.out);
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer|CHECK failed/);
    } finally { await office.clear(); }
  });
}
