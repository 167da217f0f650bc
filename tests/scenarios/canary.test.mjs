// Two hundred words that never occur in English are planted wherever something restricted can stand: items, papers, names of papers and of files,
// passages, a whole meeting, the fields of reports, how to join, the watch list. Then everything is published, and everything that can be read
// without the right to it is read: the public side whole, its PDFs, feeds and errors, headers, logs, and the office as others see it.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Office, Visitor, until } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { makePdf, pdfWords } from '../support/pdf.mjs';

const COUNT = 200;
const letters = 'bdfgklmnprstvz', vowels = 'aeiou';
/** "xubakodaq": all of one length, so that none stands in another. */
const canary = (i) => 'xu' + [i % 14, Math.floor(i / 14) % 14, (i * 5) % 14].map((c, k) => letters[c] + vowels[(i + k) % 5]).join('') + 'q';
const planted = [];
const places = { watch: [], joining: [] };
function plant(place = null) {
  const word = canary(planted.length);
  planted.push(word);
  if (place) places[place].push(word);
  return word;
}
const sentence = (n) => Array.from({ length: n }, () => `the ${plant()} was seen`).join(' and ') + '.';

const restriction = () => ({ restriction: 'exempt', paragraphs: ['1', '7'], restriction_reason: `It names ${plant()}.`, restriction_decided_by: `Officer ${plant()}`,
  'restriction_review-day': '6', 'restriction_review-month': '5', 'restriction_review-year': '2032' });

async function writeReport(clerk, item, values) {
  await clerk.open(`/office/items/${item}/reports/new`);
  await clerk.submit({ by: 'Head of Community Safety', classification: 'For Information', ...values });
  const id = /\/office\/papers\/(\d+)/.exec(clerk.path)?.[1];
  assert.ok(id, `a report was made: ${clerk.status} ${clerk.words.slice(0, 600)}`);
  await clerk.open(`/office/papers/${id}`);
  await clerk.submit({ act: 'accept' }, '/sign-off/act'); // signed off (R53)
  return id;
}

/** A report whose every field holds restricted words. */
const closedReport = () => ({ subject: `On ${plant()}`, by: `Officer ${plant()}`, summary: sentence(2), body: `# Background\n\n${sentence(3)}\n\n# What ${plant()} said\n\n${sentence(2)}`,
  recommendations: `- note ${plant()}`, attachments: `- letter of ${plant()}`, further_information: `Ask ${plant()}`, background_papers: `- file ${plant()}` });

async function paperOf(clerk, item, title) {
  await clerk.open(`/office/items/${item}`);
  const links = [...clerk.text.matchAll(/href="\/office\/papers\/(\d+)"[^>]*>([^<]*)</g)];
  return links.find((m) => m[2] === title)[1];
}

async function restrictPaper(clerk, paper) {
  await clerk.open(`/office/papers/${paper}/restriction`);
  await clerk.submit(restriction());
  assert.equal(clerk.status, 200, clerk.words.slice(0, 600));
}

/** An open meeting with restricted items, papers and passages. */
async function makeOpenMeeting(clerk) {
  const meeting = await clerk.makeMeeting({ is_online: 'yes', joining: `Passcode ${plant('joining')}77 at https://meet.example/${plant('joining')}` });
  const [, b, , d] = await clerk.partsOf(meeting);
  const open = await clerk.addItem(b, { title: 'Town centre patrols', lead: 'Kent Police' });
  await clerk.upload(open, 'Patrols', makePdf('Patrols went up in every town.'));
  for (let i = 0; i < 2; i++) { // single restricted papers of an open item
    const title = `Tender of ${plant()}`;
    await clerk.upload(open, title, makePdf(sentence(3)), `${plant()}-offer.pdf`);
    await restrictPaper(clerk, await paperOf(clerk, open, title));
  }
  const told = await clerk.addItem(b, { title: 'Review of the year', lead: 'Head of Community Safety' });
  const passage = (n, mark = 'restricted 1, 2') => `::: ${mark} because of ${plant()}\nsummary: Something is withheld here.\n${sentence(n)}\n:::`;
  await writeReport(clerk, told, { subject: 'Review of the year', summary: `The year in short.\n${passage(1)}`,
    body: `# Background\n\nThe year was busy.\n\n${passage(3)}\n\nIt ended.\n\n# Next\n\n${passage(2, 'confidential')}\n\nA plan follows.`,
    recommendations: `- note the report\n${passage(1)}`, attachments: `${passage(1)}`, background_papers: `${passage(1)}`, further_information: `${passage(1)}` });
  for (let i = 0; i < 3; i++) {
    const item = await clerk.addItem(d, { title: `Operation ${plant()}`, public_title: `Restricted matter ${i + 1}`, lead: `Inspector ${plant()}`, ...restriction() });
    await clerk.upload(item, `Findings on ${plant()}`, makePdf(sentence(3), sentence(2)), `${plant()}.pdf`);
    await writeReport(clerk, item, closedReport());
  }
  // a withdrawn item keeps its secrets, the reason too
  const gone = await clerk.addItem(d, { title: `Case of ${plant()}`, public_title: 'Restricted matter 4', ...restriction() });
  await clerk.open(`/office/items/${gone}/withdraw`);
  await clerk.submit({ reason: `Because ${plant()} came forward.` });
  return { meeting, open };
}

