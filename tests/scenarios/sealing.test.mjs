// Restricted papers at rest: nowhere readable without the key, not in the data folder, the log of the database, a dump or a backup; the key's life.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Office, engines, environment, newFolder, program, run, until } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { makePdf } from '../support/pdf.mjs';

const exempt = { public_title: 'A review', restriction: 'exempt', paragraphs: ['1'], restriction_reason: 'People could be recognised.',
  restriction_decided_by: 'Monitoring Officer', 'restriction_review-day': '6', 'restriction_review-month': '5', 'restriction_review-year': '2032' };

/** The files under a folder in which a word stands. */
function filesWith(word, folder) {
  const r = spawnSync('grep', ['-rlaF', word, folder], { encoding: 'utf8' });
  return r.stdout.split('\n').filter(Boolean);
}

/** Everything that somebody could carry away: the data folder as it is, the database's dump, a backup unpacked. */
function carriedAway(office) {
  const folder = newFolder(), backup = join(newFolder(), 'backup');
  const r = run(['backup', ...office.options, '-o', backup]);
  assert.equal(r.status, 0, r.err);
  assert.match(r.out, /the key is not/);
  assert.equal(run(['restore', '--data', join(folder, 'backup'), backup]).status, 0);
  spawnSync('cp', ['-a', office.data, join(folder, 'data')]);
  if (office.database) {
    const dump = spawnSync('pg_dump', [office.database.office], { encoding: 'buffer', maxBuffer: 1 << 28 });
    assert.equal(dump.status, 0, String(dump.stderr));
    writeFileSync(join(folder, 'dump.sql'), dump.stdout);
  }
  return folder;
}

