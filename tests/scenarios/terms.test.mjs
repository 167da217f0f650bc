// A review of terms of reference through the pages (R18): a draft, what differs, agreed by the body, approved by the body above, in force, on the public
// site; and that a draft is nowhere to be seen before.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, engines } from '../support/office.mjs';
import { Clerk } from '../support/clerk.mjs';

const group = '/office/bodies/2'; // the working group, whose review is due; it reports to the partnership
const words = 'A quorum for grants is five authorities.';

const dayFields = (name, d) => ({ [`${name}-day`]: d.getDate(), [`${name}-month`]: d.getMonth() + 1, [`${name}-year`]: d.getFullYear() });
const plain = (d) => d.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** The public pages of the group, once the work that waits is done. */
async function publicWords(site) {
  const home = (await site.open('/bodies/2')).text;
  const pages = [...new Set([...home.matchAll(/href="(\/bodies\/2\/terms\/\d+)"/g)].map((m) => m[1]))];
  let all = home + (await site.open('/bodies/2.json')).text + (await site.open('/search?q=quorum')).text;
  for (const page of pages) all += (await site.open(page)).text + (await site.open(page + '.json')).text;
  return all;
}

async function becomes(look, words) {
  for (let i = 0; i < 80; i++) {
    if (words.test(await look())) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.match(await look(), words);
}

for (const engine of engines) {
  test(`R18: terms of reference are reviewed, from the draft to the public page (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const clerk = await Clerk.signedIn(office.base), site = new Clerk(office.base), member = await Clerk.signedIn(office.base, 'member@demo.example');
      const today = new Date(), before = new Date(today.getTime() - 10 * 86400000);
      await clerk.open('/office');
      assert.match(clerk.words, /Working Group: the review of the terms of reference (was|is) due by 23 July 2026/);
      await clerk.open(group);
      assert.match(clerk.words, /The review of these terms is (overdue since|due by) 23 July 2026/);

      // onto the next agenda by one press, once
      await clerk.open(`${group}/review`);
      await clerk.submit({}, '/review/agenda');
      assert.match(clerk.words, /The review is an item of this agenda.*Annual review of terms of reference/s);
      await clerk.open(`${group}/review`);
      assert.match(clerk.words, /On an agenda: Annual review of terms of reference/);

      // a draft, changed
      await clerk.submit({}, '/terms/draft');
      assert.match(clerk.words, /The draft is begun as a copy/);
      const draft = /\/office\/terms\/(\d+)/.exec(clerk.path)[1];
      await clerk.open(`/office/terms/${draft}/edit`);
      await clerk.submit({ quorum_number: '5', title: 'Terms of reference, anew' }, '/edit');
      assert.match(clerk.words, /5 responsible authorities represented/);
      const sections = [...clerk.text.matchAll(/\/office\/terms-sections\/(\d+)\/edit/g)].map((m) => m[1]);
      assert.equal(sections.length, 3);
      await clerk.open(`/office/terms-sections/${sections[2]}/edit`);
      await clerk.submit({ text: '' }, '/edit');
      assert.equal(clerk.status, 422);
      await clerk.submit({ text: 'Five responsible authorities.' }, '/edit');
      await clerk.open(`/office/terms/${draft}/sections/new`);
      await clerk.submit({ heading: 'Grants', text: words }, '/sections/new');
      assert.match(clerk.words, /4\. Grants/);

      // what differs
      await clerk.open(`/office/terms/${draft}/compare`);
      assert.match(clerk.words, /1 of \d+ rules and 2 of 4 sections differ/);
      assert.match(clerk.text, /<del>4<\/del>[\s\S]*<ins>5<\/ins>/);
      assert.match(clerk.words, /\[taken out: Four\s*\]\s*\[put in: Five\s*\]\s*responsible authorities/);
      assert.match((await clerk.open(`/office/terms/${draft}/compare?as=columns`)).words, /Before .*Four.*After .*Five/s);

      // nobody outside sees it, and it governs nothing
      assert.ok(!(await publicWords(site)).includes(words));
      assert.equal((await member.open(`/office/terms/${draft}`)).status, 404, 'who does not sit on the body');
      assert.equal((await member.open(`${group}/review`)).status, 404);
      assert.match((await clerk.open(group)).words, /Quorum 4 responsible authorities represented/);
      assert.equal((await clerk.open(`/office/terms/${draft}/effect`)).status, 400, 'no first day before it is approved');

      // agreed by the body, approved by the one above
      await clerk.open(`/office/terms/${draft}/approval`);
      await clerk.submit({}, '/approval');
      assert.equal(clerk.status, 422);
      await clerk.submit({ ...dayFields('day', before), note: 'Agreed by all members by email.' }, '/approval');
      assert.match(clerk.words, /The step was recorded.*Agreed by Kent Community Safety Partnership Working Group on/s);
      assert.equal((await clerk.open(`/office/terms/${draft}/edit`)).status, 400, 'it is not changed any more');
      await clerk.open(`/office/terms/${draft}/approval`);
      await clerk.submit({ ...dayFields('day', today), note: 'Agreed by the Chair and Vice-Chair.' }, '/approval');
      assert.ok(!(await publicWords(site)).includes(words), 'approved is not yet in force');

      // in force from today
      await clerk.open(`/office/terms/${draft}/effect`);
      await clerk.submit(dayFields('from', before), '/effect');
      assert.equal(clerk.status, 422);
      assert.match(clerk.words, /in force from that day at the earliest/);
      await clerk.submit(dayFields('from', today), '/effect');
      assert.match(clerk.words, /The first day in force was set/);
      await clerk.open(`${group}/terms`);
      assert.match(clerk.words, new RegExp(`Terms of reference, anew In force today from ${plain(today)}`));
      assert.match((await clerk.open(group)).words, /Quorum 5 responsible authorities represented/);
      assert.doesNotMatch((await clerk.open('/office')).words, /Working Group: the review/);
      await becomes(() => publicWords(site), new RegExp(words));
      const page = await site.open(`/bodies/2/terms/${draft}`);
      assert.match(page.words, /4\. Grants A quorum for grants is five authorities/);
      assert.match(page.words, /In force/);
      const twin = JSON.parse((await site.open(`/bodies/2/terms/${draft}.json`)).text);
      assert.deepEqual(twin.sections.map((s) => s.heading).slice(-2), ['Quorum', 'Grants']);
    } finally { await office.clear(); }
  });
}
