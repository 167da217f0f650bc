// What a clerk and a chair do through the pages, for scenarios that need a meeting rather than test the making of one.
import assert from 'node:assert/strict';
import { Visitor, until } from './office.mjs';

/** A visitor with the forms of the office in his hands. */
export class Clerk extends Visitor {
  static async signedIn(base, email = 'clerk@demo.example') {
    const clerk = new this(base);
    await clerk.signIn(email);
    assert.match(clerk.title, /desk/i, `${email}: ${clerk.status} ${clerk.words.slice(0, 300)}`);
    return clerk;
  }
  /** A meeting of the county partnership far ahead; its number. */
  async makeMeeting(values = {}) {
    await this.open('/office/meetings/new');
    await this.submit({ body: '1', 'day-day': '6', 'day-month': '5', 'day-year': '2031', starts: '10am', place: 'County Hall', ...values });
    if (/warned/.test(this.text) && /\/new/.test(this.path)) await this.submit(); // the form says which warnings were shown
    const id = /\/office\/meetings\/(\d+)/.exec(this.path)?.[1];
    assert.ok(id, `a meeting was made: ${this.status} ${this.path} ${this.words.slice(0, 600)}`);
    return id;
  }
  /** The numbers of its parts, A first. */
  async partsOf(meeting) {
    await this.open(`/office/meetings/${meeting}/agenda`);
    return [...this.text.matchAll(/\/office\/parts\/(\d+)\/items\/new/g)].map((m) => m[1]);
  }
  async addItem(part, values) {
    await this.open(`/office/parts/${part}/items/new`);
    await this.submit({ kind: 'business', purpose: 'information', ...values });
    const id = /\/office\/items\/(\d+)/.exec(this.path)?.[1];
    assert.ok(id, `an item was made: ${this.status} ${this.path} ${this.words.slice(0, 500)}`);
    return id;
  }
  async upload(item, title, bytes, name = 'paper.pdf') {
    await this.open(`/office/items/${item}/papers/new`);
    return this.submit({ title }, '/papers/new', { file: { bytes, name } });
  }
  /** Agrees the agenda, as the chair or for him. */
  async agree(meeting, chair) {
    await chair.open(`/office/meetings/${meeting}/agree`);
    await chair.submit({}, '/agree');
    assert.equal(chair.status, 200, chair.words.slice(0, 400));
  }
  /** Presses the publish button; where that leads is left in the visitor. */
  async publish(meeting) {
    await this.open(`/office/meetings/${meeting}/check`);
    return this.submit({}, '/publish');
  }
  /** Says why there is a supplement; then the page of the draft is open. */
  async giveReason(meeting, reason) {
    await this.open(`/office/meetings/${meeting}/supplement`);
    await this.submit({ reason }, '/supplement');
    assert.equal(this.status, 200, this.words.slice(0, 400));
  }
  /** What became of the newest publication, when it is no longer being made: "Published", "Failed" ... */
  async published(meeting, seconds = 60) {
    return until(async () => {
      await this.open(`/office/meetings/${meeting}/publication`);
      return /Being made/.test(this.words) ? null : (/\b(Published|Failed|Held back|Withdrawn)\b/.exec(this.words.replace(/^.*?Publication/, '')) ?? [])[1];
    }, 'the end of the publication', seconds);
  }
}

/** The public twin of a meeting's page, or null. */
export async function publicMeeting(base, meeting) {
  const r = await fetch(`${base}/meetings/${meeting}.json`);
  if (r.status !== 200) { await r.arrayBuffer(); return null; }
  return r.json();
}

export async function bytesOf(base, url) {
  const r = await fetch(new URL(url, base));
  return Buffer.from(await r.arrayBuffer());
}
