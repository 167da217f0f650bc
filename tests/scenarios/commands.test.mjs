// The command line that others rely on: exit codes, sentences, JSON.
import test from 'node:test';
import assert from 'node:assert/strict';
import { chmodSync, statSync, writeFileSync, readFileSync, mkdirSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Office, Visitor, engines, newFolder, run } from '../support/office.mjs';

test('--version, help and --help say what there is and exit with 0', () => {
  assert.match(run(['--version']).out, /^quorate \d+\.\d+\.\d+\n$/);
  const help = run(['help']);
  assert.equal(help.status, 0);
  for (const name of ['init', 'serve', 'user add', 'deadline', 'pack', 'import', 'verify', 'backup', 'restore', 'migrate', 'jobs', 'doors', 'rules', 'key show', 'key rotate', 'key export', 'key import']) {
    assert.ok(help.out.includes(name), name);
    const one = run(['help', ...name.split(' ')]);
    assert.equal(one.status, 0, name);
    assert.match(one.out, new RegExp(`usage: quorate ${name}`));
    assert.equal(run([...name.split(' '), '--help']).out, one.out);
  }
});

test('wrong use exits with 2 and says how on standard error', () => {
  for (const args of [[], ['nonsense'], ['init'], ['init', '--data'], ['init', '--nonsense', 'x'], ['user', 'add', '--data', 'x'], ['deadline'], ['help', 'nonsense'],
    ['init', '--data', 'a', '--data', 'b'], ['verify', '--data', 'x', 'more']]) {
    const r = run(args);
    assert.equal(r.status, 2, args.join(' '));
    if (args.length) assert.notEqual(r.err, '', args.join(' '));
  }
});

test('wrong values of options are wrong use too, and say what is right', () => {
  for (const [args, says] of [
    [['serve', '--data', 'x', '--listen', '127.0.0.1:99999'], /port from 1 to 65535/], [['serve', '--data', 'x', '--listen', 'here'], /address and a port/],
    [['serve', '--data', 'x', '--page-threads', 'banana'], /whole number from 1/], [['serve', '--data', 'x', '--page-threads', '0'], /whole number from 1/],
    [['serve', '--data', 'x', '--certificate', 'c.pem'], /--key is missing/], [['serve', '--data', 'x', '--key', 'k.pem'], /--certificate is missing/],
    [['pack', '--data', 'x', '--meeting', 'abc', '-o', 'p.pdf'], /number of a meeting/], [['pack', '--data', 'x', '--meeting', '1', '--kind', 'secret', '-o', 'p.pdf'], /public or restricted/],
    [['serve', '--data', 'x', '--verbose=yes'], /no value belongs to --verbose/]]) {
    const r = run(args);
    assert.equal(r.status, 2, args.join(' ') + r.err);
    assert.match(r.err, says);
  }
  assert.equal(run(['deadline', '--meeting=2025-07-23']).status, 0);
  assert.equal(run(['-h']).out, run(['help']).out);
  assert.equal(run(['init', '-h']).out, run(['help', 'init']).out);
  for (const args of [['user', '--help'], ['user', '-h'], ['help', 'user']]) {
    assert.equal(run(args).status, 0, args.join(' '));
    assert.match(run(args).out, /usage: quorate user add/);
  }
});

test('where nothing can be written is said before anything is done, and what failed leaves nothing behind', () => {
  const folder = newFolder(), data = join(folder, 'data'), file = join(folder, 'file');
  writeFileSync(file, 'not a backup');
  assert.match(run(['pack', '--data', data, '--meeting', '1', '-o', '/nonexistent/x.pdf']).err, /the folder \/nonexistent is not there/);
  assert.match(run(['pack', '--data', data, '--meeting', '1', '-o', folder]).err, /is a folder/);
  assert.match(run(['backup', '--data', data, '-o', '/nonexistent/b']).err, /the folder \/nonexistent is not there/);
  assert.match(run(['init', '--data', file]).err, /file is not a folder/);
  const database = run(['init', '--data', data, '--database', 'postgresql://nobody@127.0.0.1:1/none', '--public-database', 'postgresql://nobody@127.0.0.1:1/none']);
  assert.equal(database.status, 1);
  assert.ok(!existsSync(data), 'init left a folder');
  const wrong = run(['restore', '--data', data, file]);
  assert.equal(wrong.status, 1);
  assert.match(wrong.err, /not a backup of Quorate, or it was cut off or damaged. Take another copy/);
  assert.ok(!existsSync(data), 'restore left a folder');
  mkdirSync(data);
  run(['restore', '--data', data, file]);
  assert.deepEqual(readdirSync(data), [], 'an empty folder is as it was');
});

