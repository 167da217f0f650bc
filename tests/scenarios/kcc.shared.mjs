// Real papers of Kent County Council, from the shared material, through the pages into a published pack; and the deadlines of the rules.
import test from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Office, run } from '../support/office.mjs';
import { Clerk, bytesOf, publicMeeting } from '../support/clerk.mjs';
import { pdfCheck, pdfPageWords, pdfWords } from '../support/pdf.mjs';

const shared = process.env.QUORATE_SHARED ?? '';
const folder = join(shared, 'data', 'minutes-kcc'), rules = join(shared, 'domain', 'rules.md');
const isThere = (path) => shared !== '' && existsSync(path);

/** The words of a text that are long enough to tell documents apart, without what a line break may have cut. */
const wordsOf = (text) => new Set(text.match(/[A-Za-z]{5,}/g) ?? []);
const tagsOf = (structure) => (structure.match(/^\s*(H\d?|P|L|LI|Table|TR|TH|TD|Link|Span|Figure|LBody|Lbl)\b/gm) ?? []).map((t) => t.trim());

test('each real paper is uploaded, and the published pack holds all of them, page by page, with their tags', async (t) => {
  if (!isThere(folder)) { t.skip('the shared papers are not there'); return; }
  const files = readdirSync(folder).filter((f) => f.endsWith('.pdf')).sort();
  assert.ok(files.length >= 6);
  const papers = files.map((name) => { const bytes = readFileSync(join(folder, name)); return { name, bytes, ...pdfCheck(bytes), words: pdfWords(bytes) }; });
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    const meeting = await clerk.makeMeeting(), [, b, c] = await clerk.partsOf(meeting);
    for (const [i, paper] of papers.entries()) {
      const item = await clerk.addItem(i < 4 ? b : c, { title: `Cabinet paper ${i + 1}` });
      await clerk.upload(item, paper.name.replace(/^cabinet_|\.pdf$/g, ''), paper.bytes, paper.name);
      assert.equal(clerk.status, 200, `${paper.name}: ${clerk.words.slice(0, 400)}`);
      assert.match(clerk.words, new RegExp(`\\b${paper.pages} pages?\\b`), `${paper.name}: the page says how many pages it has`);
    }
    await clerk.agree(meeting, chair);
    await clerk.publish(meeting);
    assert.equal(await clerk.published(meeting), 'Published', clerk.words.slice(0, 1200));

    const told = await publicMeeting(office.base, meeting);
    const items = told.items.filter((i) => /^Cabinet paper/.test(i.title));
    assert.equal(items.length, papers.length);
    const pack = told.documents.find((d) => /pack/.test(d.url)), bytes = await bytesOf(office.base, pack.url);
    const published = await Promise.all(items.map((item) => bytesOf(office.base, item.papers[0].url)));
    await clerk.open('/search?q=cabinet');
    assert.match(clerk.text, /<mark>/);
    const check = pdfCheck(bytes), words = pdfWords(bytes);
    assert.equal(check.status, 0, check.complaints);
    assert.ok(check.tagged);

    let next = items[0].pages[0];
    const pages = pdfPageWords(bytes);
    const first = pages.findIndex((p) => new RegExp(`^\\s*Page ${next}\\s*$`, 'm').test(p));
    assert.ok(first >= 0, 'the first numbered page stands in the pack');
    for (const [i, item] of items.entries()) {
      const paper = papers[i];
      assert.deepEqual(item.pages, [next, next + paper.pages - 1], `${paper.name}: pages without gaps (R54)`);
      next += paper.pages;
      assert.equal(item.papers.length, 1);
      assert.equal(item.papers[0].page_count, paper.pages);
      const own = pages.slice(first + item.pages[0] - items[0].pages[0], first + item.pages[1] - items[0].pages[0] + 1);
      for (const [n, page] of own.entries()) assert.match(page, new RegExp(`\\bPage ${item.pages[0] + n}\\b`), `${paper.name}: its page ${n + 1} carries its number`);
      const inPack = wordsOf(own.join(' ')), missing = [...wordsOf(paper.words)].filter((w) => !inPack.has(w));
      assert.deepEqual(missing, [], `${paper.name}: every word stands on its own pages of the pack`);
    }
    assert.equal(pages.length - first, next - items[0].pages[0], 'nothing comes after the last paper');

    // tags: of each kind the pack has at least as many as its tagged papers together
    const count = (list) => list.reduce((all, tag) => all.set(tag, (all.get(tag) ?? 0) + 1), new Map());
    const wanted = count(papers.filter((p) => p.tagged).flatMap((p) => tagsOf(p.structure))), got = count(tagsOf(check.structure));
    assert.ok(wanted.size > 3, [...wanted.keys()].join());
    for (const [tag, number] of wanted) assert.ok((got.get(tag) ?? 0) >= number, `${tag}: ${got.get(tag) ?? 0} of ${number}`);

    // the public files are the pages of the papers as they were
    for (const [i, file] of published.entries()) {
      assert.equal(pdfCheck(file).pages, papers[i].pages);
      const there = wordsOf(pdfWords(file));
      assert.deepEqual([...wordsOf(papers[i].words)].filter((w) => !there.has(w)), []);
    }
    assert.match(words, /Cabinet paper 1/, 'the front sheet names the items');
    assert.equal(run(['verify', ...office.options]).status, 0);
    assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
  } finally { await office.clear(); }
});

test('the deadlines of rules.md, read from its table (MTG-01, MTG-02, R03)', (t) => {
  if (!isThere(rules)) { t.skip('the shared rules are not there'); return; }
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const day = (text, year) => { const m = /(\d{1,2}) (\w{3})(?: (\d{4}))?/.exec(text); return `${m[3] ?? year}-${String(months.indexOf(m[2]) + 1).padStart(2, '0')}-${m[1].padStart(2, '0')}`; };
  const table = /\| Meeting \| Latest issue[^\n]*\n\|[-| ]+\n((?:\|[^\n]*\n)+)/.exec(readFileSync(rules, 'utf8'))[1];
  const rows = table.trim().split('\n').map((line) => line.split('|').slice(1, 4).map((cell) => cell.trim()));
  assert.equal(rows.length, 10);
  for (const [meeting, clear, terms] of rows) {
    const on = day(meeting), year = on.slice(0, 4), clearDay = day(clear, year);
    const r = run(['deadline', '--meeting', on, '--json']);
    assert.equal(r.status, 0, r.err);
    assert.deepEqual(JSON.parse(r.out), { meeting: on, clear_days: clearDay, terms_of_reference: day(terms, clearDay.slice(0, 4)) }, meeting);
  }
});
