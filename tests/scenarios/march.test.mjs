// A new office takes down a whole meeting as a person would, page by page: the meeting of 25 March 2025 with its figures (25 people, items A1 to D2, ten
// minutes from number 128, resolutions with letters and verbs) in our own words, approved with a correction on 23 July 2025, and published twice.
//
// Minutes kept by hand had faults, and each is tried here: numbers out of order or twice, somebody listed twice, somebody missed, notes approved that do not
// exist, actions that nobody sees again. Looked at closely elsewhere, and here only in passing: times that run backwards, a substitute for a vacant seat
// (R12_what_cannot_be_is_refused_in_a_sentence); a person with two seats (a_person_may_hold_two_seats); no quorum, no decision
// (R04_without_a_quorum_no_decision_is_recorded); minutes of another day or body (R50_only_minutes_of_an_earlier_meeting_of_the_body); a correction twice
// (R50_a_correction_stands_in_both_minutes); numbers (R51_numbers_run_on_over_the_meetings_of_the_body); a cancelled meeting on the public side and in mail
// (publishing.test.mjs, mail.test.mjs); the list of actions (actions.test.mjs).
import test from 'node:test';
import assert from 'node:assert/strict';
import { Visitor, engines, run, until } from '../support/office.mjs';
import { Clerk, bytesOf } from '../support/clerk.mjs';
import { Secretary, dayAs, newInstallation } from '../support/partnership.mjs';
import { pdfCheck, pdfWords } from '../support/pdf.mjs';

const authority = { is_statutory: 'yes', is_core: 'yes' };
const organisations = {
  county: ['Shire County Council', { kind: 'county', ...authority }], police: ['Shire Police', { kind: 'police', ...authority }],
  fire: ['Shire Fire and Rescue', { kind: 'fire', ...authority }], health: ['Shire Integrated Care Board', { kind: 'health', ...authority }],
  probation: ['Probation Service, Shire', { kind: 'probation', ...authority }], commissioner: ['Office of the Commissioner', { kind: 'commissioner', is_core: 'yes' }],
  districts: ['Shire Districts', { kind: 'district', ...authority }], roads: ['Safer Roads Partnership', { kind: 'partnership' }],
};
/** Who was present, by post; the first presides. */
const present = [
  ['county', 'Cabinet Member for Safety'], ['county', 'Head of Community Safety'], ['county', 'Team Leader, Community Safety'], ['commissioner', 'Chief Executive to the Commissioner'],
  ['police', 'Head of Neighbourhood Policing'], ['police', 'Lead for Mental Health'], ['police', 'Lead for Serious Violence'], ['fire', 'Area Manager, Prevention'],
  ['fire', 'Head of Safeguarding'], ['health', 'Director of Quality'], ['health', 'Designated Nurse'], ['probation', 'Head of Delivery Unit'], ['probation', 'Senior Probation Officer'],
  ['county', 'Manager, Road Safety'], ['roads', 'Coordinator of the Partnership'], ['county', 'Consultant in Public Health'], ['county', 'Prevent Coordinator'],
  ['districts', 'Chief Executive for the Districts'], ['districts', 'Chair of the North Partnership'], ['districts', 'Chair of the East Partnership'],
  ['districts', 'Chair of the South Partnership'], ['districts', 'Chair of the West Partnership'], ['districts', 'Manager, North'], ['districts', 'Manager, East'],
  ['districts', 'Manager, South'],
];
assert.equal(present.length, 25);

const paragraphs = (count, about) => Array.from({ length: count }, (_, i) => `${about}, point ${i + 1}.`).join('\n\n');
/** Item: [code, title, text, [[verb, words] ...], summary of a restricted one]. */
const march = [
  ['A3', null, 'There was nothing to declare.', []],
  ['A4', null, 'It was asked when figures by ward can be had. They are being prepared.', [['agree', 'that the notes of 21 November 2024 are a correct record']]],
  ['B1', 'Plan of the Commissioner', paragraphs(8, 'The four themes'), [['note', 'the contents of the report']]],
  ['B2', 'Safety agreement', paragraphs(3, 'What was edited'),
    [['consider', 'and comment on the draft'], ['agree', 'the priorities for 2025/26'], ['note', 'the duty to attend the Scrutiny Committee']]],
  ['B3', 'Working Group', `${paragraphs(5, 'What the money was for')}\n\nOf £39,661, two thirds (£26,440) may be spent at once:\n\n- on projects\n- on training`,
    [['consider', 'whom to put forward as its chair'], ['note', 'its progress'], ['contact', 'the safety team with proposals']]],
  ['B4', 'Safer roads', paragraphs(9, 'No deaths by 2050'), [['note', 'the presentation']]],
  ['B5', 'Serious violence', paragraphs(8, 'The three strands'), [['note', 'the contents of the report']]],
  ['C1', null, 'The dates were read out.', [['note', 'the dates of future meetings']]],
  ['D1', 'Reviews of deaths', paragraphs(2, 'The case of Alder Row'), [['note', 'the progress of all cases'], ['note', 'the plans for events'], ['note', 'the risks to the money'],
    ['note', 'the thematic report']], 'The progress of reviews and their cost were discussed.'],
  ['D2', 'Prevent duty', 'Where the county stands.', [['note', 'the update']], 'An update was given.'],
];
const restricted = { restriction: 'exempt', paragraphs: ['2'], restriction_reason: 'It would tell who was harmed.', restriction_decided_by: 'Monitoring Officer', ...dayAs('restriction_review', '2031-03-31') };

