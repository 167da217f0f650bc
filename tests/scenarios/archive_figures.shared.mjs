// What is read out of the eleven real documents, as figures: precision and recall of items, resolutions and people against expectations that a person made
// by reading the documents (archive_expected.json). Those hold numbers and codes, and of a surname eight digits of a hash; no name and no sentence.
//   items        the number and the code as they are printed; "#4" for the fourth of a document that prints neither
//   resolved     for each of those items the labels of its resolution's parts; "" for a part without one
//   present, attending   surnames
import test from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../support/office.mjs';

const shared = process.env.QUORATE_SHARED ?? '', folders = [join(shared, 'seeds'), join(shared, 'data', 'minutes-kcc')];
const isThere = shared !== '' && folders.every(existsSync);
const expected = JSON.parse(readFileSync(new URL('./archive_expected.json', import.meta.url)));

const hashed = (surname) => createHash('sha256').update(`quorate archive ${surname.toLowerCase().replace(/[^a-z]/g, '')}`).digest('hex').slice(0, 8);
const surname = (person) => hashed(person.name.replace(/,.*$/, '').trim().split(/\s+/).at(-1));
const keyOf = (item, i) => [item.number, item.code].filter(Boolean).join(' ') || `#${i + 1}`;

/** What a document holds, as lists of keys. */
const keysOfReading = (d) => ({
  items: d.items.map(keyOf),
  resolutions: d.items.flatMap((item, i) => item.resolutions.flatMap((r) => r.parts.map((part) => `${keyOf(item, i)}: ${part.label ?? ''}`))),
  people: [...d.present.map((p) => `present ${surname(p)}`), ...d.in_attendance.map((p) => `attending ${surname(p)}`)],
});
const keysMeant = (d) => ({
  items: d.items,
  resolutions: Object.entries(d.resolved).flatMap(([item, labels]) => labels.map((label) => `${item}: ${label}`)),
  people: [...d.present.map((p) => `present ${p}`), ...d.attending.map((p) => `attending ${p}`)],
});

/** Those of `a` that have no partner in `b`; what is there twice needs two. */
function without(a, b) {
  const left = [...b];
  return a.filter((key) => { const at = left.indexOf(key); if (at >= 0) left.splice(at, 1); return at < 0; });
}

const wrongMayBe = { items: /number|lookalike|truncated|place|restricted/, resolutions: /truncated|number|place/, people: /listed_twice|person|place/ };

test('items, resolutions and people of the eleven documents: precision, recall, and a doubt about each that is wrong', (t) => {
  if (!isThere) { t.skip('the shared documents are not there'); return; }
  const files = folders.flatMap((folder) => readdirSync(folder).filter((f) => /\.(txt|pdf)$/.test(f)).sort().map((f) => join(folder, f)));
  const r = run(['import', '--dry-run', '--json', ...files]);
  assert.equal(r.status, 0, r.err);
  const figures = Object.fromEntries(Object.keys(wrongMayBe).map((kind) => [kind, { meant: 0, read: 0, right: 0 }])), silent = [], wrong = [];
  const seen = new Set();
  for (const d of r.out.trim().split('\n').map((l) => JSON.parse(l))) {
    const key = Object.keys(expected).find((k) => basename(d.file).startsWith(k));
    assert.ok(key, `${d.file} has expectations`);
    seen.add(key);
    const parts = d.documents.length ? d.documents.filter((part) => part.items.length || part.present.length) : [d];
    const meant = expected[key], kinds = parts.map((part) => (d.documents.length || d.kind !== 'pack' ? part.kind : 'agenda'));
    assert.deepEqual(kinds, meant.map((m) => m.kind), `${key}: which documents it holds`);
    parts.forEach((part, n) => {
      const is = keysOfReading(part), should = keysMeant(meant[n]);
      for (const [kind, figure] of Object.entries(figures)) {
        const missed = without(should[kind], is[kind]), invented = without(is[kind], should[kind]);
        figure.meant += should[kind].length;
        figure.read += is[kind].length;
        figure.right += should[kind].length - missed.length;
        if (missed.length + invented.length === 0) continue;
        wrong.push(`${key} ${meant[n].kind} ${kind}: missed ${missed.join(', ') || 'none'}; invented ${invented.join(', ') || 'none'}`);
        const asked = d.doubts.filter((doubt) => wrongMayBe[kind].test(doubt.about)).length;
        if (asked < Math.max(missed.length, invented.length)) silent.push(wrong.at(-1));
      }
    });
  }
  assert.equal(seen.size, Object.keys(expected).length, 'every document was read');
  const shown = (a, b) => (b ? a / b : 1).toFixed(3);
  const line = Object.entries(figures).map(([kind, f]) => `${kind} ${f.right} of ${f.meant}: precision ${shown(f.right, f.read)}, recall ${shown(f.right, f.meant)}`).join('; ');
  t.diagnostic(`${line}; wrong without a doubt: ${silent.length}`);
  assert.deepEqual(silent, [], wrong.join('\n'));
  for (const [kind, f] of Object.entries(figures)) assert.ok(f.right === f.meant && f.read === f.meant, `${kind}: ${wrong.join('\n')}`);
});
