// A browser walks every page that links lead to, as every kind of visitor: axe finds nothing, nothing is wider than a telephone, nothing complains,
// and every form sends only what its door takes.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { Office, Visitor, newFolder, run, until } from '../support/office.mjs';
import { undated, writeFiles } from '../support/archive.mjs';
import { Examiner, launch, newPage, pageFindings, pictures, readPage, signIn } from '../support/browser.mjs';

const allDoors = JSON.parse(run(['doors', '--json']).out).doors, doors = allDoors.filter((d) => d.method === 'GET');
const wide = { width: 1100, height: 900 }, narrow = { width: 360, height: 740 };
let office, browser, examiner;

before(async () => {
  office = new Office().init('--demo');
  // the archive's pages are there when something was imported and published
  const imported = run(['import', ...office.options, '--publish', writeFiles(newFolder(), { 'undated.txt': undated })]);
  if (imported.status !== 0) throw new Error('import: ' + imported.err);
  [, browser] = await Promise.all([office.serve(), launch()]);
  examiner = await Examiner.of(browser, office.base);
});
after(async () => { await browser?.close(); await office?.clear(); });

/** The door that a path belongs to, so that one page of each kind is looked at (two by those who look closer): fixed words before names, names with
 * the longest ending first, as the program finds it. */
function doorOf(path, among = doors) {
  const parts = path.split('?')[0].split('/'), ending = (x) => x.slice(x.includes('.') ? x.indexOf('.') : x.length);
  const fits = (pattern, part) => pattern.startsWith(':') ? part.length > ending(pattern).length && part.endsWith(ending(pattern)) : pattern === part;
  const fixed = (d) => d.path.split('/').map((x) => x.startsWith(':') ? ending(x).length : 1000);
  const closer = (a, b) => { const x = fixed(a), y = fixed(b), i = x.findIndex((n, k) => n !== y[k]); return i < 0 ? 0 : y[i] - x[i]; };
  return among.filter((d) => { const p = d.path.split('/'); return p.length === parts.length && p.every((x, i) => fits(x, parts[i])); }).sort(closer)[0];
}

const isPage = (path) => !/\/file(\?|$)|\.(json|pdf|ics|atom|xml|csv|docx|xlsx|txt)(\?|$)/.test(path) && !/^\/(assets|healthz|metrics|ieListDocuments|documents\/)/.test(path);

/** Controls whose names their door does not take: what is typed there would be lost without a word. */
function lostControls(forms, url) {
  return forms.flatMap(({ method, action, names }) => {
    const to = new URL(action, url).pathname, door = doorOf(to, allDoors.filter((d) => d.method === method));
    if (!door) return [`a form leads to ${method} ${to}, which is no door`];
    return [...new Set(names)].filter((n) => n !== '_csrf' && !door.inputs.includes(n)).map((n) => `${method} ${door.path} does not take "${n}", which its form sends`);
  });
}

/** The links of the page as it stands, and what is wrong with it at both widths. Axe looks at each shape of page once, whoever sees it. */
const shapes = new Set();
async function look(page, name) {
  const first = page.viewportSize(), second = first.width === narrow.width ? wide : narrow;
  const { findings, names, forms, links, shapes: now } = await readPage(page);
  const found = [...lostControls(forms, page.url()), ...names, ...findings.map((f) => `at ${first.width} pixels: ${f}`)];
  await page.setViewportSize(second);
  found.push(...(await pageFindings(page)).map((f) => `at ${second.width} pixels: ${f}`));
  if (name) await pictures(page, name);
  if (!now.every((s) => shapes.has(s))) found.push(...await examiner.findings(page));
  for (const s of now) shapes.add(s);
  return { found, links };
}

/** A page that says why something cannot be deleted, or what is missing before a restricted paper opens, is a page like others, but no success. */
const isRefusal = async (page, path, status) => {
  const words = await page.locator('main').innerText();
  return (status === 400 && /\/delete$/.test(path) && /cannot be deleted/.test(words)) ||
    (status === 403 && /^\/office\/papers\/\d+$/.test(path) && /You cannot open this paper yet/.test(words));
};

