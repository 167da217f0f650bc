// The figures that docs/figures.md tells: pages against nginx serving the same bytes, start, memory, durability. Loopback only, bounded in time.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync, readFileSync, mkdirSync, chmodSync } from 'node:fs';
import { cpus, totalmem, tmpdir } from 'node:os';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { Office, Visitor, environment, freePort, run } from '../tests/support/office.mjs';
import { Clerk } from '../tests/support/clerk.mjs';
import { launch, newPage, signIn } from '../tests/support/browser.mjs';
import { MailServer, mailOptions } from '../tests/support/mail.mjs';

const pattern = new RegExp(process.argv[2] ?? '');
const work = mkdtempSync(join(tmpdir(), 'quorate-bench-'));
chmodSync(work, 0o755);
process.env.QUORATE_TEST_WORK = work;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** One run of wrk: {rate, p99} (milliseconds); the run fails when answers were not 2xx. */
function wrk(url, headers = {}, seconds = 4) {
  const args = ['-t2', '-c32', `-d${seconds}s`, '--latency'];
  for (const [k, v] of Object.entries(headers)) args.push('-H', `${k}: ${v}`);
  const r = spawnSync('wrk', [...args, url], { encoding: 'utf8' });
  if (/Non-2xx/.test(r.stdout)) throw new Error(url + ': ' + r.stdout);
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(r.stdout);
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(r.stdout)[1]), p99: Number(p99[1]) * { us: 0.001, ms: 1, s: 1000 }[p99[2]] };
}

/** A and B in turn, three times: the ratio of rates pair by pair, and the medians. */
function pair(a, b, rounds = 3) {
  const as = [], bs = [], ratios = [];
  for (let i = 0; i < rounds; i++) { const x = a(), y = b(); as.push(x); bs.push(y); ratios.push(x.rate / y.rate); }
  return { ratio: median(ratios), rate: median(as.map((x) => x.rate)), other: median(bs.map((x) => x.rate)), p99: median(as.map((x) => x.p99)) };
}

