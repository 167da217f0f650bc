// Consultation on a draft plan over a real server: everybody comments on the public site, invited people by a link of their own, members in the office; the
// comments arrive through the letterbox, are answered, and a summary goes out. What is the office's own never reaches the public side (R44, R46).
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Office, Visitor, engines, environment, program, until } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { MailServer, mailOptions } from '../support/mail.mjs';

const canary = (n) => `xuvoqebak${'abcdefgh'[n]}q`;
const round = (id) => `/office/plan/consultations/${id}`;
const inDays = (n) => { const d = new Date(Date.now() + n * 86400e3); return { day: String(d.getUTCDate()), month: String(d.getUTCMonth() + 1), year: String(d.getUTCFullYear()) }; };
const dateOf = (name, d) => ({ [`${name}-day`]: d.day, [`${name}-month`]: d.month, [`${name}-year`]: d.year });

/** The letterbox is emptied until the round has so many comments. */
async function collected(clerk, id, words) {
  await clerk.open('/office/letters');
  await clerk.submit({}, '/letters/collect');
  await until(async () => (await clerk.open(round(id))).words.includes(words), `a comment that says ${words}`);
}
const settled = (clerk, id) => until(async () => !/Being published/.test((await clerk.open(round(id))).words), 'the publication of the round');

/** The boxes of the form: what is to be written where, the rest empty. The whole plan is the first. */
function boxes(visitor, written) {
  const actions = [...visitor.text.matchAll(/name="action" value="(\d+)"/g)].map((m) => m[1]);
  return { action: actions, comment: actions.map((a, i) => written[i] ?? '') };
}

