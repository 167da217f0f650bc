// Mail through a real mail server: who is told what and when, that nothing restricted is in it, that it comes once, and that it can be stopped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spawn } from 'node:child_process';
import { Office, Visitor, engines, environment, program, until } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { MailServer, mailOptions } from '../support/mail.mjs';

const site = 'https://kcsp.example';
const marked = 'Zebulon Quartermaine';

/** `quorate mail` or `quorate bounce` to its end, without holding up the mail server, which is in this process. */
function command(words, input = '') {
  return new Promise((done) => {
    const child = spawn(program, words, { env: environment });
    let out = '', err = '';
    child.stdout.on('data', (d) => { out += d; });
    child.stderr.on('data', (d) => { err += d; });
    child.on('exit', (status) => done({ status, out, err }));
    child.stdin.end(input);
  });
}
const post = (office, path, body = '') => fetch(office.base + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(body) });
/** The link of a mail whose address begins with `path`, on the office under test. */
const linkIn = (mail, path) => new RegExp(`${site}(${path}[^\\s]*)`).exec(mail.plain)?.[1];

async function withMail(engine, work, answer) {
  const smtp = await new MailServer(answer).start();
  const office = new Office(engine).init('--demo');
  const send = (...more) => command(['mail', ...office.options, ...mailOptions(smtp, site), ...more]);
  try {
    await office.serve();
    const clerk = await Clerk.signedIn(office.base);
    await clerk.open('/office/settings');
    await clerk.submit({ digest_at: '11:59pm' }); // so that the hour at which the test runs does not matter
    assert.equal(clerk.status, 200, clerk.words.slice(0, 300));
    assert.equal((await send()).status, 0); // from here on things are news
    await work(office, smtp, send);
    assert.equal(await office.stop(), 0);
  } finally {
    await office.clear();
    await smtp.stop();
  }
}

/** The public may ask for mail: a setting. */
async function offerMail(office) {
  const clerk = await Clerk.signedIn(office.base);
  await clerk.open('/office/settings');
  await clerk.submit({ offers_mail: 'yes' });
  await until(async () => (await fetch(office.base + '/subscribe.json')).status === 200, 'the public side offers email');
  return clerk;
}

async function subscribe(office, smtp, send, email) {
  await post(office, '/subscribe', { email });
  assert.equal((await send()).status, 0);
  const mail = smtp.to(email).find((m) => /Confirm/.test(m.headers.subject));
  assert.ok(mail, 'a mail to confirm');
  const link = linkIn(mail, '/subscription/');
  await post(office, link + '/confirm');
  assert.equal((await send()).status, 0);
  return link;
}