test('rules prints the table of docs/rules.md, and one rule by its id', () => {
  const table = readFileSync('docs/rules.md', 'utf8').split('\n').map((l) => /^\| ((?:LAW|MTG|R)[-0-9][^|]*?) \|/.exec(l)?.[1]).filter(Boolean);
  assert.ok(table.length > 60, `${table.length}`);
  const { rules } = JSON.parse(run(['rules', '--json']).out);
  assert.deepEqual(rules.map((r) => r.rule), table);
  const quorum = rules.find((r) => r.rule === 'R04');
  assert.match(quorum.standing, /^held/);
  assert.match(quorum.where, /src\/minutes\/quorum\.c/);
  assert.match(quorum.test, /R04_four_responsible_authorities_counted_as_bodies/);
  assert.match(run(['rules', 'r04']).out, /^R04  Quorate only with four responsible authorities.*\n    held.*\n    where: .*\n    test: {2}.*\n$/);
  const none = run(['rules', 'R99']);
  assert.equal(none.status, 1);
  assert.match(none.err, /There is no rule R99/);
});

test('deadline knows the ten vectors of rules.md section 3 (MTG-01, MTG-02, R03)', () => {
  const vectors = [['2025-07-23', '2025-07-15', '2025-07-16'], ['2025-03-25', '2025-03-17', '2025-03-18'], ['2022-07-14', '2022-07-06', '2022-07-07'],
    ['2017-07-19', '2017-07-11', '2017-07-12'], ['2022-06-08', '2022-05-27', '2022-05-30'], ['2022-09-22', '2022-09-13', '2022-09-14'],
    ['2023-05-10', '2023-04-28', '2023-05-02'], ['2020-05-13', '2020-05-04', '2020-05-05'], ['2026-04-09', '2026-03-30', '2026-03-31'],
    ['2028-01-05', '2027-12-23', '2027-12-24']];
  for (const [meeting, clear_days, terms_of_reference] of vectors) {
    const r = run(['deadline', '--meeting', meeting, '--json']);
    assert.equal(r.status, 0);
    assert.deepEqual(JSON.parse(r.out), { meeting, clear_days, terms_of_reference });
  }
  const bad = run(['deadline', '--meeting', '2025-02-31']);
  assert.equal(bad.status, 2);
  assert.match(bad.err, /2025-02-31 is no date/);
});

test('init refuses a folder that holds something', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'letter.txt'), 'mine');
  const r = run(['init', '--data', folder]);
  assert.equal(r.status, 1);
  assert.match(r.err, /holds something already/);
  assert.equal(readFileSync(join(folder, 'letter.txt'), 'utf8'), 'mine');
});

