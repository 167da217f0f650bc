// The archive on real documents: what comes out of five texts and six PDFs, counted; then both ways into an empty office, every doubt answered at its
// page, and the public archive walked from a person's name to a resolution and to the lines of its source. Names and words are read when it runs.
import test from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Office, Visitor, run, until } from '../support/office.mjs';

const shared = process.env.QUORATE_SHARED ?? '';
const seeds = join(shared, 'seeds'), papers = join(shared, 'data', 'minutes-kcc');
const isThere = shared !== '' && existsSync(seeds) && existsSync(papers);
const filesOf = (folder, end) => readdirSync(folder).filter((f) => f.endsWith(end)).sort().map((f) => join(folder, f));
const documents = () => [...filesOf(seeds, '.txt'), ...filesOf(papers, '.pdf')];
const password = 'a-password-for-the-archive-2025';

const sum = (list) => list.reduce((a, b) => a + b, 0);
const partsOf = (d) => sum(d.items.flatMap((i) => i.resolutions.map((r) => r.parts.length)));
const paragraphsOf = (d) => d.items.map((i) => i.paragraphs.length);
const doubtsOf = (d) => [...new Set(d.doubts.map((x) => x.about))].sort();

// Hand-made: kind, day, time, items, parts of resolutions, present, in attendance, kinds of doubts.
const expected = {
  '000': ['meeting_page', '2022-07-14', '10:00', 9, 10, 0, 0, ['date_differs', 'truncated']],
  '001': ['item_page', null, null, 1, 2, 0, 0, ['no_date']],
  '002': ['minutes', '2017-07-19', null, 13, 22, 19, 4, ['no_day_listed']],
  '003': ['meeting_page', null, null, 11, 10, 0, 0, ['no_date']],
  '004': ['pack', '2025-07-23', '10:00', 13, 0, 25, 1, ['glued_number', 'listed_twice', 'lookalike', 'no_day_listed', 'no_lead', 'no_number', 'number_order', 'number_repeated', 'section_repeated', 'sum']],
  'cabinet_2025-01-30_A': ['agenda', '2025-01-30', '10:00', 9, 0, 0, 0, []],
  'cabinet_2025-01-30_M': ['minutes', '2025-01-09', null, 8, 7, 10, 11, []],
  'cabinet_2025-01-30_P': ['minutes', '2025-01-30', null, 9, 13, 9, 14, ['date_differs', 'number_repeated']],
  'cabinet_2025-03-04_A': ['agenda', '2025-03-04', '10:00', 8, 0, 0, 0, []],
  'cabinet_2025-03-04_M': ['minutes', '2025-01-30', null, 9, 13, 9, 14, ['date_differs', 'number_repeated']],
  'cabinet_2025-03-13_A': ['agenda', '2025-03-13', '15:00', 3, 0, 0, 0, []],
};

test('the eleven documents are read as they were expected by hand', (t) => {
  if (!isThere) { t.skip('the shared documents are not there'); return; }
  const r = run(['import', '--dry-run', '--json', ...documents()]);
  assert.equal(r.status, 0, r.err);
  const read = r.out.trim().split('\n').map((l) => JSON.parse(l));
  assert.equal(read.length, 11);
  const of = Object.fromEntries(read.map((d) => [Object.keys(expected).find((key) => basename(d.file).startsWith(key)), d]));
  for (const [key, [kind, date, time, items, parts, present, attending, doubts]] of Object.entries(expected)) {
    const d = of[key];
    assert.deepEqual([d.kind, d.date, d.time, d.items.length, partsOf(d), d.present.length, d.in_attendance.length], [kind, date, time, items, parts, present, attending], key);
    assert.deepEqual(doubtsOf(d), doubts, key);
  }
  assert.deepEqual(paragraphsOf(of['000']).slice(1, 5), [7, 8, 6, 7]);
  assert.equal(of['000'].future_dates.length, 3);
  assert.deepEqual(paragraphsOf(of['001']), [9]);
  assert.deepEqual(of['002'].items.map((i) => Number(i.number)), Array.from({ length: 13 }, (_, n) => 148 + n));
  assert.deepEqual(of['002'].items.map((i) => i.code).sort(), ['A3', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'C1', 'D2', 'D3', 'D4', 'D5']);
  const chairs = of['002'].present.filter((p) => /chair/i.test(p.role ?? '') || p.chair || p.vice_chair);
  assert.equal(chairs.length, 2, 'chair and vice-chair');

  const pack = of['004'];
  assert.deepEqual(pack.items.filter((i) => i.restricted).map((i) => i.code), ['D1', 'D2']);
  assert.equal(pack.reports.length, 3);
  assert.ok(pack.reports.every((report) => report.recommendations.length > 0));
  assert.equal(pack.actions_planned.length, 38);
  assert.equal(pack.actions_planned.filter((a) => a.funded).length, 6);
  const bySection = pack.actions_planned.reduce((all, a) => all.set(a.priority, (all.get(a.priority) ?? 0) + 1), new Map());
  assert.deepEqual([...bySection.values()].sort((a, b) => a - b), [1, 2, 2, 3, 4, 4, 5, 8, 9]);
  assert.equal(pack.terms_of_reference.length, 3);
});

