// The archive in a browser: files sent and read, an entry and its lines marked together, doubts answered with one key each.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Office, newFolder } from '../support/office.mjs';
import { launch, newPage, signIn } from '../support/browser.mjs';
import { undated, writeFiles } from '../support/archive.mjs';

let office, browser;
before(async () => { [office, browser] = await Promise.all([new Office().init('--demo').serve(), launch()]); });
after(async () => { await browser?.close(); await office?.clear(); });

test('files are sent together, and what was read stands beside its source', async () => {
  const folder = writeFiles(newFolder(), { 'undated.txt': undated }), page = await newPage(browser);
  await signIn(page, office.base, 'clerk@demo.example');
  await page.goto(office.base + '/office/archive/import');
  await page.getByLabel('Files').setInputFiles(['march.txt', 'july.txt', 'undated.txt'].map((f) => join(folder, f)));
  await page.getByRole('button', { name: 'Import' }).click();
  await page.waitForURL(/\/office\/archive\/files/);
  await page.getByRole('link', { name: 'Minutes' }).first().waitFor(); // the page follows the job by itself
  await page.getByRole('row', { name: /march\.txt/ }).getByRole('link').click();

  // a click on an entry marks its lines; so does its address
  const entry = page.locator('.quorate-reading__entry', { hasText: 'Ms Proof asked how many lamps' });
  await entry.click({ position: { x: 3, y: 3 } });
  const marked = page.locator('.quorate-source__line--chosen');
  assert.match((await marked.allInnerTexts()).join(' '), /Ms Proof asked how many lamps/);
  const address = page.url();
  assert.match(address, /documents\/\d+#entry-\d+$/);
  await page.goto(office.base + '/office/archive');
  await page.goto(address);
  assert.match((await marked.allInnerTexts()).join(' '), /Ms Proof asked how many lamps/);
  await page.getByRole('link', { name: 'Timeline of Lamps on the harbour road' }).click();
  assert.match(await page.locator('main').innerText(), /19 March 2019[\s\S]*16 July 2019/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('doubts are answered with one key each, and single keys can be switched off', async () => {
  const page = await newPage(browser);
  await signIn(page, office.base, 'clerk@demo.example');
  await page.goto(office.base + '/office/archive/doubts');
  await page.getByRole('button', { name: 'Answer them one by one' }).click();
  const first = page.url(), title = () => page.locator('h1').innerText();
  await page.getByLabel('Answer with single keys in this browser').uncheck();
  await page.keyboard.press('s');
  await page.locator('h1').click();
  assert.equal(page.url(), first);
  await page.getByLabel('Answer with single keys in this browser').check();
  await page.locator('h1').click();
  await page.keyboard.press('a'); // into the answer, where letters are letters
  await page.keyboard.type('sat');
  assert.equal(await page.getByRole('textbox').first().inputValue(), 'sat');
  await page.locator('h1').click();
  const before = await title();
  // what was typed is not lost by another key
  await page.keyboard.press('s');
  await page.getByText('You typed an answer, but pressed another button').first().waitFor();
  assert.equal(await page.getByRole('textbox').first().inputValue(), 'sat');
  await page.getByRole('textbox').first().fill('');
  // Enter sends what stands in the field, never the proposal
  await page.getByRole('textbox').first().press('Enter');
  await page.getByText('Enter an answer, or set the doubt aside').first().waitFor();
  await page.locator('h1').click();
  await Promise.all([page.waitForURL((u) => u.pathname !== new URL(first).pathname), page.keyboard.press('s')]);
  assert.match(await page.locator('main').innerText(), /Set aside\. Nothing was changed/);
  assert.notEqual(page.url().split('?')[0], first.split('?')[0]);
  const second = page.url();
  await Promise.all([page.waitForURL((u) => u.href !== second), page.locator('h1').click().then(() => page.keyboard.press('n'))]);
  await page.goto(first);
  assert.match(await page.locator('main').innerText(), /Set aside/);
  assert.equal(await title(), before);
  // the browser notes the two refusals
  assert.deepEqual(page.complaints.filter((c) => !/doubts\/\d+: .*status of 422/.test(c)), []);
  await page.context().close();
});
