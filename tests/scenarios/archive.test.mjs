// The archive: imported by command and by upload into an office that has nothing else, its doubts answered at the page, on both engines.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Office, Visitor, engines, environment, newFolder, program, run, until } from '../support/office.mjs';
import { assertTwin } from '../support/twins.mjs';
import { files, novel, plan, undated, writeFiles } from '../support/archive.mjs';

const password = 'a-password-for-the-archive-2025';
const addUser = (office, email, role) => assert.equal(run(['user', 'add', ...office.options, email, '--name', 'A. Clerk', '--role', role], `${password}\n`).status, 0);

for (const engine of engines) {
  test(`what others wrote is imported, told, answered and found (${engine})`, async () => {
    const office = new Office(engine).init();
    try {
      const folder = writeFiles(newFolder(), { 'novel.txt': novel, 'empty.txt': '' });
      writeFileSync(join(folder, 'huge.pdf'), '');
      truncateSync(join(folder, 'huge.pdf'), 500e6);

      // told line by line; bad files stop nothing
      const first = run(['import', ...office.options, folder, join(folder, 'not-there.pdf')]);
      assert.equal(first.status, 1, first.err);
      assert.match(first.out, /march\.txt: Minutes of Northshire Safety Partnership, 19 March 2019: 1 document, 13 entries, 5 people named; 0 doubts/);
      assert.match(first.out, /november\.txt: Minutes/);
      for (const bad of ['novel.txt', 'empty.txt', 'huge.pdf', 'not-there.pdf']) assert.match(first.out, new RegExp(`${bad}: not imported\\. .+`), bad);
      assert.match(first.err, /7 files: 3 imported, 0 imported before, 4 not imported/);
      const device = run(['import', ...office.options, '/dev/null']);
      assert.equal(device.status, 1);
      assert.match(device.out, /\/dev\/null: not imported\. It is not a file .* but a device or a pipe\. Save what it gives as a file, then import that\./);
      // a second time changes nothing
      const again = run(['import', ...office.options, join(folder, 'march.txt'), join(folder, 'folder')]);
      assert.equal(again.status, 0, again.err);
      assert.match(again.err, /2 files: 0 imported, 2 imported before/);
      // what is read without writing
      const dry = run(['import', '--dry-run', '--json', join(folder, 'march.txt'), join(folder, 'july.txt')]);
      assert.equal(dry.status, 0, dry.err);
      const [march, july] = dry.out.trim().split('\n').map((l) => JSON.parse(l));
      assert.deepEqual([march.date, march.items.length, march.present.length], ['2019-03-19', 2, 4]);
      assert.equal(july.doubts[0].about, 'number_repeated');
      assert.equal(run(['import', join(folder, 'march.txt')]).status, 2);
      assert.match(run(['import', ...office.options, '--date', 'soon', folder]).err, /--date is a day such as/);

      addUser(office, 'clerk@north.example', 'clerk');
      addUser(office, 'auditor@north.example', 'auditor');
      await office.serve();
      const clerk = await new Visitor(office.base).signIn('clerk@north.example', password);

      // the same by upload, several at once; a job reads them
      await clerk.open('/office/archive/import');
      await clerk.submit({}, null, { file: [] });
      assert.equal(clerk.status, 422);
      assert.match(clerk.text, /Choose one or more files/);
      assert.match(clerk.words, /Choose them again: the browser does not keep them/);
      await clerk.submit({}, null, { file: [{ name: 'undated.txt', bytes: undated, type: 'text/plain' }, { name: 'novel.txt', bytes: novel, type: 'text/plain' }, { name: 'again.txt', bytes: files['march.txt'], type: 'text/plain' }] });
      assert.match(clerk.path, /\/office\/archive\/files/);
      await until(async () => !/Not read yet|data-progress/.test((await clerk.open('/office/archive/files')).text), 'the files are read');
      assert.match(clerk.words, /undated\.txt Read/);
      assert.match(clerk.words, /novel\.txt Nothing could be taken This file has words/);
      assert.doesNotMatch(clerk.words, /again\.txt/);

      // doubts one by one: the number, the body, then the day, which the page of the March minutes bounds
      await clerk.open('/office/archive/doubts');
      const open = Number(/(\d+) doubts are open/.exec(clerk.words)[1]);
      assert.ok(open >= 3, clerk.words);
      await clerk.open('/office/archive/doubts?about=number_repeated');
      await clerk.open(/href="(\/office\/archive\/doubts\/\d+\?about=number_repeated)"/.exec(clerk.text)[1].replaceAll('&amp;', '&'));
      assert.match(clerk.text, /<mark>14\. Lamps/);
      await clerk.submit({ act: 'answer', answer: '15' }, clerk.path.split('?')[0]);
      assert.match(clerk.words, /Your answer was kept/);
      await clerk.open('/office/archive/doubts?about=no_body');
      await clerk.open(/href="(\/office\/archive\/doubts\/\d+\?about=no_body)"/.exec(clerk.text)[1]);
      await clerk.submit({ act: 'answer', answer: 'Northshire Safety Partnership' }, clerk.path.split('?')[0]);
      await clerk.open('/office/archive/doubts?about=no_date');
      await clerk.open(/href="(\/office\/archive\/doubts\/\d+\?about=no_date)"/.exec(clerk.text)[1]);
      const doubt = clerk.path;
      assert.match(clerk.words, /after 19 March 2019, before 17 July 2019/);
      await clerk.submit({ act: 'answer', answer: '31 February 2019' }, clerk.path.split('?')[0]);
      assert.equal(clerk.status, 422);
      assert.match(clerk.text, /31 February 2019/);
      await clerk.open(doubt);
      await clerk.submit({ act: 'answer', answer: '16 July 2019' }, clerk.path.split('?')[0]);
      assert.match(clerk.words, /No doubts are open here/);

      // the same meeting of two sources is one, with both kept
      await clerk.open('/office/archive/bodies/1');
      assert.equal(clerk.text.match(/\/office\/archive\/meetings\/\d+"/g).length, 3);
      await clerk.open('/office/archive/search?q=lorries&kind=paragraphs&order=day');
      assert.match(clerk.words, /3 passages/);
      const passage = /href="(\/office\/archive\/documents\/\d+#entry-\d+)"/.exec(clerk.text)[1];
      await clerk.open(passage.split('#')[0]);
      assert.ok(clerk.text.includes(`id="${passage.split('#')[1]}"`), passage);
      assert.match(clerk.text, /id="line-\d+"/);
      assert.match((await clerk.open('/office/archive/people?q=sample')).words, /Mr B Sample/);

      // published from its page, and taken back
      await clerk.open('/office/archive/bodies/1');
      const meeting = /\/office\/archive\/meetings\/(\d+)"/.exec(clerk.text)[1];
      const anybody = new Visitor(office.base);
      assert.equal((await anybody.open(`/archive/meetings/${meeting}`)).status, 404);
      await clerk.open(`/office/archive/meetings/${meeting}`);
      await clerk.submit({}, `/office/archive/meetings/${meeting}/publish`);
      await until(async () => (await anybody.open(`/archive/meetings/${meeting}`)).status === 200, 'the meeting is public');
      assert.match(anybody.words, /Lamps on the harbour road/);
      // every page of the archive is open data too
      const linked = (kind) => new RegExp(`href="(/archive/${kind}/\\d+)`).exec(anybody.text)?.[1] ?? assert.fail(`a link to one of the ${kind}`);
      // a person is found by a part of the name, and the front page and the register of decisions know of earlier years
      assert.match((await new Visitor(office.base).open('/archive/people?q=SAMP')).words, /1 person with SAMP in a name Mr B Sample/);
      assert.match((await new Visitor(office.base).open('/archive/people?q=zebra')).words, /Nobody with zebra in a name/);
      assert.match((await new Visitor(office.base).open('/archive/search?q=sample')).words, /People of that name Mr B Sample/);
      assert.match((await new Visitor(office.base).open('/archive/search?q=lorries&order=day')).words, /passages? 2019 /);
      assert.match((await new Visitor(office.base).open('/')).words, /Earlier years Archive: 1 meeting/);
      assert.match((await new Visitor(office.base).open('/decisions')).words, /Decisions of earlier years are in the archive/);
      for (const path of ['/archive', '/archive/people', '/archive/search?q=lorries', `/archive/meetings/${meeting}`, linked('people'), linked('sources')]) await assertTwin(office.base, path);
      await until(async () => /Published See it/.test((await clerk.open(`/office/archive/meetings/${meeting}`)).words), 'the office says so');
      await clerk.submit({ reason: '' }, `/office/archive/meetings/${meeting}/withdraw`);
      assert.equal(clerk.status, 422);
      await clerk.submit({ reason: 'It was another meeting' }, `/office/archive/meetings/${meeting}/withdraw`);
      await until(async () => (await anybody.open(`/archive/meetings/${meeting}`)).status !== 200 || /It was another meeting/.test(anybody.words), 'it is taken back');
      assert.doesNotMatch(anybody.words, /Lamps/);
      // no command undoes that; its page does
      const withdrawn = run(['import', ...office.options, '--publish', join(folder, 'march.txt'), join(folder, 'july.txt'), join(folder, 'folder')]);
      assert.equal(withdrawn.status, 0, withdrawn.err);
      assert.equal(withdrawn.out.match(/: not published\. Its meeting was withdrawn/g)?.length, 1, withdrawn.out);
      await clerk.open(`/office/archive/meetings/${meeting}`);
      await clerk.submit({}, `/office/archive/meetings/${meeting}/publish`);
      await until(async () => /Lamps/.test((await anybody.open('/archive/search?q=lorries')).words), 'it is public again');

      // the others at once; one that the watch list holds back is told by name, and the desk says so
      await clerk.open('/office');
      assert.doesNotMatch(clerk.words, /Archive: the publication/);
      await clerk.open('/office/archive');
      assert.match(clerk.text, /href="\/office\/archive\/publish"/);
      await clerk.open('/office/archive/publish');
      assert.match(clerk.words, /No other meeting of the archive can be published now/);
      const old = (day, word) => files['march.txt'].replace('Tuesday, 19 March 2019', day).replaceAll('lorries', word);
      const older = writeFiles(newFolder(), { 'one.txt': old('2 May 1990', 'barges'), 'two.txt': old('6 June 1991', 'zeppelins') });
      assert.equal(run(['import', ...office.options, join(older, 'one.txt'), join(older, 'two.txt')]).status, 0);
      await clerk.open('/office/archive/publish');
      const offered = [...clerk.text.matchAll(/name="meeting" type="checkbox" value="(\d+)"/g)].map((m) => m[1]);
      assert.equal(offered.length, 2, clerk.words);
      assert.match(clerk.words, /Northshire Safety Partnership, \w* ?6 June 1991.*Northshire Safety Partnership, \w* ?2 May 1990/);
      await clerk.submit({}, '/office/archive/publish');
      assert.equal(clerk.status, 422);
      assert.match(clerk.words, /Choose one or more meetings/);
      await clerk.open('/office/watch-list/new');
      await clerk.submit({ phrase: 'zeppelins', why: 'a test' }, '/office/watch-list/new');
      await clerk.open('/office/archive/publish');
      await clerk.submit({ meeting: offered }, '/office/archive/publish');
      assert.match(clerk.words, /The meetings are being published/);
      await until(async () => /Held back/.test((await clerk.open('/office/archive/publish')).words) && !/Being published/.test(clerk.words), 'the check has come to all');
      assert.match(clerk.words, /Held back Something in each of these must not go out.*Northshire Safety Partnership, [\w ]*6 June 1991/);
      assert.doesNotMatch(clerk.words, /2 May 1990/);
      assert.match((await anybody.open('/archive/search?q=barges')).words, /1 passage/);
      assert.equal((await anybody.open('/archive/search?q=zeppelins')).words.includes('Nothing was found'), true);
      assert.match((await clerk.open('/office')).words, /Archive: the publication of 1 meeting is held back/);

      // others look and change nothing
      const auditor = await new Visitor(office.base).signIn('auditor@north.example', password);
      assert.doesNotMatch((await auditor.open(passage.split('#')[0])).text, /Restrict/);
      assert.equal((await auditor.open('/office/archive/import')).status, 403);
      assert.doesNotMatch((await auditor.open(doubt)).text, /Set aside/);
      assert.equal(await office.stop(), 0);
      const verified = run(['verify', ...office.options]);
      assert.match(verified.out, /All is whole/, verified.out + verified.err);
    } finally { await office.clear(); }
  });

  test(`what was imported is found by organisation and by priority, and people by their surnames (${engine})`, async () => {
    const office = new Office(engine).init();
    try {
      const roman = new URL('../archive/documents/minutes-roman.txt', import.meta.url).pathname;
      const folder = writeFiles(newFolder(), { 'plan.txt': plan });
      const imported = run(['import', ...office.options, '--publish', roman, join(folder, 'plan.txt'), join(folder, 'march.txt'), join(folder, 'march.txt')]);
      assert.equal(imported.status, 0, imported.err);
      assert.match(imported.err, /3 meetings were asked to be public/, 'a meeting is counted once');
      addUser(office, 'clerk@north.example', 'clerk');
      await office.serve();
      const clerk = await new Visitor(office.base).signIn('clerk@north.example', password), anybody = new Visitor(office.base);
      await until(async () => /Archive: 3 meetings/.test((await anybody.open('/')).words), 'the meetings are public');
      // by surname, whatever the title before it; the second column of the list is where somebody is from, and nobody
      assert.match((await anybody.open('/archive/people')).words, /13 people/);
      assert.match(anybody.words, /Mr E Clerk.*Mrs A Example.*Ms D Proof.*Mr B Sample.*Cllr C Trial/);
      assert.doesNotMatch(anybody.words, /Fenshire Police|OFF-ROAD/);
      for (const [visitor, search] of [[clerk, '/office/archive/search'], [anybody, '/archive/search']]) {
        await visitor.open(search);
        assert.match(visitor.text, /<option value="Domestic Abuse"/);
        assert.match((await visitor.open(`${search}?priority=Domestic+Abuse`)).words, /2 passages/, search);
        assert.match(visitor.words, /Train the champions/);
        assert.doesNotMatch(visitor.words, /Mend the lamps/);
        assert.match((await visitor.open(`${search}?priority=Domestic+Abuse&q=lamps`)).words, /Nothing was found/);
        assert.match((await visitor.open(`${search}?priority=No+such&kind=plans`)).words, /Nothing was found/);
        const organisation = /<option value="([^"]+)">Fenshire Police</.exec((await visitor.open(search)).text)?.[1] ?? assert.fail('the organisation is offered');
        await visitor.open(`${search}?organisation=${encodeURIComponent(organisation)}`);
        // the office finds where it is named; the public, where somebody is named whom a list gives as theirs
        assert.match(visitor.words, visitor === clerk ? /1 passage .*Supt\. R\. Proof/ : /Supt\. Proof gave information/);
        assert.doesNotMatch(visitor.words, /There was none/);
      }
      assert.equal(await office.stop(), 0);
    } finally { await office.clear(); }
  });

  test(`an import that was interrupted goes on where it was (${engine})`, async () => {
    const office = new Office(engine).init();
    try {
      const folder = newFolder(), count = 60;
      for (let i = 0; i < count; i++) writeFileSync(join(folder, `${100 + i}.txt`), files['march.txt'].replace('19 March 2019', `${1 + i % 28} March ${1960 + i}`).replace('Tuesday, ', ''));
      const child = spawn(program, ['import', ...office.options, folder], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
      let lines = 0;
      await new Promise((done) => {
        child.stdout.on('data', (d) => { lines += String(d).split('\n').length - 1; if (lines >= 5) child.kill('SIGKILL'); });
        child.on('exit', done);
      });
      const rest = run(['import', ...office.options, folder]);
      assert.equal(rest.status, 0, rest.err);
      const [, made, before] = /60 files: (\d+) imported, (\d+) imported before, 0 not/.exec(rest.err) ?? assert.fail(rest.err);
      assert.equal(Number(made) + Number(before), count);
      assert.ok(Number(before) >= 1, rest.err);
      const third = run(['import', ...office.options, folder]);
      assert.match(third.err, /60 files: 0 imported, 60 imported before/);
      assert.match(run(['verify', ...office.options]).out, /All is whole/);
    } finally { await office.clear(); }
  });
}

const committees = `<?xml version="1.0" encoding="utf-8"?><committees><committeescount> 1</committeescount><committee><committeeid>7</committeeid><committeetitle>Northshire Safety Partnership</committeetitle><committeedeleted>False</committeedeleted><committeeexpired>False</committeeexpired></committee></committees>`;
const listed = (id, day, status) => `<meeting><meetingid>${id}</meetingid><meetingdate>${day}</meetingdate><meetingstatus>${status}</meetingstatus><meetingtime>10.00 am</meetingtime><iswebcast>False</iswebcast></meeting>`;
const meetings = `<?xml version="1.0" encoding="utf-8"?><getmeetings><meetingscount> 2</meetingscount><committeescount> 1</committeescount><committee><committeeid>7</committeeid><committeetitle>Northshire Safety Partnership</committeetitle><committeemeetingcount> 2</committeemeetingcount><committeemeetings>${listed(71, '19/03/2019', 'Confirmed')}${listed(72, '20/03/2019', 'Cancelled')}</committeemeetings></committee></getmeetings>`;
const item = (number, title, minutes, papers = '') => `<agendaitem><agendaitemid>${900 + number}</agendaitemid><agendaitemtitle>${title}</agendaitemtitle><agendatext> </agendatext><agendaitemnumber>${number}</agendaitemnumber><fulldisplaynumberformat>${number}.</fulldisplaynumberformat><minutesnonemptyhtmlbody>&lt;p&gt;${minutes}&lt;/p&gt;</minutesnonemptyhtmlbody><isrestricted>False</isrestricted><isdisplayallowed>True</isdisplayallowed><refertocommittee>Northshire Safety Partnership</refertocommittee>${papers}</agendaitem>`;
const paper = (base) => `<linkeddocuments><linkeddoc><attachmentid>5</attachmentid><title>Lamps</title><url>${base}/documents/s5/Lamps.pdf</url></linkeddoc></linkeddocuments>`;
const report = 'By: A Example, Head of Lamps\n\nTo: Northshire Safety Partnership - 19 March 2019\n\nSubject: Lamps on the harbour road\n\nClassification: Unrestricted\n\n1. Introduction\n\n1.1 A dozen lamps of the harbour road are broken.\n\n2. Recommendation\n\n2.1 The Partnership is asked to note the report.\n';
const meeting = (base) => `<?xml version="1.0" encoding="utf-8"?><meeting><meetingid>71</meetingid><meetingdate>19/03/2019</meetingdate><meetingstatus>Confirmed</meetingstatus><isdisplayallowed>True</isdisplayallowed><meetingtime>10.00 am</meetingtime><meetinglocation>Long Room</meetinglocation><agendaid>71</agendaid><agendaitems>${item(1, 'Declarations of Interest', 'There were none.')}${item(2, 'Lamps on the harbour road', 'RESOLVED that the report on the lamps be noted.', paper(base))}</agendaitems><attendees><attendee membertype="U" memberid="3" name="Mrs A Example" roledescription="Chair" attendance="Present, as expected"></attendee></attendees></meeting>`;

test('the old address of a page that was saved leads to its meeting', async () => {
  const office = new Office().init();
  try {
    const page = new URL('../archive/documents/page-meeting.html', import.meta.url).pathname;
    const imported = run(['import', ...office.options, '--publish', page]);
    assert.equal(imported.status, 0, imported.err);
    await office.serve();
    const old = (path) => fetch(office.base + path, { redirect: 'manual' });
    const moved = await old('/ieListDocuments.aspx?CId=404&MId=2201&Ver=4');
    assert.equal(moved.status, 301);
    assert.match(moved.headers.get('location'), /\/archive\/meetings\/1$/);
    assert.equal((await old('/ieListDocuments.aspx?MId=2202')).status, 404);
    assert.equal(await office.stop(), 0);
  } finally { await office.clear(); }
});

test('a web service is fetched politely, and again only for what is not there', async () => {
  const asked = [], office = new Office().init();
  const server = createServer((request, response) => {
    asked.push(request.url);
    const answer = /GetCommittees/.test(request.url) ? committees : /GetMeetings/.test(request.url) ? meetings : /GetMeeting\?/.test(request.url) ? meeting(`http://${request.headers.host}`) : /Lamps/.test(request.url) ? report : null;
    response.writeHead(answer ? 200 : 404, { 'content-type': 'text/xml; charset=utf-8' }).end(answer ?? 'no');
  });
  const fetchAll = (...more) => new Promise((done) => {
    const child = spawn(program, ['import', ...office.options, ...more, `http://127.0.0.1:${server.address().port}/mgWebService.asmx`], { env: environment });
    let out = '', err = '';
    child.stdout.on('data', (d) => { out += d; });
    child.stderr.on('data', (d) => { err += d; });
    child.on('exit', (status) => done({ status, out, err }));
  });
  try {
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    const first = await fetchAll();
    assert.equal(first.status, 0, first.err);
    assert.match(first.out, /GetMeeting\?lMeetingId=71: Web page of a meeting of Northshire Safety Partnership, 19 March 2019/);
    assert.deepEqual(asked.filter((u) => /GetMeeting\?/.test(u)), ['/mgWebService.asmx/GetMeeting?lMeetingId=71'], 'the cancelled meeting is not asked for');
    asked.length = 0;
    const again = await fetchAll('--body', 'Northshire Safety Partnership');
    assert.match(again.err, /2 files: 0 imported, 2 imported before/);
    assert.deepEqual(asked.filter((u) => /GetMeeting\?/.test(u)), []);
    assert.match((await fetchAll('--body', 'Another body')).err, /knows no committee called Another body/);
    assert.match(run(['import', ...office.options, 'https://example.org/agendas']).err, /has to end with mgWebService\.asmx/);

    // what is public of it stands at its old addresses too; what is not is told
    await office.serve();
    const old = async (path) => { const r = await fetch(office.base + path, { redirect: 'manual' }); return { status: r.status, to: r.headers.get('location'), text: await r.text() }; };
    assert.equal((await old('/ieListDocuments.aspx?CId=7&MId=71&Ver=4')).status, 404, 'nothing is public yet');
    const published = await fetchAll('--publish');
    assert.equal(published.status, 0, published.err);
    await until(async () => (await old('/ieListDocuments.aspx?CId=7&MId=71&Ver=4')).status === 301, 'the old address leads to the meeting');
    for (const path of ['/ieListDocuments.aspx?CId=7&MId=71&Ver=4', '/ieListDocuments.aspx?MId=71', '/documents/g71/Printed%20minutes.pdf?T=1']) {
      const { status, to } = await old(path);
      assert.equal(status, 301, path);
      assert.match((await old(to)).text, /Lamps on the harbour road/, path);
    }
    const { to } = await old('/documents/s5/Lamps.pdf');
    assert.match(to, /^\/archive\/sources\/\d+$/);
    assert.match((await old(to)).text, /A dozen lamps/);
    // a name is found whole: no pattern and no part of one finds anything
    for (const name of ['s%25', '%25', 's_', 's', 's5%7C', '']) assert.equal((await old(`/documents/${name}/Lamps.pdf`)).status, 404, name);
    for (const path of ['/ieListDocuments.aspx?MId=72', '/ieListDocuments.aspx', '/ieListDocuments.aspx?MId=x', '/documents/s6/Lamps.pdf', '/documents/g/x.pdf']) assert.ok([400, 404, 422].includes((await old(path)).status), path);
    assert.match((await old('/ieListDocuments.aspx?MId=72')).text, /earlier site/);
  } finally { server.close(); await office.clear(); }
});
