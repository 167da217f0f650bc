// The plan over a real server: an earlier state brought back from the history, a call for updates on the desks of those it waits for, and actions found in
// all years.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, engines } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';

/** The action plan of the year that is in force, and its first action. */
async function firstAction(clerk) {
  await clerk.open('/office/plan');
  const year = /\(this year\)[\s\S]*?\/office\/plan\/years\/(\d+)"/.exec(clerk.text)[1];
  await clerk.open(`/office/plan/years/${year}/actions`);
  return { year, action: /\/office\/plan\/actions\/(\d+)"/.exec(clerk.text)[1] };
}

for (const engine of engines) {
  test(`an earlier state of an action is brought back from its history, with a reason and the checks of its form (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base), other = await Clerk.signedIn(office.base);
      const { action } = await firstAction(clerk), page = `/office/plan/actions/${action}`, history = `/office/history/plan_action/${action}`;
      await clerk.open(page);
      const before = /<h1[^>]*>\s*([^<]*)/.exec(clerk.text)[1].trim(), number = before.split(' ')[0].split('.')[1];
      await clerk.open(`${page}/edit`);
      await clerk.submit({ objective: 'Other words', number: '77' }, '/edit');
      assert.match(clerk.words, /77 Other words/);

      await clerk.open(history);
      const back = /href="([^"]*\/back\?entry=\d+)"/.exec(clerk.text)[1].replace('&amp;', '&');
      await clerk.open(back);
      assert.match(clerk.words, /What would change.*Other words/s);
      await clerk.submit({ why: '' }, '/back');
      assert.equal(clerk.status, 422);
      assert.match(clerk.words, /Enter why the earlier state is brought back/);

      // its number is taken meanwhile: refused, and the reason is not lost
      await other.open(page);
      const section = /\/actions\?section=(\d+)"/.exec(other.text)[1];
      await other.open(`/office/plan/sections/${section}/actions/new`);
      await other.submit({ number, objective: 'In its place', steps: 'Do', 'due-day': '31', 'due-month': '3', 'due-year': '2030' }, '/new');
      assert.match(other.words, /Another action had the number/, 'the number of an action that moved is not given again');
      await clerk.submit({ why: 'It was changed by mistake' }, '/back');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      assert.match(clerk.words, /earlier state was brought back/);
      assert.match(clerk.words, /Brought back as it stood on .*: It was changed by mistake/);
      assert.match((await clerk.open(page)).words, new RegExp(before.split(' ').slice(0, 4).join(' ').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));

      // whoever saw an older version is told
      await clerk.open(`${page}/edit`);
      await clerk.submit({ objective: 'Third words' }, '/edit');
      await clerk.open(history);
      await clerk.open(/href="([^"]*\/back\?entry=\d+)"/.exec(clerk.text)[1]);
      await other.open(`${page}/edit`);
      await other.submit({ objective: 'Fourth words' }, '/edit');
      await clerk.submit({ why: 'Too late' }, '/back');
      assert.equal(clerk.status, 409);
      assert.match((await clerk.open(page)).words, /Fourth words/);

      // only kinds that say so, and only for those who may change them
      const auditor = await Clerk.signedIn(office.base, 'auditor@demo.example');
      assert.doesNotMatch((await auditor.open(history)).text, /\/back\?entry/);
      assert.equal((await auditor.open(back)).status, 403);
      assert.equal((await clerk.open('/office/history/organisation/1/back?entry=1')).status, 404);
      assert.equal((await clerk.open(`${history}/back?entry=1`)).status, 404, 'an entry of another record');
    } finally { await office.clear(); }
  });

  test(`R45: a call for updates stands on the desk of those whose organisation has something to tell (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base), member = await Clerk.signedIn(office.base, 'member@demo.example');
      const { year } = await firstAction(clerk);
      // the demo has a call that is open; here is an action of which nothing was told
      const section = /\/office\/plan\/sections\/(\d+)\/actions\/new"/.exec(clerk.text)[1];
      await clerk.open(`/office/plan/sections/${section}/actions/new`);
      await clerk.submit({ objective: 'A word that no mail says', steps: 'Do', 'due-day': '31', 'due-month': '3', 'due-year': '2099' }, '/new');
      const action = /\/office\/plan\/actions\/(\d+)\/leads\/new"/.exec(clerk.text)[1];
      await clerk.open(`/office/plan/actions/${action}/leads/new`);
      const fire = /<option value="(\d+)">[^<]*Fire and Rescue/.exec(clerk.text)[1];
      assert.doesNotMatch((await member.open('/office')).words, /Updates of the action plan for/);
      await clerk.submit({ organisation: fire, role: 'leads' }, '/new');
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      await member.open('/office');
      assert.match(member.words, /Updates of the action plan for the quarter to [\d\w ]+ (are|were) due on [\d\w ]+: 1 action of your organisation/);
      assert.doesNotMatch(member.words, /A word that no mail says/);
      assert.equal((await member.open(`/office/plan/years/${year}/updates`)).status, 200);
      await clerk.open(`/office/plan/years/${year}/updates`);
      await clerk.submit({}, '/close');
      assert.equal(clerk.status, 200);
      assert.doesNotMatch((await member.open('/office')).words, /Updates of the action plan for/);
    } finally { await office.clear(); }
  });

  test(`actions are found in all years, by the same rules as in one (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base), auditor = await Clerk.signedIn(office.base, 'auditor@demo.example');
      const { year } = await firstAction(clerk), numbers = (visitor) => (visitor.words.match(/(\d+) actions? of (?:one year|\d+ years)/) ?? [0, 0])[1];
      await clerk.open('/office/plan/actions');
      const all = Number(numbers(clerk));
      assert.ok(all > 38, `the demo has several years: ${all}`);
      assert.match(clerk.words, /2025\/26: /);
      assert.match(clerk.text, /\/office\/plan\/actions\?page=2"/);
      const rows = (await auditor.open('/office/plan/actions.csv')).text.split('\n').filter((line) => /^20\d\d\/\d\d,/.test(line));
      assert.equal(rows.length, all, 'the file has all pages');

      // the page of a year asks the same of all years, and finds no less
      await clerk.open(`/office/plan/years/${year}/actions?state=late`);
      const late = /(\d+) of \d+ actions are shown/.exec(clerk.words)[1];
      const link = /href="(\/office\/plan\/actions\?state=late)"/.exec(clerk.text)[1];
      await clerk.open(link);
      assert.ok(Number(numbers(clerk)) >= Number(late));
      await clerk.open('/office/plan/actions?words=white+RIBBON');
      assert.match(clerk.words, /White Ribbon/);
      assert.ok(Number(numbers(clerk)) < all);

      // what cannot be read is told; a stranger is asked to sign in
      assert.equal((await clerk.open('/office/plan/actions?due-day=31&due-month=2&due-year=2026&words=kept')).status, 422);
      assert.match(clerk.text, /value="kept"/);
      assert.equal((await clerk.open('/office/plan/actions?state=nonsense')).status, 200);
      assert.equal((await clerk.open('/office/plan/actions?lead=nonsense')).status, 400);
      const stranger = await fetch(`${office.base}/office/plan/actions`, { redirect: 'manual' });
      assert.equal(stranger.status, 303);
    } finally { await office.clear(); }
  });
}
