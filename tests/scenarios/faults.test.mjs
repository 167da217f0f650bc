// Bad luck: kill -9, a full disk, a cut cable, too many visitors. Each gets a clear sentence or a clean recovery.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Office, Visitor, engines, newFolder, run, until } from '../support/office.mjs';
import { Clerk, bytesOf, publicMeeting } from '../support/clerk.mjs';
import { makePdf, paddedPdf, pdfWords } from '../support/pdf.mjs';
import { startPostgres } from '../support/postgres.mjs';
import { pause, clean, withOffice, makeNumbered, renumber, numberShown, checkWhole, verify } from '../support/trouble.mjs';

for (const [engine, rounds] of [['sqlite', 15], ['postgresql', 4]].filter(([e]) => engines.includes(e))) {
  test(`kill -9 at ${rounds} moments of writing and publishing (${engine}): nothing acknowledged is lost, nothing is published half`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      let clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
      const subject = await makeNumbered({ clerk, chair }, 1);
      await clerk.publish(subject.meeting);
      assert.equal(await clerk.published(subject.meeting), 'Published');
      const kept = [];
      let number = 1, seen = 1, people = 0;
      for (let round = 0; round < rounds; round++) {
        const base = office.base;
        let over = false;
        const survive = async (work) => { try { while (!over) await work(); } catch (e) { if (!over && e.name === 'AssertionError') throw e; } };
        const writing = [0, 1].map((n) => survive(async () => {
          const writer = Object.assign(new Clerk(base), { cookies: new Map(clerk.cookies) });
          const name = `Person ${n}-${++people}`;
          await writer.open('/office/people/new');
          await writer.submit({ name });
          if (writer.status === 200) kept.push(name);
        }));
        const looking = survive(async () => {
          const shown = numberShown(await publicMeeting(base, subject.meeting));
          assert.ok(shown >= seen, `the public went back from ${seen} to ${shown}`);
          seen = shown;
          await pause(20);
        });
        const publishing = survive(async () => {
          await renumber({ clerk, chair }, subject, ++number);
          await clerk.publish(subject.meeting);
          await clerk.published(subject.meeting, 30);
        });
        await pause(150 + Math.random() * 700);
        over = true;
        await office.stop('SIGKILL');
        await Promise.all([...writing, looking, publishing]);

        clean(office);
        await office.serve();
        clerk = Object.assign(new Clerk(office.base), { cookies: clerk.cookies });
        chair = Object.assign(new Clerk(office.base), { cookies: chair.cookies });
        const ended = await clerk.published(subject.meeting, 40);
        assert.ok(['Published', 'Failed'].includes(ended), `round ${round}: ${ended}: ${clerk.words.slice(0, 500)}`);
        const whole = await checkWhole(office.base, subject.meeting);
        assert.ok(whole >= seen, `${whole} after ${seen}`);
        seen = whole;
        // a kill may have come between the two changes or before the agreement: begin the next round from an even state
        await renumber({ clerk, chair }, subject, ++number);
      }
      assert.ok(kept.length > rounds, `${kept.length} writes were acknowledged`);
      await clerk.open('/office/export/person.csv');
      const lost = kept.filter((name) => !new RegExp(`\\b${name}\\b`).test(clerk.text));
      assert.deepEqual(lost, []);
      await clerk.publish(subject.meeting);
      assert.equal(await clerk.published(subject.meeting), 'Published');
      assert.equal(await checkWhole(office.base, subject.meeting), number);
      verify(office);
      assert.deepEqual(readdirSync(join(office.data, 'tmp')).filter((f) => !f.startsWith('.')), [], 'tmp is empty again');
    } finally { await office.clear(); }
  });
}

test('kill -9 while a publication is made: the next start finishes it without being asked', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    const subject = await makeNumbered({ clerk, chair }, 1);
    for (const delay of [0, 30, 90]) {
      await renumber({ clerk, chair }, subject, delay + 2);
      await clerk.publish(subject.meeting);
      await pause(delay);
      await office.stop('SIGKILL');
      await office.serve();
      clerk.base = chair.base = office.base;
      assert.equal(await clerk.published(subject.meeting), 'Published');
      assert.equal(await checkWhole(office.base, subject.meeting), delay + 2);
      // the members' pack of the same publication was kept, and is the one that is sent
      const kept = await clerk.download(`/office/meetings/${subject.meeting}/pack.pdf`);
      assert.match(pdfWords(kept), new RegExp(`Alpha ${delay + 2}\\b`));
      assert.deepEqual(kept, await clerk.download(`/office/meetings/${subject.meeting}/pack.pdf`));
      assert.deepEqual(readdirSync(join(office.data, 'tmp')).filter((f) => /^(work|publication)-/.test(f)), [], 'no work files are left');
    }
    verify(office);
  } finally { await office.clear(); }
});

