// The plan over a real server: an earlier state brought back from the history, a call for updates on the desks of those it waits for, and actions found in
// all years.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, engines, run } from '../support/office.mjs';
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
      assert.match(clerk.words, /It was brought back. This history says why/);
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

  test(`what was deleted from the plan is brought back under its number, when what it belongs to is there and its place is free (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base);
      const { action: any } = await firstAction(clerk);
      await clerk.open(`/office/plan/actions/${any}`);
      const section = /\/actions\?section=(\d+)"/.exec(clerk.text)[1], form = `/office/plan/sections/${section}/actions/new`;
      const words = { objective: 'Deleted by mistake', steps: 'Do', number: '71', 'due-day': '31', 'due-month': '3', 'due-year': '2030' };
      await clerk.open(form);
      await clerk.submit(words, '/new');
      const action = /\/office\/plan\/actions\/(\d+)\/leads\/new"/.exec(clerk.text)[1], page = `/office/plan/actions/${action}`;
      await clerk.open(`${page}/leads/new`);
      await clerk.submit({ organisation: /<option value="(\d+)">[^<]*Fire and Rescue/.exec(clerk.text)[1], role: 'leads' }, '/new');
      const lead = /\/office\/plan\/leads\/(\d+)\/delete"/.exec(clerk.text)[1];
      await clerk.open(`/office/plan/leads/${lead}/delete`);
      await clerk.submit({}, '/delete');
      await clerk.open(`${page}/delete`);
      await clerk.submit({}, '/delete');
      assert.match(clerk.words, /Recent work leads to its history, from which it can be brought back/);
      assert.equal((await clerk.open(page)).status, 404);

      // the lead first: its action is not there
      const bringBack = async (kind, id) => {
        await clerk.open('/office/journal');
        await clerk.open(new RegExp(`/office/history/${kind}/${id}(?=")`).exec(clerk.text)[0]);
        const link = /href="([^"]*\/back\?entry=\d+)">[^<]*Bring it back/.exec(clerk.text);
        assert.ok(link, clerk.words.slice(0, 600));
        await clerk.open(link[1].replace('&amp;', '&'));
        assert.match(clerk.words, /It is deleted now, and is made again under its number/);
        await clerk.submit({ why: 'Deleted by mistake' }, '/back');
      };
      await bringBack('plan_lead', lead);
      assert.equal(clerk.status, 422);
      assert.match(clerk.words, /The action of the plan that it names is deleted. Bring that back first/);

      // its number is somebody else's meanwhile
      await clerk.open(form);
      await clerk.submit({ ...words, objective: 'In its place' }, '/new');
      const other = /\/office\/plan\/actions\/(\d+)\/leads\/new"/.exec(clerk.text)[1];
      await bringBack('plan_action', action);
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      assert.match(clerk.words, /It was brought back, but not quite as it was: its number or place was taken meanwhile/);
      assert.match(clerk.words, /Made again.*Brought back as it stood on .*: Deleted by mistake/s);
      await bringBack('plan_lead', lead);
      assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
      await clerk.open(page);
      assert.match(clerk.words, /72 Deleted by mistake.*Fire and Rescue/s);
      await clerk.open(`${page}/edit`);
      await clerk.submit({ objective: 'And changed again' }, '/edit');
      assert.match(clerk.words, /72 And changed again/);

      // brought back once more by the other tab, in which it was deleted as it stood before
      await clerk.open(`/office/plan/leads/${lead}/delete`);
      await clerk.submit({}, '/delete');
      await clerk.open(`${page}/delete`);
      await clerk.submit({}, '/delete');
      const second = await Clerk.signedIn(office.base), history = `/office/history/plan_action/${action}`;
      await second.open(history);
      assert.equal([...second.text.matchAll(/\/back\?entry=\d+"/g)].length, 1, 'of what is deleted its last state alone');
      await second.open(/href="([^"]*\/back\?entry=\d+)"/.exec(second.text)[1]);
      await bringBack('plan_action', action);
      await clerk.open(`${page}/delete`);
      await clerk.submit({}, '/delete');
      await second.submit({ why: 'From the tab that was left open' }, '/back');
      assert.equal(second.status, 400, second.words.slice(0, 400));
      assert.match(second.words, /It is deleted. Bring back how it stood last/);
      assert.equal(run(['verify', ...office.options]).status, 0);

      // an auditor only reads
      const auditor = await Clerk.signedIn(office.base, 'auditor@demo.example');
      assert.doesNotMatch((await auditor.open(`/office/history/plan_action/${other}`)).text, /\/back\?entry/);
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
      // the clerk and the safety team, who follow it up, are told of all that are missing
      for (const team of [clerk, await Clerk.signedIn(office.base, 'safety@demo.example')])
        assert.match((await team.open('/office')).words, /Updates of the action plan for the quarter to [\d\w ]+ (are|were) due on [\d\w ]+: 1 action not told of yet/);
      assert.equal((await member.open(`/office/plan/years/${year}/updates`)).status, 200);
      await clerk.open(`/office/plan/years/${year}/updates`);
      await clerk.submit({}, '/close');
      assert.equal(clerk.status, 200);
      for (const one of [member, clerk]) assert.doesNotMatch((await one.open('/office')).words, /Updates of the action plan for/);
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