async function nginx(folder) {
  const port = await freePort();
  writeFileSync(join(work, 'nginx.conf'), `worker_processes 2; pid ${work}/nginx.pid; error_log ${work}/nginx.log; daemon off; ${process.getuid() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/html; client_body_temp_path ${work}; proxy_temp_path ${work};
 fastcgi_temp_path ${work}; uwsgi_temp_path ${work}; scgi_temp_path ${work}; server { listen 127.0.0.1:${port}; root ${folder}; } }`);
  const child = spawn('nginx', ['-c', join(work, 'nginx.conf')], { stdio: 'ignore' });
  await new Promise((r) => setTimeout(r, 500));
  return { base: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const rows = [];
const tell = (what, figure, aim) => { rows.push([what, figure, aim]); console.log(`${what}: ${figure} (aim: ${aim})`); };

async function pages(engine) {
  const office = await new Office(engine).init('--demo').serve();
  const folder = join(work, 'www-' + engine); mkdirSync(folder, { recursive: true });
  const page = await (await fetch(office.base + '/meetings/1')).text();
  writeFileSync(join(folder, 'page.html'), page);
  const server = await nginx(folder);
  try {
    const file = () => wrk(server.base + '/page.html');
    const site = pair(() => wrk(office.base + '/meetings/1'), file);
    tell(`public meeting page (${page.length} bytes) against nginx, ${engine}`, `${site.ratio.toFixed(2)} (${site.rate.toFixed(0)}/s against ${site.other.toFixed(0)}/s, p99 ${site.p99.toFixed(1)} ms)`, 'at least 0.8');
    const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
    const cookie = [...clerk.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    const inside = pair(() => wrk(office.base + '/office/meetings/1/agenda', { Cookie: cookie }), file);
    tell(`signed-in agenda page from ${engine} against the same nginx`, `${inside.ratio.toFixed(2)} (${inside.rate.toFixed(0)}/s, p99 ${inside.p99.toFixed(1)} ms)`, engine === 'sqlite' ? 'at least 0.25, p99 under 10 ms' : 'stated');
    if (engine === 'sqlite') {
      const before = rss(office.child.pid);
      for (let asked = 0; asked < 100000;) asked += wrk(office.base + '/meetings/1', {}, 2).rate * 2;
      const first = rss(office.child.pid);
      for (let asked = 0; asked < 50000;) asked += wrk(office.base + '/office/meetings/1/agenda', { Cookie: cookie }, 2).rate * 2;
      tell('resident memory after 100,000 requests', `${first.toFixed(0)} MB, ${rss(office.child.pid).toFixed(0)} MB after 50,000 more signed in (${before.toFixed(0)} MB before)`, 'under 64 MB and level');
    }
  } finally { server.stop(); await office.stop(); await office.clear(); }
}

async function start() {
  const office = new Office().init('--demo');
  const times = [];
  for (let i = 0; i < 5; i++) {
    const port = await freePort(), begun = process.hrtime.bigint();
    const child = spawn(process.env.QUORATE, ['serve', ...office.options, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore', env: environment });
    for (;;) { try { const r = await fetch(`http://127.0.0.1:${port}/meetings/1`); await r.arrayBuffer(); if (r.ok) break; } catch { await new Promise((r) => setTimeout(r, 2)); } }
    times.push(Number(process.hrtime.bigint() - begun) / 1e6);
    child.kill(); await new Promise((r) => child.on('exit', r));
  }
  tell('start to first answer on the demo', `${median(times).toFixed(0)} ms`, 'under 150 ms');
  await office.clear();
}

/** A stream of writes, kill -9 in the middle, verify; again and again. A write is acknowledged when its redirect came back. */
async function kills(times) {
  const office = new Office().init('--demo');
  let acknowledged = 0, lost = 0, broken = 0;
  try {
    await office.serve();
    let clerk = await new Visitor(office.base).signIn('clerk@demo.example');
    const names = [];
    for (let n = 0; n < times; n++) {
      const dies = new Promise((r) => setTimeout(r, 20 + Math.random() * 200)).then(() => office.child.kill('SIGKILL'));
      try {
        for (let i = 0; ; i++) {
          await clerk.open('/office/organisations/new');
          const name = `Organisation ${n}-${i}`;
          await clerk.submit({ name, short_name: `O${n}-${i}`, kind: 'other' }, null);
          if (clerk.status !== 200) throw new Error(`refused: ${clerk.status}`);
          names.push(name);
          acknowledged++;
        }
      } catch (e) {
        if (/^refused/.test(e.message)) throw e; // else the connection broke: not acknowledged
      }
      await dies; await office.ended;
      await office.serve();
      clerk.base = office.base;
      if (n % 20 === 19 || n === times - 1) {
        const verified = run(['verify', ...office.options]);
        if (verified.status !== 0) { broken++; console.error(verified.err); }
      }
    }
    clerk = await new Visitor(office.base).signIn('clerk@demo.example');
    const held = new Set(JSON.parse((await clerk.open('/office/export/organisation.json')).text).organisations.map((o) => o.name));
    lost = names.filter((name) => !held.has(name)).length;
  } finally { await office.clear(); }
  tell(`${times} kill -9 during a stream of writes, then verify`, `${acknowledged} writes acknowledged, ${lost} lost, ${broken} broken chains`, 'no acknowledged write lost, chain whole');
}

/** Many digests, the server killed three times while they go out; in the end each subscriber has one, and one only. */
async function digests(count) {
  const smtp = await new MailServer().start();
  const office = new Office().init('--demo');
  const options = () => mailOptions(smtp, 'https://kcsp.example');
  const subscribers = `import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executemany("insert into mail_recipient (who, email, [key], state, asked_at, confirmed_at) values (?, ?, ?, 'active', 1, 1)",
  [(f"email reader{i}@public.example", f"reader{i}@public.example", f"{i:024x}") for i in range(${count})])
db.commit()`;
  try {
    await office.serve(...options());
    const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    await new Promise((r) => setTimeout(r, 2000)); // the postman has looked once: what comes now is news
    await clerk.open('/office/settings');
    await clerk.submit({ digest_at: '00:01', offers_mail: 'yes' });
    const made = spawnSync('python3', ['-c', subscribers, join(office.data, 'office/office.db')], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    const meeting = await clerk.makeMeeting();
    const parts = await clerk.partsOf(meeting);
    await clerk.addItem(parts[1], { title: 'Anything' });
    await clerk.agree(meeting, chair);
    await clerk.publish(meeting);
    await clerk.published(meeting);
    const readers = () => smtp.mails.filter((m) => m.to[0].startsWith('reader')).length;
    const begun = Date.now();
    for (const share of [0.2, 0.4, 0.7]) {
      while (readers() < count * share) await new Promise((r) => setTimeout(r, 5));
      await office.stop('SIGKILL');
      await office.serve(...options());
    }
    for (let last = -1, still = 0; readers() < count && still < 100;) { await new Promise((r) => setTimeout(r, 200)); still = readers() === last ? still + 1 : 0; last = readers(); }
    const seconds = (Date.now() - begun) / 1000;
    await new Promise((r) => setTimeout(r, 3000)); // nothing comes after
    const to = smtp.mails.map((m) => m.to[0]).filter((a) => a.startsWith('reader'));
    tell(`${count} digests to a mail server on this machine, the server killed -9 three times meanwhile`,
      `${new Set(to).size} arrived, ${count - new Set(to).size} lost, ${to.length - new Set(to).size} doubled, in ${seconds.toFixed(0)} s`, 'none lost or doubled');
  } finally { await office.clear(); await smtp.stop(); }
}

/** What a door cost the server so far: [answers, microseconds], from /metrics. */
async function costOf(base, method, path) {
  const text = await (await fetch(base + '/metrics')).text();
  const line = (name) => Number(new RegExp(`^${name}\\{[^}]*method="${method}"[^}]*route="${path.replaceAll('/', '\\/')}"[^}]*\\} ([\\d.]+)`, 'm').exec(text)?.[1] ?? 0);
  return [line('quorate_request_seconds_count'), line('quorate_request_seconds_sum') * 1e6];
}

/** Changes of attendance by a clerk in one browser window, seen in another: how long until each is there, and what it cost the server. */
async function changes(office, clerk, tablet, count) {
  const seat = (page) => page.locator('.quorate-live__seat', { has: page.getByText('Kent Police', { exact: true }) });
  const times = [], [n, us] = await costOf(office.base, 'POST', '/office/meetings/:id/live');
  for (let i = 0; i < count; i++) {
    const word = i % 2 ? 'Online' : 'Apologies', shown = i % 2 ? 'Present online' : 'Apologies';
    const begun = Date.now();
    await Promise.all([seat(tablet).locator('.govuk-tag', { hasText: shown }).waitFor(), seat(clerk).getByRole('button', { name: new RegExp('^' + word) }).click()]);
    times.push(Date.now() - begun);
  }
  const [n2, us2] = await costOf(office.base, 'POST', '/office/meetings/:id/live');
  return { median: median(times), longest: Math.max(...times), cost: (us2 - us) / (n2 - n) / 1000 };
}

/** So many people who have a public page open and ask for it again every two seconds, each on a connection of their own. */
function watchers(base, path, count) {
  const url = new URL(base), sockets = [];
  let answers = 0;
  for (let i = 0; i < count; i++) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const look = () => {
      const request = get({ agent, host: url.hostname, port: url.port, path, headers: { 'x-forwarded-for': `10.${i >> 8}.${i & 255}.1` } }, (answer) => { answer.resume(); if (answer.statusCode === 200) answers++; });
      request.on('error', () => {});
    };
    sockets.push({ agent, timer: setTimeout(() => { look(); sockets[i].timer = setInterval(look, 2000); }, Math.random() * 2000) });
  }
  return { answers: () => answers, stop: () => { for (const s of sockets) { clearInterval(s.timer); s.agent.destroy(); } } };
}

async function live() {
  const office = await new Office().init('--demo').serve('--trust-proxy');
  const browser = await launch();
  try {
    const clerk = await newPage(browser), tablet = await newPage(browser);
    for (const page of [clerk, tablet]) await signIn(page, office.base, 'clerk@demo.example');
    await clerk.goto(`${office.base}/office/meetings/1/minutes`);
    await clerk.getByRole('button', { name: 'Take them back to draft' }).click();
    for (const page of [clerk, tablet]) await page.goto(`${office.base}/office/meetings/1/live`);
    const alone = await changes(office, clerk, tablet, 40);
    tell('a change of attendance until it is on a second screen', `${alone.median} ms (longest ${alone.longest} ms)`, 'within one second');
    tell('what it costs the server', `${alone.cost.toFixed(1)} ms`, 'under 5 ms');
    const crowd = watchers(office.base, '/meetings/1', 2000);
    await new Promise((r) => setTimeout(r, 4000));
    const before = crowd.answers(), begun = Date.now();
    const watched = await changes(office, clerk, tablet, 40);
    const rate = (crowd.answers() - before) / ((Date.now() - begun) / 1000);
    crowd.stop();
    tell('the same while 2,000 people watch the public page', `${watched.median} ms (longest ${watched.longest} ms), ${watched.cost.toFixed(1)} ms of the server (${rate.toFixed(0)} public pages a second beside it)`,
      'changed by less than half');
  } finally { await browser.close(); await office.clear(); }
}

/** Notes of a meeting with twelve minutes of four paragraphs, the `n`th of them; a body in four meets on each day. */
function notes(n) {
  const day = new Date(Date.UTC(1960, 0, 5 + 7 * Math.floor(n / 4))), body = ['Northshire', 'Southshire', 'Westshire', 'Eastshire'][n % 4] + ' Safety Partnership';
  const said = day.toLocaleDateString('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(' ', ', ');
  const items = Array.from({ length: 12 }, (_, i) => `${1 + i + 12 * Math.floor(n / 4)}. Subject number ${1 + (n * 7 + i) % 400} of the plan\n(Item B${i + 1})\n\n${[1, 2, 3, 4].map((k) =>
    `${k}. Mr Sample introduced part ${k} of the report on subject ${(n * 7 + i) % 400} and told the members what had become of it since they last met.`).join('\n')}\n\nRESOLVED that the report be noted.\n`);
  return `${body.toUpperCase()}\n\nNOTES of a meeting of the ${body} held in the Long Room, County Hall on ${said}.\n\nPRESENT: Mrs A Example (Chairman), Mr B Sample (Vice-Chairman), Cllr C Trial and Ms D Proof\n\n`
    + `IN ATTENDANCE: Mr E Clerk (Democratic Services Officer)\n\nUNRESTRICTED ITEMS\n\n${items.join('\n')}`;
}

/** The eleven documents of the shared folder, where it is: read once to warm up, then the quickest of five. */
function eleven() {
  const shared = process.env.QUORATE_SHARED ?? join('..', 'shared');
  const folders = [join(shared, 'seeds'), join(shared, 'data', 'minutes-kcc')];
  if (!folders.every((folder) => existsSync(folder))) return;
  const files = folders.flatMap((folder) => readdirSync(folder).filter((f) => /\.(txt|pdf)$/.test(f)).map((f) => join(folder, f)));
  let best = Infinity;
  for (let n = 0; n < 6; n++) {
    const begun = performance.now(), r = spawnSync(process.env.QUORATE, ['import', '--dry-run', '--json', ...files], { env: environment, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (r.status !== 0) throw new Error(r.stderr);
    if (n > 0) best = Math.min(best, performance.now() - begun);
  }
  tell(`the ${files.length === 11 ? 'eleven' : files.length} documents of the shared folder, read`, `${(best / 1000).toFixed(2)} s`, 'under 1 s');
}

/** Many documents into an empty office: how many a minute, and what memory the program holds when a tenth is done and at the end. */
async function archive(count) {
  const office = new Office().init(), folder = join(work, 'notes');
  mkdirSync(folder);
  for (let n = 0; n < count; n++) writeFileSync(join(folder, `${String(n).padStart(6, '0')}.txt`), notes(n));
  let done = 0, early = 0, most = 0, end = '';
  const begun = Date.now();
  try {
    await new Promise((ended, failed) => {
      const child = spawn(process.env.QUORATE, ['import', ...office.options, folder], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', (d) => {
        done += String(d).split('\n').length - 1;
        try {
          const now = rss(child.pid);
          if (done <= count / 10) early = Math.max(early, now);
          most = Math.max(most, now);
        } catch { /* it has just ended */ }
      });
      child.stderr.on('data', (d) => { end = (end + d).slice(-400); });
      child.on('exit', (status) => (status === 0 ? ended() : failed(new Error(end))));
    });
  } finally { await office.clear(); }
  if (!end.includes(`${count} imported`)) throw new Error(end);
  const minutes = (Date.now() - begun) / 60000;
  tell(`${count} notes of twelve minutes imported into an empty office`, `${(count / minutes).toFixed(0)} a minute`, 'at least 1,000 a minute on two cores');
  tell('resident memory of that import', `${most.toFixed(0)} MB at most, ${early.toFixed(0)} MB while the first tenth was read`, 'level');
}

console.log(`Machine: ${cpus().length} cores (${cpus()[0].model}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB; load generator on the same cores.\n`);
const postgres = spawnSync('tests/support/postgres.sh', ['start', join(work, 'postgres')], { encoding: 'utf8' });
[process.env.QUORATE_TEST_POSTGRES, process.env.QUORATE_TEST_POSTGRES_PUBLIC] = postgres.stdout.trim().split('\n');
try {
  if (pattern.test('pages')) await pages('sqlite');
  if (pattern.test('postgresql')) await pages('postgresql');
  if (pattern.test('start')) await start();
  if (pattern.test('kill')) await kills(200);
  if (pattern.test('live')) await live();
  if (pattern.test('eleven')) eleven();
  if (pattern.test('archive')) await archive(Number(process.env.DOCUMENTS ?? 10000));
  if (pattern.test('digests')) await digests(Number(process.env.DIGESTS ?? 10000));
} finally {
  spawnSync('tests/support/postgres.sh', ['stop', join(work, 'postgres')]);
  rmSync(work, { recursive: true, force: true });
}
console.log('\n| what | figure | aim |\n| --- | --- | --- |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(0);