/** What the public has of the supplements: each with its document, its paper and its pages, all or nothing. Their number. */
async function checkSupplements(base, meeting, pack) {
  const told = await publicMeeting(base, meeting), documents = told.documents.filter((d) => d.kind === 'supplement');
  const papers = told.items.flatMap((i) => i.papers).filter((p) => p.supplement);
  let last = told.items.flatMap((i) => i.papers).filter((p) => !p.supplement).reduce((most, p) => Math.max(most, p.pages[1]), 0);
  assert.equal(papers.length, documents.length, 'each supplement has one paper');
  for (const [i, d] of documents.entries()) {
    assert.equal(d.number, i + 1);
    assert.deepEqual(d.pages, [last + 1, last + 1], 'the pages go on');
    last++;
    const bytes = await bytesOf(base, d.url);
    assert.equal(bytes.length, d.bytes);
    assert.match(pdfWords(bytes), new RegExp(`Annex number ${d.number}\\b`));
    assert.ok(papers.some((p) => p.supplement === d.number && p.pages[0] === d.pages[0]));
  }
  assert.equal(told.documents.find((d) => d.kind === 'pack').sha256, pack, 'what was published before stays as it is');
  return documents.length;
}

for (const [engine, rounds] of [['sqlite', 5], ['postgresql', 2]].filter(([e]) => engines.includes(e))) {
  test(`kill -9 at ${rounds} moments of publishing a supplement (${engine}): it is out whole or not at all, and what was out stays`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      let clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
      const subject = await makeNumbered({ clerk, chair }, 1);
      await clerk.publish(subject.meeting);
      assert.equal(await clerk.published(subject.meeting), 'Published');
      const pack = (await publicMeeting(office.base, subject.meeting)).documents.find((d) => d.kind === 'pack').sha256;
      for (let number = 1; number <= rounds; number++) {
        await clerk.upload(subject.items[1], `Annex ${number}`, makePdf(`Annex number ${number} of it`));
        await clerk.giveReason(subject.meeting, `It came late, ${number}.`);
        await clerk.submit({}, '/supplement/publish');
        assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
        await pause(30 + Math.random() * 600);
        const before = await checkSupplements(office.base, subject.meeting, pack);
        await office.stop('SIGKILL');
        clean(office);
        await office.serve();
        clerk = Object.assign(new Clerk(office.base), { cookies: clerk.cookies });
        assert.equal(await clerk.published(subject.meeting, 40), 'Published');
        const after = await checkSupplements(office.base, subject.meeting, pack);
        assert.ok(after >= before && after === number, `${before}, then ${after} of ${number}`);
        await clerk.open(`/office/meetings/${subject.meeting}/supplement`);
        assert.match(clerk.words, /nothing waits/, 'the office knows that it is out');
      }
      verify(office);
      assert.equal(await office.stop(), 0);
      clean(office);
    } finally { await office.clear(); }
  });
}