for (const engine of engines) {
  test(`user add, verify, pack, backup and restore on ${engine}`, async () => {
    const office = new Office(engine).init('--demo');
    try {
      const added = run(['user', 'add', ...office.options, 'New.Clerk@Example.org', '--name', 'New Clerk', '--role', 'clerk', '--role', 'safety-officer'], 'correct horse battery staple\n');
      assert.equal(added.status, 0, added.err);
      const made = run(['user', 'add', ...office.options, 'other@example.org', '--name', 'Other', '--role', 'member']);
      assert.match(made.out, /Password \(shown this once\): \S{12,}/);
      const twice = run(['user', 'add', ...office.options, 'new.clerk@example.org', '--name', 'Twice', '--role', 'clerk'], 'correct horse battery staple\n');
      assert.equal(twice.status, 1);
      assert.match(twice.err, /There is an account for new.clerk@example.org already/);
      const wrong = run(['user', 'add', ...office.options, 'x@example.org', '--name', 'X', '--role', 'king'], 'correct horse battery staple\n');
      assert.equal(wrong.status, 2);
      assert.match(wrong.err, /There is no role king/);
      assert.match(run(['user', 'add', ...office.options, 'no-address', '--name', 'X', '--role', 'clerk'], 'correct horse battery staple\n').err, /e-mail|email/i);
      assert.match(run(['user', 'add', ...office.options, 'y@example.org', '--name', 'Y', '--role', 'clerk'], 'short\n').err, /12/);

      const verified = run(['verify', ...office.options]);
      assert.equal(verified.status, 0, verified.err);
      assert.match(verified.out, /All is whole/);

      const pdf = join(office.data, 'tmp', 'pack.pdf');
      const pack = run(['pack', ...office.options, '--meeting', '1', '-o', pdf]);
      assert.equal(pack.status, 0, pack.err);
      assert.equal(readFileSync(pdf).subarray(0, 5).toString(), '%PDF-');
      chmodSync(pdf, 0o644);
      assert.equal(run(['pack', ...office.options, '--meeting', '1', '--kind', 'restricted', '-o', pdf]).status, 0);
      assert.equal(statSync(pdf).mode & 0o777, 0o600, 'the restricted pack is for its owner alone, whatever stood there before');
      assert.equal(run(['pack', ...office.options, '--meeting', '999', '-o', pdf]).status, 1);
      assert.deepEqual(readdirSync(join(office.data, 'tmp')), ['pack.pdf'], 'nothing of a restricted pack is left behind');

      const file = join(newFolder(), 'backup.quorate');
      await office.serve();
      const auditor = await new Visitor(office.base).signIn('new.clerk@example.org', 'correct horse battery staple');
      assert.match((await auditor.open('/office/journal')).words, /command line/);
      assert.match(auditor.words, /Restricted pack taken out at the command line/);
      assert.match(auditor.words, /Downloaded in the restricted pack at the command line/);
      const backup = run(['backup', ...office.options, '-o', file]); // while serving
      assert.equal(backup.status, 0, backup.err);
      assert.doesNotMatch(backup.err + backup.out, /migration/);
      const site = new Visitor(office.base);
      const before = (await site.open('/meetings/1.json')).text.replaceAll(office.base, '');
      assert.equal(await office.stop(), 0);

      for (const other of engines) { // back into either engine
        const again = new Office(other);
        const restored = run(['restore', ...again.options, file]);
        assert.equal(restored.status, 0, restored.err);
        assert.match(run(['verify', ...again.options]).out, /All is whole/);
        await again.serve();
        assert.equal((await new Visitor(again.base).open('/meetings/1.json')).text.replaceAll(again.base, ''), before);
        const clerk = await new Visitor(again.base).signIn('new.clerk@example.org', 'correct horse battery staple');
        assert.equal(clerk.status, 200);
        assert.match(clerk.title, /Your desk/);
        await again.stop();
        await again.clear();
      }
      const damaged = join(newFolder(), 'damaged'), to = newFolder();
      writeFileSync(damaged, readFileSync(file).subarray(0, -2000));
      const cut = run(['restore', '--data', to, damaged]);
      assert.equal(cut.status, 1);
      assert.match(cut.err, /cut off or damaged/);
      assert.deepEqual(readdirSync(to), [], 'nothing half restored stays');
      assert.equal(run(['restore', ...office.options, file]).status, 1, 'a folder that holds something is refused');
    } finally { await office.clear(); }
  });
}

test('the public side alone: public/ on another machine is a complete site', async () => {
  const office = new Office().init('--demo');
  const other = new Office();
  try {
    mkdirSync(join(other.data, 'public'), { recursive: true });
    writeFileSync(join(other.data, 'public', 'public.db'), readFileSync(join(office.data, 'public', 'public.db')));
    await other.serve('--public-only');
    const visitor = new Visitor(other.base);
    assert.equal((await visitor.open('/meetings/1')).status, 200);
    assert.equal((await visitor.open('/office')).status, 404);
    assert.equal((await visitor.open('/sign-in')).status, 404);
    assert.ok(!existsSync(join(other.data, 'office')));
  } finally { await other.clear(); await office.clear(); }
});
