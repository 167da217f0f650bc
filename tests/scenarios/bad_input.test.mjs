// Bad input: what comes from outside, and what comes twice or too late. Each gets a clear sentence and loses nothing.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Visitor, decode } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { bombPdf, encryptedPdf, makePdf, manyPagesPdf, paddedPdf } from '../support/pdf.mjs';
import { memory, forgetPeak, isBuiltToWatch, withOffice, verify } from '../support/trouble.mjs';

test('bad PDFs: not one, cut off, no xref, encrypted, a bomb, too many pages: a sentence, and the server lives', async () => {
  await withOffice('sqlite', async ({ office, clerk }) => {
    const meeting = await clerk.makeMeeting(), [, b] = await clerk.partsOf(meeting);
    const item = await clerk.addItem(b, { title: 'Bad papers' });
    const good = makePdf('A page', 'Another');
    const text = good.toString('latin1');
    const refused = [
      ['a letter', Buffer.from('Dear all, please find attached'), /not a PDF/i],
      ['only its first bytes', Buffer.from('%PDF-1.7\n'), /damaged|broken|cannot be read|not a PDF/i],
      ['random bytes behind the right head', Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.from(Array.from({ length: 40000 }, (_, i) => (i * 7919 + (i >> 3)) & 255))]), /damaged|broken|cannot be read/i],
      ['page tree in a circle', Buffer.from(text.replace(/\/Kids \[[^\]]*\]/, '/Kids [2 0 R]         '), 'latin1'), /damaged|broken|no page|cannot be read/i],
      ['encrypted', encryptedPdf(good), /password/i],
      ['6000 pages', manyPagesPdf(6000), /page/i],
    ];
    for (const [what, bytes, sentence] of refused) {
      await clerk.upload(item, 'My careful title', bytes);
      assert.ok([400, 422].includes(clerk.status), `${what}: ${clerk.status}`);
      const told = /error-message[^>]*>([\s\S]*?)<\/p>/.exec(clerk.text)?.[1].replace(/<[^>]*>/g, '') ?? '';
      assert.match(told, sentence, `${what}: ${told}`);
      assert.match(clerk.text, /My careful title/, what);
    }
    // damage that can be mended is: the words are there
    const noTable = Buffer.from(text.replace(/startxref\n\d+/, 'startxref\n1'), 'latin1');
    await clerk.upload(item, 'Mended', noTable);
    assert.equal(clerk.status, 200, clerk.words.slice(0, 300));
    assert.match(clerk.words, /Mended/);

    forgetPeak(office);
    const begin = Date.now();
    const bomb = bombPdf(2 * 1024 * 1024 * 1024);
    assert.ok(bomb.length < 4 * 1024 * 1024, 'a small file');
    const uploading = clerk.upload(item, 'Bomb', bomb);
    const other = new Visitor(office.base);
    for (let i = 0; i < 10; i++) assert.equal((await other.open('/meetings')).status, 200, 'others are served meanwhile');
    await uploading;
    assert.ok(clerk.status < 500, `${clerk.status}`);
    assert.ok(Date.now() - begin < 40000, 'within the time that a look may take');
    if (!isBuiltToWatch()) assert.ok(memory(office, 'VmHWM') < 200, `${memory(office, 'VmHWM')} MB`);
    assert.deepEqual(readdirSync(join(office.data, 'tmp')).filter((f) => f.startsWith('upload-')), [], 'no upload is left behind');
    verify(office);
  });
});

test('an upload of 200 MB is taken, one byte more is refused with a sentence, memory stays level', async () => {
  await withOffice('sqlite', async ({ office, clerk }) => {
    const most = 200 * 1000 * 1000;
    const meeting = await clerk.makeMeeting(), [, b] = await clerk.partsOf(meeting);
    const item = await clerk.addItem(b, { title: 'Large papers' });
    const before = memory(office, 'VmRSS');
    forgetPeak(office);
    await clerk.upload(item, 'One byte too many', paddedPdf(most + 1, 'Too large'));
    assert.ok(clerk.status >= 400 && clerk.status < 500, `${clerk.status}`);
    assert.match(clerk.words, /too (large|big)|at most 200 MB/i);
    await clerk.upload(item, 'Largest', paddedPdf(most, 'Very large'));
    assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
    assert.match(clerk.words, /Largest/);
    if (!isBuiltToWatch()) assert.ok(memory(office, 'VmHWM') - before < 80, `from ${before} MB to ${memory(office, 'VmHWM')} MB`);
    await clerk.open(`/office/items/${item}`);
    assert.doesNotMatch(clerk.words, /One byte too many/);
    const link = /\/office\/papers\/\d+/.exec(clerk.text)[0];
    const file = await clerk.request(link + '/file');
    let bytes = 0;
    for await (const piece of file.body) bytes += piece.length;
    assert.equal(bytes, most, 'and comes back whole');
    if (!isBuiltToWatch()) assert.ok(memory(office, 'VmHWM') - before < 80, `sending: from ${before} MB to ${memory(office, 'VmHWM')} MB`);
  });
});