for (const engine of engines) {
  test(`what is news is told once a day, moved meetings at once, and nothing restricted is in it, on ${engine}`, () => withMail(engine, async (office, smtp, send) => {
    const clerk = await offerMail(office), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    const reader = new Visitor(office.base);
    await reader.open('/subscribe');
    await reader.submit({ email: 'not an address' });
    assert.equal(reader.status, 422);
    assert.match(reader.words, /Enter an email address/);
    await reader.submit({ email: 'Reader@public.example' });
    assert.match(reader.words, /Look at your email/);
    await send();
    const asked = smtp.to('reader@public.example')[0];
    assert.match(asked.headers.subject, /^Confirm/);
    const link = linkIn(asked, '/subscription/');

    // programs that look into mail open links: that alone confirms nothing
    await reader.open(link);
    assert.equal(reader.status, 200);
    const meeting = await clerk.makeMeeting();
    const parts = await clerk.partsOf(meeting);
    await clerk.addItem(parts[1], { title: 'Roads and safety' });
    const closed = await clerk.addItem(parts[3], { title: `Review of ${marked}`, public_title: 'A review', restriction: 'exempt', paragraphs: ['1'],
      restriction_reason: 'It is about a person', restriction_decided_by: 'Head of Community Safety', 'restriction_review-day': '6', 'restriction_review-month': '5',
      'restriction_review-year': '2032' });
    assert.ok(closed);
    await clerk.agree(meeting, chair);
    await clerk.publish(meeting);
    assert.equal(await clerk.published(meeting), 'Published', clerk.words.slice(0, 600));
    await send('--digest-now');
    assert.equal(smtp.to('reader@public.example').length, 1, 'nothing before it is confirmed');
    const told = smtp.to('member@demo.example')[0];
    assert.match(told.plain, /^The agenda of the meeting of the .+ on Tuesday 6 May 2031 is published\.$/m);
    assert.equal(linkIn(told, '/office/meetings/'), `/office/meetings/${meeting}/agenda`);
    assert.equal(linkIn(told, '/account/'), '/account/mail');
    assert.match(told.html, /<a href="https:\/\/kcsp\.example\/office\/meetings/);

    await reader.open(link);
    await reader.submit({ bodies: '1' }, '/confirm');
    assert.match(reader.words, /You will get email/);
    await send();
    await clerk.open(`/office/meetings/${meeting}/edit`);
    await clerk.submit({ 'day-day': '13', 'day-month': '5', 'day-year': '2031' });
    if (/warned/.test(clerk.text) && /\/edit/.test(clerk.path)) await clerk.submit();
    await send();
    const moved = smtp.to('reader@public.example')[1];
    assert.match(moved.headers.subject, /^Moved: a meeting of the .+ is now on Tuesday 13 May 2031 at 10am$/);
    assert.ok(smtp.to('member@demo.example').some((m) => /^Moved/.test(m.headers.subject)));
    await clerk.open(`/office/meetings/${meeting}/cancel`);
    await clerk.submit({ reason: 'The hall is flooded' });
    await send();
    assert.match(smtp.to('reader@public.example')[2].headers.subject, /^Cancelled: the meeting of the/);

    // told once, however often it looks
    const before = smtp.mails.length;
    await send('--digest-now');
    await send('--digest-now');
    assert.equal(smtp.mails.length, before);
    for (const m of smtp.mails) {
      assert.ok(!m.raw.includes('Zebulon') && !m.plain.includes(marked) && !m.html.includes(marked), 'no restricted title');
      assert.ok(!/Roads and safety|flooded|Content-Disposition/.test(m.plain + m.html + m.raw), 'no title, no reason, no attachment');
    }

    // stopping, as mail programs do it
    assert.equal(moved.headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');
    const stop = new URL(/<(.+)>/.exec(moved.headers['list-unsubscribe'])[1]).pathname;
    assert.equal((await post(office, stop, { 'List-Unsubscribe': 'One-Click' })).status, 200);
    await send();
    await clerk.open('/office/mail');
    assert.match(clerk.words, /Subscribers of the public 0/);
    assert.ok(!clerk.text.includes('reader@public.example'));
    assert.ok(!(await clerk.download('/office/journal')).includes('reader@public.example'));
  }));

  test(`each chooses what they are told and when, on ${engine}`, () => withMail(engine, async (office, smtp, send) => {
    const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    const member = await Clerk.signedIn(office.base, 'member@demo.example');
    await member.open('/account/mail');
    await member.submit({ agendas: 'at_once', changes: 'none' });
    await chair.open('/account/mail');
    await chair.submit({ agendas: 'none' });
    const meeting = await clerk.makeMeeting();
    const parts = await clerk.partsOf(meeting);
    await clerk.addItem(parts[1], { title: 'Anything' });
    await clerk.agree(meeting, chair);
    await clerk.publish(meeting);
    assert.equal(await clerk.published(meeting), 'Published');
    await send();
    const toMember = (words) => smtp.to('member@demo.example').filter((m) => words.test(m.plain)).length;
    assert.equal(toMember(/agenda/), 1, 'at once, without the hour of the digest');
    await send('--digest-now');
    assert.equal(toMember(/agenda/), 1);
    assert.equal(smtp.to('chair@demo.example').filter((m) => /agenda/i.test(m.plain)).length, 0);
    await clerk.open(`/office/meetings/${meeting}/cancel`);
    await clerk.submit({ reason: 'Not needed' });
    await send();
    assert.equal(toMember(/Cancelled/), 0, 'no changes were wanted');
    assert.ok(smtp.to('chair@demo.example').some((m) => /^Cancelled/.test(m.headers.subject)));
  }));

  test(`R10 whoever does an action is reminded, and tells by a link that works once, on ${engine}`, () => withMail(engine, async (office, smtp, send) => {
    await send('--digest-now');
    const mail = await smtp.arrived('member@demo.example', (m) => /action of yours/.test(m.plain));
    const link = linkIn(mail, '/action/');
    assert.ok(link, mail.plain);
    const member = new Visitor(office.base);
    await member.open(link);
    assert.equal(member.status, 200);
    assert.match(member.words, /How does it go\?/);
    await member.submit({ text: '' });
    assert.match(member.words, /Enter/);
    await member.submit({ text: 'The letter went out on Monday' });
    assert.match(member.words, /Thank you/);
    await member.open(link);
    assert.equal(member.status, 410);
    assert.match(member.words, /This link was used already/);
    const clerk = await Clerk.signedIn(office.base);
    const id = await actionWith(clerk, 'The letter went out on Monday');
    assert.ok(id, 'the update stands on the action, with who wrote it');
    assert.match(clerk.words, /by a link in an email/);
    await member.open(link.slice(0, -3) + 'abc');
    assert.equal(member.status, 410);
  }));

  test(`addresses that are refused, servers that are busy or away, and mail that comes back, on ${engine}`, async () => {
    let away = true;
    const answer = (address) => away ? 421 : address === 'gone@public.example' ? 550 : null;
    await withMail(engine, async (office, smtp, send) => {
      const clerk = await offerMail(office);
      await clerk.open('/office/mail');
      await clerk.submit({}, '/mail/test');
      const busy = await send();
      assert.match(busy.out, /0 sent, 0 not taken, 1 to be tried again/);
      away = false;
      assert.match((await send()).out, /0 sent, 0 not taken, 0 to be tried again/, 'not before its time');
      await post(office, '/subscribe', { email: 'gone@public.example' });
      assert.match((await send()).out, /0 sent, 1 not taken/);
      await clerk.open('/office/mail');
      assert.match(clerk.words, /Addresses that get nothing/);
      assert.match(clerk.words, /no such mailbox here/);
      assert.ok(!clerk.text.includes('gone@public.example'));
      // whoever never confirmed is not made a subscriber by letting the address have mail again
      await clerk.submit({ recipient: /name="recipient" value="(\d+)"/.exec(clerk.text)[1] }, '/addresses');
      assert.match(clerk.words, /The address gets email again/);
      assert.match(clerk.words, /Subscribers of the public 0, and 1 who did not confirm yet/);

      // later the server says that a mail which it took cannot be delivered (RFC 3464)
      await subscribe(office, smtp, send, 'there@public.example');
      const sent = smtp.to('there@public.example')[0];
      const report = ['From: MAILER-DAEMON@mx.example', 'To: office@kcsp.example', 'Subject: Undelivered', 'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'Sorry.', '--b',
        'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', 'Final-Recipient: rfc822; there@public.example', 'Action: failed',
        'Status: 5.1.1', '', '--b', 'Content-Type: text/rfc822-headers', '', `Message-Id: ${sent.headers['message-id']}`, '', '--b--', ''].join('\r\n');
      const delayed = await command(['bounce', ...office.options], report.replace('5.1.1', '4.4.7'));
      assert.equal(delayed.status, 0);
      assert.equal((await command(['bounce', ...office.options], report)).status, 0);
      await clerk.open('/office/mail');
      assert.match(clerk.words, /It came back: status 5\.1\.1/);
      assert.match((await command(['bounce', ...office.options], 'Subject: hello\r\n\r\nNot a report')).err, /no report of undelivered mail/);
      assert.match((await command(['bounce', ...office.options], report.replaceAll(/quorate\.[0-9a-f]+/g, 'quorate.000000000000000000000000'))).err, /of no message/);
    }, answer);
  });

  test(`asking again and again sends one mail, and a link that is not whole says so, on ${engine}`, () => withMail(engine, async (office, smtp, send) => {
    await offerMail(office);
    for (let i = 0; i < 3; i++) assert.equal((await post(office, '/subscribe', { email: 'busy@public.example' })).status, 303);
    await post(office, '/subscribe', { email: 'robot@public.example', website: 'http://spam.example' });
    await send();
    assert.equal(smtp.to('busy@public.example').length, 1);
    const key = linkIn(smtp.to('busy@public.example')[0], '/subscription/');
    assert.equal((await post(office, key + '/confirm', { bodies: '2' })).status, 200);
    await send();
    const clerk = await Clerk.signedIn(office.base);
    await clerk.open('/office/mail');
    assert.match(clerk.words, /Subscribers of the public 1/);
    assert.equal(smtp.to('robot@public.example').length, 0);
    const r = new Visitor(office.base);
    await r.open('/subscription/abc');
    assert.equal(r.status, 404);
    assert.match(r.words, /not whole/);
    assert.equal((await post(office, '/subscription/' + 'a'.repeat(24) + '/confirm')).status, 200, 'a key that nobody has is answered alike');
    assert.equal((await send()).status, 0);
  }));
}

test('the postman of the server sends by itself, and a server that is killed leaves nothing twice', async () => {
  const smtp = await new MailServer().start();
  const office = new Office('sqlite').init('--demo');
  try {
    await office.serve(...mailOptions(smtp, site));
    const clerk = await Clerk.signedIn(office.base);
    for (let i = 0; i < 3; i++) {
      await clerk.open('/office/mail');
      await clerk.submit({}, '/mail/test');
    }
    const tests = () => smtp.to('clerk@demo.example').filter((m) => /^A test/.test(m.headers.subject)); // the digest may come as well, as the hour has it
    await until(() => tests().length === 3, 'three tests');
    await office.stop('SIGKILL').catch(() => {});
    await office.serve(...mailOptions(smtp, site));
    const again = await Clerk.signedIn(office.base);
    await again.open('/office/mail');
    await again.submit({}, '/mail/test');
    await until(() => tests().length === 4, 'a fourth');
    assert.equal(new Set(tests().map((m) => m.headers['message-id'])).size, 4);
    assert.equal(new Set(smtp.mails.map((m) => m.headers['message-id'])).size, smtp.mails.length);
    assert.equal(await office.stop(), 0);
  } finally {
    await office.clear();
    await smtp.stop();
  }
});

test('mail is not begun with options that cannot work', async () => {
  const office = new Office('sqlite').init('--demo');
  const tried = (...words) => command(['mail', ...office.options, ...words]);
  assert.match((await tried()).err, /--mail-server is missing/);
  assert.match((await tried('--mail-server', 'http://mail.example')).err, /smtp:\/\//);
  assert.match((await tried('--mail-server', 'smtp://mail.example')).err, /--mail-from/);
  assert.match((await tried('--mail-server', 'smtp://mail.example', '--mail-from', 'office@kcsp.example')).err, /--site-address/);
  assert.match((await tried('--mail-server', 'smtp://mail.example', '--mail-from', 'office@kcsp.example', '--site-address', site, '--mail-user', 'x')).err, /QUORATE_MAIL_PASSWORD/);
  await office.clear();
});

/** Opens the actions one after another until one says the words; its number. */
async function actionWith(clerk, words) {
  await clerk.open('/office/actions');
  for (const id of new Set([...clerk.text.matchAll(/\/office\/actions\/(\d+)/g)].map((m) => m[1]))) {
    await clerk.open('/office/actions/' + id);
    if (clerk.words.includes(words)) return id;
  }
  return null;
}
