// Who is let in, for how long, and what every answer carries: signing in, sessions, invitations, headers, addresses.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { networkInterfaces } from 'node:os';
import { gunzipSync } from 'node:zlib';
import { Office, Visitor, engines, password, run, until } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';
import { assertTwin } from '../support/twins.mjs';

const newPassword = 'seven green boats at Deal';
const wrongWords = /The email address or the password is not right\. Check both and try again\./;

/** One office for a group of tests; each takes an account of its own. */
let office;
test.before(async () => { office = await new Office(engines.at(-1)).init('--demo').serve('--trust-proxy'); });
test.after(async () => { if (office) { assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/); await office.clear(); } });

let made = 0;
function newAccount(...roles) {
  const email = `someone-${++made}@demo.example`;
  const r = run(['user', 'add', ...office.options, email, '--name', `Someone ${made}`, ...(roles.length ? roles : ['member']).flatMap((x) => ['--role', x])], password + '\n');
  assert.equal(r.status, 0, r.err);
  return email;
}

/** A visitor who comes through a proxy from another address. */
class Far extends Visitor {
  constructor(base, address, proto = null) { super(base); this.address = address; this.proto = proto; }
  request(path, options = {}) {
    return super.request(path, { ...options, headers: { 'x-forwarded-for': this.address, ...(this.proto ? { 'x-forwarded-proto': this.proto, origin: undefined } : {}), ...clean(options.headers, this.proto) } });
  }
}
const clean = (headers = {}, proto) => (proto && headers.origin ? { ...headers, origin: headers.origin.replace(/^http:/, proto + ':') } : headers);

/** GET or HEAD without fetch's own headers: {status, headers, raw (all header lines), body}. */
function plain(path, { method = 'GET', headers = {}, base = office.base } = {}) {
  return new Promise((done, failed) => {
    const r = httpRequest(new URL(path, base), { method, headers }, (answer) => {
      const parts = [];
      answer.on('data', (d) => parts.push(d));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, raw: answer.rawHeaders, body: Buffer.concat(parts) }));
    });
    r.on('error', failed);
    r.end();
  });
}

/* ---- Signing in ---- */