test('two clerks press the button at once: one publication, and a third press is no harm', async () => {
  for (const engine of engines) {
    await withOffice(engine, async ({ office, clerk, chair }) => {
      const subject = await makeNumbered({ clerk, chair }, 1);
      const two = await Clerk.signedIn(office.base);
      for (const c of [clerk, two]) await c.open(`/office/meetings/${subject.meeting}/check`);
      await Promise.all([clerk.submit({}, '/publish'), two.submit({}, '/publish')]);
      for (const c of [clerk, two]) assert.ok([200, 409].includes(c.status), `${c.status}: ${c.words.slice(0, 300)}`);
      assert.equal(await clerk.published(subject.meeting), 'Published');
      assert.equal(await checkWhole(office.base, subject.meeting), 1);
      assert.match(clerk.words, /What the pack could not keep/);
      assert.equal((clerk.text.match(/govuk-table__header--numeric">\d+</g) ?? []).length, 1, 'one publication is in the list');
      const history = run(['verify', ...office.options]);
      assert.equal(history.status, 0, history.err);
    });
  }
});

test('SIGTERM while requests are in flight: they are finished, the end is clean', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await Clerk.signedIn(office.base);
    const meeting = await clerk.makeMeeting(), [, b] = await clerk.partsOf(meeting);
    const item = await clerk.addItem(b, { title: 'In flight' });
    await clerk.open(`/office/items/${item}/papers/new`);
    const token = /name="_csrf" value="([^"]*)"/.exec(clerk.text)[1];
    // an upload whose second half comes after the signal
    const head = `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nIn flight paper\r\n` +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n';
    const body = Buffer.concat([Buffer.from(head), makePdf('Flying'), Buffer.from('\r\n--b--\r\n')]);
    const answered = new Promise((done, failed) => {
      const r = httpRequest(`${office.base}/office/items/${item}/papers/new`, { method: 'POST', headers: { origin: office.base, 'content-type': 'multipart/form-data; boundary=b',
        'content-length': body.length, cookie: [...clerk.cookies].map(([k, v]) => `${k}=${v}`).join('; ') } }, (answer) => { answer.resume(); done(answer); });
      r.on('error', failed);
      r.write(body.subarray(0, 600));
      setTimeout(() => office.child.kill('SIGTERM'), 150);
      setTimeout(() => r.end(body.subarray(600)), 500);
    });
    const signIn = pause(100).then(() => new Visitor(office.base).signIn('member@demo.example')); // its password is being hashed when the signal comes
    const answer = await answered;
    assert.equal(answer.statusCode, 303);
    await signIn.catch(() => {}); // may come too late to be let in: then it is refused, not broken
    const { code, signal } = await office.ended;
    assert.equal(signal, null);
    assert.equal(code, 0);
    await office.serve();
    clerk.base = office.base;
    await clerk.open(`/office/items/${item}`);
    assert.match(clerk.words, /In flight paper/);
    clean(office);
  } finally { await office.clear(); }
});

/* ---- A full disk ---- */

function smallDisk(megabytes) {
  const folder = newFolder();
  const r = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'quorate-test', folder], { encoding: 'utf8' });
  return r.status === 0 ? folder : null;
}

test('the disk full in the middle of a publication: a sentence, nothing published half, and possible again when there is room', async (t) => {
  const disk = smallDisk(48);
  if (!disk) { t.skip('no small disk can be mounted here'); return; }
  const office = new Office();
  try {
    office.init('--demo');
    const folder = join(disk, 'data');
    cpSync(office.data, folder, { recursive: true });
    rmSync(office.data, { recursive: true });
    office.data = folder;
    await office.serve();
    const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    const subject = await makeNumbered({ clerk, chair }, 1);
    // enough pages that documents, snapshot and both logs need room at different moments
    await clerk.upload(subject.items[1], 'Long', paddedPdf(3 * 1024 * 1024, 'A long paper'));
    await clerk.agree(subject.meeting, chair);
    await clerk.publish(subject.meeting);
    assert.equal(await clerk.published(subject.meeting), 'Published');
    const filler = join(disk, 'filler');
    let number = 1, failures = 0;
    for (const room of [0, 60, 400, 1500, 2800, 3600, 6000]) {
      await renumber({ clerk, chair }, subject, ++number);
      await clerk.open(`/office/meetings/${subject.meeting}/check`);
      const free = Number(/(\d+)\s+\d+%/.exec(spawnSync('df', ['-k', disk], { encoding: 'utf8' }).stdout)[1]);
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1k', `count=${Math.max(free - room, 0)}`], { encoding: 'utf8' });
      await clerk.submit({}, '/publish');
      const shown = new Visitor(office.base);
      if (clerk.status !== 200) {
        assert.ok([500, 503, 507].includes(clerk.status), `${room} KB: ${clerk.status}`);
        assert.match(clerk.words, /disk|room|stor/i, `${room} KB: ${clerk.words.slice(0, 400)}`);
        failures++;
      } else {
        // a visitor of its own looks on: it may still be looking when the clerk goes on with another page
        const watcher = new Clerk(office.base);
        watcher.cookies = new Map(clerk.cookies);
        const end = await Promise.race([watcher.published(subject.meeting, 20).catch(() => null), pause(4000)]);
        if (end !== 'Published') failures++;
        if (end === 'Failed') assert.match(watcher.words, /disk|room|stor/i, `${room} KB: ${watcher.words.slice(0, 600)}`);
      }
      const during = await checkWhole(office.base, subject.meeting);
      assert.ok([number, number - 1].includes(during), `${room} KB: ${during} of ${number}`);
      assert.equal((await shown.open(`/meetings/${subject.meeting}`)).status, 200);
      assert.equal((await clerk.open(`/office/meetings/${subject.meeting}`)).status, 200, 'the office can be read with a full disk');
      rmSync(filler, { force: true });
      // room was made: the clerk presses again
      if (during !== number) {
        await clerk.publish(subject.meeting);
        assert.equal(clerk.status, 200, `${room} KB: ${clerk.words.slice(0, 400)}`);
        assert.equal(await clerk.published(subject.meeting, 75), 'Published', `${room} KB`);
      }
      assert.equal(await clerk.published(subject.meeting, 75), 'Published', `${room} KB: the office knows what is public`);
      assert.equal(await checkWhole(office.base, subject.meeting), number, `${room} KB`);
    }
    assert.ok(failures >= 2, `${failures} publications met the full disk`);
    verify(office);
    assert.equal(await office.stop(), 0);
    clean(office);
  } finally {
    if (office.child && office.child.exitCode === null && office.child.signalCode === null) await office.stop('SIGKILL');
    spawnSync('umount', [disk]);
    await office.clear();
    rmSync(disk, { recursive: true, force: true });
  }
});