/** A meeting that is restricted as a whole, of a body on which the member and the chair of the demo do not sit. */
async function makeClosedMeeting(clerk) {
  const meeting = await clerk.makeMeeting({ body: '2', 'day-day': '7', is_online: 'yes', joining: `Code ${plant('joining')}99` });
  const [a, b] = await clerk.partsOf(meeting);
  for (const part of [a, b]) {
    const item = await clerk.addItem(part, { title: `Plan for ${plant()}`, lead: `Guest ${plant()}` });
    await clerk.upload(item, `Paper by ${plant()}`, makePdf(sentence(2)), `${plant()}.pdf`);
    await writeReport(clerk, item, closedReport());
  }
  await clerk.open(`/office/meetings/${meeting}/restriction`);
  await clerk.submit(restriction());
  assert.equal(clerk.status, 200, clerk.words.slice(0, 600));
  return meeting;
}

const found = (text) => planted.filter((word) => text.toLowerCase().includes(word));
function assertClean(text, where, allowed = []) {
  const leaks = found(text).filter((word) => !allowed.includes(word));
  assert.deepEqual(leaks, [], `${where}: ${leaks.map((w) => text.slice(Math.max(0, text.toLowerCase().indexOf(w) - 80), text.toLowerCase().indexOf(w) + 40)).join(' | ')}`);
}

