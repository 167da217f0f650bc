// What the scenarios of bad input and of bad luck share: an office with a clerk and a chair, and whether what is out is whole.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Office, run } from './office.mjs';
import { Clerk, bytesOf, publicMeeting } from './clerk.mjs';
import { makePdf, pdfWords } from './pdf.mjs';

export const pause = (ms) => new Promise((r) => setTimeout(r, ms));
export const memory = (office, what) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${office.child.pid}/status`, 'utf8'))[1]) / 1024;
export const forgetPeak = (office) => writeFileSync(`/proc/${office.child.pid}/clear_refs`, '5');
export const isBuiltToWatch = () => /asan/.test(readFileSync('/proc/self/maps', 'utf8')) || /libasan/.test(spawnSync('ldd', [process.env.QUORATE ?? 'build/quorate'], { encoding: 'utf8' }).stdout);
export const clean = (office) => assert.doesNotMatch(office.log, /runtime error|AddressSanitizer|CHECK failed/);

/** Runs `work` with an office of the demo and a clerk and chair signed in. */
export async function withOffice(engine, work, ...options) {
  const office = await new Office(engine).init('--demo').serve(...options);
  try {
    const clerk = await Clerk.signedIn(office.base), chair = await Clerk.signedIn(office.base, 'chair@demo.example');
    await work({ office, clerk, chair });
    clean(office);
  } finally { await office.clear(); }
}

/** A meeting with two items of one number and a paper, agreed. */
export async function makeNumbered({ clerk, chair }, number) {
  const meeting = await clerk.makeMeeting();
  const [, b] = await clerk.partsOf(meeting);
  const items = [await clerk.addItem(b, { title: `Alpha ${number}` }), await clerk.addItem(b, { title: `Beta ${number}` })];
  await clerk.upload(items[0], 'Figures', makePdf('Sheet one', 'Sheet two'));
  assert.equal(clerk.status, 200, clerk.words.slice(0, 400));
  await clerk.agree(meeting, chair);
  return { meeting, items };
}

export async function renumber({ clerk, chair }, { meeting, items }, number) {
  for (const [i, name] of ['Alpha', 'Beta'].entries()) {
    await clerk.open(`/office/items/${items[i]}/edit`);
    await clerk.submit({ title: `${name} ${number}` });
    assert.equal(clerk.status, 200, `${clerk.path}: ${clerk.words.slice(0, 300)}`);
  }
  await clerk.agree(meeting, chair);
}

/** The number that the public sees; fails when its parts are of different publications. */
export function numberShown(told) {
  if (!told) return 0;
  const numbers = told.items.map((i) => /^(?:Alpha|Beta) (\d+)$/.exec(i.title)?.[1]).filter(Boolean).map(Number);
  assert.equal(numbers.length, 2, JSON.stringify(told.items.map((i) => i.title)));
  assert.equal(numbers[0], numbers[1], 'the page shows two publications at once');
  return numbers[0];
}

/** The page, its pack and its papers are of one publication. */
export async function checkWhole(base, meeting) {
  const told = await publicMeeting(base, meeting), number = numberShown(told);
  if (!told) return 0;
  const pack = told.documents.find((d) => /pack/.test(d.url));
  const bytes = await bytesOf(base, pack.url);
  assert.equal(bytes.length, pack.bytes);
  assert.match(pdfWords(bytes), new RegExp(`Alpha ${number}\\b`), 'the pack is of the same publication as the page');
  for (const paper of told.items.flatMap((i) => i.papers)) assert.equal((await bytesOf(base, paper.url)).length, paper.bytes);
  return number;
}

export const verify = (office) => {
  const r = run(['verify', ...office.options]);
  assert.equal(r.status, 0, r.err + r.out);
  assert.match(r.out, /All is whole/);
};