/** Organisations, a body, its seats and people; what later steps need of them. */
async function enterPartnership(clerk) {
  const made = { organisation: {}, person: [], seat: [] };
  assert.match((await clerk.open('/office')).words, /partnership/i);
  await clerk.enter('/office/settings', { name: 'Shire Safety Partnership', area: 'Shire' });
  for (const [key, [name, values]] of Object.entries(organisations)) made.organisation[key] = await clerk.makeOrganisation(name, values);
  made.body = await clerk.makeBody({ name: 'Shire Safety Partnership', short_name: 'SSP', kind: 'county_partnership' },
    { title: 'Terms of reference, 2020', ...dayAs('from', '2020-01-01'), meetings_a_year: '3', vice_chair_term_months: '24' });
  for (const [i, [key, post]] of present.entries()) {
    const organisation = made.organisation[key];
    made.person.push(await clerk.makePerson({ name: post, post, organisation }));
    const counts = organisations[key][1];
    made.seat.push(await clerk.makeSeat(made.body, { title: post, organisation, ...(counts.is_statutory ? { is_statutory: 'yes' } : {}), ...(counts.is_core ? { is_core: 'yes' } : {}) },
      made.person[i], i === 0 ? { office: 'chair' } : {}));
  }
  made.missed = await clerk.makePerson({ name: 'Head of Victim Services', post: 'Head of Victim Services', organisation: made.organisation.commissioner });
  made.vacant = await clerk.makeSeat(made.body, { title: 'Youth justice', organisation: made.organisation.county, is_statutory: 'yes' });
  await clerk.linkAccount('chair@office.example', made.person[0]);
  await clerk.linkAccount('member@office.example', made.person[5]);
  return made;
}

async function enterAgenda(clerk, meeting) {
  const parts = await clerk.partsOf(meeting);
  for (const [code, title] of march.filter(([, title]) => title))
    await clerk.addItem(parts['ABCD'.indexOf(code[0])], { title, ...(code[0] === 'D' ? { ...restricted, public_title: title } : {}) });
  return Object.fromEntries((await clerk.itemsOf(meeting)).map(([code, , id]) => [code, id]));
}

/** Who came, and what cannot be recorded of it. */
async function enterAttendance(clerk, made, meeting) {
  for (const seat of made.seat.slice(0, 3)) {
    await clerk.press(meeting, seat, 'online');
    assert.equal(clerk.status, 200, clerk.wrong);
  }
  await clerk.open(`/office/meetings/${meeting}/live`);
  assert.match(clerk.words, /1 responsible authority is represented; 4 are needed/, 'three of one council are one');
  const at = (seat) => `/office/meetings/${meeting}/attendance/${seat}`;
  await clerk.refused(at(made.seat[4]), { code: 'online', arrived: '11am', departed: '10.30am' }, /leaving cannot be before the time of arrival/);
  await clerk.refused(at(made.vacant), { code: 'substitute', person: made.missed }, /vacant on the day of the meeting, so nobody can stand in/);
  await clerk.refused(at(made.seat[4]), { code: 'substitute', person: made.person[1] }, /present for the seat "Head of Community Safety" already/);
  for (const seat of made.seat.slice(3, 24)) await clerk.press(meeting, seat, 'online');
  await clerk.enter(at(made.seat[24]), { code: 'online', arrived: '10.20am' });
  const officer = { name: 'Democratic Services Officer', post: 'Democratic Services Officer', organisation: 'Shire County Council', standing: 'officer', is_named_publicly: 'yes' };
  await clerk.enter(`/office/meetings/${meeting}/attendees/new`, officer);
  await clerk.refused(`/office/meetings/${meeting}/attendees/new`, { ...officer, post: 'Clerk' }, /is in the list already/);
  await clerk.refused(`/office/meetings/${meeting}/attendees/new`, { ...officer, name: 'Mr Designated Nurse' }, /is present for the seat "Designated Nurse" already/);
  await clerk.open(`/office/meetings/${meeting}/live`);
  assert.match(clerk.words, /25 of 26 seats present.*1 other in attendance/);
}