/** What somebody else was shown in just these words is fetched and followed, and not looked at again. */
const lookedAt = new Set();
async function isKnown(page, path) {
  const r = await page.context().request.get(office.base + path, { maxRedirects: 0 }).catch(() => null);
  if (r?.status() !== 200 || !/html/.test(r.headers()['content-type'] ?? '')) return null;
  const text = await r.text(), main = /<main[^]*<\/main>/.exec(text)?.[0].replace(/name="_csrf" value="[^"]*"/g, '') ?? text;
  if (!lookedAt.has(main)) { lookedAt.add(main); return null; }
  return [...text.matchAll(/<a [^>]*href="([^"]*)"/g)].map((m) => m[1].replaceAll('&amp;', '&'));
}

/** Follows links from `start`, `most` pages of each door, and gives what is wrong. */
async function walk(page, { start, who, most = 1, follow = () => true }) {
  const waiting = [...start], looked = new Set(), visits = new Map(), findings = [];
  while (waiting.length) {
    const path = waiting.shift(), door = doorOf(path)?.path ?? path, visit = (visits.get(door) ?? 0) + 1;
    if (looked.has(path) || visit > most) continue;
    looked.add(path);
    visits.set(door, visit);
    let links = await isKnown(page, path);
    if (!links) {
      const r = await page.goto(office.base + path), status = r?.status() ?? 0;
      if (status >= 400 && !await isRefusal(page, path, status)) { findings.push(`${who} ${path}: status ${status}`); continue; }
      if (!/html/.test(r.headers()['content-type'] ?? '')) continue;
      const seen = await look(page, visit === 1 ? `${who}${door.replace(/[/:.]+/g, '-')}` : null);
      findings.push(...seen.found.map((f) => `${who} ${path}: ${f}`));
      links = seen.links;
    }
    for (const href of links) {
      const to = new URL(href, office.base + path), next = to.pathname + to.search;
      if (to.origin === office.base && isPage(next) && !looked.has(next) && follow(next)) waiting.push(next);
    }
  }
  findings.push(...page.complaints.filter((c) => !/status of 400|papers\/\d+: .*status of 403/.test(c)));
  return { findings, visits };
}

test('the public site: every page', async () => {
  const page = await newPage(browser);
  const clerk = await new Visitor(office.base).signIn('clerk@demo.example');
  await clerk.open('/office/settings');
  await clerk.submit({ offers_mail: 'yes' }); // the pages of subscribing are there when the office offers it
  await until(async () => (await fetch(office.base + '/subscribe.json')).status === 200, 'the public side offers email');
  await clerk.open('/office/plan/consultations/2');
  await clerk.submit({}, '/link'); // somebody is invited to comment on the draft plan
  const link = /\/consultation\/[\w-]{43}/.exec(clerk.text)[0];
  await until(async () => (await fetch(office.base + link)).status === 200, 'the link to comment works');
  const { findings, visits } = await walk(page, { start: [link, '/consultations/sent', '/', '/sign-in', '/search?q=safety', '/search?q=nothing-like-this', '/meetings/1', '/contact/sent', '/subscribe/sent', '/subscription/' + 'a'.repeat(24)], who: 'public', most: 2 });
  assert.equal((await page.goto(office.base + '/no-such-page')).status(), 404);
  findings.push(...(await look(page, 'public-404')).found.map((f) => `404: ${f}`));
  assert.deepEqual(findings, []);
  const missed = doors.filter((d) => d.side === 'public' && isPage(d.path) && !visits.has(d.path)).map((d) => d.path);
  assert.deepEqual(missed, [], 'public pages that no link leads to');
});

const isOffice = (path) => /^\/(office|account)/.test(path);

