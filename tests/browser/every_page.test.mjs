// A browser walks every page that links lead to, as every kind of visitor: axe finds nothing, nothing is wider than a telephone, nothing complains.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, run } from '../support/office.mjs';
import { axeFindings, launch, newPage, pageFindings, picture, signIn } from '../support/browser.mjs';

const doors = JSON.parse(run(['doors', '--json']).out).doors.filter((d) => d.method === 'GET');

/** The door that a path belongs to, as a pattern, so that one page of each kind is looked at once (twice for those with numbers). */
function doorOf(path) {
  const parts = path.split('?')[0].split('/');
  return doors.find((d) => { const p = d.path.split('/'); return p.length === parts.length && p.every((x, i) => x.startsWith(':') ? (x.includes('.') ? parts[i].endsWith(x.slice(x.indexOf('.'))) : parts[i] !== '' && !parts[i].includes('.')) : x === parts[i]); })?.path;
}

const most = 2;
const isPage = (path) => !/\.(json|pdf|ics|atom|xml|csv|txt)(\?|$)/.test(path) && !/^\/(assets|healthz|metrics)/.test(path);

async function walk(page, base, start, who, findings, seenDoors) {
  const waiting = [...start], seen = new Set();
  while (waiting.length) {
    const path = waiting.shift();
    const door = doorOf(path) ?? path;
    if (seen.has(path) || (seenDoors.get(door) ?? 0) >= most) continue;
    seen.add(path);
    seenDoors.set(door, (seenDoors.get(door) ?? 0) + 1);
    const r = await page.goto(base + path);
    if (!r || r.status() >= 400) { findings.push(`${who} ${path}: status ${r?.status()}`); continue; }
    if (!/html/.test(r.headers()['content-type'] ?? '')) continue;
    const wrong = [...await axeFindings(page), ...await pageFindings(page)];
    await page.setViewportSize({ width: 360, height: 740 });
    wrong.push(...(await pageFindings(page)).map((f) => `at 360 pixels: ${f}`));
    if (seenDoors.get(door) === 1) await picture(page, `${who}${door.replace(/[/:.]+/g, '-')}-narrow`);
    await page.setViewportSize({ width: 1100, height: 900 });
    if (seenDoors.get(door) === 1) await picture(page, `${who}${door.replace(/[/:.]+/g, '-')}`);
    for (const w of wrong) findings.push(`${who} ${path}: ${w}`);
    const links = await page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')));
    for (const href of links) {
      const to = new URL(href, base + path);
      if (to.origin !== base) continue;
      const next = to.pathname + to.search;
      if (isPage(next) && !seen.has(next)) waiting.push(next);
    }
  }
}

test('the public site: every page', async () => {
  const office = await new Office().init('--demo').serve();
  const browser = await launch();
  try {
    const page = await newPage(browser), findings = [], seen = new Map();
    await walk(page, office.base, ['/', '/sign-in', '/search?q=safety', '/search?q=nothing-like-this', '/meetings/1'], 'public', findings, seen);
    await page.goto(office.base + '/no-such-page');
    findings.push(...(await axeFindings(page)).map((f) => `404: ${f}`));
    await picture(page, 'public-404');
    assert.deepEqual(findings, []);
    assert.deepEqual(page.complaints.filter((c) => !/no-such-page/.test(c) && !/status of 404/.test(c)), []);
    const missed = doors.filter((d) => d.side === 'public' && isPage(d.path) && d.path !== '/healthz' && !seen.has(d.path)).map((d) => d.path);
    assert.deepEqual(missed, [], 'public pages that no link leads to');
  } finally { await browser.close(); await office.clear(); }
});

for (const who of ['clerk', 'administrator', 'safety', 'chair', 'member', 'auditor']) {
  test(`the office as ${who}: every page`, async () => {
    const office = await new Office().init('--demo').serve();
    const browser = await launch();
    try {
      const page = await newPage(browser), findings = [], seen = new Map();
      await signIn(page, office.base, `${who}@demo.example`);
      await walk(page, office.base, ['/office', '/account', '/office/meetings', '/office/meetings/1'], who, findings, seen);
      assert.deepEqual(findings, []);
      assert.deepEqual(page.complaints, []);
      if (who === 'clerk') {
        const missed = doors.filter((d) => d.side === 'office' && d.who.includes('clerk') && isPage(d.path) && !seen.has(d.path)).map((d) => d.path);
        if (process.env.QUORATE_SCREENSHOTS) console.log('# not reached by links:', missed.join(' '));
      }
    } finally { await browser.close(); await office.clear(); }
  });
}

test('without JavaScript the pages work and say the same', async () => {
  const office = await new Office().init('--demo').serve();
  const browser = await launch();
  try {
    const page = await newPage(browser, { javaScriptEnabled: false });
    await page.goto(office.base + '/');
    await page.getByRole('link', { name: /meetings/i }).first().click();
    await signIn(page, office.base, 'clerk@demo.example');
    assert.match(await page.title(), /desk/i);
  } finally { await browser.close(); await office.clear(); }
});