async function enterMinutes(clerk, made, meeting, item) {
  await clerk.beginMinutes(meeting);
  for (const [code, , text, resolved, summary] of march) {
    await clerk.writeMinute(item[code], text, summary);
    for (const [verb, words] of resolved) await clerk.resolve(item[code], verb, words);
  }
  await clerk.enter(`/office/items/${item.B4}/actions/new`, { text: 'Meet the road safety team about bridges', seat: made.seat[5], due_kind: 'next_meeting' });
  await clerk.enter(`/office/items/${item.A4}/actions/new`, { text: 'Say when figures by ward are ready', seat: made.seat[4], due_kind: 'day', ...dayAs('due', '2025-06-30') });
  await clerk.open(`/office/meetings/${meeting}/minutes`);
  for (const said of [/not recorded as held/, /Declarations of interest are not recorded/, /Item D1 is exempt, and no resolution excluded the press and public/,
    /Item A4 has a resolution, but no minutes of an earlier meeting are approved here/]) assert.match(clerk.words, said);
  await clerk.submit({ act: 'check' }, '/minutes/state');
  assert.equal(clerk.status, 400, 'not before it was held');
  await clerk.nilDeclared(meeting);
  await clerk.held(meeting);
}

/** The numbers are counted on from where the old book ends; nobody types one. */
async function enterNumber(clerk, body) {
  await clerk.enter(`/office/bodies/${body}/minute-number`, { next: '128' });
}

const numbers = (told) => told.minutes.map((m) => m.number);
const listed = (told) => told.minutes.map((m) => m.item);

/** The published minutes of March, as page, twin and file. */
async function assertMarch(clerk, meeting, told) {
  assert.deepEqual(numbers(told), [128, 129, 130, 131, 132, 133, 134, 135, 136, 137]);
  assert.deepEqual(listed(told), march.map(([code]) => code));
  assert.equal(told.present.length, 25);
  assert.equal(new Set(told.present).size, 25);
  assert.deepEqual(told.in_attendance, ['Democratic Services Officer (Democratic Services Officer, Shire County Council)']);
  assert.equal(told.declarations, 'Nobody declared an interest.');
  const words = pdfWords(await bytesOf(clerk.base, `/meetings/${meeting}/minutes.pdf`)).replace(/\s+/g, ' ');
  const site = await new Visitor(clerk.base).open(`/meetings/${meeting}/minutes`);
  for (const [code, title, text, resolved, summary] of march) {
    const m = told.minutes.find((one) => one.item === code), all = [m.text + m.resolved, words, site.words];
    if (title) assert.equal(m.title, title);
    assert.equal((m.text.match(/^\d+\\\. /gm) ?? []).length, (summary ?? text).split('\n\n').filter((p) => !p.startsWith('-')).length, `${code}: numbered paragraphs`);
    if (summary) {
      for (const where of [JSON.stringify(told), words, site.text]) assert.doesNotMatch(where, /Alder Row|the risks to the money|Where the county stands/, code);
      assert.ok(m.restricted && m.restriction.includes('paragraph 2'), code);
      continue;
    }
    for (const [i, [verb, about]] of resolved.entries())
      for (const where of all) assert.ok(where.replace(/\\/g, '').includes(`${resolved.length > 1 ? `${'abcd'[i]}) ` : ''}${verb} ${about}`), `${code}: ${verb} ${about}`);
  }
  assert.match(told.minutes[5].actions.join(), /Meet the road safety team about bridges/);
  const check = pdfCheck(await bytesOf(clerk.base, `/meetings/${meeting}/minutes.pdf`));
  assert.ok(check.status === 0 && check.tagged, check.complaints);
}

/** The decisions that the public finds in the register: those of open items, each under its minute. */
async function assertRegister(clerk) {
  const { decisions } = await (await fetch(`${clerk.base}/decisions.json`)).json();
  const open = march.filter((one) => !one[4]).flatMap(([, , , resolved]) => resolved.map(([verb, words]) => `${verb} ${words}`));
  const told = JSON.stringify(decisions);
  for (const words of open) assert.ok(told.includes(words), words);
  assert.doesNotMatch(told, /the risks to the money/);
  await clerk.open('/office/decisions');
  assert.match(clerk.words, /a\) note the progress of all cases.*d\) note the thematic report/, 'the office has all');
}

