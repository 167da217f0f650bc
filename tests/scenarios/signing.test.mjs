// Timelines, the sign-off of reports, and what members keep to themselves, through the pages.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, Visitor, engines, password, run } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { makePdf } from '../support/pdf.mjs';
import { totp } from '../support/totp.mjs';

const everybody = ['administrator', 'clerk', 'safety', 'chair', 'member', 'auditor'];
const signIn = async (office, who) => new Clerk(office.base).signIn(`${who}@demo.example`);
/** The value of the option of a select that says `label`. */
const option = (page, label) => (new RegExp(`<option value="(\\d+)"[^>]*>${label}`).exec(page.text) ?? assert.fail(`no option ${label}`))[1];

/** Sets two-step sign-in up, which restricted papers ask for. */
async function twoSteps(visitor) {
  await visitor.open('/account/second-step');
  await visitor.submit({ password }, '/begin');
  visitor.secret = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(visitor.text)[1].replace(/ /g, '');
  await visitor.submit({ code: totp(visitor.secret) }, '/set-up');
  assert.equal(visitor.status, 200, visitor.words.slice(0, 300));
}

async function writeReport(visitor, item, values = {}) {
  await visitor.open(`/office/items/${item}/reports/new`);
  await visitor.submit({ subject: 'Night-time economy', summary: 'What was done.', body: '# Background\n\nFour evenings were held.\n\nFewer people were hurt.', recommendations: '- Agree a fifth.', ...values });
  assert.match(visitor.path, /\/office\/papers\/\d+/, visitor.words.slice(0, 400));
  return visitor.path.split('?')[0];
}

test('what is to be changed in a report with a withheld passage is told to those who read the passage', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const [clerk, safety, auditor, administrator] = await Promise.all(['clerk', 'safety', 'auditor', 'administrator'].map((who) => signIn(office, who)));
    for (const reader of [clerk, safety]) await twoSteps(reader);
    const [, b] = await clerk.partsOf(await clerk.makeMeeting());
    const item = await clerk.addItem(b, { title: 'A street' }), papers = new Set();
    for (const [passage, isTold] of [['::: restricted 1\nThe house is number 48.\n:::', false], ['It is quiet.', true]]) {
      const paper = await writeReport(safety, item, { body: `# Background\n\nWe went there.\n\n${passage}` });
      papers.add(paper);
      await safety.open(paper + '/sign-off');
      await safety.submit({ author: option(safety, 'Head of Community Safety'), approver: option(safety, 'Cabinet Member for Community') }, '/sign-off');
      await safety.open(paper);
      await safety.submit({ act: 'send' }, '/sign-off/act');
      await clerk.open(paper);
      await clerk.submit({ act: 'back', note: 'The number is wrong: it is 50.' }, '/sign-off/act');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      assert.match((await clerk.open(paper)).words, /it is 50/);
      for (const other of [auditor, administrator]) {
        await other.open(paper);
        if (other.status !== 200) continue;
        assert.equal(/it is 50/.test(other.words), isTold, `${passage}: ${other.words.slice(0, 600)}`);
      }
      assert.equal((await auditor.open(paper)).status, 200);
    }
    assert.equal(papers.size, 2, 'two reports of one title with other words are two reports');
  } finally { await office.clear(); }
});

