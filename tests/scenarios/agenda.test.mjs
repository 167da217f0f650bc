// The main job, through the pages: a clerk makes a meeting, its agenda and papers; the chair agrees; it is published; the public reads it.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, Visitor, engines, run, until } from '../support/office.mjs';
import { setUpSecondStep } from '../support/totp.mjs';
import { encryptedPdf, makePdf, pdfCheck, pdfWords } from '../support/pdf.mjs';

const day = { 'day-day': '16', 'day-month': '3', 'day-year': '2027' };

/** A meeting of the county partnership on a day far ahead, made through the form; its number. */
async function makeMeeting(clerk, values = {}) {
  await clerk.open('/office/meetings/new');
  await clerk.submit({ body: '1', 'day-day': '6', 'day-month': '5', 'day-year': '2027', starts: '10am', ends: 'noon', is_online: null, place: 'Council Chamber, County Hall',
    joining: 'Passcode WINDMILL7731', ...values });
  if (/warned/.test(clerk.text) && /\/new/.test(clerk.path)) await clerk.submit({ warned: 'yes' }); // asked once about a clash or holiday
  const id = /\/office\/meetings\/(\d+)/.exec(clerk.path)?.[1];
  assert.ok(id, `made: ${clerk.status} ${clerk.path} ${clerk.words.slice(0, 600)}`);
  return id;
}

/** The number of part A, B ... of a meeting, from the links of its agenda page. */
async function partsOf(clerk, meeting) {
  await clerk.open(`/office/meetings/${meeting}/agenda`);
  return [...clerk.text.matchAll(/\/office\/parts\/(\d+)\/items\/new/g)].map((m) => m[1]);
}