/** Everything a response says: status, headers, body; of a PDF its words, its metadata and its unpacked objects. */
async function contents(office, response) {
  const bytes = Buffer.from(await response.arrayBuffer());
  const head = `${response.status} ${JSON.stringify([...response.headers])}`;
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return `${head}\n${bytes.toString('utf8')}`;
  const path = join(office.data, 'canary.pdf');
  writeFileSync(path, bytes);
  const about = spawnSync('pdfinfo', ['-meta', '-struct-text', path], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout + spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout;
  const objects = spawnSync('qpdf', ['--qdf', '--object-streams=disable', path, '-'], { encoding: 'latin1', maxBuffer: 1 << 28 }).stdout;
  return [head, pdfWords(bytes), about, objects].join('\n');
}

/** Reads every page of the public side that a link leads to, from the first on. */
async function crawl(office, more) {
  const todo = ['/', '/sitemap.xml', '/robots.txt', '/feed.atom', '/calendar.ics', '/meetings.json', '/bodies.json', '/index.json', '/calendar.json', '/search.json?q=patrols', ...more];
  const seen = new Set();
  let pdfs = 0;
  while (todo.length) {
    const path = todo.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    const response = await fetch(office.base + path);
    const text = await contents(office, response);
    pdfs += /application\/pdf/.test(text.slice(0, 2000));
    assertClean(text, path);
    for (const m of text.matchAll(/(?:href|src|action)="([^"#]+)|"(?:url|page)":\s*"([^"]+)"|<loc>([^<]+)/g)) {
      const to = new URL((m[1] ?? m[2] ?? m[3]).replace(/&amp;/g, '&'), office.base + path);
      if (to.origin === office.base && !/^\/(office|sign-in|assets)/.test(to.pathname) && seen.size < 1500) todo.push(to.pathname + to.search);
    }
  }
  return { pages: seen.size, pdfs };
}

/** The office as somebody sees it who has no right to what is restricted. */
async function lookAround(office, who, ids, allowed) {
  const visitor = await new Visitor(office.base).signIn(`${who}@demo.example`);
  const numbers = (n) => Array.from({ length: n }, (_, i) => i + 1);
  const paths = ['/office', '/office/meetings', '/office/meetings?body=2', '/office/journal', '/office/jobs', '/office/letters', '/office/public-side', '/office/settings', '/office/watch-list',
    '/office/export', ...ids.meetings.flatMap((m) => ['', '/agenda', '/check', '/publication', '/agree', '/edit', '/restriction', '/publication/withdraw'].map((p) => `/office/meetings/${m}${p}`)),
    ...ids.items.flatMap((i) => [`/office/items/${i}`, `/office/history/agenda_item/${i}`]),
    ...ids.papers.flatMap((p) => ['', '/file', '/report', '/restriction', '/edit', '/read'].map((x) => `/office/papers/${p}${x}`).concat(`/office/history/paper/${p}`)),
    ...ids.meetings.map((m) => `/office/history/meeting/${m}`), ...numbers(12).flatMap((n) => [`/office/history/report/${n}`, `/office/findings/${n}`, `/office/history/finding/${n}`]),
    ...numbers(6).flatMap((n) => [`/office/history/publication/${n}`, `/office/history/watch_phrase/${n}`, `/office/watch-list/${n}/edit`, `/office/history/finding_override/${n}`]),
    ...['agenda_item', 'paper', 'report', 'meeting', 'publication', 'finding', 'finding_override', 'watch_phrase', 'agenda_part', 'job'].flatMap((r) => [`/office/export/${r}.csv`, `/office/export/${r}.json`])];
  let answered = 0;
  for (const path of paths) {
    const response = await visitor.request(path);
    const text = await contents(office, response);
    answered += response.status === 200;
    assertClean(text, `${who} at ${path}`, allowed);
  }
  return answered;
}

test('of two hundred planted words none is found by anybody who may not read them', async () => {
  const office = await new Office().init('--demo').serve('--json-log', '--verbose');
  try {
    const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    for (let i = 0; i < 3; i++) {
      await clerk.open('/office/watch-list/new');
      await clerk.submit({ phrase: `${plant('watch')} ${plant('watch')}`, why: `About ${plant('watch')}` });
      assert.match(clerk.words, new RegExp(places.watch.at(-1)), 'the clerk sees the list');
    }
    const { meeting, open } = await makeOpenMeeting(clerk);
    const closed = await makeClosedMeeting(clerk);
    // the rest of the words, in one more restricted paper
    const [, , , d] = await clerk.partsOf(meeting);
    const rest = await clerk.addItem(d, { title: `Report on ${plant()}`, public_title: 'Restricted matter 5', ...restriction() });
    await clerk.upload(rest, `All about ${plant()}`, makePdf(sentence(COUNT - planted.length)), 'all.pdf');
    assert.equal(planted.length, COUNT);
    assert.equal(new Set(planted).size, COUNT);

    // a slip is held back, and whoever may not read the words is not told them
    const watched = places.watch.slice(0, 2).join(' ');
    await clerk.open(`/office/items/${open}/edit`);
    await clerk.submit({ lead: `Kent Police, ${watched}` });
    await clerk.agree(meeting, chair);
    await clerk.publish(meeting);
    assert.equal(await clerk.published(meeting), 'Held back');
    const finding = /\/office\/findings\/(\d+)/.exec(clerk.text)[0];
    await clerk.open(finding);
    assert.match(clerk.text, new RegExp(`<mark>${watched}</mark>`), 'the clerk sees the words and what is around them');
    assert.match(clerk.words, /You asked for this publication/);
    assert.doesNotMatch(clerk.text, /Override this finding/);
    const safety = await Clerk.signedIn(office.base, 'safety@demo.example');
    await safety.open(finding);
    await safety.submit({ reason: '' });
    assert.equal(safety.status, 422);
    assert.match(safety.words, /Enter why it may go out/);

    const idsOf = async (m) => {
      await clerk.open(`/office/meetings/${m}/agenda`);
      const all = (what) => [...new Set([...clerk.text.matchAll(new RegExp(`/office/${what}/(\\d+)"`, 'g'))].map((x) => x[1]))];
      return { meetings: [m], items: all('items'), papers: all('papers') };
    };
    const first = await idsOf(meeting);
    const titles = [...clerk.text.matchAll(/href="\/office\/papers\/\d+"[^>]*>([^<]*)</g)].flatMap((m) => found(m[1]));
    const second = await idsOf(closed);
    const ids = { meetings: [meeting, closed], items: [...first.items, ...second.items], papers: [...first.papers, ...second.papers] };
    assert.ok(first.papers.length >= 10 && second.papers.length >= 4, JSON.stringify(ids));
    // mended, agreed, published; and the closed meeting too
    await clerk.open(`/office/items/${open}/edit`);
    await clerk.submit({ lead: 'Kent Police' });
    assert.ok(await lookAround(office, 'auditor', ids, []) > 20);
    assert.ok(await lookAround(office, 'administrator', ids, [...places.watch, ...places.joining]) > 20);
    // the member sits on the partnership, not on the body of the closed meeting
    await lookAround(office, 'member', second, []);
    await lookAround(office, 'chair', second, [...places.watch.slice(0, 2), ...titles]); // the chair judges what was found in the papers of their own body, and has their titles on the desk
    await clerk.agree(meeting, chair);
    await clerk.publish(meeting);
    assert.equal(await clerk.published(meeting), 'Published', clerk.words.slice(0, 1500));
    await clerk.open(`/office/meetings/${closed}/agree`);
    await clerk.submit({ agreed_by: 'The chair' }, '/agree');
    await clerk.publish(closed);
    assert.equal(await clerk.published(closed), 'Published', clerk.words.slice(0, 1500));

    const public_ = await (await fetch(`${office.base}/meetings/${closed}.json`)).json();
    assert.ok(public_.items.length > 2 && public_.items.every((i) => i.restricted), 'the closed meeting is listed');
    const wrong = ['/meetings/99999', '/papers/99999', '/nowhere', ...ids.papers.flatMap((p) => [`/papers/${p}`, `/papers/${p}.json`, `/papers/${p}/x.pdf`]), ...ids.meetings.flatMap((m) => ['', '.json', '.ics', '/agenda.pdf', '/pack.pdf'].map((x) => `/meetings/${m}${x}`)),
      ...ids.items.map((i) => `/items/${i}`), '/office', '/sign-in'];
    const walked = await crawl(office, wrong);
    assert.ok(walked.pages > 60 && walked.pdfs >= 4, JSON.stringify(walked));
    const patrols = await (await fetch(`${office.base}/search.json?q=patrols`)).json();
    assert.ok(JSON.stringify(patrols).includes('Patrols'), 'the search finds what is public');
    for (const word of planted) {
      const text = await (await fetch(`${office.base}/search.json?q=${word}`)).text();
      assert.ok((text.match(new RegExp(word, 'gi')) ?? []).length <= 1, `search for ${word}: ${text.slice(0, 300)}`); // the question itself may be repeated
      assert.equal(JSON.parse(text).total ?? 0, 0, word);
    }
    assertClean(office.log, 'the log as JSON');

    // withdrawn: tombstones; the log for people
    await office.stop();
    office.log = '';
    await office.serve('--verbose');
    const again = await Clerk.signedIn(office.base);
    await again.open(`/office/meetings/${meeting}/publication/withdraw`);
    await again.submit({ reason: `Too much about ${watched}.` });
    assert.match(again.words, /watch list|must not go out/, 'a reason that says what is withheld is refused');
    await again.open(`/office/meetings/${meeting}/publication/withdraw`);
    await again.submit({ reason: 'The figures were wrong.' });
    await until(async () => (await fetch(`${office.base}/meetings/${meeting}/agenda.pdf`)).status === 410, 'the withdrawal');
    await crawl(office, wrong);
    assertClean(office.log, 'the log');
    assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
  } finally { await office.clear(); }
});