/** A day strictly between the bounds that the page of a doubt tells. */
function dayWithin(words) {
  const after = /after (\d{1,2} \w+ \d{4})/.exec(words)?.[1], before = /before (\d{1,2} \w+ \d{4})/.exec(words)?.[1];
  const day = new Date(`${after ?? before} 12:00 UTC`);
  day.setUTCDate(day.getUTCDate() + (after ? 7 : -7));
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** Answers every open doubt at its page: the proposal where there is one, a day within its bounds, else set aside. Returns how many. */
async function answerAll(clerk) {
  let count = 0;
  for (;; count++) {
    assert.ok(count < 200, 'the doubts come to an end');
    await clerk.open('/office/archive/doubts');
    const first = /href="(\/office\/archive\/doubts\/\d+)(?:\?[^"]*)?"/.exec(clerk.text)?.[1];
    if (!first) return count;
    await clerk.open(first);
    assert.equal(clerk.status, 200);
    const proposes = /value="take"/.test(clerk.text), isDay = /no date|day of the meeting/i.test(clerk.words) && /(?:after|before) \d{1,2} \w+ \d{4}/.test(clerk.words);
    const answer = proposes ? { act: 'take' } : isDay ? { act: 'answer', answer: dayWithin(clerk.words) } : { act: 'aside' };
    await clerk.submit(answer, first);
    assert.equal(clerk.status, 200, `${first}: ${JSON.stringify(answer)} ${clerk.words.slice(0, 500)}`);
  }
}

const addClerk = (office) => assert.equal(run(['user', 'add', ...office.options, 'clerk@north.example', '--name', 'A. Clerk', '--role', 'clerk'], `${password}\n`).status, 0);

/** Files, meetings and people, as the office's overview counts them. */
async function countsOf(clerk) {
  await clerk.open('/office/archive');
  const bodies = [...new Set([...clerk.text.matchAll(/\/office\/archive\/bodies\/(\d+)/g)].map((m) => m[1]))], meetings = new Set();
  for (const body of bodies) for (const m of (await clerk.open(`/office/archive/bodies/${body}`)).text.matchAll(/\/office\/archive\/meetings\/(\d+)/g)) meetings.add(m[1]);
  const people = /(\d+) (?:people|names)/.exec((await clerk.open('/office/archive/people')).words)?.[1];
  return { bodies: bodies.length, meetings: meetings.size, people };
}