test('a wrong password, an unknown address and a disabled account get the same answer', async () => {
  const email = newAccount(), disabled = newAccount();
  const administrator = await Clerk.signedIn(office.base, 'administrator@demo.example');
  await administrator.open('/office/accounts');
  const id = new RegExp(`/office/accounts/(\\d+)"[^>]*>[^<]*Someone ${made}<`).exec(administrator.text)?.[1];
  assert.ok(id, administrator.words.slice(0, 500));
  await administrator.open(`/office/accounts/${id}/disable`);
  await administrator.submit({}, '/disable');
  const answers = [];
  for (const [address, secret] of [[email, 'not the password'], ['nobody@demo.example', password], [disabled, password], [email, ''], [`${email}'--`, password]]) {
    const v = await new Far(office.base, '192.0.2.1').signIn(address, secret);
    assert.equal(v.status, 400);
    assert.equal(v.cookies.size, 0);
    if (secret) { assert.match(v.words, wrongWords); answers.push(v.text.replaceAll(address.replace("'", '&#39;'), 'ADDRESS').replaceAll(address, 'ADDRESS')); }
    else assert.match(v.words, /Enter your password/);
    assert.doesNotMatch(v.text, new RegExp(`value="${secret}"`.replace('value=""', 'never')), 'a password is not sent back');
  }
  const known = answers.map((a) => a.replace(/_csrf" value="[^"]*"/g, ''));
  assert.equal(known[0], known[1]);
  assert.equal(known[0], known[2]);
  assert.match((await new Far(office.base, '192.0.2.1').signIn(email.toUpperCase())).title, /desk/i, 'capitals in the address are no difference');
});

test('guessing is slowed down for the one who guesses and for nobody else', async () => {
  const email = newAccount();
  const guesser = new Far(office.base, '198.51.100.7');
  let slowed = 0;
  for (let i = 0; i < 9 && !slowed; i++) {
    await guesser.signIn(email, `guess ${i}`);
    if (guesser.status === 429) { slowed = i; assert.match(guesser.words, /too many attempts.*Try again in \d+ second/i); }
    else assert.match(guesser.words, wrongWords);
  }
  assert.ok(slowed >= 5, 'after some tries');
  // the first wait is short: what is refused comes before what takes a password's time
  assert.equal((await new Far(office.base, '198.51.100.7').signIn(email)).status, 429, 'even the right password has to wait from there');
  // what a client writes into the header before the proxy's own entry is not believed
  assert.equal((await new Far(office.base, '203.0.113.99, 198.51.100.7').signIn(email)).status, 429);
  assert.match((await new Far(office.base, '203.0.113.20').signIn(email)).title, /desk/i, 'the owner comes from elsewhere and is let in');
  assert.match((await new Far(office.base, '198.51.100.7').signIn('member@demo.example')).title, /desk/i, 'a colleague behind the same address is let in');
});

test('X-Forwarded-For and -Proto are believed only with --trust-proxy', async () => {
  const open = await new Office('sqlite').init('--demo').serve();
  try {
    for (let i = 0; i < 7; i++) await new Far(open.base, `192.0.2.${i}`).signIn('member@demo.example', 'wrong');
    assert.equal((await new Far(open.base, '192.0.2.99').signIn('member@demo.example')).status, 429, 'the header does not make another client');
    const page = await plain('/', { base: open.base, headers: { 'x-forwarded-proto': 'https' } });
    assert.equal(page.headers['strict-transport-security'], undefined);
    const v = await new Far(open.base, '192.0.2.9', 'https').open('/sign-in');
    assert.equal(v.status, 200);
    assert.ok([...v.cookies.keys()].every((name) => !name.startsWith('__Host-')));
    assert.equal((await plain('/metrics', { base: open.base })).status, 200);
    assert.equal((await plain('/metrics', { base: open.base, headers: { 'x-forwarded-for': '192.0.2.1' } })).status, 404, 'passed on by a proxy: not from this machine');
    assert.equal((await plain('/metrics', { base: open.base, headers: { via: '1.1 proxy' } })).status, 404);
  } finally { await open.clear(); }
});

test('/metrics answers this machine only; what others get is a page that is not there', async () => {
  const here = await plain('/metrics');
  assert.equal(here.status, 200);
  assert.match(here.headers['content-type'], /^text\/plain/);
  assert.match(here.body.toString(), /^quorate_\w+(\{[^}]*\})? \d/m);
  assert.equal((await plain('/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } })).status, 404);
  const other = Object.values(networkInterfaces()).flat().find((i) => i && !i.internal && i.family === 'IPv4');
  if (!other) return;
  const site = new Office('sqlite').init('--demo');
  try {
    await site.serve('--public-only'); // only to have a free port; then on every address
    await site.stop();
    const { port } = site;
    const { spawn } = await import('node:child_process');
    const { program } = await import('../support/office.mjs');
    site.child = spawn(program, ['serve', ...site.options, '--public-only', '--listen', `0.0.0.0:${port}`], { stdio: 'ignore' });
    site.ended = new Promise((done) => site.child.on('exit', (code, signal) => done({ code, signal })));
    const outside = `http://${other.address}:${port}`;
    for (let i = 0; i < 200; i++) { try { await plain('/healthz', { base: outside }); break; } catch { await new Promise((r) => setTimeout(r, 25)); } }
    assert.equal((await plain('/healthz', { base: outside })).status, 200);
    assert.equal((await plain('/metrics', { base: outside })).status, 404);
    assert.equal((await plain('/metrics', { base: `http://127.0.0.1:${port}` })).status, 200);
  } finally { await site.clear(); }
});

/* ---- Sessions ---- */

test('the cookie: HttpOnly, SameSite, whole site; behind TLS __Host- and Secure; its value changes with each sign-in', async () => {
  const email = newAccount();
  const flags = async (proto) => {
    const v = new Far(office.base, '192.0.2.50', proto);
    await v.open('/sign-in');
    const csrf = /name="_csrf" value="([^"]*)"/.exec(v.text)?.[1];
    const r = await v.request('/sign-in', { method: 'POST', headers: { origin: office.base }, body: new URLSearchParams({ ...(csrf ? { _csrf: csrf } : {}), email, password }) });
    assert.equal(r.status, 303);
    assert.match(r.headers.get('cache-control'), /no-store/);
    return r.headers.get('set-cookie');
  };
  const open = await flags(null), secure = await flags('https');
  assert.match(open, /^quorate=[\w-]{40,50}; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.match(secure, /^__Host-quorate=[\w-]{40,50}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  assert.notEqual(/=([^;]*)/.exec(open)[1], /=([^;]*)/.exec(secure)[1]);
  const tls = await plain('/', { headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.50' } });
  assert.match(tls.headers['strict-transport-security'], /max-age=\d{7,}/);
  // the plain name is not accepted behind TLS
  const token = /=([^;]*)/.exec(open)[1];
  const r = await plain('/office', { headers: { cookie: `quorate=${token}`, 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.50' } });
  assert.equal(r.status, 303);
  assert.match(r.headers.location, /^\/sign-in/);
});

test('sign out ends this session, sign out everywhere all of them; a changed password ends the others', async () => {
  const email = newAccount();
  const one = await Clerk.signedIn(office.base, email), two = await Clerk.signedIn(office.base, email), three = await Clerk.signedIn(office.base, email);
  const isIn = async (v) => (await v.request('/office')).status === 200;
  const token = new Map(one.cookies);
  await one.open('/account');
  await one.submit({}, '/sign-out');
  assert.equal(one.cookies.size, 0, 'the cookie is taken away');
  assert.equal(await isIn(Object.assign(new Visitor(office.base), { cookies: token })), false, 'and worth nothing any more');
  assert.equal(await isIn(two), true);

  await two.open('/account');
  await two.submit({ current: 'not my password', password: newPassword, again: newPassword }, '/account/password');
  assert.equal(two.status, 400);
  await two.submit({ current: password, password: 'short', again: 'short' }, '/account/password');
  assert.match(two.words, /12/);
  await two.submit({ current: password, password: newPassword, again: newPassword }, '/account/password');
  assert.equal(two.status, 200, two.words.slice(0, 400));
  assert.equal(await isIn(two), true);
  assert.equal(await isIn(three), false);
  assert.equal((await new Far(office.base, '192.0.2.60').signIn(email, password)).status, 400, 'the old password is over');
  const four = new Clerk(office.base);
  await four.signIn(email, newPassword);
  assert.match(four.title, /desk/i);
  await four.open('/account');
  await four.submit({}, '/account/sign-out-everywhere');
  assert.equal(await isIn(four), false);
  assert.equal(await isIn(two), false);
});

test('a disabled account is out at once, and roles taken away count at once', async () => {
  const email = newAccount('clerk');
  const name = `Someone ${made}`;
  const clerk = await Clerk.signedIn(office.base, email), administrator = await Clerk.signedIn(office.base, 'administrator@demo.example');
  await administrator.open('/office/accounts');
  const id = new RegExp(`/office/accounts/(\\d+)"[^>]*>[^<]*${name}<`).exec(administrator.text)[1];
  assert.equal((await clerk.request('/office/meetings/new')).status, 200);
  await administrator.open(`/office/accounts/${id}/edit`);
  await administrator.submit({ roles: ['member'] });
  assert.equal(administrator.status, 200, administrator.words.slice(0, 400));
  assert.equal((await clerk.request('/office/meetings/new')).status, 403);
  await administrator.open(`/office/accounts/${id}/disable`);
  await administrator.submit({}, '/disable');
  assert.match((await clerk.request('/office')).headers.get('location') ?? '', /^\/sign-in/);
  assert.match((await new Far(office.base, '192.0.2.61').signIn(email)).words, wrongWords);
});

test('an invitation lets in once; a newer one ends it', async () => {
  const administrator = await Clerk.signedIn(office.base, 'administrator@demo.example');
  await administrator.open('/office/accounts/new');
  await administrator.submit({ name: 'Invited Person', email: 'invited@demo.example', roles: ['member'] });
  const link = (v) => /\/invitation\/[\w-]{20,}/.exec(v.text)?.[0];
  const first = link(administrator);
  assert.ok(first, administrator.words.slice(0, 500));
  const id = /\/office\/accounts\/(\d+)/.exec(administrator.text)[1];
  await administrator.open(`/office/accounts/${id}`);
  await administrator.submit({}, '/invitation');
  const second = link(administrator);
  assert.notEqual(first, second);
  const guest = new Visitor(office.base);
  assert.equal((await guest.open(first)).status, 410, 'replaced');
  await guest.open(second);
  assert.equal(guest.status, 200);
  assert.match(guest.headers.get('referrer-policy'), /same-origin|no-referrer/);
  assert.match(guest.headers.get('cache-control'), /no-store/);
  await guest.submit({ password: newPassword, again: 'something else entirely' }, second);
  assert.equal(guest.status, 400);
  const page = guest.text;
  await guest.submit({ password: newPassword, again: newPassword }, second);
  assert.match(guest.title, /desk/i, guest.words.slice(0, 300));
  const thief = Object.assign(new Visitor(office.base), { text: page, path: second });
  await thief.submit({ password: 'another good password', again: 'another good password' }, second);
  assert.equal(thief.status, 410);
  assert.equal((await thief.open(second)).status, 410);
  assert.match((await new Visitor(office.base).signIn('invited@demo.example', newPassword)).title, /desk/i);
  assert.ok(!office.log.includes(second.slice(12)), 'the log does not know the link');
});

test('return= leads back to a page of this site and nowhere else', async () => {
  const email = newAccount();
  const to = async (target) => {
    const v = new Far(office.base, '192.0.2.70');
    await v.open('/sign-in?return=' + encodeURIComponent(target));
    const form = { email, password, return: target };
    const csrf = /name="_csrf" value="([^"]*)"/.exec(v.text)?.[1];
    const r = await v.request('/sign-in', { method: 'POST', headers: { origin: office.base }, body: new URLSearchParams({ ...form, ...(csrf ? { _csrf: csrf } : {}) }) });
    const signedIn = await v.request('/sign-in?return=' + encodeURIComponent(target));
    assert.equal(signedIn.headers.get('location'), r.headers.get('location'));
    return r.headers.get('location');
  };
  assert.equal(await to('/office/meetings?year=2025'), '/office/meetings?year=2025');
  for (const bad of ['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example', '\\\\elsewhere.example', '/\t/elsewhere.example', '/\r\nSet-Cookie: a=b', 'javascript:alert(1)',
    '/sign-out', '/sign-in', '', 'elsewhere.example', ' //elsewhere.example', '/%0d%0aX: y//', '///elsewhere.example', '/.//elsewhere.example', '/office/..//elsewhere.example', 'http:elsewhere.example', '/\u0000//x']) {
    const location = await to(bad);
    const seen = new URL(location, 'http://here.example');
    assert.equal(seen.host, 'here.example', `${JSON.stringify(bad)} leads to ${location}`);
    assert.ok(!/[\r\n\\]/.test(location), JSON.stringify(location));
  }
});

/* ---- What every answer carries ---- */

const pdfAddress = async () => new URL(JSON.parse((await plain('/meetings/1.json')).body).documents[0].url).pathname;

test('security headers stand on every kind of answer', async () => {
  const signedIn = await Clerk.signedIn(office.base);
  const cookie = [...signedIn.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
  const home = (await plain('/')).body.toString();
  const asset = /(?:href|src)="(\/assets\/[^"]+\.css[^"]*)"/.exec(home)[1];
  const etag = (await plain('/')).headers.etag;
  const kinds = [['page', '/', {}, 200], ['office page', '/office', { cookie }, 200], ['not found', '/no/such/page', {}, 404], ['no such meeting', '/meetings/999999', {}, 404], ['asset', asset, {}, 200],
    ['file', await pdfAddress(), {}, 200], ['part of a file', await pdfAddress(), { range: 'bytes=0-99' }, 206], ['outside a file', await pdfAddress(), { range: 'bytes=99999999-' }, 416],
    ['sign-in redirect', '/office', {}, 303], ['slash redirect', '/meetings/', {}, 301], ['not modified', '/', { 'if-none-match': etag }, 304], ['json', '/meetings.json', {}, 200],
    ['feed', '/feed.atom', {}, 200], ['calendar', '/calendar.ics', {}, 200], ['forbidden', '/office/accounts', { cookie }, 403], ['malformed', '/meetings/1', { 'content-length': '5', host: 'a b' }, 400],
    ['metrics', '/metrics', {}, 200], ['health', '/healthz', {}, 200], ['robots', '/robots.txt', {}, 200]];
  for (const [what, path, headers, status] of kinds) {
    const r = await plain(path, { headers });
    assert.equal(r.status, status, what);
    const csp = r.headers['content-security-policy'] ?? '';
    assert.match(csp, /default-src 'none'/, what);
    assert.match(csp, /frame-ancestors 'none'/, what);
    assert.match(csp, /base-uri 'none'/, what);
    assert.doesNotMatch(csp, /script-src[^;]*unsafe|\*|https?:/, what);
    assert.equal(r.headers['x-content-type-options'], 'nosniff', what);
    assert.ok(r.headers['referrer-policy'], what);
    assert.ok(r.headers['cross-origin-opener-policy'], what);
    assert.ok(r.headers['permissions-policy'], what);
    assert.equal(r.headers['x-powered-by'], undefined, what);
    assert.equal(r.headers.server, undefined, what);
    assert.equal(new Set(r.raw.filter((_, i) => i % 2 === 0).map((n) => n.toLowerCase())).size, r.raw.length / 2, `${what}: a header twice`);
    if (/^\/office/.test(path)) assert.match(r.headers['cache-control'] ?? '', /no-store/, what);
    if (what === 'not found') assert.match(r.body.toString(), /search|home/i);
  }
  const put = await plain('/meetings/1', { method: 'PUT' });
  assert.equal(put.status, 405);
  assert.match(put.headers.allow, /GET/);
  assert.ok(put.headers['content-security-policy']);
  const trace = await plain('/', { method: 'TRACE', headers: { 'x-secret': 'marmalade' } });
  assert.ok(trace.status >= 400);
  assert.ok(!trace.body.includes('marmalade'));
});

test('HEAD is GET without the body; Range, 304 and gzip keep to what they say', async () => {
  const pdf = await pdfAddress();
  for (const path of ['/', '/meetings', '/meetings/1', '/meetings/1.json', '/feed.atom', pdf, '/office', '/no/such/page']) {
    const get = await plain(path), head = await plain(path, { method: 'HEAD' });
    assert.equal(head.status, get.status, path);
    assert.equal(head.body.length, 0, path);
    for (const name of ['content-type', 'etag', 'content-length', 'location', 'cache-control']) assert.equal(head.headers[name], get.headers[name], `${path} ${name}`);
    if (get.status !== 200) continue;
    assert.ok(get.headers.etag, path);
    for (const tag of [get.headers.etag, 'W/' + get.headers.etag, '*', `"other", ${get.headers.etag}`]) {
      const same = await plain(path, { headers: { 'if-none-match': tag } });
      assert.equal(same.status, 304, `${path} ${tag}`);
      assert.equal(same.body.length, 0);
      assert.equal(same.headers.etag, get.headers.etag);
    }
    assert.equal((await plain(path, { headers: { 'if-none-match': '"other"' } })).status, 200);
    if (path === pdf) continue;
    const packed = await plain(path, { headers: { 'accept-encoding': 'gzip' } });
    if (packed.headers['content-encoding'] === 'gzip') {
      assert.deepEqual(gunzipSync(packed.body), get.body, path);
      assert.notEqual(packed.headers.etag, get.headers.etag, 'other bytes have another tag');
      assert.equal((await plain(path, { headers: { 'accept-encoding': 'gzip', 'if-none-match': packed.headers.etag } })).status, 304);
    } else assert.ok(get.body.length < 2048, `${path} is not packed`);
    assert.match(get.headers.vary ?? (get.body.length < 2048 ? 'accept-encoding' : ''), /accept-encoding/i, path);
    assert.equal((await plain(path, { headers: { 'accept-encoding': 'gzip;q=0' } })).headers['content-encoding'], undefined);
  }
  const whole = await plain(pdf), size = whole.body.length;
  assert.equal(whole.headers['accept-ranges'], 'bytes');
  const part = async (range, more = {}) => plain(pdf, { headers: { range, ...more } });
  for (const [range, from, to] of [['bytes=0-0', 0, 0], ['bytes=10-19', 10, 19], [`bytes=${size - 5}-`, size - 5, size - 1], ['bytes=-7', size - 7, size - 1], [`bytes=0-${size * 2}`, 0, size - 1], [`bytes=-${size * 2}`, 0, size - 1]]) {
    const r = await part(range);
    assert.equal(r.status, 206, range);
    assert.equal(r.headers['content-range'], `bytes ${from}-${to}/${size}`);
    assert.deepEqual(r.body, whole.body.subarray(from, to + 1), range);
  }
  const outside = await part(`bytes=${size}-`);
  assert.equal(outside.status, 416);
  assert.equal(outside.headers['content-range'], `bytes */${size}`);
  for (const nonsense of ['bytes=5-2', 'items=0-1', 'bytes=', 'bytes=a-b', 'bytes=0-1,5-6', 'bytes=-']) assert.ok([200, 206, 416].includes((await part(nonsense)).status), nonsense);
  assert.equal((await part('bytes=0-9', { 'if-range': '"other"' })).status, 200);
  assert.equal((await part('bytes=0-9', { 'if-range': whole.headers.etag })).status, 206);
});

/* ---- Twins and feeds ---- */

const isXml = (() => { const r = spawnSync('xmllint', ['--version']); return !r.error; })();

/** Enough of XML to know that it is well formed: one root, tags in pairs, attributes in quotes, entities that exist. */
function assertWellFormed(text, what) {
  if (isXml) {
    const r = spawnSync('xmllint', ['--noout', '--nonet', '-'], { input: text, encoding: 'utf8' });
    assert.equal(r.status, 0, `${what}: ${r.stderr}`);
  }
  const open = [];
  let roots = 0, at = 0;
  for (const m of text.matchAll(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"<]*")*)\s*(\/?)>/g)) {
    const between = text.slice(at, m.index);
    assert.ok(!between.includes('<') && !between.includes(']]>'), `${what}: ${between.slice(0, 80)}`);
    assert.ok(!/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(between + (m[3] ?? '')), `${what}: & in ${between.slice(0, 80)}`);
    at = m.index + m[0].length;
    if (!m[2]) continue;
    if (m[1]) { assert.equal(open.pop(), m[2], what); continue; }
    if (open.length === 0) roots++;
    if (!m[4]) open.push(m[2]);
  }
  assert.deepEqual(open, [], what);
  assert.equal(roots, 1, what);
  assert.equal(text.slice(at).trim(), '', what);
}

test('every public page has a JSON twin with the same things in it, and says where it is', async () => {
  const clerk = await Clerk.signedIn(office.base);
  await clerk.open('/office/settings');
  await clerk.submit({ offers_mail: 'yes' }); // so that the page of subscribing is there
  await until(async () => (await fetch(office.base + '/subscribe.json')).status === 200, 'the public side offers email');
  const doors = JSON.parse(run(['doors', '--json']).out).doors.filter((d) => d.side === 'public' && d.method === 'GET').map((d) => d.path);
  const meeting = JSON.parse((await plain('/meetings/1.json')).body);
  const paper = meeting.items.flatMap((i) => i.papers)[0];
  const body = (await plain('/bodies/1')).body.toString();
  const terms = /\/bodies\/1\/terms\/(\d+)/.exec(body)?.[1] ?? '1';
  const address = (path) => path.replace('/papers/:id', new URL(paper.page).pathname).replace(':terms', terms).replace(':year', '2025-26').replace(':number', '2.3').replace(/:id\b/, '1');
  // what the archive holds has its twins asked for by scenarios/archive
  const apart = /\.(ics|pdf|atom|xml|txt|json)$|^\/archive\/\w+\/:id|^\/(metrics|healthz|contact\/sent|consultations\/sent|subscribe\/sent|subscription\/:key|consultation\/:token)$|^\/papers\/:id\/|^\/(ieListDocuments|documents\/)|sign-|invitation/;
  const pages = doors.filter((p) => !apart.test(p));
  assert.ok(pages.length >= 12, pages.join());
  for (const path of pages) await assertTwin(office.base, address(path) + (path === '/search' ? '?q=knife' : ''));
});

test('feeds and calendars parse', async () => {
  for (const path of ['/feed.atom', '/sitemap.xml']) {
    const r = await plain(path);
    assert.equal(r.status, 200);
    assert.match(r.headers['content-type'], /xml/);
    assertWellFormed(r.body.toString(), path);
  }
  const feed = (await plain('/feed.atom')).body.toString();
  assert.match(feed, /<feed [^>]*xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/);
  for (const entry of feed.matchAll(/<entry>[\s\S]*?<\/entry>/g)) for (const part of ['<id>', '<title', '<updated>']) assert.ok(entry[0].includes(part), part);
  const ids = [...feed.matchAll(/<entry>[\s\S]*?<id>([^<]*)/g)].map((m) => m[1]);
  assert.ok(ids.length > 0);
  assert.equal(new Set(ids).size, ids.length);
  for (const address of [...(await plain('/sitemap.xml')).body.toString().matchAll(/<loc>([^<]*)/g)].map((m) => new URL(m[1]).pathname).slice(0, 40)) assert.equal((await plain(address)).status, 200, address);
  for (const path of ['/calendar.ics', '/bodies/1/calendar.ics', '/meetings/1.ics']) {
    const r = await plain(path);
    assert.match(r.headers['content-type'], /^text\/calendar/);
    const text = r.body.toString();
    assert.ok(text.startsWith('BEGIN:VCALENDAR\r\n') && text.endsWith('END:VCALENDAR\r\n'), path);
    assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n')), `${path}: lines are folded`);
    const events = text.replace(/\r\n /g, '').split('BEGIN:VEVENT').slice(1);
    assert.ok(events.length > 0);
    for (const event of events) for (const part of ['UID:', 'DTSTAMP:', 'DTSTART', 'SUMMARY:', 'END:VEVENT']) assert.ok(event.includes(part), `${path}: ${part}`);
    assert.equal(new Set(events.map((e) => /UID:([^\r]*)/.exec(e)[1])).size, events.length);
  }
});