/** The meeting of July: the minutes of March and the open actions come onto its agenda by one press each; the chair agrees, it is published and held. */
async function enterJuly(clerk, made, meeting) {
  const july = await clerk.makeMeeting({ body: made.body, ...dayAs('day', '2025-07-23'), is_online: 'yes', place: '' });
  await clerk.enter(`/office/meetings/${meeting}/minutes/publication`, {}, '/minutes/agenda');
  assert.match(clerk.words, /The minutes are a paper of this item, for approval/);
  assert.equal((await clerk.itemsOf(july)).find(([code]) => code === 'A4')[1], 'Notes of meeting held on 25 March 2025');
  await clerk.enter(`/office/meetings/${july}/agenda`, {}, `/meetings/${july}/actions`);
  assert.match((await clerk.open(`/office/meetings/${july}/agenda`)).words, /Minutes of the meeting of 25 March 2025.*Actions from earlier meetings/);
  const chair = await Clerk.signedIn(clerk.base, 'chair@office.example');
  await clerk.agree(july, chair);
  await clerk.publish(july);
  assert.equal(await clerk.published(july), 'Published', clerk.words.slice(0, 800));
  for (const seat of made.seat.slice(0, 10)) await clerk.press(july, seat, 'online');
  await clerk.press(july, made.seat[10], 'apologies');
  await clerk.held(july);
  await clerk.beginMinutes(july);
  await clerk.nilDeclared(july);
  return july;
}

async function approveMarch(clerk, made, march_, november, july) {
  const approval = `/office/meetings/${july}/approval`, corrections = `/office/meetings/${july}/corrections/${march_}`;
  const signed = { signed_by: 'Cabinet Member for Safety', ...dayAs('signed_on', '2025-07-23') };
  await clerk.open(approval);
  assert.match(clerk.words, /Minutes of 25 March 2025/);
  assert.doesNotMatch(clerk.words, /21 November 2024/, 'a meeting without minutes has none to approve');
  const sent = (path, values) => clerk.submit(values, path);
  // an address that somebody made up: the meeting of November has no minutes, and there is no meeting of that number
  for (const [other, said] of [[november, /There are no minutes of the meeting of 21 November 2024/], [july, /approved at a later meeting/], ['999', /./]]) {
    await clerk.open(approval);
    clerk.text = clerk.text.replaceAll(`/approval/${march_}"`, `/approval/${other}"`);
    await sent(`/approval/${other}`, signed);
    assert.ok([400, 404, 409, 422].includes(clerk.status), `${other}: ${clerk.status}`);
    assert.match(clerk.words, said);
  }
  await clerk.enter(corrections, { after: 'The Head of Victim Services was present.' }, corrections);
  await clerk.refused(corrections, { after: 'The Head of Victim Services was present.' }, /recorded already/, corrections);
  await clerk.open(approval);
  await sent(`/approval/${march_}`, signed);
  assert.equal(clerk.status, 200, clerk.wrong);
  assert.match(clerk.words, /Approved at this meeting: minutes of 25 March 2025/);
  // approved they stay: no correction any more, no attendance, no text
  await clerk.open(corrections);
  assert.match(clerk.words, /The minutes of the meeting of 25 March 2025 were approved at this meeting\..*a mistake found since is corrected at a later meeting/);
  await clerk.open(`/office/meetings/${march_}/live`);
  assert.match(clerk.words, /are approved, and the attendance stays as they have it/);
}

/** When the public calendar says that the meeting is, and how often that was said anew. */
async function calendarOf(base, meeting) {
  const text = (await (await fetch(`${base}/calendar.ics`)).text()).replace(/\r\n /g, '');
  const event = text.split('BEGIN:VEVENT').find((e) => e.includes(`UID:meeting-${meeting}.`)) ?? '';
  return { start: /DTSTART[^:]*:(\S+)/.exec(event)?.[1], sequence: Number(/SEQUENCE:(\d+)/.exec(event)?.[1]), status: /STATUS:(\w+)/.exec(event)?.[1] };
}

