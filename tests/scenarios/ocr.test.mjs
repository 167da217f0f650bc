// Documents that are pictures: read by OCR in the command and in the job of an upload, and never published before somebody has compared them. Words
// that readers of a PDF do not see.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Office, Visitor, newFolder, run, until } from '../support/office.mjs';
import { makePdf, picturesOf } from '../support/pdf.mjs';

const password = 'a-password-for-the-archive-2025';
const minutes = readFileSync(new URL('../archive/documents/minutes.pdf', import.meta.url));
const scan = picturesOf(minutes), blank = picturesOf(makePdf(''));
const readOf = (bytes, ...options) => {
  const file = join(newFolder(), 'scan.pdf');
  writeFileSync(file, bytes);
  return run(['import', '--dry-run', '--json', ...options, file]);
};

test('a scan is read by OCR, says so, and comes near to what its words say', () => {
  assert.equal(execFileSync('pdftotext', ['-', '-'], { input: scan }).toString().trim(), '', 'the scan has no words');
  const r = readOf(scan);
  assert.equal(r.status, 0, r.err);
  const read = JSON.parse(r.out), meant = JSON.parse(readOf(minutes).out);
  assert.equal(read.kind, 'minutes');
  assert.equal(read.date, meant.date);
  assert.deepEqual(read.items.map((i) => i.title), meant.items.map((i) => i.title));
  assert.equal(read.present.length, meant.present.length);
  meant.present.forEach((p, i) => assert.ok(read.present[i].name.endsWith(p.name), `${read.present[i].name} is ${p.name}, but for a stop that was lost`));
  assert.equal(read.doubts.filter((d) => d.about === 'recognised').length, Math.max(1, read.documents.length), 'each document is marked');
  assert.match(read.doubts.find((d) => d.about === 'recognised').sentence, /read by OCR: compare with the picture/);
  assert.ok(!meant.doubts.some((d) => d.about === 'recognised'), 'and what has words is not');
});

test('with --no-ocr a scan is refused with what can be done; pictures in which no words were found are told', () => {
  const without = readOf(scan, '--no-ocr');
  assert.equal(without.status, 1);
  assert.match(without.err, /pictures of pages and no words\. Leave out --no-ocr/);
  const nothing = readOf(blank);
  assert.equal(nothing.status, 1);
  assert.match(nothing.err, /pictures in which OCR found no words/);
});

test('an upload is read by OCR too, and is published only once it was compared', async () => {
  const office = new Office().init();
  try {
    assert.equal(run(['user', 'add', ...office.options, 'clerk@north.example', '--name', 'A. Clerk', '--role', 'clerk'], `${password}\n`).status, 0);
    await office.serve();
    const clerk = await new Visitor(office.base).signIn('clerk@north.example', password);
    await clerk.open('/office/archive/import');
    await clerk.submit({}, null, { file: [{ name: 'scan.pdf', bytes: scan, type: 'application/pdf' }] });
    await until(async () => !/Not read yet|data-progress/.test((await clerk.open('/office/archive/files')).text), 'the picture is read', 120000);
    assert.match(clerk.words, /scan\.pdf Read/);
    const publish = /not published yet|nobody has compared it with its picture yet/;
    await clerk.open('/office/archive/meetings/1');
    assert.match(clerk.words, publish);
    assert.doesNotMatch(clerk.words, /Publish this meeting/);
    const anybody = new Visitor(office.base);
    const refused = await clerk.request('/office/archive/meetings/1/publish', { method: 'POST', body: new URLSearchParams({ _csrf: /name="_csrf" value="([^"]+)"/.exec(clerk.text)[1] }), headers: { origin: office.base } });
    assert.equal(refused.status, 422, 'the page has no button; who sends the form all the same is refused');
    assert.match(await refused.text(), /nobody has compared it with its picture yet/);
    assert.equal((await anybody.open('/archive/meetings/1')).status, 404);
    await clerk.open('/office/archive/doubts?about=recognised');
    const doubt = /href="(\/office\/archive\/doubts\/\d+)/.exec(clerk.text)[1];
    await clerk.open(doubt);
    assert.match(clerk.words, /read by OCR: compare with the picture/);
    await clerk.submit({ act: 'aside' }, doubt);
    await clerk.open('/office/archive/meetings/1');
    assert.doesNotMatch(clerk.words, publish);
    assert.match(clerk.words, /Publish this meeting/);
    assert.equal(await office.stop(), 0);
    assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
  } finally { await office.clear(); }
});

/** A page of lines of words, with more of a page's language before them and behind. */
const pageOf = (words, last = '', first = '') => Buffer.from(makePdf('WORDS').toString('latin1').replace(/\d+ >>\nstream\n[^]*?endstream/, () => {
  const content = `${first} BT /F1 12 Tf 72 800 Td ${words.map((w) => `(${w.replace(/[()\\]/g, '\\$&')}) Tj 0 -28 Td`).join('\n')} ${last} ET`;
  return `${content.length} >>\nstream\n${content}\nendstream`;
}), 'latin1');
const hiddenIn = (bytes) => JSON.parse(readOf(bytes).out).doubts.filter((d) => d.about === 'hidden');
const words = ['EXAMPLETON SAFETY BOARD', 'MINUTES of a meeting of the Exampleton Safety Board held on Wednesday, 4 March 2015.', 'PRESENT: Mrs W Mockup (Chair), Mr P Testcase and Ms U Dummy',
  '1. Street lamps', '(Item B1)', '1. Mr Testcase introduced the report on the lamps.', 'RESOLVED that the report be noted.'];
const report = ['By: A Example, Head of Lamps', 'To: Exampleton Safety Board - 4 March 2015', 'Subject: Lamps on the harbour road', 'Classification: Unrestricted',
  '1. Introduction', '1.1 A dozen lamps of the harbour road are broken.', '2. Recommendation', '2.1 The Board is asked to note the report.'];
const unseen = "1 g (A name that is nobody's business) Tj";

test('words that nobody sees on the pages of a PDF are a doubt', () => {
  assert.deepEqual(hiddenIn(pageOf(words, unseen.replace('1 g', '0 g'))), []);
  const white = hiddenIn(pageOf(words, unseen));
  assert.equal(white.length, 1);
  assert.match(white[0].sentence, /^Page 1 of the PDF has words that its readers do not see/);
});

test('where two documents meet on a page, the doubt about its unseen words is put to both', () => {
  const read = JSON.parse(readOf(pageOf([...words, ...report])).out);
  assert.deepEqual(read.doubts.filter((d) => d.about === 'hidden'), []);
  assert.equal(read.documents.length, 2, 'minutes and a report');
  const white = hiddenIn(pageOf([...words, ...report], unseen));
  assert.deepEqual(white.map((d) => d.document), [0, 1]);
  assert.ok(white.every((d) => /^Page 1 of the PDF/.test(d.sentence)));
});

test('a PDF that cannot be looked through whole is a doubt for each of its documents', () => {
  const crowded = '0.9 g\n' + '0 0 3 3 re f\n'.repeat(20001); // more boxes than are looked at
  const doubts = hiddenIn(pageOf([...words, ...report], '', `${crowded} 0 g`));
  assert.deepEqual(doubts.map((d) => d.document), [0, 1]);
  assert.ok(doubts.every((d) => /^The PDF could not be looked through for words that its readers do not see/.test(d.sentence)));
});
