// The whole way of a paper, in a browser and by keyboard alone: a clerk signs in, makes a meeting, adds an item and its PDF, the chair agrees,
// the clerk publishes, and somebody from the public finds the paper from the front page. With JavaScript and without it.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { Office, password, until } from '../support/office.mjs';
import { axeFindings, launch, newPage, picture } from '../support/browser.mjs';
import { makePdf } from '../support/pdf.mjs';

let office, browser;
before(async () => { [office, browser] = await Promise.all([new Office().init('--demo').serve(), launch()]); });
after(async () => { await browser?.close(); await office?.clear(); });

/** Somebody who has only a keyboard. */
class Hands {
  constructor(page, step) { this.page = page; this.step = step; }
  static async of(options, step) { return new Hands(await newPage(browser, options), step); }
  get press() { return this.page.keyboard; }
  async see(name) { await picture(this.page, `journey-${this.step}-${name}`); }
  async open(path) { await this.page.goto(office.base + path); }
  /** Tab until the thing has the focus; it must be reachable and show that it has it. */
  async reach(thing) {
    await thing.first().waitFor({ timeout: 10e3 });
    const found = await thing.first().elementHandle(); // looked for once: by its role and name it takes longer than the press of a key
    for (let i = 0; i < 150; i++) {
      if (await found.evaluate((e) => e === document.activeElement || e.contains(document.activeElement))) return;
      await this.press.press('Tab');
    }
    assert.fail(`the keyboard does not reach ${thing} on ${this.page.url()}`);
  }
  async type(label, words) {
    await this.reach(this.page.getByLabel(new RegExp(`^${label}( \\(optional\\))?$`)));
    await this.press.press('Control+A');
    await this.press.type(words);
  }
  /** Tab leads into a group of radio buttons, arrows from one to the next. */
  async choose(group, label) {
    await this.reach(this.page.getByRole('group', { name: group }));
    const radio = this.page.getByRole('group', { name: group }).getByRole('radio', { name: label });
    for (let i = 0; i < 10 && !await radio.evaluate((e) => e === document.activeElement); i++) await this.press.press('ArrowDown');
    assert.ok(await radio.isChecked(), `${group}: ${label} is chosen`);
  }
  async enter(thing) {
    await this.reach(thing);
    await Promise.all([this.page.waitForEvent('domcontentloaded'), this.press.press('Enter')]);
  }
  /** Links to what one may begin look like buttons and say so. */
  async follow(name) { await this.enter(this.page.locator('a').and(this.page.getByRole('link', { name }).or(this.page.getByRole('button', { name })))); }
  async send(name) { await this.enter(this.page.locator('button').and(this.page.getByRole('button', { name }))); }
  async signIn(email) {
    await this.open('/sign-in');
    await this.type('Email address', email);
    await this.type('Password', password);
    await Promise.all([this.page.waitForURL(/\/office/), this.press.press('Enter')]);
  }
}

/** A working day some weeks ahead, before all others of the demo that are to come. */
function dayAhead(days) {
  const day = new Date(Date.now() + days * 86400e3);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day;
}

async function makeMeeting(clerk, day) {
  await clerk.follow('Plan a meeting');
  await clerk.reach(clerk.page.getByLabel('Body', { exact: true }));
  await clerk.press.type('Kent Community Safety Partnership');
  for (const [label, number] of [['Day', day.getUTCDate()], ['Month', day.getUTCMonth() + 1], ['Year', day.getUTCFullYear()]]) await clerk.type(label, String(number));
  await clerk.type('Start time', '10am');
  await clerk.type('Place', 'County Hall, Maidstone');
  await clerk.see('1-meeting');
  await clerk.send('Add the meeting');
  const again = clerk.page.getByRole('button', { name: 'Save as it is' });
  if (await again.count()) { // asked once about a bank holiday or another meeting that day; the browser notes the answer 422
    clerk.page.complaints = clerk.page.complaints.filter((c) => !/meetings\/new: .*status of 422/.test(c));
    await clerk.send('Save as it is');
  }
  const id = /\/office\/meetings\/(\d+)/.exec(clerk.page.url())?.[1];
  assert.ok(id, `a meeting was made: ${clerk.page.url()} ${await clerk.page.locator('main').innerText()}`);
  return id;
}