const keyFile = (office) => /Key file +(\S+)/.exec(run(['key', 'show', ...office.options]).out)[1];
/** What a reader of a paper's PDF reads; a restricted one comes as a copy made for them. */
const wordsOf = async (visitor, path) => {
  const r = await visitor.request(path);
  assert.equal(r.status, 200, path);
  return spawnSync('pdftotext', ['-', '-'], { input: Buffer.from(await r.arrayBuffer()), encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;
};

/** bytea is written as hexadecimal digits into a dump. */
const inHex = (word) => Buffer.from(word).toString('hex');

async function prepare(engine) {
  const office = await new Office(engine).init('--demo').withOwnKey().serve();
  const clerk = await Clerk.signedIn(office.base);
  const meeting = await clerk.makeMeeting();
  const [, b, , d] = await clerk.partsOf(meeting);
  const restricted = await clerk.addItem(d, { title: 'A review', ...exempt }), open = await clerk.addItem(b, { title: 'Patrols' });
  const upload = async (item, title, words) => {
    await clerk.upload(item, title, makePdf(...words), 'paper.pdf');
    assert.equal(clerk.status, 200, clerk.words.slice(0, 300));
    await clerk.open(`/office/items/${item}`);
    return [...clerk.text.matchAll(/\/office\/papers\/(\d+)/g)].map((m) => m[1]).pop();
  };
  return { office, clerk, meeting, restricted, open, upload };
}

// The demo's two published meetings and a supplement each have a members' pack that is kept, sealed as well.
for (const engine of engines) {
  test(`a restricted paper is readable on its page and nowhere else (${engine})`, async () => {
    const { office, clerk, restricted, open, upload } = await prepare(engine);
    try {
      const pages = ['Quinquereme of Nineveh', 'ballast '.repeat(50000), 'and more '.repeat(30000)]; // of several chunks
      const paper = await upload(restricted, 'Findings', pages), plain = await upload(open, 'Patrols', ['Dirigible over Herne']);
      await clerk.open(`/office/items/${restricted}/reports/new`);
      await clerk.submit({ by: 'An author', summary: 'Zeppelin summary', body: '# Background\n\nThe zeppelin stood at anchor.', recommendations: '- To note the zeppelin' });
      assert.equal(clerk.status, 200, clerk.words.slice(0, 300));
      const report = /\/office\/papers\/(\d+)/.exec(clerk.path)?.[1] ?? [...clerk.text.matchAll(/\/office\/papers\/(\d+)/g)].pop()[1];

      const taken = carriedAway(office);
      for (const word of ['Quinquereme', 'quinquereme', 'eppelin', inHex('Quinquereme'), inHex('eppelin')]) assert.deepEqual(filesWith(word, taken), [], word);
      assert.notDeepEqual([...filesWith('Dirigible', taken), ...filesWith(inHex('Dirigible'), taken)], [], 'the search finds what is open');

      // through the page it is there
      assert.match(await wordsOf(clerk, `/office/papers/${paper}/file`), /Quinquereme of Nineveh/);
      assert.match((await clerk.open(`/office/papers/${report}`)).words, /zeppelin stood at anchor/);

      // what was open and becomes restricted is taken out of every file
      await clerk.open(`/office/items/${open}/edit`);
      await clerk.submit({ ...exempt, public_title: 'Patrols' });
      assert.equal(clerk.status, 200, clerk.words.slice(0, 300));
      await until(() => /seal-papers\s+Done/.test(run(['jobs', ...office.options]).out), 'the clearing away');
      const later = carriedAway(office);
      for (const word of ['Dirigible', 'dirigible', inHex('Dirigible')]) assert.deepEqual(filesWith(word, later), [], word);
      assert.match(await wordsOf(clerk, `/office/papers/${plain}/file`), /Dirigible over Herne/);
      const key = /^key (\w+)$/m.exec(readFileSync(keyFile(office), 'utf8'))[1];
      assert.deepEqual(filesWith(key, later), []);
      assert.doesNotMatch(office.log, /Quinquereme|eppelin|Dirigible/);
      assert.ok(!office.log.includes(key));
      const verified = run(['verify', ...office.options]);
      assert.match(verified.out, /5 of them sealed/, verified.out + verified.err);
      for (const folder of [taken, later]) rmSync(folder, { recursive: true, force: true });
    } finally { await office.clear(); }
  });

  test(`without the key all else is served, and it comes back (${engine})`, async () => {
    const { office, meeting, restricted, open, upload } = await prepare(engine);
    try {
      const paper = await upload(restricted, 'Findings', ['Quinquereme']), plain = await upload(open, 'Patrols', ['Dirigible']);
      const key = keyFile(office), print = join(newFolder(), 'print');
      assert.equal(statSync(key).mode & 0o777, 0o600);
      assert.equal(run(['key', 'export', ...office.options, '-o', print]).status, 0);
      assert.equal(statSync(print).mode & 0o777, 0o600);
      assert.equal(await office.stop(), 0);
      renameSync(key, key + '.away');
      await office.serve();
      assert.match(office.log, /stay closed.*There is no key file/);
      const visitor = await Clerk.signedIn(office.base);

      await visitor.open(`/office/papers/${paper}/file`);
      assert.equal(visitor.status, 503);
      assert.match(visitor.words, /The key of restricted papers is not here/);
      assert.match(visitor.words, /Nothing is lost/);
      assert.doesNotMatch(visitor.text, /Quinquereme|\.key/);
      assert.equal((await visitor.open(`/office/meetings/${meeting}/agenda`)).status, 200);
      assert.equal((await visitor.open(`/office/items/${restricted}`)).status, 200);
      assert.match(await wordsOf(visitor, `/office/papers/${plain}/file`), /Dirigible/);
      assert.equal((await visitor.open('/meetings/1')).status, 200);
      await visitor.open(`/office/items/${restricted}/papers/new`);
      await visitor.submit({ title: 'More' }, '/papers/new', { file: { bytes: makePdf('Triforium'), name: 'more.pdf' } });
      assert.equal(visitor.status, 503);
      assert.match(visitor.words, /key of restricted papers is not here/);
      await visitor.upload(open, 'More patrols', makePdf('Balloon'));
      assert.equal(visitor.status, 200);
      assert.deepEqual(filesWith('Triforium', office.data), []);

      const shown = run(['key', 'show', ...office.options]);
      assert.equal(shown.status, 1);
      assert.match(shown.err, /The key is not here/);
      const verified = run(['verify', ...office.options]);
      assert.equal(verified.status, 0, verified.err);
      assert.match(verified.out, /4 sealed files were not opened/);
      assert.equal(run(['key', 'rotate', ...office.options]).status, 1);
      assert.equal(run(['key', 'export', ...office.options]).status, 1);

      // a backup restored without the key says so
      const backup = join(newFolder(), 'backup'), other = newFolder();
      assert.equal(run(['backup', ...office.options, '-o', backup]).status, 0);
      assert.match(run(['restore', '--data', other, '--seal-key', office.key, backup]).out, /is not here, so they stay closed/);
      rmSync(other, { recursive: true, force: true });

      // back from paper, while it serves: a slip is told, another installation's key is refused
      const slip = join(newFolder(), 'slip');
      writeFileSync(slip, readFileSync(print, 'utf8').replace(/^( {2}3 {2})(.)/m, (_, a, b) => a + (b === 'A' ? 'B' : 'A')));
      assert.match(run(['key', 'import', ...office.options, slip]).err, /Line 3 of the key/);
      const stranger = new Office();
      assert.equal(run(['init', ...stranger.options]).status, 0);
      assert.match(run(['key', 'import', ...office.options, keyFile(stranger)]).err, /another installation/);
      await stranger.clear();
      const imported = run(['key', 'import', ...office.options, '-'], readFileSync(print, 'utf8').toLowerCase());
      assert.equal(imported.status, 0, imported.err);
      assert.match(run(['key', 'import', ...office.options, print]).err, /There is a key file .* already/);
      assert.match(await wordsOf(visitor, `/office/papers/${paper}/file`), /Quinquereme/);
      assert.match((await visitor.open('/office/journal')).words, /The key of restricted papers was imported/);
    } finally { await office.clear(); }
  });

  test(`changing the key is safe to end at any moment, while serving (${engine})`, async () => {
    const { office, clerk, restricted, upload } = await prepare(engine);
    try {
      const papers = [];
      for (let i = 0; i < 4; i++) papers.push(await upload(restricted, `Paper ${i}`, [`Quinquereme ${i}`]));
      let changed = 0;
      const first = run(['key', 'show', ...office.options]).out;
      for (let i = 0; i < 8; i++) {
        const child = spawn(program, ['key', 'rotate', ...office.options], { env: environment, stdio: 'ignore' });
        const ended = new Promise((done) => child.on('exit', (code) => done(code)));
        setTimeout(() => child.kill('SIGKILL'), i * 14);
        if (await ended === 0) changed++;
        const shown = run(['key', 'show', ...office.options]);
        assert.equal(shown.status, 0, shown.err);
        assert.match(await wordsOf(clerk, `/office/papers/${papers[i % 4]}/file`), new RegExp(`Quinquereme ${i % 4}`));
      }
      const last = run(['key', 'rotate', ...office.options]);
      assert.equal(last.status, 0, last.err);
      assert.match(last.out, /7 files and \d+ other keys are wrapped by it/);
      assert.notEqual(run(['key', 'show', ...office.options]).out, first);
      const key = keyFile(office);
      assert.ok(!existsSync(key + '.new'));
      await upload(restricted, 'Afterwards', ['Quinquereme']); // the program that serves seals with the new one
      assert.equal(await office.stop(), 0, office.log);
      assert.match(run(['verify', ...office.options]).out, /8 of them sealed[\s\S]*All is whole/);
      // a backup from before opens with the key that was kept
      assert.ok(readdirSync(join(key, '..')).some((n) => n.endsWith('.old')));
    } finally { await office.clear(); }
  });
}

test('where the key may lie, and what wrong use says', async () => {
  const office = new Office(), keys = newFolder();
  try {
    const inside = run(['init', ...office.options, '--seal-key', join(office.data, 'my.key')]);
    assert.equal(inside.status, 1);
    assert.match(inside.err, /must not lie in the data folder/);
    assert.ok(!existsSync(join(office.data, 'my.key')));
    const other = newFolder(), file = join(keys, 'deep', 'my.key');
    assert.equal(run(['init', '--data', other, '--seal-key', file]).status, 0);
    assert.match(readFileSync(file, 'utf8'), /^quorate-seal-key 1$/m);
    assert.equal(run(['key', 'show', '--data', other]).status, 1, 'it is not in the usual place');
    assert.equal(run(['key', 'show', '--data', other, '--seal-key', file]).status, 0);
    spawnSync('chmod', ['644', file]);
    const open = run(['key', 'show', '--data', other, '--seal-key', file]);
    assert.equal(open.status, 1);
    assert.match(open.err, /can be read by others/);
    spawnSync('chmod', ['600', file]);
    for (const args of [['key'], ['key', 'show'], ['key', 'nonsense'], ['key', 'import', '--data', other], ['key', 'rotate', '--data', other, 'more']]) assert.equal(run(args).status, 2, args.join(' '));
    for (const args of [['key', 'import', '--data', other, '--seal-key', file, '/nowhere'], ['key', 'export', '--data', '/nowhere']]) assert.equal(run(args).status, 1, args.join(' '));
    mkdirSync(join(keys, 'x'));
    copyFileSync(file, join(keys, 'x', 'copy.key'));
    assert.equal(run(['key', 'show', '--data', other, '--seal-key', join(keys, 'x', 'copy.key')]).status, 0);
    rmSync(other, { recursive: true, force: true });
  } finally { await office.clear(); }
});

test('an office of a version that did not seal gets its key and is sealed by migrate', { skip: !engines.includes('postgresql') && 'no PostgreSQL' }, async () => {
  const office = new Office('postgresql').init('--demo').withOwnKey();
  try {
    rmSync(office.key);
    const sql = (text) => { const r = spawnSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', office.database.office, '-c', text], { encoding: 'utf8' }); assert.equal(r.status, 0, r.stderr); return r.stdout; };
    sql('set search_path = office; delete from seal; delete from seal_key; update report set summary = \'An old quinquereme\', body = \'\', recommendations = \'\', attachments = \'\', further_information = \'\', background_papers = \'\'; delete from publication where findings <> \'\'');
    const migrated = run(['migrate', ...office.options]);
    assert.equal(migrated.status, 0, migrated.err);
    assert.match(migrated.out, /The key of restricted papers is \S+\.key/);
    assert.match(migrated.out, /are sealed now/);
    assert.equal(sql('select count(*) from office.report where summary like \'%quinquereme%\'').trim(), '0');
    assert.match(run(['migrate', ...office.options]).out, /^The stores are up to date\.$/m);
    assert.match(run(['verify', ...office.options]).out, /All is whole/);
  } finally { await office.clear(); }
});