async function beginInvited(clerk) {
  await clerk.open('/office/plan');
  const year = /\/office\/plan\/years\/(\d+)"/.exec(clerk.text)[1];
  const action = await clerk.open(`/office/plan/years/${year}/actions`).then((c) => /\/office\/plan\/actions\/(\d+)"/.exec(c.text)[1]);
  await clerk.open(`/office/plan/actions/${action}/edit`);
  await clerk.submit({ note: `Nobody outside reads ${canary(0)}` }, '/edit');
  await clerk.open(`/office/plan/years/${year}/consultations/new`);
  await clerk.submit({ title: 'Quiet round', introduction: 'Tell us.', ...dateOf('opens', inDays(-2)), who: 'invited' });
  const id = /consultations\/(\d+)/.exec(clerk.path)?.[1];
  assert.ok(id, clerk.words.slice(0, 400));
  await clerk.submit({}, '/draft');
  await settled(clerk, id);
  assert.match(clerk.words, /The draft stands as it was/);
  return id;
}

async function invite(clerk, id, name, email) {
  await clerk.open(`${round(id)}/invitations/new`);
  await clerk.submit({ name, organisation: 'Harbour Club', email });
  assert.match(clerk.words, new RegExp(name));
  return [...clerk.text.matchAll(/\/office\/plan\/invitations\/(\d+)\/edit/g)].map((m) => m[1]).at(-1);
}

for (const engine of engines) {
  test(`R44: anybody comments on a round for everybody, and reads its summary when it is over, on ${engine}`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const reader = new Visitor(office.base), clerk = await Clerk.signedIn(office.base);
      await reader.open('/');
      assert.match(reader.text, /href="\/consultations"/);
      await reader.open('/consultations');
      assert.match(reader.words, /What do you think of the action plan/);
      assert.match(reader.words, /Comments on the draft action plan 2025\/26/);
      await reader.open('/consultations/2');
      assert.match(reader.words, /1\.1 Commission death reviews/);
      assert.match(reader.text, /<meta name="robots" content="noindex">/);
      assert.equal(reader.headers.get('cache-control'), 'no-store');
      await reader.submit({}, '/consultations/2');
      assert.equal(reader.status, 422);
      assert.match(reader.words, /Write a comment on the whole plan or on one of its actions/);
      const sent = { ...boxes(reader, ['A thought about lamps', 'More about reviews']), name: 'Harriet Quillfeather' };
      const page = reader.text, path = reader.path;
      await reader.submit(sent, '/consultations/2');
      assert.equal(reader.path, '/consultations/sent');
      Object.assign(reader, { text: page, path });
      await reader.submit(sent, '/consultations/2'); // sent twice
      await collected(clerk, 2, 'A thought about lamps');
      assert.equal(clerk.words.split('A thought about lamps').length, 2, 'kept once');
      assert.match(clerk.words, /Harriet Quillfeather/);
      await clerk.open('/office');
      assert.match(clerk.words, /comments are without an answer/);

      const member = await Clerk.signedIn(office.base, 'chair@demo.example');
      assert.match(member.words, /waits for your comments until/);
      await member.open(round(2));
      assert.doesNotMatch(member.words, /A thought about lamps|Quillfeather/);
      await member.open(/href="([^"]*\/comment\?action=\d+)"/.exec(member.text)[1]);
      await member.submit({ text: 'The chair agrees with the aim' });
      assert.match(member.words, /The chair agrees with the aim/);
      await member.open('/office');
      assert.doesNotMatch(member.words, /waits for your comments/);

      for (let i = 0; i < 5; i++) { // a flood: the words stay
        await reader.open('/consultations/2');
        await reader.submit(boxes(reader, [`Again ${i}`]), '/consultations/2');
      }
      assert.equal(reader.status, 429);
      assert.match(reader.words, /Your words are below/);
      assert.match(reader.words, /Again 4/);

      await reader.open('/consultations/2');
      const late = reader.text;
      await clerk.open(round(2));
      await clerk.submit({}, '/close');
      await settled(clerk, 2);
      Object.assign(reader, { text: late, path: '/consultations/2' });
      await reader.submit(boxes(reader, ['This comes too late']), '/consultations/2');
      assert.equal(reader.status, 422);
      assert.match(reader.words, /This round closed on .* nothing was sent/);
      assert.match(reader.words, /This comes too late/);
      assert.doesNotMatch(reader.words, /Commission death reviews/); // a draft is no public plan

      await clerk.open('/office/letters');
      await clerk.submit({}, '/letters/collect');
      await clerk.open(`${round(2)}/answers`);
      const open = [...clerk.text.matchAll(/name="comment"[^>]*value="(\d+)"/g)].map((m) => m[1]);
      await clerk.submit({ comment: open, outcome: 'noted', answer: 'Thank you. It was looked at.' });
      await until(async () => { // letters that were still on their way
        await clerk.open(`${round(2)}/answers`);
        const more = [...clerk.text.matchAll(/name="comment"[^>]*value="(\d+)"/g)].map((m) => m[1]);
        if (more.length) await clerk.submit({ comment: more, outcome: 'noted', answer: 'Thank you. It was looked at.' });
        await clerk.open('/office/jobs');
        return more.length === 0 && !/collect-letters[^.]*(Waiting|Running)/.test(clerk.words);
      }, 'every answer');
      await clerk.open(`${round(2)}/summary`);
      await clerk.submit({ summary: 'Many **useful** thoughts came.' });
      await settled(clerk, 2);
      await reader.open('/consultations/2');
      assert.match(reader.words, /Many useful thoughts came/);
      assert.match(reader.words, /A thought about lamps/);
      assert.doesNotMatch(reader.words, /Quillfeather/);
      const twin = await (await fetch(office.base + '/consultations/2.json')).json();
      assert.equal(twin.draft.length, 0);
      assert.ok(twin.answers.some((a) => a.comment === 'A thought about lamps' && a.outcome === 'Noted'));
      await clerk.open(`${round(2)}/withdraw`);
      await clerk.submit({ reason: 'It is being looked at again.' });
      await settled(clerk, 2);
      await reader.open('/consultations/2');
      assert.match(reader.words, /It is being looked at again/);
      assert.doesNotMatch(reader.words, /A thought about lamps|Many useful/);
      assert.equal(await office.stop(), 0);
    } finally { await office.clear(); }
  });

  test(`R44, R46: an invited person reads the draft and comments by link; nobody else sees it, on ${engine}`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base), id = await beginInvited(clerk);
      const invitation = await invite(clerk, id, 'Head of the harbour club', 'harbour@demo.example');
      await clerk.submit({}, `/invitations/${invitation}/link`);
      const link = /\/consultation\/[\w-]{43}/.exec(clerk.text)[0];
      await settled(clerk, id);
      assert.ok(!clerk.text.includes(link), 'the link is shown once');

      const guest = new Visitor(office.base);
      await guest.open(link);
      assert.equal(guest.status, 200);
      assert.match(guest.words, /1\.1 Commission death reviews/);
      assert.match(guest.text, /<meta name="robots" content="noindex">/);
      assert.equal(guest.headers.get('cache-control'), 'no-store');
      assert.doesNotMatch(guest.words, /Harriet|harbour club/i);
      assert.ok(!guest.text.includes(canary(0)));
      for (const path of ['/consultations', '/consultations.json', '/sitemap.xml', '/feed.atom', '/search?q=quiet', '/']) {
        const text = await (await fetch(office.base + path)).text();
        assert.doesNotMatch(text, /Quiet round/, path);
      }
      for (const path of [`/consultations/${id}`, `/consultations/${id}.json`, link.slice(0, -1), '/consultation/no-such-token'])
        assert.equal((await fetch(office.base + path)).status, 404, path);

      await guest.submit(boxes(guest, ['', `By link ${canary(1)}`]));
      assert.equal(guest.path, '/consultations/sent');
      await collected(clerk, id, canary(1));
      assert.match(clerk.words, /Head of the harbour club, Harbour Club/);
      await guest.open(link);
      const open = guest.text;

      await clerk.submit({}, '/close');
      await settled(clerk, id);
      Object.assign(guest, { text: open, path: link });
      await guest.submit(boxes(guest, ['Too late by link']));
      assert.equal(guest.status, 422);
      assert.match(guest.words, /nothing was sent/);
      assert.match(guest.words, /Too late by link/);
      assert.equal((await fetch(office.base + link)).status, 404, 'the link has ended with the round');
      assert.doesNotMatch(guest.words, /Commission death reviews/);

      await clerk.open(round(id));
      const comment = /\/office\/plan\/comments\/(\d+)\/answer/.exec(clerk.text)[1];
      await clerk.open(`/office/plan/comments/${comment}/answer`);
      await clerk.submit({ outcome: 'noted', answer: 'Thank you.', is_left_out: 'yes' });
      await clerk.open(`${round(id)}/summary`);
      await clerk.submit({ summary: `Nobody outside reads ${canary(0)}.` }); // words of a note hold it back
      await settled(clerk, id);
      assert.match(clerk.words, /It is held back/);
      await clerk.open(`${round(id)}/summary`);
      await clerk.submit({ summary: 'One comment came.' });
      await settled(clerk, id);
      const page = await (await fetch(`${office.base}/consultations/${id}`)).text();
      assert.match(page, /One comment came/);
      assert.ok(!page.includes(canary(1)));
      assert.equal(await office.stop(), 0);
      if (engine === 'sqlite') {
        const folder = join(office.data, 'public');
        for (const name of readdirSync(folder)) {
          const bytes = readFileSync(join(folder, name)).toString('latin1');
          for (const n of [0, 1]) assert.ok(!bytes.includes(canary(n)), `${name} has ${canary(n)}`);
          assert.ok(!bytes.includes('harbour@demo.example') && !bytes.includes(link.slice(-43)), name);
        }
      }
      assert.ok(!office.log.includes(link.slice(-43)), 'no log has the link');
    } finally { await office.clear(); }
  });
}