/* ---- Rude and many visitors ---- */

/** Visitors who begin and do not go on, each with how long he was borne with. They wait while the other tests run. */
let bearing;
function rudeVisitors(office) {
  const starts = { 'half a head': 'GET /meetings HTTP/1.1\r\nHost: x\r\nX-', 'nothing at all': '',
    'half a form': 'POST /contact HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\na=' };
  const dripped = 'GET /meetings HTTP/1.1\r\nHost: localhost-with-a-long-name\r\n';
  return Promise.all([...Object.entries(starts), ['a head that drips', null]].map(([what, start]) => new Promise((done) => {
    const began = Date.now(), socket = connect(office.port, '127.0.0.1', () => { if (start) socket.write(start); });
    let at = 0;
    const drip = setInterval(() => { if (start === null && at < dripped.length && socket.writable) socket.write(dripped[at++]); }, 700);
    socket.resume();
    socket.on('error', () => {});
    socket.on('close', () => { clearInterval(drip); done({ what, seconds: (Date.now() - began) / 1000 }); });
  })));
}
test.before(async () => {
  const office = await new Office().init('--demo').serve();
  bearing = { office, ends: rudeVisitors(office) };
});
test.after(() => bearing.office.clear());

test('200 visitors at once are all served, and who begins a request and does not go on is cut off after a time', async () => {
  const { office, ends } = bearing;
  const page = (await new Visitor(office.base).open('/meetings/1')).text.length;
  const crowd = Array.from({ length: 200 }, () => new Promise((done, failed) => {
    const s = connect(office.port, '127.0.0.1', () => s.write('GET /meetings/1 HTTP/1.1\r\nHost: x\r\n\r\n'));
    let answers = 0, rest = '';
    s.setTimeout(20000, () => failed(new Error('a visitor waited 20 seconds')));
    s.on('error', failed);
    s.on('data', (d) => {
      rest += d.toString('latin1');
      const from = rest.indexOf('\r\n\r\n'), length = Number(/content-length: (\d+)/i.exec(rest)?.[1] ?? NaN);
      if (from < 0 || rest.length < from + 4 + length) return;
      if (!rest.startsWith('HTTP/1.1 200')) { failed(new Error(rest.slice(0, 100))); return; }
      rest = rest.slice(from + 4 + length);
      if (++answers === 5) { s.end(); done(length); } else s.write('GET /meetings/1 HTTP/1.1\r\nHost: x\r\n\r\n');
    });
  }));
  const lengths = await Promise.all(crowd);
  assert.equal(new Set(lengths).size, 1);
  assert.ok(lengths[0] >= page - 200);
  for (const { what, seconds } of await ends) assert.ok(seconds > 5 && seconds < (what === 'half a form' ? 60 : 50), `${what}: closed after ${seconds} s`);
  clean(office);
});

/* ---- PostgreSQL ---- */

