// A partnership entered from nothing by a clerk, page by page: organisations, a body with its seats, meetings with attendance and minutes.
import assert from 'node:assert/strict';
import { Office, password, program, run, until } from './office.mjs';
import { Clerk } from './clerk.mjs';

/** The three boxes of a day. */
export const dayAs = (name, day) => { const [y, m, d] = day.split('-').map(Number); return { [`${name}-day`]: `${d}`, [`${name}-month`]: `${m}`, [`${name}-year`]: `${y}` }; };

/** A new installation without the demo, its accounts added on the command line: {clerk, chair, member}@office.example. */
export async function newInstallation(engine, roles = { clerk: ['administrator', 'clerk'], chair: ['chair'], member: ['member'] }) {
  const office = new Office(engine).init();
  for (const [name, list] of Object.entries(roles)) {
    const r = run(['user', 'add', ...office.options, `${name}@office.example`, '--name', `The ${name}`, ...list.flatMap((role) => ['--role', role])], password);
    assert.equal(r.status, 0, `${program}: ${r.err}`);
  }
  return office.serve();
}

export class Secretary extends Clerk {
  /** How many forms were sent: what the way costs a person. */
  sent = 0;
  async submit(...how) { this.sent++; return super.submit(...how); }
  /** Opens a form, sends it, and must end elsewhere with 200; the number in the address that it ends at. */
  async enter(path, values, action = path.split('?')[0]) {
    await this.open(path);
    assert.equal(this.status, 200, `${path}: ${this.words.slice(0, 400)}`);
    await this.submit(values, action);
    assert.equal(this.status, 200, `${path} ${JSON.stringify(values)}: ${this.wrong}`);
    return /\/(\d+)(?:[/?#]|$)/.exec(this.path)?.[1];
  }
  /** The same where it must be refused; what the page says of it. */
  async refused(path, values, said, action = path.split('?')[0]) {
    await this.open(path);
    assert.equal(this.status, 200, `${path}: ${this.words.slice(0, 400)}`);
    await this.submit(values, action);
    assert.ok([400, 404, 409, 422].includes(this.status), `${path} ${JSON.stringify(values)}: ${this.status}`);
    assert.match(this.words, said, path);
  }
  get wrong() { return `${this.status} ${this.path} ${/There is a problem.{0,500}/.exec(this.words)?.[0] ?? this.words.slice(0, 500)}`; }
  /** The newest record of which the page has a link. */
  newest(address) { return [...this.text.matchAll(new RegExp(`${address}/(\\d+)`, 'g'))].map((m) => Number(m[1])).sort((a, b) => a - b).at(-1); }

  async makeBody(values, terms) {
    const body = await this.enter('/office/bodies/new', { is_public: 'yes', ...values });
    await this.enter(`/office/bodies/${body}/terms/new`, { quorum_kind: 'responsible_authorities', quorum_number: '4', decision_rule: 'consensus_then_vote', regime: 'adopted',
      ...terms });
    return body;
  }
  async makeOrganisation(name, values) { return this.enter('/office/organisations/new', { name, kind: 'other', ...values }); }
  async makePerson(values) { return this.enter('/office/people/new', { is_named_publicly: 'yes', ...values }); }
  /** A seat and, when a person is given, who holds it; the number of the seat. */
  async makeSeat(body, values, person = null, holds = {}) {
    await this.enter(`/office/bodies/${body}/seats/new`, values);
    const seat = /\/office\/seats\/(\d+)/.exec(this.path)?.[1] ?? this.newest('/office/seats');
    if (person) await this.enter(`/office/seats/${seat}/tenures/new`, { person, kind: 'holder', ...holds });
    return `${seat}`;
  }
  async linkAccount(email, person) {
    await this.open('/office/accounts');
    const row = this.text.slice(0, this.text.indexOf(email)).match(/\/office\/accounts\/\d+/g).at(-1);
    await this.enter(`${row}/edit`, { person });
  }

  /** What the agenda lists: [[code, title, number of the item] ...]. */
  async itemsOf(meeting) {
    await this.open(`/office/meetings/${meeting}/agenda`);
    return [...this.text.matchAll(/quorate-agenda__code">([^<]*)<[\s\S]*?href="\/office\/items\/(\d+)">([^<]*)</g)].map((m) => [m[1], m[3], m[2]]);
  }
  /** A quick button of the live page. */
  async press(meeting, seat, code) {
    await this.open(`/office/meetings/${meeting}/live`);
    const value = new RegExp(`value="(${seat}:\\d+:${code})"`).exec(this.text)?.[1];
    assert.ok(value, `no button ${code} for seat ${seat}: ${this.words.slice(0, 300)}`);
    return this.submit({ set: value }, '/live');
  }
  async held(meeting) {
    await this.open(`/office/meetings/${meeting}/live`);
    await this.submit({}, '/held');
    assert.equal(this.status, 200, this.wrong);
  }
  async beginMinutes(meeting) { await this.enter(`/office/meetings/${meeting}/minutes`, {}); }
  async nilDeclared(meeting) { await this.enter(`/office/meetings/${meeting}/minutes`, { nil: 'yes' }, '/declarations/nil'); }
  async writeMinute(item, text, summary = null) { await this.enter(`/office/items/${item}/minute`, { text, ...(summary ? { public_summary: summary } : {}) }, `/items/${item}/minute`); }
  /** Adds a part of a resolution and records that it was agreed by consensus. */
  async resolve(item, verb, text) {
    await this.enter(`/office/items/${item}/resolutions/new`, { verb, text });
    const draft = /action="(\/office\/resolutions\/\d+\/decide)"/.exec(this.text)?.[1];
    assert.ok(draft, this.words.slice(0, 400));
    await this.submit({ way: 'now' }, draft);
    assert.equal(this.status, 200, this.wrong);
  }
  async checkMinutes(meeting) { await this.enter(`/office/meetings/${meeting}/minutes`, { act: 'check' }, '/minutes/state'); }
  /** Publishes the minutes; the public twin when it is as `is`. */
  async publishMinutes(meeting, is) {
    await this.enter(`/office/meetings/${meeting}/minutes/publication`, {});
    return this.publicMinutes(meeting, is);
  }
  async publicMinutes(meeting, is) {
    return until(async () => {
      const r = await fetch(`${this.base}/meetings/${meeting}/minutes.json`), told = await r.text();
      if (r.status === 200 && is(JSON.parse(told))) return JSON.parse(told);
      await this.open(`/office/meetings/${meeting}/minutes/publication`);
      assert.doesNotMatch(this.words, /The minutes were held back/, this.words.slice(0, 1500));
      return null;
    }, `minutes of ${meeting} on the public side`);
  }
}