async function addItem(clerk, part, values) {
  await clerk.open(`/office/parts/${part}/items/new`);
  await clerk.submit({ kind: 'business', purpose: 'information', ...values });
  const id = /\/office\/items\/(\d+)/.exec(clerk.path)?.[1] ?? [...clerk.text.matchAll(/\/office\/items\/(\d+)"[^>]*>\s*([^<]*)/g)].find((m) => m[2].trim() === values.title)?.[1];
  assert.ok(id, `item made: ${clerk.status} ${clerk.path}: ${clerk.words.slice(0, 500)}`);
  return id;
}

async function upload(clerk, item, title, bytes, name = 'paper.pdf') {
  await clerk.open(`/office/items/${item}/papers/new`);
  await clerk.submit({ title }, '/papers/new', { file: { bytes, name } });
  return clerk;
}

for (const engine of engines) {
  test(`from an agenda to a published meeting (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
      const meeting = await makeMeeting(clerk);
      const [a, b, , d] = await partsOf(clerk, meeting);
      assert.match(clerk.words, /Introduction.*Apologies.*Declarations of Interest.*Notes of/i, 'the template gives the standing items');

      const open = await addItem(clerk, b, { title: 'Knife crime in town centres', lead: 'Kent Police', purpose: 'information' });
      const secret = await addItem(clerk, d, { title: 'Operation Marmalade briefing', public_title: 'Police operation: update', restriction: 'exempt', paragraphs: ['7'],
        restriction_reason: 'It would prejudice an investigation.', restriction_decided_by: 'Monitoring Officer', 'restriction_review-day': '6', 'restriction_review-month': '5', 'restriction_review-year': '2028' });
      await upload(clerk, open, 'Knife crime figures', makePdf('Knives one', 'Knives two', 'Knives three'));
      assert.equal(clerk.status, 200, clerk.words);
      await upload(clerk, secret, 'Marmalade intelligence summary', makePdf('Codeword tangerine'));
      assert.equal(clerk.status, 200, clerk.words);

      // a report written here (R53)
      const written = await addItem(clerk, b, { title: 'Action plan update', purpose: 'decision' });
      await clerk.open(`/office/items/${written}/reports/new`);
      await clerk.submit({ by: 'Head of Community Safety', classification: 'For Decision', subject: 'Action plan update', summary: 'Where the plan stands.',
        body: '# Background\n\nThe plan has 38 actions.\n\n| Kind | Number |\n| --- | --- |\n| Done | 12 |\n\n# Next steps\n\nThe Working Group looks at it.', recommendations: '- Agree the plan.' });
      assert.equal(clerk.status, 200, clerk.words.slice(0, 600));
      const report = clerk.path;

      // not before the chair has agreed (R02) and the report is signed off (R53)
      await clerk.open(`/office/meetings/${meeting}/check`);
      assert.match(clerk.words, /agree/i);
      assert.match(clerk.words, /The report on item B2 is not signed off/);
      await clerk.open(report);
      await clerk.submit({ act: 'accept' }, '/sign-off/act');
      assert.match(clerk.words, /Accepted .*, by Scrutiny Officer/);
      assert.doesNotMatch((await clerk.open(`/office/meetings/${meeting}/check`)).words, /not signed off/);
      const chair = await new Visitor(office.base).signIn('chair@demo.example');
      await chair.open(`/office/meetings/${meeting}/agree`);
      await chair.submit({}, '/agree');
      assert.equal(chair.status, 200, chair.words.slice(0, 400));

      // a change takes the agreement back
      await clerk.open(`/office/items/${open}/edit`);
      await clerk.submit({ lead: 'Kent Police, Superintendent' });
      await clerk.open(`/office/meetings/${meeting}`);
      assert.doesNotMatch(clerk.words, /Agenda agreed\b(?!.*taken back)/i);

      // what is agreed is what was looked at
      await chair.open(`/office/meetings/${meeting}/agree`);
      await clerk.open(`/office/items/${open}/edit`);
      await clerk.submit({ lead: 'Kent Police, Chief Superintendent' });
      await chair.submit({}, '/agree');
      assert.equal(chair.status, 409);
      assert.match(chair.words, /changed while you looked at it, so it is not agreed yet/);
      await chair.open(`/office/meetings/${meeting}/agree`);
      await chair.submit({}, '/agree');

      const site = new Visitor(office.base);
      assert.doesNotMatch((await site.open(`/meetings/${meeting}`)).words, /Knife crime/, 'nothing of the agenda is public before it is published');

      await clerk.open(`/office/meetings/${meeting}/check`);
      await clerk.submit({}, '/publish');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      const told = await until(async () => { const j = await (await fetch(`${office.base}/meetings/${meeting}.json`)).json(); return j.items?.length ? j : null; }, 'the publication', 60);

      const item = (code) => told.items.find((i) => i.code === code);
      assert.deepEqual(item('B1').papers.map((p) => [p.title, p.media_type]), [['Knife crime figures', 'application/pdf']]);
      const restricted = told.items.find((i) => i.restricted);
      assert.equal(restricted.title, 'Police operation: update');
      assert.deepEqual(restricted.papers, []);
      assert.equal(restricted.pages.length, 2, 'what is withheld keeps its numbers, so that both packs have the same');
      const numbered = told.items.filter((i) => i.pages).map((i) => i.pages);
      assert.ok(numbered.length >= 2);
      for (let i = 1; i < numbered.length; i++) assert.equal(numbered[i][0], numbered[i - 1][1] + 1, 'R54: page ranges are contiguous');

      const papers = told.items.flatMap((i) => i.papers);
      for (const paper of papers) {
        const r = await fetch(new URL(paper.url, office.base));
        const bytes = Buffer.from(await r.arrayBuffer());
        assert.equal(bytes.length, paper.bytes);
        const { createHash } = await import('node:crypto');
        assert.equal(createHash('sha256').update(bytes).digest('hex'), paper.sha256);
      }
      const pack = told.documents.find((x) => /pack/i.test(x.kind ?? x.title) || /pack/.test(x.url));
      const bytes = Buffer.from(await (await fetch(new URL(pack.url, office.base))).arrayBuffer());
      const words = pdfWords(bytes), check = pdfCheck(bytes);
      assert.equal(check.status, 0, check.complaints);
      assert.ok(check.tagged);
      assert.match(words, /Knives two/);
      assert.match(words, /The plan has 38 actions/);
      assert.match(words, new RegExp(`Page ${numbered[0][0]}\\b`));

      // nothing restricted anywhere on the public side
      await site.open(`/meetings/${meeting}`);
      assert.match(site.words, /Knife crime in town centres/);
      assert.match(site.words, /Schedule 12A/);
      for (const canary of [/marmalade/i, /tangerine/i, /WINDMILL7731/, /Monitoring Officer/]) {
        assert.doesNotMatch(site.text, canary);
        assert.doesNotMatch(words, canary);
        for (const path of ['/', '/meetings.json', '/feed.atom', '/calendar.ics', '/sitemap.xml', `/search?q=marmalade`, '/search?q=tangerine', `/meetings/${meeting}.json`, `/meetings/${meeting}.ics`]) {
          const page = (await site.open(path)).text.replace(/value="(marmalade|tangerine)"|q=(marmalade|tangerine)|(marmalade|tangerine)(?=["<”’])/gi, '');
          if (!path.startsWith('/search')) assert.doesNotMatch(page, canary, path);
          else assert.match(site.words, /nothing|no results|0 results|not found/i, path);
        }
        assert.doesNotMatch(office.log, canary);
      }
      assert.match((await site.open('/search?q=knife')).text, /<mark>/);

      // in the office the member who sits on the body reads the restricted paper; the auditor does not; it is journalled
      const member = await new Visitor(office.base).signIn('member@demo.example');
      await member.open(`/office/items/${secret}`);
      assert.match(member.words, /Operation Marmalade/);
      const link = /\/office\/papers\/\d+\/file/.exec(member.text) ?? [/\/office\/papers\/\d+/.exec(member.text)[0] + '/file'];
      assert.equal((await member.request(link[0])).status, 403, 'not before two-step sign-in');
      await setUpSecondStep(member);
      const file = await member.request(link[0]);
      assert.equal(file.status, 200);
      assert.equal(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString(), '%PDF-');
      const auditor = await new Visitor(office.base).signIn('auditor@demo.example');
      assert.notEqual((await auditor.request(link[0])).status, 200);
      await clerk.open('/office/journal');
      assert.match(clerk.words, /Read: paper/i);

      const verified = run(['verify', ...office.options]);
      assert.equal(verified.status, 0, verified.err);
      assert.equal(await office.stop(), 0);
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
    } finally { await office.clear(); }
  });
}

test('bad papers get a sentence, nothing is kept, what was typed stays', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
    const meeting = await makeMeeting(clerk);
    const [, b] = await partsOf(clerk, meeting);
    const item = await addItem(clerk, b, { title: 'Bad papers' });
    const good = makePdf('A page');
    const cases = [
      ['not a PDF', Buffer.from('Dear all, please find attached'), /not a PDF/i],
      ['empty', Buffer.alloc(0), /choose|select|empty|PDF/i],
      ['encrypted', encryptedPdf(good), /password/i],
      ['cut off', good.subarray(0, 60), /damaged|broken|not a PDF|cannot be read/i],
      ['a web page that says it is a PDF', Buffer.from('<html><script>alert(1)</script></html>'), /not a PDF/i],
    ];
    for (const [what, bytes, sentence] of cases) {
      await upload(clerk, item, 'My careful title', bytes, 'x.pdf');
      assert.ok(clerk.status < 500, `${what}: ${clerk.status}`);
      assert.match(clerk.words, sentence, `${what}: ${clerk.words.slice(0, 500)}`);
      assert.match(clerk.text, /My careful title/, `${what}: the title typed is still there`);
    }
    await upload(clerk, item, 'Good', good);
    assert.equal(clerk.status, 200);
    await upload(clerk, item, 'The same again', good);
    assert.match(clerk.words, /same|already/i);
  } finally { await office.clear(); }
});

test('dates and times that do not exist are refused with a sentence', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
    await clerk.open('/office/meetings/new');
    await clerk.submit({ body: '1', 'day-day': '31', 'day-month': '2', 'day-year': '2027', starts: '10am', place: 'Somewhere' });
    assert.match(clerk.words, /real date/i);
    assert.match(clerk.text, /value="31"/, 'what was typed is still there');
    await clerk.submit({ body: '1', 'day-day': '28', 'day-month': '3', 'day-year': '2027', starts: '1.30am', place: 'Somewhere' });
    assert.match(clerk.words, /clock/i);
    await clerk.submit({ 'day-day': '29', 'day-month': '3', 'day-year': '2027', starts: '25:00' });
    assert.match(clerk.words, /time/i);
    const bad = await clerk.request('/office/meetings/new', { method: 'POST', headers: { origin: office.base, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'place=%ff%fe' });
    assert.ok([400, 403].includes(bad.status));
  } finally { await office.clear(); }
});

test('a form sent twice makes one meeting; two people editing meet both versions', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const one = await new Visitor(office.base).signIn('clerk@demo.example'), two = await new Visitor(office.base).signIn('clerk@demo.example');
    await one.open('/office/meetings/new');
    const page = one.text;
    const values = { body: '2', 'day-day': '7', 'day-month': '5', 'day-year': '2027', starts: '2pm', place: 'Room 12' };
    await one.submit(values);
    const first = one.path;
    one.text = page; one.path = '/office/meetings/new';
    await one.submit(values);
    assert.equal(one.path, first, 'the second sending leads to the first meeting');
    const id = /\/(\d+)/.exec(first)[1];
    await one.open(`/office/meetings/${id}/edit`);
    await two.open(`/office/meetings/${id}/edit`);
    await one.submit({ place: 'Room 13' });
    await two.submit({ place: 'Room 14' });
    assert.equal(two.status, 409);
    assert.match(two.words, /Room 13/);
    assert.match(two.words, /Room 14/);
    await two.submit({});
    assert.equal(two.status, 200);
    await one.open(`/office/meetings/${id}`);
    assert.match(one.words, /Room 14/);
    await one.open(`/office/history/meeting/${id}`);
    assert.match(one.words, /Room 12.*|Room 13.*Room 14/);

    // the record on a day and what changed since, asked through the page's own form
    const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date()).split('-').map(Number);
    const today = { 'day-day': day, 'day-month': month, 'day-year': year };
    const since = (d, m, y) => ({ 'since-day': d, 'since-month': m, 'since-year': y });
    await one.ask('day-day', { ...today, ...since('2', 'January', '2020') });
    assert.equal(one.status, 200);
    assert.match(one.words, /As it stood on \d+ \w+ \d{4} .*Room 14/);
    assert.match(one.words, /What changed between the two days/);
    assert.match(one.text, /name="since-month"[^>]*value="January"/, 'what was typed stays');
    await one.ask('day-day', { ...today, ...since('31', '2', '2026') });
    assert.equal(one.status, 422);
    assert.match(one.words, /There is a problem .*must be a real date/);
    assert.match(one.text, /name="since-day"[^>]*value="31"/);
    await one.ask('day-day', { ...today, 'day-day': '1', 'day-month': '1', 'day-year': '2020', ...since('', '', '') });
    assert.match(one.words, /did not exist on that day/);
    await one.open(`/office/history/meeting/${id}?day=${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
    assert.match(one.words, /As it stood on \d+ \w+ \d{4} .*Room 14/);
  } finally { await office.clear(); }
});