test('by command and by upload, answered at the page, published, and walked from a name to a resolution and its source', async (t) => {
  if (!isThere) { t.skip('the shared documents are not there'); return; }
  const byCommand = new Office().init(), byUpload = new Office().init();
  try {
    const imported = run(['import', ...byCommand.options, ...documents()]);
    assert.equal(imported.status, 0, imported.err);
    assert.match(imported.err, /11 files: 11 imported, 0 imported before, 0 not imported/);
    for (const office of [byCommand, byUpload]) addClerk(office);
    await Promise.all([byCommand.serve(), byUpload.serve()]);
    const sender = await new Visitor(byUpload.base).signIn('clerk@north.example', password);
    await sender.open('/office/archive/import');
    await sender.submit({}, null, { file: documents().map((f) => ({ name: basename(f), bytes: readFileSync(f), type: f.endsWith('.pdf') ? 'application/pdf' : 'text/plain' })) });
    assert.match(sender.path, /\/office\/archive\/files/);
    await until(async () => !/Not read yet|data-progress/.test((await sender.open('/office/archive/files')).text), 'the files are read', 120000);

    const clerk = await new Visitor(byCommand.base).signIn('clerk@north.example', password);
    assert.deepEqual(await countsOf(sender), await countsOf(clerk), 'both ways make the same');
    const answered = await answerAll(clerk);
    assert.ok(answered >= 20, `${answered} doubts were answered`);
    assert.equal(run(['verify', ...byCommand.options]).status, 0);

    const published = run(['import', ...byCommand.options, '--publish', ...documents()]);
    assert.equal(published.status, 0, published.err);
    assert.match(published.err, /11 files: 0 imported, 11 imported before, 0 not imported/);
    assert.doesNotMatch(published.out, /not published/, published.out);
    await clerk.open('/office/archive');
    const held = [];
    for (const body of new Set([...clerk.text.matchAll(/\/office\/archive\/bodies\/(\d+)/g)].map((m) => m[1])))
      for (const m of new Set([...(await clerk.open(`/office/archive/bodies/${body}`)).text.matchAll(/\/office\/archive\/meetings\/(\d+)/g)].map((x) => x[1])))
        if (/Held back/.test((await clerk.open(`/office/archive/meetings/${m}`)).words)) held.push(clerk.words.slice(-900));
    assert.deepEqual(held, []);

    // from a name to the meetings that they attended, to a resolution, to its lines
    const anybody = new Visitor(byCommand.base);
    await anybody.open('/archive/search?kind=decisions&order=day');
    assert.match(anybody.words, /\d+ passages/);
    await anybody.open('/archive');
    const meetings = [...new Set([...anybody.text.matchAll(/\/archive\/meetings\/(\d+)/g)].map((m) => m[1]))];
    assert.ok(meetings.length >= 8, `${meetings.length} meetings are public`);
    let person = null;
    for (const m of meetings) person ??= /href="(\/archive\/people\/\d+)"/.exec((await anybody.open(`/archive/meetings/${m}`)).text)?.[1] ?? null;
    assert.ok(person, 'somebody is named in a list of those present');
    const name = /<h1[^>]*>([^<]+)</.exec((await anybody.open(person)).text)[1];
    assert.ok(name.length > 3);
    const attended = /href="(\/archive\/meetings\/\d+)#(entry-\d+)"/.exec(anybody.text);
    await anybody.open(attended[1]);
    assert.ok(anybody.text.includes(`id="${attended[2]}"`), 'the line that names them');
    const resolution = /quorate-resolved[\s\S]*?href="(\/archive\/sources\/\d+\?from=(\d+)&amp;to=\d+)#line-\d+"/.exec(anybody.text);
    assert.ok(resolution, 'a resolution with its source');
    await anybody.open(resolution[1].replaceAll('&amp;', '&'));
    assert.equal(anybody.status, 200);
    const chosen = [...anybody.text.matchAll(/site-source__line--chosen[^>]*id="line-(\d+)"[^>]*><mark>([^<]*)/g)];
    assert.equal(chosen[0]?.[1], resolution[2]);
    // the titles of the two restricted items are nowhere on the meetings' pages, and their lines are left out of the source
    let withheld = 0;
    for (const m of meetings) {
      const told = JSON.parse((await anybody.open(`/archive/meetings/${m}.json`)).text);
      for (const entry of told.documents.flatMap((d) => d.entries).filter((e) => e.withheld)) {
        withheld++;
        assert.ok(!entry.title && !entry.text && !entry.person && !entry.lines, `a withheld item tells its number and code alone: ${JSON.stringify(entry)}`);
      }
    }
    assert.ok(withheld >= 2, `${withheld} withheld items are told of`);
    await anybody.open(resolution[1].split('?')[0]);
    assert.match(anybody.words, /Not for publication/);
    for (const office of [byCommand, byUpload]) {
      assert.equal(await office.stop(), 0);
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
    }
  } finally { await byCommand.clear(); await byUpload.clear(); }
});