/** A published meeting moves, and one of today is cancelled before it begins: who subscribed to the calendar sees both. */
async function moveAndCancel(clerk, made) {
  const chair = await Clerk.signedIn(clerk.base, 'chair@office.example');
  const meeting = await clerk.makeMeeting({ body: made.body });
  await clerk.agree(meeting, chair);
  await clerk.publish(meeting);
  assert.equal(await clerk.published(meeting), 'Published', clerk.words.slice(0, 800));
  const before = await calendarOf(clerk.base, meeting);
  assert.equal(before.start, '20310506T100000');
  await clerk.open(`/office/meetings/${meeting}/edit`);
  await clerk.submit({ ...dayAs('day', '2031-05-13'), starts: '2pm' });
  assert.match(clerk.words, /agree it again|has to agree/i, clerk.wrong);
  const moved = await until(async () => { const now = await calendarOf(clerk.base, meeting); return now.start === '20310513T140000' && now; }, 'the new time in the calendar');
  assert.ok(moved.sequence > before.sequence, 'calendars take what has a higher number');

  const [day, hour] = new Date(Date.now() + 3600e3).toLocaleString('sv-SE', { timeZone: 'Europe/London' }).split(' ');
  const soon = await clerk.makeMeeting({ body: made.body, ...dayAs('day', day), starts: hour.slice(0, 5) });
  await until(async () => (await calendarOf(clerk.base, soon)).status === 'CONFIRMED', 'the meeting in the calendar');
  await clerk.enter(`/office/meetings/${soon}/cancel`, { reason: 'The room has no heating.' }, '/cancel');
  await until(async () => (await calendarOf(clerk.base, soon)).status === 'CANCELLED', 'the cancellation in the calendar');
  await clerk.open(`/office/meetings/${soon}/live`);
  assert.doesNotMatch(clerk.text, /name="set"|\/held"/, 'nobody comes to it');
}

/** A term that ends on the day of the meeting counts on that day; without a quorum nothing is decided. */
async function lastDay(clerk, made, meeting) {
  await clerk.open(`/office/seats/${made.seat[4]}`);
  const end = /\/office\/tenures\/\d+\/end/.exec(clerk.text)[0];
  await clerk.enter(end, dayAs('until', '2025-07-23'));
  await clerk.open(`/office/meetings/${meeting}/live`);
  assert.match(clerk.words, /Head of Neighbourhood Policing Head of Neighbourhood Policing/, 'the holder of that day');
  assert.match(clerk.words, /10 of 26 seats present/);
}

for (const engine of engines) {
  test(`a meeting is entered from nothing, minuted, approved with a correction and published (${engine})`, async () => {
    const office = await newInstallation(engine);
    try {
      const clerk = await Secretary.signedIn(office.base, 'clerk@office.example');
      const made = await enterPartnership(clerk);
      const november = await clerk.makeMeeting({ body: made.body, ...dayAs('day', '2024-11-21'), is_online: 'yes', place: '' });
      const meeting = await clerk.makeMeeting({ body: made.body, ...dayAs('day', '2025-03-25'), is_online: 'yes', place: '' });
      const item = await enterAgenda(clerk, meeting);
      await enterAttendance(clerk, made, meeting);
      await enterMinutes(clerk, made, meeting, item);
      await enterNumber(clerk, made.body);
      await clerk.checkMinutes(meeting);
      await clerk.open(`/office/bodies/${made.body}/minute-number`);
      assert.match(clerk.words, /gets number 138\. The program counts/);
      assert.doesNotMatch(clerk.text, /name="next"/);
      const draft = await clerk.publishMinutes(meeting, (told) => told.status === 'draft');
      await assertMarch(clerk, meeting, draft);
      await assertRegister(clerk);
      assert.match((await (await Clerk.signedIn(office.base, 'member@office.example')).open('/office')).words, /Meet the road safety team about bridges/);

      const july = await enterJuly(clerk, made, meeting);
      await lastDay(clerk, made, july);
      await approveMarch(clerk, made, meeting, november, july);
      const approved = await clerk.publicMinutes(meeting, (told) => told.status === 'approved');
      await assertMarch(clerk, meeting, approved);
      assert.match(approved.approval, /Approved at the meeting of 23 July 2025, subject to corrections, and signed by whoever presided there on 23 July 2025/);
      assert.match(approved.corrections, /Correction agreed on 23 July 2025.*The Head of Victim Services was present\./);
      await clerk.checkMinutes(july);
      const later = await clerk.publishMinutes(july, (told) => told.status === 'draft');
      const notes = later.minutes.find((m) => m.item === 'A4');
      assert.equal(notes.number, 138, 'numbers run on');
      assert.match(notes.corrections, /The Head of Victim Services was present/);
      await moveAndCancel(clerk, made);
      assert.equal(run(['verify', ...office.options]).status, 0);
      assert.doesNotMatch(office.log, /runtime error|AddressSanitizer/);
    } finally { await office.clear(); }
  });
}