test('R44: the link goes by email, and a later one ends it', async () => {
  const smtp = await new MailServer().start(), office = new Office().init('--demo');
  const send = () => new Promise((done) => spawn(program, ['mail', ...office.options, ...mailOptions(smtp, 'https://kcsp.example')], { env: environment }).on('exit', done));
  try {
    await office.serve();
    assert.equal(await send(), 0); // mail is set up
    const clerk = await Clerk.signedIn(office.base), id = await beginInvited(clerk);
    await invite(clerk, id, 'Head of the harbour club', 'harbour@demo.example');
    await clerk.submit({}, '/send');
    assert.match(clerk.words, /Waits to be sent/);
    smtp.answer = (address, stage) => stage === 'rcpt' ? 450 : null;
    await send(); // written, and not taken yet
    await clerk.open(round(id));
    assert.match(clerk.words, /Waits to be sent/);
    assert.doesNotMatch(clerk.words, /Sent by email/);
    smtp.answer = () => null;
    await clerk.submit({}, '/send');
    assert.equal(await send(), 0);
    const mail = smtp.to('harbour@demo.example')[0];
    assert.match(mail.headers.subject, /asks for your comments/);
    assert.doesNotMatch(mail.plain, /Quiet round|Commission/); // no words of a record
    const link = /https:\/\/kcsp\.example(\/consultation\/[\w-]{43})/.exec(mail.plain)[1];
    await until(async () => (await fetch(office.base + link)).status === 200, 'the link of the mail works');
    await send();
    assert.equal(smtp.to('harbour@demo.example').length, 1, 'sent once');
    await clerk.open(round(id));
    assert.match(clerk.words, /Sent by email/);
    await clerk.submit({}, '/link');
    await until(async () => (await fetch(office.base + link)).status === 404, 'the link before has ended');
    await clerk.open(round(id));
    assert.doesNotMatch(clerk.words, /Sent by email/, 'the link of that email leads nowhere any more');
    assert.match(clerk.words, /Made \d/);
    // what did not go out is told until a link is made by hand
    const other = await invite(clerk, id, 'Head of the rowing club', 'rowing@demo.example');
    await clerk.submit({}, `/invitations/${other}/send`);
    smtp.answer = (address, stage) => stage === 'rcpt' ? 550 : null;
    await send();
    await clerk.open(round(id));
    assert.match(clerk.words, /Not sent/);
    await clerk.submit({}, `/invitations/${other}/link`);
    await clerk.open(round(id));
    assert.doesNotMatch(clerk.words, /Not sent/);
    assert.equal(await office.stop(), 0);
  } finally { await office.clear(); await smtp.stop(); }
});
