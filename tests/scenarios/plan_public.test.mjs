// The plan in public: published by the safety team, read by everybody, changed, published again, withdrawn; a draft and the office's notes never.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office, Visitor, engines, until } from '../support/office.mjs';
import { pdfWords } from '../support/pdf.mjs';

const team = async (office) => new Visitor(office.base).signIn('safety@demo.example');
const get = (office, path, options) => fetch(office.base + path, options);
const textOf = async (office, path) => (await get(office, path)).text();

/** Asks for publication and waits until the public side has it. */
async function publish(office, visitor, id) {
  await visitor.open(`/office/plan/years/${id}/publication`);
  await visitor.submit({}, '/publication');
  await until(async () => { await visitor.open(`/office/plan/years/${id}/publication`); return !/being checked and published\. See/.test(visitor.words); }, 'the agreement is published');
}

for (const engine of engines) {
  test(`what the public reads of the plan, and what it does not (${engine})`, async () => {
    const office = await new Office(engine).init('--demo').serve();
    try {
      const visitor = await team(office);
      // the plan of 2025/26 as the record has it: nine sections, 38 actions, six of them funded
      const plan = await (await get(office, '/plan/2025-26.json')).json();
      assert.equal(plan.year, '2025/26');
      assert.deepEqual(plan.priorities.map((p) => p.actions.length), [8, 4, 2, 2, 4, 5, 3, 9, 1]);
      assert.equal(plan.priorities.flatMap((p) => p.actions).filter((a) => a.funded).length, 6);
      for (const p of plan.priorities.filter((x) => !x.shared)) assert.ok(p.title && p.lead && p.aim, `R41: ${p.title}`);
      for (const a of plan.priorities.flatMap((p) => p.actions)) assert.ok(a.objective && a.actions.length && a.measures.length && a.timescale && a.leads.length && a.state, `R41: ${a.number}`);
      assert.match(await textOf(office, '/plan'), /\/plan\/2025-26"/);
      assert.match(await textOf(office, '/sitemap.xml'), /\/plan\/2025-26\/2\.3</);
      assert.match(await textOf(office, '/search?q=White+Ribbon'), /\/plan\/2025-26\/2\.3/);
      const file = await get(office, '/plan/2025-26.pdf');
      assert.equal(file.headers.get('content-type'), 'application/pdf');
      assert.match(pdfWords(Buffer.from(await file.arrayBuffer())), /White Ribbon/);
      for (const path of ['/plan/2024-25', '/plan/2025-26/99.9', '/plan/nonsense', '/plan/2025-26/2.3.4', '/plan/..%2fetc']) assert.equal((await get(office, path)).status, 404, path);

      // this year's plan is open: progress with a note is written; the public sees it once it is published
      const years = await (await get(office, '/plan.json')).json(), year = years.years[0], path = new URL(year.url).pathname;
      await visitor.open('/office/plan');
      const id = /\/office\/plan\/years\/(\d+)"/.exec(visitor.text)[1];
      await visitor.open(`/office/plan/years/${id}/actions`);
      const action = /\/office\/plan\/actions\/(\d+)"/.exec(visitor.text)[1];
      await visitor.open(`/office/plan/actions/${action}/progress/new`);
      await visitor.submit({ state: 'at_risk', done: 'The harbour walk was planned.', reason: 'Stewards are missing.', note: 'Xubakodaq is on long leave since the quarrel about overtime.' }, '/progress/new');
      assert.doesNotMatch(await textOf(office, path), /harbour walk/);
      await visitor.open('/office');
      assert.match(visitor.words, /progress was written 1 time since it was published last/);
      await publish(office, visitor, id);
      const first = (await (await get(office, path + '.json')).json()).priorities[0].actions[0];
      assert.equal(first.state, 'at_risk');
      const page = await textOf(office, `${path}/${first.number}`);
      assert.match(page, /The harbour walk was planned\.[^]*Stewards are missing\./);
      assert.match(await textOf(office, path), /State: At risk, before: /);
      const everything = (await Promise.all([path, path + '.json', `${path}/${first.number}`, `${path}/${first.number}.json`, '/search?q=Xubakodaq', '/feed.atom', '/sitemap.xml'].map((p) => textOf(office, p)))).join('\n');
      assert.doesNotMatch(everything.replaceAll(/value="Xubakodaq"|Search: Xubakodaq|q=Xubakodaq|“Xubakodaq”|"Xubakodaq"/g, ''), /quarrel|overtime|long leave/);

      // the endorsement stands while it is public (R46)
      await visitor.open(`/office/plan/years/${id}`);
      await visitor.submit({ was: 'endorsed' }, '/open');
      assert.match(visitor.words, /Withdraw it on the page "Public page" first/);

      // withdrawn: no word of it stays but the reason
      await visitor.open(`/office/plan/years/${id}/publication`);
      await visitor.submit({ reason: '' }, '/withdraw');
      assert.match(visitor.words, /Say why it is withdrawn/);
      await visitor.submit({ reason: 'A figure was wrong.' }, '/withdraw');
      await until(async () => (await get(office, path)).status === 410, 'the agreement is withdrawn');
      assert.match(await textOf(office, path), /A figure was wrong\./);
      for (const p of [path, path + '.json', path + '.pdf', `${path}/${first.number}`]) {
        const r = await get(office, p);
        assert.equal(r.status, 410, p);
        assert.doesNotMatch(await r.text(), /harbour walk/);
      }
      assert.doesNotMatch(await textOf(office, '/search?q=harbour+walk'), /The harbour walk was planned/);
    } finally { await office.clear(); }
  });
}
