// Every door is tried by every kind of visitor; the answer must be what the table of doors says.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { Office, Visitor, engines, run } from '../support/office.mjs';

const people = { administrator: ['administrator'], clerk: ['clerk'], safety: ['safety-officer'], chair: ['chair', 'member'], member: ['member'], auditor: ['auditor'] };
const doors = JSON.parse(run(['doors', '--json']).out).doors;

/** A path for a door: names become things that exist in the demo, or a number that does not. */
function pathOf(door, number) {
  return door.path.replace(/:record\b/, 'meeting').replace(/:year\b/, '2025').replace(/:token\b/, 'no-such-token').replace(/:name\b/i, 'meeting').replace(/:[a-z_]+/g, number);
}

/** The token of a visitor's session: every page of somebody signed in has it in its sign-out form. */
async function tokenOf(visitor) {
  await visitor.open('/account');
  return /name="_csrf" value="([^"]+)"/.exec(visitor.text)?.[1] ?? '';
}

/** Many thousand doors are tried: a connection that stays and a request as it is written, which costs a fraction of `fetch`. {status, to}. */
const agent = new Agent({ keepAlive: true });
const knock = (visitor, method, path, form = null) => new Promise((done, failed) => {
  const body = form ? new URLSearchParams(form).toString() : '', cookie = [...visitor.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
  const headers = { ...(cookie ? { cookie } : {}), ...(method === 'POST' ? { origin: visitor.base, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } : {}) };
  const r = request(visitor.base + path, { agent, method, headers }, (answer) => {
    answer.resume();
    answer.on('end', () => done({ status: answer.statusCode, to: answer.headers.location ?? '' }));
    answer.on('error', failed);
  });
  // a connection kept from before may have been closed meanwhile: asked again
  r.on('error', (e) => (r.reusedSocket && e.code === 'ECONNRESET' ? knock(visitor, method, path, form).then(done, failed) : failed(e)));
  r.end(body);
});

/** What a door does to a visitor who stands before it: 'in', 'sign-in' or 'no'. A form carries the session's own token, so that a refusal is one of the role. */
async function tried(visitor, door, path, token) {
  const { status, to } = await knock(visitor, door.method, path, door.method === 'POST' ? (token ? { _csrf: token } : {}) : null);
  if (status === 303 && to.startsWith('/sign-in?return=')) return 'sign-in';
  if (status === 401) return 'sign-in';
  return status === 403 ? 'no' : 'in';
}

const mayEnter = (door, roles) => door.who === 'anyone' || (roles.length > 0 && (door.who === 'signed-in' || door.who.split(' ').some((w) => roles.includes(w))));

for (const engine of engines) {
  test(`every door, every visitor (${engine})`, async (t) => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      assert.ok(doors.length > 60, `${doors.length} doors`);
      const visitors = { nobody: new Visitor(office.base) }, tokens = {};
      for (const name of Object.keys(people)) {
        visitors[name] = await new Visitor(office.base).signIn(`${name}@demo.example`);
        assert.match(visitors[name].title, /desk/i, name);
        tokens[name] = await tokenOf(visitors[name]);
        assert.ok(tokens[name], name);
      }
      const wrong = [];
      for (const door of doors) {
        if (/\/sign-out(-everywhere)?$/.test(door.path)) continue; // would end the visitors' sessions: see sessions
        for (const [name, visitor] of Object.entries(visitors)) {
          const roles = people[name] ?? [];
          // a number that is not there: the roles of the door are looked at before the record
          const got = await tried(visitor, door, pathOf(door, '999999'), tokens[name]);
          const wanted = mayEnter(door, roles) ? 'in' : name === 'nobody' ? 'sign-in' : 'no';
          if (got !== wanted) wrong.push(`${name} at ${door.method} ${door.path}: ${got}, the table says ${wanted}`);
        }
      }
      assert.deepEqual(wrong, []);
    } finally { await office.clear(); }
  });
}

test('no door of the table answers with a fault, for any visitor, for things that exist', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const wrong = [];
    for (const name of [null, ...Object.keys(people)]) {
      const visitor = new Visitor(office.base);
      if (name) await visitor.signIn(`${name}@demo.example`);
      for (const door of doors.filter((d) => d.method === 'GET')) {
        // A path without a number in it is one path. Who may not enter meets the doorkeeper at every number, never what is behind the door:
        // two are enough for them, one as numbers should be and one that is not UTF-8 text.
        const numbers = mayEnter(door, people[name] ?? []) ? ['1', '2', '0', '-1', '99999999999999999999', 'abc', '%00', "'"] : ['1', '%00'];
        for (const path of new Set(numbers.map((number) => pathOf(door, number)))) {
          const r = await knock(visitor, 'GET', path);
          if (r.status >= 500) wrong.push(`${name ?? 'nobody'} at ${path}: ${r.status}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
    assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
  } finally { await office.clear(); }
});

test('a change without the form\'s own token is refused and changes nothing (CSRF)', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
    const wrong = [];
    for (const door of doors.filter((d) => d.method === 'POST' && d.side === 'office' && d.who !== 'anyone' && (d.who === 'signed-in' || d.who.includes('clerk')))) {
      const r = await knock(clerk, 'POST', pathOf(door, '1'), { reason: 'x' });
      if (r.status !== 403) wrong.push(`${door.path}: ${r.status}`);
    }
    assert.deepEqual(wrong, []);
    const other = await clerk.request('/sign-out', { method: 'POST', body: '', headers: { origin: 'https://elsewhere.example' } });
    assert.equal(other.status, 403);
  } finally { await office.clear(); }
});

test('what a report says stands in history and downloads only for those who may read restricted papers', async () => {
  const office = await new Office().init('--demo').serve();
  try {
    const visitors = {};
    const seen = async (who, path) => (visitors[who] ??= await new Visitor(office.base).signIn(`${who}@demo.example`)).open(path);
    for (const who of ['auditor', 'administrator']) {
      for (const number of [1, 2, 3, 4, 5]) {
        const page = await seen(who, `/office/history/report/${number}`);
        assert.equal(page.status, 404, `${who} at report ${number}`);
        assert.doesNotMatch(page.text, /Alder|Larkfield/);
      }
    }
    for (const who of ['auditor', 'administrator']) {
      for (const number of [1, 2, 3, 4, 5, 6]) assert.doesNotMatch((await seen(who, `/office/history/meeting/${number}`)).words, /842 613 957/, 'how to join');
      for (const number of Array.from({ length: 40 }, (_, i) => i + 1)) assert.doesNotMatch((await seen(who, `/office/history/agenda_item/${number}`)).words, /public interest is better served/i, 'why it is withheld');
    }
    for (const ending of ['csv', 'json']) assert.equal((await seen('administrator', `/office/export/report.${ending}`)).status, 404, ending);
    const clerk = await seen('clerk', '/office/history/report/4');
    assert.equal(clerk.status, 200);
    assert.match((await clerk.open('/office/export/report.json')).text, /Alder/);
    assert.match((await clerk.open('/office/journal')).words, /Read: report/i, 'such a reading is in the journal');
  } finally { await office.clear(); }
});
