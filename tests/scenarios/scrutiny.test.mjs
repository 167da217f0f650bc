// Scrutiny and the files of the plan, walked in the demo: the pack as page, PDF, Word file and spreadsheet; recommendations answered and followed up;
// the report goes back to the county body.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { Office, Visitor, engines } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';

/** The parts of a Word file or spreadsheet, by another program: {name: text}. */
function partsOf(bytes) {
  const script = 'import zipfile, io, sys, json\nz = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\nprint(json.dumps({n: z.read(n).decode() for n in z.namelist()}))';
  const r = spawnSync('python3', ['-c', script], { input: bytes, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(r.status, 0, r.stderr);
  return JSON.parse(r.stdout);
}

const wordsOf = (xml) => [...xml.matchAll(/<w:t xml:space="preserve">([^<]*)<\/w:t>/g)].map((m) => m[1]).join(' ');

function pdfWords(bytes) {
  const r = spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(r.status, 0, r.stderr);
  return r.stdout;
}

for (const engine of engines) {
  test(`R47 LAW-14 the demo's scrutiny: pack in four forms, follow-up, back to the county body (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base), auditor = await new Visitor(office.base).signIn('auditor@demo.example');
      await clerk.open('/office');
      assert.match(clerk.words, /Scrutiny: information that the committee asked for is due by/);
      assert.doesNotMatch((await auditor.open('/office')).words, /Scrutiny: information/);
      await auditor.open('/office/plan/scrutiny');
      assert.match(auditor.words, /Planned/);
      const [next, last] = [...auditor.text.matchAll(/href="(\/office\/plan\/scrutiny\/\d+)"/g)].map((m) => m[1]).slice(-2);
      await auditor.open(last);
      assert.match(auditor.words, /Answered in time/);
      assert.match(auditor.words, /Somebody else came instead: Road safety manager/);
      // the first meeting after the report, not the newest: the body meets four times a year
      const told = /Recommendations went back to the county body At the meeting of (\d+ \w+ \d{4})/.exec(auditor.words), report = /Report received (\d+ \w+ \d{4})/.exec(auditor.words);
      assert.ok(told && report, auditor.words.slice(0, 3000));
      assert.ok((new Date(told[1]) - new Date(report[1])) / 86400e3 < 130, `${report[1]}, ${told[1]}`);
      assert.doesNotMatch(auditor.words, /Add a question|Put the report on the agenda/);

      // the pack: every form of it says the same
      await auditor.open(next + '/pack');
      const facts = [/Serious violence, and what became of the recommendations/, /Chair of the partnership/, /Hold a session of the partnership in each district/,
        /Not accepted/, /No evidence of change/];
      for (const fact of facts) assert.match(auditor.words, fact);
      const pdf = await auditor.download(next + '/pack.pdf'), docx = partsOf(await auditor.download(next + '/pack.docx')), xlsx = partsOf(await auditor.download(next + '/pack.xlsx'));
      for (const fact of facts) {
        assert.match(pdfWords(pdf).replace(/\s+/g, ' '), fact);
        assert.match(wordsOf(docx['word/document.xml']), fact);
      }
      assert.match(docx['word/document.xml'], /<w:tblHeader\/>/);
      assert.match(docx['word/styles.xml'], /w:lang w:val="en-GB"/);
      assert.match(xlsx['xl/workbook.xml'], /name="Who attends".*name="Actions by priority".*name="Exceptions".*name="Measures".*name="Last recommendations".*name="Questions"/);

      // what is still open is followed up and closed
      await clerk.open(last);
      const follow = /href="(\/office\/plan\/recommendations\/\d+\/follow-ups\/new)"/.exec(clerk.text)[1];
      await clerk.open(follow);
      await clerk.submit({ 'day-day': '', 'day-month': '', 'day-year': '', done: 'The banks were asked again' });
      assert.equal(clerk.status, 422);
      assert.match(clerk.text, /The banks were asked again/); // nothing typed is lost
      const today = new Date();
      await clerk.submit({ 'day-day': today.getDate(), 'day-month': today.getMonth() + 1, 'day-year': today.getFullYear() });
      assert.match(clerk.words, /The banks were asked again/);
      await auditor.open(next + '/pack');
      assert.match(auditor.words, /The banks were asked again/);

      // the report goes back
      await clerk.open(last);
      const item = /<option value="(\d+)">Kent Community Safety Partnership, /.exec(clerk.text)[1];
      await clerk.submit({ item: '' }, '/paper');
      assert.match(clerk.words, /Choose the agenda item/);
      await clerk.submit({ item }, '/paper');
      assert.match(clerk.path, /^\/office\/papers\/\d+/);
      assert.match(clerk.words, /Report of the scrutiny session/);
      assert.match(clerk.words, /Bring figures on people who were the target of scams/);
      assert.equal(await office.stop(), 0, office.log.slice(-2000));
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
    } finally { await office.clear(); }
  });
}

test('R45 R46 the plan, the agreement and the quarterly report as PDF, Word file and spreadsheet', async () => {
  const office = await new Office('sqlite').init('--demo').serve();
  try {
    const member = await new Visitor(office.base).signIn('member@demo.example');
    for (const [path, fact] of [['actions', /Objective and actions.*Prepare for the Crime and Policing Bill/], ['report', /Exceptions.*timescale/], ['agreement', /The community safety landscape.*Priorities, leads and aims/]]) {
      const base = `/office/plan/years/1/${path}`;
      assert.match(pdfWords(await member.download(base + '.pdf')).replace(/\s+/g, ' '), fact, path);
      const docx = partsOf(await member.download(base + '.docx'));
      assert.match(wordsOf(docx['word/document.xml']), fact, path);
      assert.match(docx['word/document.xml'], /w:val="Heading[12]"/);
      assert.doesNotMatch(docx['word/header1.xml'], /Draft/);
      assert.deepEqual(await member.download(base + '.docx'), await member.download(base + '.docx'));
    }
    const filtered = wordsOf(partsOf(await member.download('/office/plan/years/1/actions.docx?funded=yes'))['word/document.xml']);
    assert.match(filtered, /\d+ of \d+ actions/);
    assert.doesNotMatch(filtered, /Prepare for the Crime and Policing Bill/);
    const figures = partsOf(await member.download('/office/plan/years/1/report.xlsx'));
    assert.match(figures['xl/workbook.xml'], /name="Actions by priority".*name="Actions"/);

    // an agreement that nobody has endorsed says on each page that it is a draft
    const clerk = await Clerk.signedIn(office.base);
    await clerk.open('/office/plan/years/2/publication');
    await clerk.submit({ reason: 'It is looked at again.' }, '/withdraw'); // what is public stays endorsed
    await clerk.open('/office/plan/years/2');
    if (/Take the endorsement back/.test(clerk.words)) await clerk.submit({}, '/open');
    const draft = partsOf(await clerk.download('/office/plan/years/2/agreement.docx'));
    assert.match(draft['word/header1.xml'], /Draft/);
    assert.match(wordsOf(draft['word/document.xml']), /This chapter has not been written yet/);
    assert.match(pdfWords(await clerk.download('/office/plan/years/2/agreement.pdf')), /Draft/);
    assert.equal(await office.stop(), 0, office.log.slice(-2000));
  } finally { await office.clear(); }
});