test('what is not UTF-8, no date, no time, or too long is refused with a sentence; what was typed stays', async () => {
  await withOffice('sqlite', async ({ office, clerk }) => {
    await clerk.open('/office/meetings/new');
    const page = clerk.text;
    const token = /name="_csrf" value="([^"]*)"/.exec(page)[1];
    const send = (body) => clerk.request('/office/meetings/new', { method: 'POST', headers: { origin: office.base, 'content-type': 'application/x-www-form-urlencoded' }, body });
    for (const bytes of ['%ff%fe', '%c3', '%ed%a0%80', '%c0%af', '%f5%80%80%80']) {
      const r = await send(`_csrf=${encodeURIComponent(token)}&body=1&place=${bytes}`);
      assert.equal(r.status, 400, bytes);
      assert.match(await r.text(), /UTF-8/, bytes);
    }
    const again = () => { clerk.text = page; clerk.path = '/office/meetings/new'; };
    const values = { body: '1', starts: '10am', place: 'Somewhere' };
    for (const [day, month, year] of [['31', '2', '2027'], ['29', '2', '2027'], ['31', '4', '2027'], ['0', '1', '2027'], ['1', '13', '2027'], ['x', '1', '2027'], ['1', '1', '99999999999999999999']]) {
      again();
      await clerk.submit({ ...values, 'day-day': day, 'day-month': month, 'day-year': year });
      assert.equal(clerk.status, 422, `${day} ${month} ${year}`);
      assert.match(clerk.words, /real date|must be|enter/i);
      assert.ok(clerk.text.includes(`value="${day}"`), `${day} is still there`);
    }
    for (const time of ['1.30am', '01:00', '1:59']) { // 28 March 2027: the clock goes from 1am to 2am
      again();
      await clerk.submit({ ...values, 'day-day': '28', 'day-month': '3', 'day-year': '2027', starts: time });
      assert.equal(clerk.status, 422, time);
      assert.match(clerk.words, /clock/i, time);
    }
    again();
    await clerk.submit({ ...values, 'day-day': '28', 'day-month': '3', 'day-year': '2027', starts: '2am' });
    assert.doesNotMatch(clerk.words, /clocks? (go|went|skip)/i);
    again();
    await clerk.submit({ ...values, 'day-day': '6', 'day-month': '5', 'day-year': '2027', place: 'x'.repeat(50000) });
    assert.equal(clerk.status, 422);
    assert.match(clerk.words, /characters/i);
    again();
    const large = await send(`_csrf=${encodeURIComponent(token)}&place=${'x'.repeat(3 * 1024 * 1024)}`);
    assert.equal(large.status, 413);
    assert.match(await large.text(), /too large/i);
    again();
    await clerk.submit({ ...values, 'day-day': '6', 'day-month': '5', 'day-year': '2031', place: 'Zero\u0000width‮<script>alert(1)</script>' });
    assert.doesNotMatch(clerk.text, /<script>alert/);
  });
});