/** The driver sees the browser's own window for choosing a file only where scripts run. */
async function addPaper(clerk, item, paper, opensChooser) {
  await clerk.follow('Agenda');
  await clerk.follow(/Add an item to part B/);
  await clerk.type('Title', item);
  await clerk.choose(/^Purpose/, 'For information');
  await clerk.see('2-item');
  await clerk.press.press('Enter');
  await clerk.page.waitForURL(/\/office\/items\/\d+/);
  await clerk.follow('Add a PDF');
  await clerk.type('Title of the paper', paper);
  const file = clerk.page.locator('input[type=file]');
  const pdf = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: makePdf('Lanterns along the river path') };
  if (opensChooser) {
    // the browser opens its window for files now and then only at the second press, as when it is still busy
    let chooser = null;
    for (let presses = 0; presses < 3 && !chooser; presses++) {
      await clerk.reach(file);
      [chooser] = await Promise.all([clerk.page.waitForEvent('filechooser', { timeout: 15000 }).catch(() => null), clerk.press.press('Enter')]);
    }
    assert.ok(chooser, 'Enter opens the window for files');
    await chooser.setFiles(pdf);
  } else {
    await clerk.reach(file);
    await file.setInputFiles(pdf);
  }
  await clerk.see('3-paper');
  await clerk.send(/^(Add|Upload|Save)/);
  assert.match(await clerk.page.locator('main').innerText(), new RegExp(paper));
  await clerk.see('4-paper-added');
}

async function journey(step, javaScriptEnabled, days) {
  const item = `River path lighting ${step}`, paper = `Lantern survey ${step}`;
  const clerk = await Hands.of({ javaScriptEnabled }, step);
  await clerk.signIn('clerk@demo.example');
  const meeting = await makeMeeting(clerk, dayAhead(days));
  await addPaper(clerk, item, paper, javaScriptEnabled);

  const chair = await Hands.of({ javaScriptEnabled }, step);
  await chair.signIn('chair@demo.example');
  await chair.enter(chair.page.locator(`a[href="/office/meetings/${meeting}/agree"]`)); // the desk lists what waits for agreement
  await chair.see('5-chair');
  await chair.send('I agree this agenda');
  await chair.see('6-agreed');

  await clerk.open(`/office/meetings/${meeting}`);
  await clerk.follow('Check and publish');
  await clerk.see('7-check');
  await clerk.send('Publish');
  await clerk.see('8-publishing');
  await until(async () => {
    await clerk.open(`/office/meetings/${meeting}/publication`);
    return /See it on the public site/.test(await clerk.page.locator('main').innerText());
  }, 'the publication', 60);
  await clerk.see('9-published');

  const reader = await Hands.of({ javaScriptEnabled }, step);
  await reader.open('/');
  await reader.see('10-home');
  await reader.follow('Agenda and papers');
  await reader.see('11-public');
  await reader.follow(paper);
  assert.match(reader.page.url(), /\/papers\/\d+/);
  assert.match(await reader.page.locator('h1').innerText(), new RegExp(paper));
  await reader.see('12-paper');
  for (const hands of [clerk, chair, reader]) {
    assert.deepEqual(hands.page.complaints.filter((c) => javaScriptEnabled || !/\.js\?v=\w+: csp$/.test(c)), []); // scripts not asked for when there are none
    await hands.page.context().close();
  }
}

test('by keyboard, from the sign-in to the published paper', () => journey('keyboard', true, 30));
test('the same without JavaScript', () => journey('plain', false, 24));

test('a form with errors: the summary has the focus, and its links lead to the fields', async () => {
  const clerk = await Hands.of({}, 'errors');
  await clerk.signIn('clerk@demo.example');
  for (const [path, button] of [['/office/meetings/new', 'Add the meeting'], ['/office/people/new', /^(Add|Save)/], ['/office/bodies/1/seats/new', /^(Add|Save)/], ['/office/bodies/1/terms/new', /^(Add|Save)/], ['/office/items/1/papers/new', /^(Add|Upload|Save)/], ['/office/items/1/reports/new', /^Save/], ['/office/holidays/new', /^(Add|Save)/]]) {
    await clerk.open(path);
    await clerk.send(button);
    const summary = clerk.page.locator('.govuk-error-summary');
    assert.equal(await summary.count(), 1, `${path}: an empty form has errors`);
    assert.ok(await summary.evaluate((e) => e === document.activeElement), `${path}: the summary has the focus`);
    assert.match(await clerk.page.title(), /^Error: /);
    assert.deepEqual(await axeFindings(clerk.page), [], path);
    await clerk.see(path.replace(/\W+/g, '-'));
    const links = summary.getByRole('link');
    assert.ok(await links.count() > 0, `${path}: errors lead to their fields`);
    for (let i = 0; i < await links.count(); i++) {
      await clerk.reach(links.nth(i));
      await clerk.press.press('Enter');
      const name = (await links.nth(i).getAttribute('href')).slice(1);
      assert.equal(await clerk.page.evaluate(() => document.activeElement.id), name, `${path}: a link of the summary leads to its field`);
      await summary.focus();
    }
  }
  await clerk.page.context().close();
});
