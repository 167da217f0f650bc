// Notes on a report in a browser: by selecting words, by keyboard, without JavaScript; on a telephone and on paper.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { Office } from '../support/office.mjs';
import { axeFindings, launch, newPage, pageFindings, pictures, signIn } from '../support/browser.mjs';
import { pdfWords } from '../support/pdf.mjs';

let office, browser;
before(async () => { [office, browser] = await Promise.all([new Office().init('--demo').serve(), launch()]); });
after(async () => { await browser?.close(); await office?.clear(); });

/** Selects the words in the report as a reader with a mouse would. */
const select = (page, words) => page.evaluate((w) => {
  const walker = document.createTreeWalker(document.querySelector('[data-note-text]'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.data.indexOf(w);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + w.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}, words);

test('words that are selected go into the form, with their paragraph, and come back as a mark', async () => {
  const page = await newPage(browser);
  await signIn(page, office.base, 'member@demo.example');
  await page.goto(office.base + '/office/papers/2');
  assert.ok(await select(page, 'mental health and wellbeing'));
  await page.getByRole('button', { name: 'Note on this', exact: true }).click();
  assert.equal(await page.getByLabel('Paragraph').inputValue(), '2.2');
  assert.equal(await page.getByLabel('Words to highlight').inputValue(), 'mental health and wellbeing');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'words');
  await page.keyboard.type('Ask the health partners.');
  await page.getByRole('button', { name: 'Save the note' }).click();
  assert.equal(await page.locator('mark', { hasText: 'mental health and wellbeing' }).count(), 1);

  // by keyboard: the selection is kept while the button in the form is reached
  assert.ok(await select(page, 'only the foreword is still to come'));
  await page.getByRole('button', { name: 'Note on the selected words' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByLabel('Paragraph').inputValue(), '2.3');
  await page.getByRole('button', { name: 'Save the note' }).click();
  assert.equal(await page.locator('mark').count(), 3);
  assert.deepEqual(await axeFindings(page), []);
  await pictures(page, 'member-notes-on-report');
  for (const width of [1100, 360]) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual((await pageFindings(page)).filter((f) => !/inline/.test(f)), [], `at ${width}`);
  }

  // on paper: the report and the notes, without the form
  const words = pdfWords(await page.pdf({ format: 'A4' })).replace(/\s+/g, ' ');
  assert.match(words, /My notes .*Paragraph 2\.2 mental health and wellbeing Ask the health partners\./);
  assert.doesNotMatch(words, /Save the note|Words to highlight|Delete/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('without JavaScript a paragraph is chosen and the words are typed', async () => {
  const page = await newPage(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await signIn(page, office.base, 'chair@demo.example');
  await page.goto(office.base + '/office/papers/2');
  assert.equal(await page.getByRole('button', { name: /selected words/ }).count(), 0, 'no button that does nothing');
  await page.getByLabel('Paragraph').selectOption('3.2');
  await page.getByLabel('Words to highlight').fill('The plan is live');
  await page.getByLabel('Note', { exact: true }).fill('Say so in the foreword.');
  await page.getByRole('button', { name: 'Save the note' }).click();
  assert.equal(await page.locator('mark', { hasText: 'The plan is live' }).count(), 1);
  assert.equal(await page.locator('mark', { hasText: 'refreshed every year' }).count(), 0, "another member's mark is not here");
  await page.getByRole('button', { name: /Delete.*Paragraph 3\.2/ }).click();
  assert.equal(await page.locator('mark', { hasText: 'The plan is live' }).count(), 0);
  await page.context().close();
});
