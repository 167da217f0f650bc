// Publishing through the pages: what the check holds back and why, publishing again, withdrawing, what the public writes to the office.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, Visitor, engines, until } from '../support/office.mjs';
import { Clerk, bytesOf, publicMeeting } from '../support/clerk.mjs';
import { makePdf, pdfWords } from '../support/pdf.mjs';
import { setUpSecondStep } from '../support/totp.mjs';

/** A reader's copy without the line that says who read it and when. */
const unmarked = (pdf) => pdfWords(pdf).replace(/Read by [^\n]*/g, '').replace(/\s+/g, ' ');

for (const engine of engines) {
  test(`held back, published, published again, withdrawn (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
      const auditor = await Clerk.signedIn(office.base, 'auditor@demo.example');
      const meeting = await clerk.makeMeeting();
      const [, b, , d] = await clerk.partsOf(meeting);
      const open = await clerk.addItem(b, { title: 'Town centre patrols' });
      const closed = await clerk.addItem(d, { title: 'Operation Quicksilver update', public_title: 'Police operation: update', restriction: 'exempt', paragraphs: ['7'],
        restriction_reason: 'It would prejudice an investigation.', restriction_decided_by: 'Monitoring Officer', 'restriction_review-day': '6', 'restriction_review-month': '5', 'restriction_review-year': '2032' });
      await clerk.upload(open, 'Patrols', makePdf('Patrols went up.', 'See also Operation Quicksilver update for the rest.'));
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      await clerk.upload(closed, 'Informants', makePdf('The harbour informant of Quicksilver.', 'His second page.'));
      await clerk.agree(meeting, chair);
      await clerk.open(`/office/meetings/${meeting}/check`);
      assert.match(clerk.words, /What the pack cannot keep.*B1, "Patrols": It has no tags.*D1, "Informants": It has no tags/);

      // the restricted title stands in an open PDF
      await clerk.publish(meeting);
      assert.equal(await clerk.published(meeting), 'Held back');
      assert.match(clerk.words, /The title of item D1 stands on page 2 of the paper "Patrols"/);
      assert.equal((await publicMeeting(office.base, meeting))?.items?.length ?? 0, 0);
      await auditor.open(`/office/meetings/${meeting}/publication`);
      assert.equal(auditor.status, 200);
      assert.match(auditor.words, /Held back/);
      assert.doesNotMatch(auditor.words, /Quicksilver/, 'who may not see the restricted papers is not told the words');

      // another PDF, agreed again, published
      await clerk.open(`/office/items/${open}`);
      const paper = /\/office\/papers\/(\d+)/.exec(clerk.text)[1];
      await clerk.open(`/office/papers/${paper}/replace`);
      await clerk.submit({}, '/replace', { file: { bytes: makePdf('Patrols went up.', 'Nothing else.'), name: 'patrols.pdf' } });
      await clerk.agree(meeting, chair);
      await clerk.publish(meeting);
      assert.equal(await clerk.published(meeting), 'Published');
      const told = await publicMeeting(office.base, meeting), file = told.items.find((i) => i.code === 'B1').papers[0].url;
      assert.equal((await fetch(new URL(file, office.base))).status, 200);

      // two packs with the same numbers: the public one says which pages are withheld, members read theirs as it was kept
      assert.match(clerk.words, /What the pack could not keep.*B1, "Patrols": It has no tags.*D1, "Informants"/);
      const member = await Clerk.signedIn(office.base, 'member@demo.example'), nobody = new Visitor(office.base);
      const open_ = pdfWords(await bytesOf(office.base, `/meetings/${meeting}/pack.pdf`));
      assert.match(open_, /Police operation: update[\s\S]*Pages 3 to 4 are not for publication\.[\s\S]*paragraph 7 of Part 1 of Schedule 12A/);
      assert.doesNotMatch(open_, /Quicksilver|informant|Informants/);
      assert.doesNotMatch(pdfWords(await member.download(`/office/meetings/${meeting}/pack.pdf`)), /Quicksilver|informant/, 'not without the second step');
      await setUpSecondStep(member);
      const theirs = unmarked(await member.download(`/office/meetings/${meeting}/pack.pdf`));
      assert.match(theirs, /Operation Quicksilver update[\s\S]*Pages 3 - 4[\s\S]*harbour informant/);
      assert.match(theirs, /Exempt under paragraph 7 of Part 1 of Schedule 12A to the Local Government Act 1972 Page 4 /, 'the page number stands under the marking');
      assert.equal(unmarked(await member.download(`/office/meetings/${meeting}/pack.pdf`)), theirs);
      assert.equal(unmarked(await clerk.download(`/office/meetings/${meeting}/pack.pdf`)), theirs);
      assert.doesNotMatch(pdfWords(await auditor.download(`/office/meetings/${meeting}/pack.pdf`)), /Quicksilver|informant/, 'who may not read restricted papers gets the pack without them');
      await nobody.open(`/office/meetings/${meeting}/pack.pdf`);
      assert.doesNotMatch(nobody.text, /%PDF/);
      await clerk.open('/office/journal');
      assert.match(clerk.words, /members' pack/i);
      const said = await publicMeeting(office.base, meeting);
      assert.doesNotMatch(JSON.stringify(said), /Quicksilver|Informants/);
      assert.deepEqual(said.items.find((i) => i.code === 'D1').pages, [3, 4]);

      // minutes are published by themselves: whoever withdraws an agenda is told that they stay
      await clerk.open('/office/meetings/1/publication/withdraw');
      assert.match(clerk.words, /The minutes of this meeting are published too, and stay/);

      // withdrawing asks, wants a reason, and takes everything away
      await clerk.open(`/office/meetings/${meeting}/publication/withdraw`);
      assert.doesNotMatch(clerk.words, /minutes of this meeting/);
      await clerk.submit({ reason: ' ' });
      assert.equal(clerk.status, 422);
      assert.match(clerk.words, /Enter why it is withdrawn/);
      await clerk.submit({ reason: 'The figures were wrong.' });
      assert.equal(clerk.status, 200);
      await until(async () => (await fetch(`${office.base}/meetings/${meeting}/agenda.pdf`)).status === 410, 'the withdrawal');
      const site = new Visitor(office.base);
      // the meeting takes place all the same: when and where come back with the next job
      await until(async () => /County Hall/.test((await site.open(`/meetings/${meeting}`)).words), 'when and where');
      assert.equal(site.status, 200);
      assert.match(site.words, /Agenda withdrawn .*were withdrawn on .*The figures were wrong.* Time 10am .*County Hall/);
      assert.doesNotMatch(site.words, /Patrols|patrols/);
      assert.match((await site.open(`/meetings/${meeting}.ics`)).text, /LOCATION:County Hall/);
      assert.doesNotMatch((await clerk.open(`/office/meetings/${meeting}`)).words, /kept, published on|after it, published on/);
      for (const path of [`/meetings/${meeting}/agenda.pdf`, `/meetings/${meeting}/pack.pdf`, new URL(file).pathname, `/papers/${paper}`]) {
        await site.open(path);
        assert.equal(site.status, 410, path);
        assert.match(site.words, /The figures were wrong/, path);
        assert.doesNotMatch(site.words, /Patrols|patrols/, path);
      }
      await site.open('/search?q=patrols');
      assert.match(site.words, /Nothing was found/);

      // and again under the same address
      await clerk.agree(meeting, chair);
      await clerk.publish(meeting);
      assert.equal(await clerk.published(meeting), 'Published');
      assert.equal((await fetch(new URL(file, office.base))).status, 200);

      // withdrawn in the office alone, a paper is still out, and its page says so and what takes it away
      await clerk.open(`/office/papers/${paper}`);
      assert.doesNotMatch(clerk.words, /can still read this paper/);
      await clerk.open(`/office/papers/${paper}/withdraw`);
      await clerk.submit({ reason: 'Another one comes.' }, '/withdraw');
      await clerk.open(`/office/papers/${paper}`);
      assert.match(clerk.words, /The public can still read this paper, as it was published on .* until the agenda is published again , which takes this paper away, or the publication is withdrawn/);
      assert.equal((await fetch(new URL(file, office.base))).status, 200);
      await clerk.agree(meeting, chair);
      await clerk.publish(meeting);
      assert.equal(await clerk.published(meeting), 'Published');
      assert.equal((await fetch(new URL(file, office.base))).status, 410);
      assert.doesNotMatch((await clerk.open(`/office/papers/${paper}`)).words, /can still read this paper/);
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer|quicksilver/i);
    } finally { await office.clear(); }
  });

  test(`a planned meeting and its cancellation reach the public by themselves; letters reach the office (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base);
      const meeting = await clerk.makeMeeting({ place: 'The Guildhall', is_online: null });
      const planned = await until(() => publicMeeting(office.base, meeting), 'the planned meeting');
      assert.equal(planned.status, 'planned');
      assert.equal(planned.place, 'The Guildhall');
      assert.deepEqual(planned.items, []);
      await clerk.open(`/office/meetings/${meeting}/cancel`);
      await clerk.submit({ reason: 'The Guildhall is flooded.' });
      await until(async () => (await publicMeeting(office.base, meeting)).status === 'cancelled', 'the cancellation');
      assert.match(await (await fetch(`${office.base}/meetings/${meeting}.ics`)).text(), /STATUS:CANCELLED/);

      const site = new Visitor(office.base);
      await site.open('/contact?about=/meetings/1');
      await site.submit({ kind: 'format', text: 'Large print of the pack, please.', name: 'A. Reader' }, '/contact');
      assert.match(site.path, /contact\/sent/);
      await clerk.open('/office/letters');
      await clerk.submit({}, '/collect');
      await until(async () => /Another format/.test((await clerk.open('/office/letters')).words), 'the letter');
      await clerk.open(/\/office\/letters\/\d+/.exec(clerk.text)[0]);
      assert.match(clerk.words, /Large print of the pack/);
      assert.match(clerk.words, /\/meetings\/1/);
      await clerk.submit({ answer: 'Sent by post.' }, /\/office\/letters\/\d+/.exec(clerk.path)[0]);
      assert.doesNotMatch(clerk.words, /A\. Reader/);
      await clerk.open('/office/letters?state=done');
      assert.match(clerk.words, /A\. Reader/);
      await clerk.open(/\/office\/letters\/\d+/.exec(clerk.text)[0] + '/delete');
      await clerk.submit({});
      await clerk.open('/office/letters?state=done');
      assert.doesNotMatch(clerk.words, /A\. Reader/);

      const odd = new Visitor(office.base), ask = odd.request.bind(odd);
      odd.request = (path, options = {}) => ask(path, { ...options, headers: { ...options.headers, 'user-agent': 'Browser \xff' } });
      assert.match((await odd.signIn('member@demo.example')).title, /desk/i, 'a browser whose name is no text may sign in');

      for (let i = 0; i < 5; i++) {
        await site.open('/contact');
        await site.submit({ kind: 'question', text: `Letter ${i}` }, '/contact');
      }
      assert.equal(site.status, 429, 'five letters an hour from one sender');
      assert.equal(site.headers.get('retry-after'), '3600');
      assert.match(site.words, /write to us by email/);

      await clerk.open('/office/public-side');
      await clerk.submit({}, '/public-side');
      assert.equal(clerk.status, 200);
      await until(async () => /Last brought up to date/.test((await clerk.open('/office/public-side')).words), 'the public side');
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer|Large print/);
    } finally { await office.clear(); }
  });
}