test('a reason that is too long comes back to its writer, and goes nowhere else', async () => {
  await withOffice('sqlite', async ({ office, clerk }) => {
    const meeting = await clerk.makeMeeting(), [, b] = await clerk.partsOf(meeting);
    const item = await clerk.addItem(b, { title: 'Explained at length' });
    await clerk.upload(item, 'A paper', makePdf('A page'));
    await clerk.open(`/office/items/${item}`);
    const paper = /\/office\/papers\/\d+/.exec(clerk.text)[0];
    await clerk.open(`${paper}/withdraw`);
    const sent = `Wanderfalter <b>&amp; </textarea>\r\n${'why '.repeat(250)}end`;
    await clerk.submit({ reason: sent }, '/withdraw');
    assert.equal(clerk.status, 400, clerk.words.slice(0, 300));
    assert.match(clerk.words, /What you wrote is too long: it has \d+ characters and may have at most 1000\. Nothing was changed\./);
    assert.doesNotMatch(clerk.words, /"reason"/);
    assert.equal(decode(/<textarea[^>]*readonly[^>]*>\n([^<]*)<\/textarea>/.exec(clerk.text)[1]), sent.replace('\r\n', '\n'));
    assert.doesNotMatch(office.log, /Wanderfalter/);
    assert.doesNotMatch((await clerk.open('/office/journal')).text, /Wanderfalter/);
    assert.equal((await clerk.open(paper)).status, 200);
    assert.doesNotMatch(clerk.text, /Wanderfalter/);
  });
});

test('an item that was removed meanwhile can no longer be moved, changed or given a paper', async () => {
  await withOffice('sqlite', async ({ office, clerk }) => {
    const other = await Clerk.signedIn(office.base);
    const meeting = await clerk.makeMeeting(), [, b] = await clerk.partsOf(meeting);
    const item = await clerk.addItem(b, { title: 'Goes away' });
    await clerk.addItem(b, { title: 'Stays' });
    const seen = {};
    for (const door of ['agenda', 'edit', 'papers/new', 'move', 'withdraw']) {
      await other.open(door === 'agenda' ? `/office/meetings/${meeting}/agenda` : `/office/items/${item}/${door}`);
      seen[door] = { text: other.text, path: other.path };
    }
    const move = [...seen.agenda.text.matchAll(/name="item" value="([^"]*)"/g)].map((m) => m[1]).find((m) => m.startsWith(item + ':'));
    const place = /value="(\d+:\d+)"/.exec(seen.move.text)[1];
    await clerk.open(`/office/items/${item}/remove`);
    await clerk.submit({}, '/remove');
    assert.equal(clerk.status, 200);
    const late = [['agenda', { item: move }, '/move', null], ['edit', { title: 'New title' }, '/edit', null], ['move', { place }, '/move', null],
      ['withdraw', { reason: 'late' }, '/withdraw', null], ['papers/new', { title: 'late' }, '/papers/new', { file: { bytes: makePdf('x'), name: 'x.pdf' } }]];
    for (const [door, values, action, files] of late) {
      Object.assign(other, seen[door]);
      await other.submit(values, action, files);
      assert.ok([404, 409].includes(other.status), `${door}: ${other.status}`);
      assert.match(other.words, /meanwhile|no longer|removed|not there|no such/i, `${door}: ${other.words.slice(0, 300)}`);
    }
    await clerk.open(`/office/meetings/${meeting}/agenda`);
    assert.match(clerk.words, /Stays/);
    assert.doesNotMatch(clerk.words, /Goes away|New title/);
    verify(office);
  });
});

test('one form sent many times at once makes one record', async () => {
  await withOffice('sqlite', async ({ office, clerk }) => {
    const cases = [['/office/people/new', { name: 'Only Once' }, '/office/people?q=Only+Once', /Only Once/g, 1],
      ['/office/meetings/new', { body: '2', 'day-day': '8', 'day-month': '5', 'day-year': '2031', starts: '2pm', place: 'Hall of Echoes' }, '/office/meetings?year=2031', /\/office\/meetings\/\d+"/g, 1]];
    for (const [path, values, list, pattern, wanted] of cases) {
      await clerk.open(path);
      const page = clerk.text;
      const copies = Array.from({ length: 8 }, () => Object.assign(new Clerk(office.base), { cookies: new Map(clerk.cookies), text: page, path }));
      const ends = await Promise.all(copies.map((c) => c.submit(values).then(() => `${c.status} ${c.path.split('?')[0]}`)));
      assert.equal(new Set(ends).size, 1, `all lead to the same place: ${[...new Set(ends)].join(', ')}`);
      assert.match(ends[0], /^200 /);
      await clerk.open(list);
      const main = /<main[\s\S]*<\/main>/.exec(clerk.text)[0].replace(/<input[^>]*>|<title>[^<]*/g, '');
      const found = new Set([...main.matchAll(/\/office\/(?:people|meetings)\/(\d+)"/g)].map((m) => m[1]));
      assert.equal(found.size, wanted, `${path}: ${[...found]}`);
      assert.match(main, pattern);
    }
    verify(office);
  });
});