for (const engine of engines) {
  test(`a report goes from its author to the approver to the clerk (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const [clerk, safety, chair, member] = await Promise.all(['clerk', 'safety', 'chair', 'member'].map((who) => signIn(office, who)));
      const meeting = await clerk.makeMeeting();
      const [, b, , d] = await clerk.partsOf(meeting);
      const item = await clerk.addItem(b, { title: 'Night-time economy', purpose: 'decision' });
      const paper = await writeReport(safety, item);
      assert.match(safety.words, /Draft Next: Head of Community Safety/, 'who writes it is its author');

      // nobody approves their own report; the chair is to approve it
      await safety.open(paper + '/sign-off');
      const author = option(safety, 'Head of Community Safety'), approver = option(safety, 'Cabinet Member for Community');
      await safety.submit({ author, approver: author }, '/sign-off');
      assert.equal(safety.status, 422);
      assert.match(safety.words, /nobody approves their own report/);
      await safety.submit({ author, approver }, '/sign-off');
      assert.equal(safety.status, 200);
      assert.doesNotMatch((await clerk.open(paper)).text, /Accept the report/, 'the clerk does not go past the approver');
      assert.match((await safety.open('/office')).words, /"Night-time economy" on item B1 .* is a draft: finish it/);
      await safety.open(paper);
      await safety.submit({ act: 'send' }, '/sign-off/act');

      // sent back with words, sent again, approved; each step waits on the desk of whose turn it is
      assert.match((await chair.open('/office')).words, /"Night-time economy" on item B1 .* waits for your approval/);
      assert.match(chair.words, /Agendas that wait for your agreement.*1 report is not signed off yet/s);
      await chair.open(paper);
      await chair.submit({ act: 'back' }, '/sign-off/act');
      assert.equal(chair.status, 422);
      assert.match(chair.words, /Say what should be changed/);
      await chair.submit({ act: 'back', note: 'Give the cost of each evening.' }, '/sign-off/act');
      assert.match((await safety.open(paper)).words, /Give the cost of each evening\./);
      assert.equal((await member.open(paper)).status, 404, 'members see nothing of it yet');
      await safety.submit({ act: 'send' }, '/sign-off/act');
      await chair.open(paper);
      await chair.submit({ act: 'approve' }, '/sign-off/act');
      assert.match((await clerk.open('/office')).words, /"Night-time economy" on item B1 .* is approved: accept it/);
      await clerk.open(paper);
      await clerk.submit({ act: 'accept' }, '/sign-off/act');
      assert.match(clerk.words, /Approved .* recorded by Cabinet Member \(Chair\).*Accepted .* by Scrutiny Officer/);
      assert.match((await clerk.open('/office/journal')).words, /Changed: sign-off of a report/);

      // on the timeline, and gone again with the next change
      assert.match((await clerk.open(`/office/meetings/${meeting}`)).words, /Done Reports signed off .* 1 of 1 report is accepted/);
      assert.doesNotMatch((await clerk.open(`/office/meetings/${meeting}/check`)).words, /not signed off/);
      await safety.open(paper + '/report');
      await safety.submit({ summary: 'What was done, and the cost.' }, '/report');
      assert.match((await clerk.open(`/office/meetings/${meeting}/check`)).words, /The report on item B1 is not signed off/);
      assert.match((await clerk.open(paper)).words, /The report was changed\./);

      // an approver who sits nowhere finds a report of an open item, and nothing of a restricted one
      const closed = await clerk.addItem(d, { title: 'Review of Peregrine', public_title: 'Review', restriction: 'exempt', paragraphs: ['1'], restriction_reason: 'It names a family.', restriction_decided_by: 'Clerk', 'restriction_review-day': '6', 'restriction_review-month': '5', 'restriction_review-year': '2032' });
      const secret = await writeReport(safety, closed, { subject: 'Peregrine overview', summary: 'It names a family.' });
      const fire = option(await clerk.open(paper + '/sign-off'), 'Director of Prevention');
      for (const one of [paper, secret]) {
        await clerk.open(one + '/sign-off');
        await clerk.submit({ author, approver: fire }, '/sign-off');
        await clerk.open(one);
        await clerk.submit({ act: 'send' }, '/sign-off/act');
      }
      assert.match((await member.open('/office')).words, /"Night-time economy" on item B1/);
      assert.doesNotMatch(member.text, /Peregrine/, 'a restricted title stays with the rights of the meeting');
      assert.equal((await member.open(paper)).status, 200);
      assert.equal((await member.open(paper + '/file')).status, 200);
      assert.equal((await member.open(secret)).status, 403);
      assert.doesNotMatch(member.text, /Peregrine|names a family/);
      assert.equal((await member.open(`/office/meetings/${meeting}/agenda`)).status, 404);
    } finally { await office.clear(); }
  });

  test(`notes are their writer's alone, and openings are counts (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const visitors = Object.fromEntries(await Promise.all(everybody.map(async (who) => [who, await signIn(office, who)])));
      const { clerk, chair, member } = visitors;
      const meeting = await clerk.makeMeeting();
      const [, b, , d] = await clerk.partsOf(meeting);
      const item = await clerk.addItem(b, { title: 'Night-time economy' });
      const paper = await writeReport(clerk, item);
      await clerk.upload(item, 'Figures', makePdf('One', 'Two', 'Three'));
      const pdf = [...(await clerk.open(`/office/items/${item}`)).text.matchAll(/\/office\/papers\/\d+/g)].map((m) => m[0]).find((x) => x !== paper);
      const closed = await clerk.addItem(d, { title: 'Peregrine', public_title: 'Review', restriction: 'exempt', paragraphs: ['1'], restriction_reason: 'It names a family.', restriction_decided_by: 'Clerk', 'restriction_review-day': '6', 'restriction_review-month': '5', 'restriction_review-year': '2032' });
      await clerk.upload(closed, 'Peregrine file', makePdf('Names'));
      const secret = /\/office\/papers\/\d+/.exec(clerk.text)[0];
      await clerk.agree(meeting, chair);

      // what is new: not opened, opened, changed
      const mine = async () => /Tuesday 6 May 2031.*?(?=<\/section>)/s.exec((await member.open('/office')).text)?.[0] ?? '';
      assert.match(await mine(), /3 of 3 papers are new to you|3 of 3/);
      assert.match((await clerk.open(`/office/meetings/${meeting}/opened`)).words, /Night-time economy 0 of 2 .* Figures 0 of 2/);
      await member.open(paper);
      assert.match(await mine(), /2 of 3/);
      await clerk.open(`/office/meetings/${meeting}/opened`);
      assert.match(clerk.words, /Night-time economy 1 of 2/);
      assert.doesNotMatch(clerk.text.replace(/quorate-header[\s\S]*?<\/header>/, ''), /Director of Prevention/, 'counts, not names');

      // notes: at a paragraph with a passage, by page, and what is wrong with them
      await member.open(paper);
      await member.submit({ paragraph: '1.2', quote: 'Fewer   people\nwere hurt', words: 'WINDMILL7731 ask why <b>' }, '/notes');
      assert.match(member.words, /Your note was saved/);
      assert.match(member.text, /1\.2 <mark class="quorate-mark" id="note-\d+">Fewer people were hurt<\/mark>\./);
      assert.match(member.text, /WINDMILL7731 ask why &lt;b&gt;/);
      await member.submit({ paragraph: '', quote: '', words: '' }, '/notes');
      assert.equal(member.status, 422);
      assert.match(member.words, /Enter a note, or the words/);
      await member.open(pdf);
      await member.submit({ page: '4', words: 'WINDMILL on a page that is not there' }, '/notes');
      assert.equal(member.status, 422);
      assert.match(member.text, /pages 1 to 3[\s\S]*WINDMILL on a page that is not there/, 'nothing that was typed is lost');
      await member.submit({ page: '2', words: 'WINDMILL7732' }, '/notes');
      assert.doesNotMatch((await member.open(secret)).text, /Save the note/, 'no notes on what is not there to be read');
      await twoSteps(member);
      await member.open(secret);
      await member.submit({ words: 'WINDMILL7733 about Peregrine' }, '/notes');
      await chair.open(paper);
      await chair.submit({ paragraph: '1.1', words: 'TURNSTONE88' }, '/notes');
      await member.open('/office/notes');
      for (const words of [/WINDMILL7731/, /Page 2 WINDMILL7732/, /WINDMILL7733/]) assert.match(member.words, words);
      assert.doesNotMatch(member.text, /TURNSTONE/);
      const note = /\/office\/notes\/(\d+)\/edit/.exec(member.text)[0];

      // nobody else: no page, list, history, download, journal, search; neither office nor public side, nor the log
      const places = [paper, pdf, secret, `/office/meetings/${meeting}`, `/office/meetings/${meeting}/agenda`, `/office/meetings/${meeting}/opened`, `/office/items/${item}`, '/office', '/office/notes',
        note, '/office/journal', '/office/journal?before=50', '/office/jobs', '/office/export', '/office/people?q=WINDMILL', '/search?q=turnstone', '/search.json?q=turnstone'];
      const records = ['meeting', 'paper', 'report', 'sign_off', 'agenda_item', 'account', 'paper_note', 'paper_opening'];
      for (const record of records) places.push(`/office/export/${record}.json`, `/office/export/${record}.csv`, ...[1, 2, 3, 4].map((n) => `/office/history/${record}/${n}`));
      for (const who of [...everybody, null]) {
        if (who === 'member') continue;
        const visitor = who ? visitors[who] : new Visitor(office.base);
        for (const place of places) {
          await visitor.open(place);
          assert.doesNotMatch(visitor.text.replace(/q=WINDMILL|value="WINDMILL"|“WINDMILL”/g, ''), /WINDMILL/, `${who} at ${place}`);
          if (place === note && who) assert.notEqual(visitor.status, 200, `${who} at ${place}`);
        }
      }
      for (const record of ['paper_note', 'paper_opening']) assert.equal((await clerk.open(`/office/export/${record}.json`)).status, 404);
      await chair.open('/office/notes');
      await chair.submit({}, '/delete');
      await chair.open(paper);
      const token = /name="_csrf" value="([^"]+)"/.exec(chair.text)[1];
      for (const way of ['/delete', '/edit']) {
        const r = await chair.request(note.replace('/edit', way), { method: 'POST', body: new URLSearchParams({ _csrf: token, words: 'mine now' }), headers: { origin: office.base } });
        assert.equal(r.status, 404, way);
      }
      assert.doesNotMatch(office.log, /WINDMILL|TURNSTONE/);
      if (engine === 'sqlite') assert.doesNotMatch(run(['verify', ...office.options]).out, /differs|broken/);

      // changed and deleted by their writer
      await member.open(note);
      await member.submit({ words: 'WINDMILL changed' }, '/edit');
      assert.match((await member.open('/office/notes')).words, /WINDMILL changed/);
      await member.submit({}, note.replace('/edit', '/delete'));
      assert.doesNotMatch(member.text, /WINDMILL changed/);

      // an item that becomes another's: what is restricted goes with the access, and comes back with it
      await clerk.open(secret + '/withdraw');
      await clerk.submit({ reason: 'Not now.' }, '/withdraw');
      await member.open('/office/notes');
      assert.doesNotMatch(member.text, /WINDMILL7733|Peregrine/);
      assert.match(member.words, /2 notes are on papers that you cannot open at present/, 'the agenda is being revised, and the paper is withdrawn');
      await clerk.agree(meeting, chair);
      assert.match((await member.open('/office/notes')).words, /WINDMILL7732.*1 note is on a paper that you cannot open at present/s);
      await clerk.open(secret);
      await clerk.submit({}, '/restore');
      await clerk.agree(meeting, chair);
      assert.match((await member.open('/office/notes')).words, /WINDMILL7733/);
      await clerk.open(secret + '/withdraw');
      await clerk.submit({ reason: 'For good.' }, '/withdraw');
      await clerk.agree(meeting, chair);
      await member.open('/office/notes');
      await member.submit({}, '/delete-hidden');
      assert.doesNotMatch(member.words, /cannot open at present/);
      assert.match(member.words, /WINDMILL7732/);

      // a passage that is withheld within an open report: its words and what is noted beside it go with the access, the other notes stay
      await clerk.open(paper + '/report');
      await clerk.submit({ body: '# Background\n\nFour evenings were held.\n\n::: restricted 1 because of one person\nsummary: A person.\nThe informant is called Kestrel.\n:::\n\nFewer people were hurt.' }, '/report');
      await clerk.agree(meeting, chair);
      await member.open(paper);
      assert.match(member.text, /<option value="1\.2">1\.2 The informant is called Kestrel/);
      await member.submit({ paragraph: '1.2', quote: 'informant is called Kestrel', words: 'WINDMILL7734' }, '/notes');
      await member.submit({ paragraph: '1.1', words: 'WINDMILL7735' }, '/notes');
      assert.match(member.text, /<mark[^>]*>informant is called Kestrel<\/mark>/);
      await member.open('/account/second-step/off');
      await member.submit({ password, code: totp(member.secret, 1) }, '/off');
      for (const place of [paper, '/office/notes']) {
        await member.open(place);
        assert.equal(member.status, 200, place);
        assert.doesNotMatch(member.text, /Kestrel|WINDMILL7734/, place);
      }
      assert.match(member.words, /notes? (is|are) on (a paper|papers) that you cannot open at present/);

      // a report that changed is new again, and says which notes are older
      await clerk.open(paper + '/report');
      await clerk.submit({ body: '# Background\n\nFive evenings were held.\n\nFewer people were hurt.' }, '/report');
      await clerk.agree(meeting, chair);
      assert.match(await mine(), /Changed since you opened it/);
    } finally { await office.clear(); }
  });
}