for (const pair of [['clerk', 'chair'], ['administrator', 'member'], ['safety', 'auditor']]) {
  test(`the office as ${pair.join(' and as ')}: every page`, async () => {
    const found = await Promise.all(pair.map(async (who) => {
      const page = await newPage(browser);
      await signIn(page, office.base, `${who}@demo.example`);
      const { findings, visits } = await walk(page, { start: ['/office', '/account', '/office/meetings', '/office/meetings/1'], who, most: ['clerk', 'chair'].includes(who) ? 2 : 1, follow: isOffice });
      const missed = doors.filter((d) => d.side === 'office' && d.who.includes(who) && isPage(d.path) && !visits.has(d.path)).map((d) => d.path);
      if (process.env.QUORATE_SCREENSHOTS) console.log(`# ${who}: ${visits.size} kinds of page; not reached by links: ${missed.join(' ')}`);
      await page.context().close();
      return findings;
    }));
    assert.deepEqual(found.flat(), []);
  });
}

test('without JavaScript the pages work and say the same', async () => {
  const page = await newPage(browser, { javaScriptEnabled: false });
  await page.goto(office.base + '/');
  await page.getByRole('link', { name: /meetings/i }).first().click();
  await signIn(page, office.base, 'clerk@demo.example');
  assert.match(await page.title(), /desk/i);
  await page.context().close();
});

/* The last two are of the examination itself, when it has seen all pages and takes out of them what it knows. */

const put = (page, markup) => page.evaluate((html) => {
  document.querySelector('main').append(...new DOMParser().parseFromString(html, 'text/html').body.children);
}, markup);

test('axe sees what is put into its page: a button without a name, a link without words, words too pale, a second main part', async () => {
  const page = await newPage(browser);
  await page.goto(office.base + '/');
  assert.deepEqual(await examiner.findings(page), []);
  await put(page, '<button></button><a href="/meetings"></a><p><font color="#eeeeee">Pale</font></p><main>More</main>');
  const found = (await examiner.findings(page)).join('\n');
  for (const rule of ['button-name', 'link-name', 'color-contrast', 'landmark-no-duplicate-main']) assert.match(found, new RegExp(`^${rule} `, 'm'), found);
  await page.context().close();
});

test('what is wrong in the third thing of a kind is found: a label that misses, an id twice, a name that is no name', async () => {
  const page = await newPage(browser);
  const group = (name, label = name, more = 'autocomplete="email"') =>
    `<div class="govuk-form-group"><label class="govuk-label" for="${label}">Third ${name}</label><input class="govuk-input" id="${name}" name="${name}" ${more}></div>`;
  const table = (scope) => `<table class="govuk-table"><tbody><tr><th scope="${scope}">One</th><td>Two</td></tr></tbody></table>`;
  const seen = group('first') + group('second') + table('row') + table('row');
  await page.goto(office.base + '/');
  await put(page, seen);
  assert.deepEqual((await look(page)).found, []);

  await put(page, group('third', 'elsewhere') + group('fourth', 'fourth', 'aria-describedby="no-hint"') + '<p id="first">Again</p>' +
    '<table><tbody><tr><td headers="no-head">1</td></tr></tbody></table><button aria-controls="nothing">More</button>' +
    '<p aria-labelledby="no-words"></p><label><select><option>A choice</option></select></label><a href="#nowhere">There</a>');
  const lost = (await readPage(page)).names, names = lost.join('\n'), { found: told } = await look(page);
  assert.deepEqual(lost.filter((name) => !told.includes(name)), [], 'what look does not tell');
  for (const wrong of [/^a label for no control: .*"elsewhere"/m, /^a control without a label: .*"third"/m, /^a control without a label: <select>/m,
    /^2 elements have the id "first"/m, /^aria-describedby points at no element "no-hint"/m, /^headers .*"no-head"/m, /^aria-controls .*"nothing"/m,
    /^aria-labelledby .*"no-words"/m, /^a link to no place on this page: .*#nowhere/m]) assert.match(names, wrong);
  assert.equal(lost.length, 9, names);

  await page.goto(office.base + '/');
  await put(page, seen + group('third', 'third', 'autocomplete="nonsense"') + table('foo'));
  const found = (await examiner.findings(page)).join('\n');
  for (const rule of ['autocomplete-valid', 'scope-attr-valid']) assert.match(found, new RegExp(`^${rule} `, 'm'), found);
  await page.context().close();
});