test('PostgreSQL is restarted while Quorate serves: the next requests work again, nothing acknowledged is lost', async (t) => {
  if (!engines.includes('postgresql')) { t.skip('no PostgreSQL in this run'); return; }
  const server = startPostgres(join(newFolder(), 'postgres'));
  const office = new Office('postgresql');
  office.database = { office: server.office, site: server.site };
  try {
    const made = run(['init', ...office.options, '--demo']);
    assert.equal(made.status, 0, made.err);
    await office.serve();
    const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    const subject = await makeNumbered({ clerk, chair }, 1);
    for (const mode of ['fast', 'immediate']) {
      server.stop(mode);
      const site = await new Visitor(office.base).open('/meetings/2?x=1');
      assert.ok([200, 500, 503].includes(site.status));
      await clerk.open('/office');
      assert.ok([500, 503].includes(clerk.status), `${clerk.status}`);
      assert.match(clerk.words, /try again|database|stor/i, clerk.words.slice(0, 300));
      server.start();
      assert.equal((await until(async () => ((await new Visitor(office.base).open('/meetings/1')).status === 200), 'the public site', 15)), true);
      assert.equal((await until(async () => ((await clerk.open('/office')).status === 200), 'the office', 15)), true, 'still signed in');
      await clerk.open(`/office/meetings/${subject.meeting}`);
      assert.equal(clerk.status, 200);
    }
    // in the middle of a publication
    await clerk.publish(subject.meeting);
    server.stop('immediate');
    server.start();
    await until(async () => { const c = await clerk.open(`/office/meetings/${subject.meeting}/publication`); return c.status === 200; }, 'the office', 15);
    const end = await clerk.published(subject.meeting, 75).catch((e) => { throw new Error(`${e.message}: ${clerk.words.slice(300, 900)}\n${office.log.slice(-3000)}`); });
    if (end === 'Failed') { await clerk.publish(subject.meeting); assert.equal(await clerk.published(subject.meeting), 'Published'); }
    assert.equal(await checkWhole(office.base, subject.meeting), 1);
    verify(office);
    assert.equal(await office.stop(), 0);
    clean(office);
  } finally {
    office.database = null;
    await office.clear();
    server.end();
  }
});

test('the public role of PostgreSQL can read nothing of the office and nothing of the letterbox', async (t) => {
  if (!engines.includes('postgresql')) { t.skip('no PostgreSQL in this run'); return; }
  const office = new Office('postgresql').init('--demo');
  try {
    const psql = (url, sql) => spawnSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', url, '-c', sql], { encoding: 'utf8' });
    const { office: owner, site } = office.database;
    const tables = psql(owner, "select schemaname || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1").stdout.trim().split('\n');
    assert.ok(tables.includes('office.meeting'), tables.join());
    assert.ok(tables.length > 20);
    const denied = psql(site, 'select * from office.meeting');
    assert.notEqual(denied.status, 0);
    assert.match(denied.stderr, /permission denied for schema office/);
    const open = [], closed = [];
    for (const table of tables) (psql(site, `select * from ${table} limit 1`).status === 0 ? open : closed).push(table);
    const published = open.filter((table) => !/^(public|published|site)\./.test(table));
    assert.deepEqual(published, ['letterbox.migration'], 'besides what is published, only which migrations the letterbox has had');
    assert.ok(closed.some((x) => /letter/.test(x)), closed.join());
    const attempts = tables.flatMap((table) => [`delete from ${table}`, `truncate ${table}`, `drop table ${table}`, `alter table ${table} add x int`]);
    const tried = spawnSync('psql', ['-XAtq', site, ...attempts.flatMap((sql) => ['-c', sql])], { encoding: 'utf8' });
    assert.equal((tried.stderr.match(/^ERROR:  (permission denied|must be owner)/gm) ?? []).length, attempts.length, tried.stderr.slice(-2000));
    for (const sql of ['create table public.mine (x int)', 'create schema mine', 'set role quorate_office', "select pg_read_file('/etc/passwd')", "copy (select 1) to program 'true'"])
      assert.notEqual(psql(site, sql).status, 0, sql);
    const functions = psql(site, "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef").stdout.trim();
    assert.equal(functions, '', 'no function runs with the rights of its owner');
  } finally { await office.clear(); }
});

test('a letter that is sent while commands run beside the server is not lost', async () => {
  const office = new Office('sqlite').init('--demo');
  const write = async (name) => {
    const r = await fetch(office.base + '/contact', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ kind: 'question', text: 'Where?', name }) });
    assert.equal(r.status, 303);
  };
  try {
    await office.serve();
    await write('First Sender');
    assert.equal(run(['jobs', ...office.options]).status, 0); // it opens and closes every store while the server holds them
    await write('Second Sender');
    assert.equal(run(['jobs', ...office.options]).status, 0);
    const clerk = new Visitor(office.base);
    await clerk.signIn('clerk@demo.example');
    await clerk.open('/office/letters');
    await clerk.submit({}, '/collect');
    await until(async () => {
      await clerk.open('/office/letters');
      return /First Sender/.test(clerk.words) && /Second Sender/.test(clerk.words);
    }, 'both letters', 10);
    assert.equal(await office.stop(), 0);
  } finally {
    await office.clear();
  }
});