test('the timeline is recorded, late, and moved by a holiday', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const [clerk, member, chair, auditor] = await Promise.all(['clerk', 'member', 'chair', 'auditor'].map((who) => signIn(office, who)));
    const meeting = await clerk.makeMeeting();
    await clerk.open(`/office/meetings/${meeting}`);
    assert.match(clerk.words, /To do Call for items By Tuesday 1 April 2031 Next: Clerk/);
    assert.match(clerk.words, /Agenda and papers issued By Monday 28 April 2031/);
    await clerk.submit({ act: 'call_sent', 'sent_on-day': '31', 'sent_on-month': '2', 'sent_on-year': '2026' }, '/acts');
    assert.equal(clerk.status, 422);
    assert.match(clerk.words, /Enter the day on which it was sent/);
    await clerk.submit({ act: 'call_sent', 'sent_on-day': '1', 'sent_on-month': '2', 'sent_on-year': '2031' }, '/acts');
    assert.match(clerk.words, /must not be in the future/);
    await clerk.submit({ act: 'call_sent', 'sent_on-day': '1', 'sent_on-month': '2', 'sent_on-year': '2026' }, '/acts');
    assert.match(clerk.words, /Done Call for items By Tuesday 1 April 2031 ?; done on 1 February 2026/);
    assert.match((await member.open(`/office/meetings/${meeting}`)).words, /Call for items/);
    assert.doesNotMatch(member.words, /Next: Clerk/, 'whose turn it is, is for the office');
    assert.match((await chair.open(`/office/meetings/${meeting}`)).words, /Next: Chair/);
    assert.doesNotMatch((await auditor.open(`/office/meetings/${meeting}`)).text, /name="act"/);
    await clerk.submit({ act: 'call_sent' }, '/acts/undo');
    assert.match(clerk.words, /To do Call for items/);

    await clerk.open('/office/holidays/new');
    await clerk.submit({ name: 'A day of celebration', 'day-day': '30', 'day-month': '4', 'day-year': '2031' });
    assert.match((await clerk.open(`/office/meetings/${meeting}`)).words, /Agenda and papers issued By Friday 25 April 2031/);

    await clerk.open('/office');
    assert.match(clerk.words, /Late .*Draft minutes.*Meetings ahead/s);
    assert.match(clerk.words, /Working Group: nobody is chair/);
  } finally { await office.clear(); }
});
