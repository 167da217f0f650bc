// The restricted reading room from the outside: two-step sign-in, the three conditions, what is read carries its reader, recall.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, Visitor, engines, password, run } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { makePdf, pdfCheck, pdfPageWords } from '../support/pdf.mjs';
import { setUpSecondStep as setUp, totp } from '../support/totp.mjs';

const restrictedWords = /Alder|coroner|Domestic Abuse Related Death Review Update|PREVENT/;

async function bytesOf(visitor, path) {
  const r = await visitor.request(path);
  return { status: r.status, headers: r.headers, bytes: Buffer.from(await r.arrayBuffer()) };
}

/** The papers of item D1 and D2 of the meeting of July 2025, by what the clerk's agenda says. */
async function restrictedPapers(clerk) {
  await clerk.open('/office/meetings/1/agenda');
  return [...clerk.text.matchAll(/href="(\/office\/papers\/\d+)">(Kent and Medway (?:Domestic|PREVENT)[^<]*)</g)].map((m) => m[1]);
}

for (const engine of engines) {
  test(`two steps: set up, sign in, each code once, recovery, lost telephone (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const base = office.base;
      const member = await new Visitor(base).signIn('member@demo.example');
      await member.open('/account/second-step');
      await member.submit({ password: 'not my password' }, '/begin');
      assert.match(member.words, /This is not your current password/);
      await member.submit({ password }, '/begin');
      assert.match(member.text, /<svg[^>]*role="img"[^>]*aria-labelledby="qr-title qr-description"[^>]*>\s*<title id="qr-title">[^<]+<\/title>\s*<desc id="qr-description">/);
      await member.submit({ code: '00000x' }, '/set-up');
      assert.equal(member.status, 400);
      assert.match(member.words, /This code is not right/);
      await setUp(member);
      assert.match(member.headers.get('cache-control'), /no-store/);
      await member.open('/account/second-step');
      assert.match(member.words, /On since .* 10 of 10/);

      // the password alone is half a sign-in: no page of the office opens
      const again = await new Visitor(base).signIn('member@demo.example');
      assert.match(again.path, /^\/sign-in\/code/);
      assert.equal((await again.request('/office')).status, 303);
      assert.equal(again.cookies.has('quorate'), false);
      await again.submit({ code: '' }, '/sign-in/code');
      assert.match(again.words, /Enter the code that your authenticator app shows/);
      const code = totp(member.secret, 1);
      await again.submit({ code: code.slice(0, 3) + ' ' + code.slice(3) }, '/sign-in/code'); // as apps show it
      assert.match(again.title, /desk/i);
      assert.equal(again.cookies.has('quorate-half'), false);

      // the same code again, as somebody who looked over the shoulder would
      const thief = await new Visitor(base).signIn('member@demo.example');
      await thief.submit({ code }, '/sign-in/code');
      assert.equal(thief.status, 400);
      assert.match(thief.words, /This code (was used already|is not right)/);

      // a recovery code, once
      await thief.submit({ code: '', recovery: member.codes[0].toUpperCase() }, '/sign-in/code');
      assert.match(thief.title, /desk/i);
      const second = await new Visitor(base).signIn('member@demo.example');
      await second.submit({ recovery: member.codes[0] }, '/sign-in/code');
      assert.match(second.words, /This code is not right/);
      await second.submit({ code: '', recovery: member.codes[1] }, '/sign-in/code');
      assert.match(second.title, /desk/i);

      // new recovery codes and turning it off ask for both; the old codes stop
      await second.open('/account/second-step/codes');
      await second.submit({ password: 'not my password', code: member.codes[2] }, '/codes');
      assert.match(second.words, /This is not your current password/);
      await second.submit({ password, code: member.codes[2] }, '/codes');
      const fresh = [...second.text.matchAll(/<code[^>]*>([0-9a-z-]{19})<\/code>/g)].map((m) => m[1]);
      assert.equal(fresh.length, 10);
      await second.open('/account/second-step/off');
      await second.submit({ password, code: member.codes[3] }, '/off');
      assert.match(second.words, /This code is not right/);

      // a new password by an administrator's link is no way around it
      const administrator = await Clerk.signedIn(base, 'administrator@demo.example');
      await administrator.open('/office/accounts');
      const account = /href="(\/office\/accounts\/\d+)"[^>]*>Director of Prevention/.exec(administrator.text)[1];
      await administrator.open(account);
      await administrator.submit({}, '/invitation');
      const link = new URL(/value="(http[^"]*\/invitation\/[^"]+)"/.exec(administrator.text)[1]).pathname;
      const invited = await new Visitor(base).open(link);
      await invited.submit({ password: 'seven green boats at Deal', again: 'seven green boats at Deal' });
      assert.match(invited.path, /^\/sign-in\/code/);

      // the telephone is lost, and the codes with it
      await administrator.open(`${account}/second-step`);
      await administrator.submit({ reason: '' }, '/second-step');
      assert.match(administrator.words, /Enter why it is taken away/);
      await administrator.submit({ reason: 'Telephone lost on a train' }, '/second-step');
      assert.match(administrator.words, /Two-step sign-in was taken away/);
      assert.equal((await second.request('/office')).status, 303, 'signed out everywhere');
      const back = await new Visitor(base).signIn('member@demo.example', 'seven green boats at Deal');
      assert.match(back.path, /^\/account\/second-step/);
      assert.match(back.words, /Administrator took your two-step sign-in away. The reason given: Telephone lost on a train/);
      await back.submit({}, '/told');
      assert.match(back.title, /desk/i);
      assert.doesNotMatch((await back.open('/account/second-step')).words, /took your two-step/);
      await administrator.open('/office/accounts/1/second-step'); // one's own
      assert.equal(administrator.status, 400);

      // what happened is in the journal; what must stay secret is nowhere
      await administrator.open('/office/journal');
      for (const words of [/set up/, /A recovery code was used/, /taken away: Telephone lost/]) assert.match(administrator.words, words);
      for (const path of ['/office/journal', '/office/export/account.json', '/office/export/account.csv', account.replace('/accounts/', '/history/account/')]) {
        await administrator.open(path);
        assert.equal(administrator.status, 200, path);
        for (const secret of [member.secret, ...member.codes, ...fresh]) assert.ok(!administrator.text.includes(secret), `${path} holds a secret`);
      }
      for (const secret of [member.secret, ...member.codes]) assert.ok(!office.log.includes(secret));

      // whoever runs the installation has a way back in for the only administrator
      await setUp(administrator);
      const r = run(['user', 'one-step', ...office.options, 'administrator@demo.example', '--reason', 'Telephone lost']);
      assert.equal(r.status, 0, r.err);
      assert.match((await new Visitor(base).signIn('administrator@demo.example')).words, /took your two-step sign-in away/);
      assert.equal(run(['user', 'one-step', ...office.options, 'nobody@demo.example', '--reason', 'x']).status, 1);
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
    } finally { await office.clear(); }
  });

  test(`restricted papers: seat, agreement and second step, one without the others is not enough (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const base = office.base, clerk = await Clerk.signedIn(base), [d1, d2] = await restrictedPapers(clerk);
      assert.ok(d1 && d2);
      const member = await new Visitor(base).signIn('member@demo.example');

      // without the second step
      await member.open(d1);
      assert.equal(member.status, 403);
      assert.match(member.words, /One thing is missing.*You signed in with your password alone.*Set up two-step sign-in/);
      assert.doesNotMatch(member.text, restrictedWords);
      const refused = await bytesOf(member, d1 + '/file');
      assert.equal(refused.status, 403);
      assert.doesNotMatch(refused.bytes.toString(), restrictedWords);
      const open = await bytesOf(member, '/office/meetings/1/pack.pdf');
      assert.equal(open.status, 200);
      assert.doesNotMatch(pdfPageWords(open.bytes).join(), /Alder|coroner|Domestic Abuse Related Death Review Update/);
      assert.doesNotMatch((await member.open(d1.replace('papers', 'papers') + '/readers')).text, restrictedWords);
      assert.equal(member.status, 403);

      // with all three
      await setUp(member);
      await member.open(d1);
      assert.equal(member.status, 200, member.words.slice(0, 300));
      assert.match(member.words, /Alder/);
      assert.equal(member.words.match(/NOT FOR PUBLICATION\. Exempt under paragraphs 1, 2 and 7 of Part 1 of Schedule 12A/g).length, 2, 'at the top and at the bottom');
      assert.equal(member.words.match(/Read by Director of Prevention, \d+ \w+ \d{4}, \d\d:\d\d/g).length, 2);
      assert.match(member.headers.get('cache-control'), /no-store/);
      const copy = await bytesOf(member, d1 + '/file?download=yes');
      assert.equal(copy.headers.get('cache-control'), 'no-store');
      assert.match(copy.headers.get('content-disposition'), /^attachment; filename="restricted-paper-\d+\.pdf"$/);
      const check = pdfCheck(copy.bytes);
      assert.equal(check.status, 0, check.complaints);
      assert.ok(check.tagged);
      assert.match(check.structure, /H1|Document/);
      assert.doesNotMatch(check.structure, /Read by/, 'the marks are artifacts');
      for (const words of pdfPageWords(copy.bytes)) {
        assert.equal(words.match(/Read by Director of Prevention, /g).length, 2);
        assert.equal(words.match(/NOT FOR PUBLICATION/g).length, 2);
      }
      const pack = await bytesOf(member, '/office/meetings/1/pack.pdf');
      const pages = pdfPageWords(pack.bytes);
      assert.ok(pdfCheck(pack.bytes).tagged);
      assert.match(pages.join(), /Alder/);
      for (const words of pages) assert.ok(words.match(/Read by Director of Prevention, /g)?.length === 2, words.slice(0, 200));
      assert.doesNotMatch(pack.headers.get('content-disposition'), /abuse|prevent/i);

      // the clerk sees who may, who has, and who cannot and why
      await clerk.open(d1 + '/readers');
      assert.match(clerk.words, /Director of Prevention, Fire and Rescue 1 2 /);
      assert.match(clerk.words, /1 of \d+ people with a seat may read it/);
      assert.match(clerk.words, /They have not set up two-step sign-in/);
      assert.match(clerk.words, /The organisation has signed another version\. They have no account/);
      await clerk.open('/office/journal');
      assert.match(clerk.words, /Opened/);
      assert.match(clerk.words, /Downloaded in the members' pack/);

      // a newer version of the agreement: nobody has signed that yet
      const today = new Date();
      const day = (d) => ({ day: String(d.getDate()), month: String(d.getMonth() + 1), year: String(d.getFullYear()) });
      const date = (name, d) => Object.fromEntries(Object.entries(day(d)).map(([k, v]) => [`${name}-${k}`, v]));
      await clerk.open('/office/sharing/new');
      await clerk.submit({ title: 'Kent and Medway Information Sharing Agreement', edition: 'Version 4', ...date('from', today) }, '/new');
      assert.match(clerk.words, /0 of \d+ organisations/);
      await member.open(d1);
      assert.equal(member.status, 403);
      assert.match(member.words, /Kent Fire and Rescue Service has signed another version of the sharing agreement, not the one in force.*Ask the clerk/);
      assert.doesNotMatch(member.text, restrictedWords);
      assert.equal((await bytesOf(member, d1 + '/file')).status, 403);
      const fire = /\/office\/organisations\/(\d+)"[^>]*>Kent Fire/.exec((await clerk.open('/office/organisations')).text)[1];
      const attested = { has_policies: 'yes', has_retention: 'yes', has_incident_reporting: 'yes' };
      await clerk.open(`/office/organisations/${fire}/signatures/new`);
      await clerk.submit({ signatory: 'Chief Executive', ...date('signed_on', today), ...attested }, '/signatures/new');
      assert.match(clerk.words, /Missing: controls on loss/);
      await member.open(d1);
      assert.match(member.words, /has not attested all of how it keeps sensitive papers/);
      await clerk.open(/\/office\/signatures\/\d+\/edit/.exec((await clerk.open(`/office/organisations/${fire}`)).text)[0]);
      await clerk.submit({ has_loss_controls: 'yes' }, '/edit');
      assert.equal((await member.open(d1)).status, 200);

      // the term of office ends: yesterday was the last day
      const yesterday = new Date(today.getTime() - 86400000), seat = /\/office\/seats\/\d+/.exec((await clerk.open(`/office/organisations/${fire}`)).text)[0];
      await clerk.open(seat);
      const end = /\/office\/tenures\/\d+\/end/.exec(clerk.text)[0];
      await clerk.open(end);
      await clerk.submit(date('until', today), '/end');
      assert.equal((await member.open(d1)).status, 200, 'the last day counts');
      await clerk.open(end.replace('/end', '/edit'));
      await clerk.submit(date('until', yesterday), '/edit');
      assert.equal((await member.open(d1)).status, 404, 'not even that there is such a paper');
      assert.equal((await bytesOf(member, d1 + '/file')).status, 404);
      assert.equal((await bytesOf(member, '/office/meetings/1/pack.pdf')).status, 404);
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
    } finally { await office.clear(); }
  });

  test(`a restricted paper is recalled and given back; staff with two steps where the partnership says so (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const base = office.base, clerk = await Clerk.signedIn(base), [d1, d2] = await restrictedPapers(clerk);
      const member = await setUp(await new Visitor(base).signIn('member@demo.example'));
      await member.open(d1);

      // a PDF from outside is marked as well
      await clerk.open(d2);
      const item = /\/office\/items\/\d+/.exec(clerk.text)[0];
      await clerk.upload(/\d+$/.exec(item)[0], 'Annex with the word Larkspur', makePdf('Larkspur one', 'Larkspur two'), 'larkspur.pdf');
      const annex = /href="(\/office\/papers\/\d+)">Annex with/.exec((await clerk.open(item)).text)[1];
      const marked = await bytesOf(clerk, annex + '/file');
      assert.doesNotMatch(marked.headers.get('content-disposition'), /larkspur|annex/i);
      for (const words of pdfPageWords(marked.bytes)) assert.equal(words.match(/Read by Scrutiny Officer, /g).length, 2);
      assert.match(pdfPageWords(marked.bytes)[1], /Larkspur two/);

      await clerk.open(d1 + '/recall');
      await clerk.submit({ reason: '' }, '/recall');
      assert.match(clerk.words, /Enter why the paper is recalled/);
      await clerk.submit({ reason: 'A name stands in paragraph 1.1' }, '/recall');
      assert.match(clerk.words, /The paper is recalled.*Director of Prevention, Fire and Rescue 1 0 /);
      await member.open(d1);
      assert.equal(member.status, 403);
      assert.match(member.words, /This paper was recalled on .*: A name stands in paragraph 1\.1/);
      assert.doesNotMatch(member.text, /Alder|coroner/);
      assert.equal((await bytesOf(member, d1 + '/file')).status, 403);
      assert.doesNotMatch(pdfPageWords((await bytesOf(member, '/office/meetings/1/pack.pdf')).bytes).join(), /Alder|coroner/);
      assert.match((await member.open('/office/meetings/1/agenda')).words, /Recalled/);
      assert.match((await clerk.open(d1)).words, /Alder/, 'staff still can');
      const chair = await new Visitor(base).signIn('chair@demo.example');
      assert.doesNotMatch((await chair.open(d1)).words, /A name stands/, 'the reason is for readers');
      await clerk.open(d1 + '/readers');
      await clerk.submit({}, '/give-back');
      assert.match((await member.open(d1)).words, /Alder/);

      // an open paper is not recalled
      const openPaper = /href="(\/office\/papers\/\d+)">Kent Community Safety Agreement Update/.exec((await clerk.open('/office/meetings/1/agenda')).text)[1];
      assert.equal((await clerk.open(openPaper + '/recall')).status, 400);

      // staff
      await clerk.open('/office/settings');
      await clerk.submit({ staff_two_steps: 'yes' }, '/office/settings');
      for (const path of [d1, d1 + '/report', '/office/history/report/4', '/office/export/report.csv', '/office/jobs']) {
        await clerk.open(path);
        assert.equal(clerk.status, 403, path);
        assert.doesNotMatch(clerk.text, /Alder|coroner/, path);
      }
      assert.equal((await bytesOf(clerk, d1 + '/file')).status, 403);
      assert.doesNotMatch(pdfPageWords((await bytesOf(clerk, '/office/meetings/1/pack.pdf')).bytes).join(), /Alder|coroner/);
      await setUp(clerk);
      assert.match((await clerk.open(d1)).words, /Alder/);
      assert.equal((await clerk.open('/office/export/report.csv')).status, 200);
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
    } finally { await office.clear(); }
  });
}
