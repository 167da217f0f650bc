// The clerk's page at the meeting on two screens, and with the network gone.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Office } from '../support/office.mjs';
import { launch, newPage, signIn, axeFindings } from '../support/browser.mjs';

test('a change at the meeting is on a second screen by itself, and one made without a connection is kept and sent', async () => {
  const office = await new Office().init('--demo').serve();
  const browser = await launch();
  try {
    const clerk = await newPage(browser), tablet = await newPage(browser, { viewport: { width: 800, height: 1100 } });
    for (const page of [clerk, tablet]) await signIn(page, office.base, 'clerk@demo.example');
    // checked minutes keep their attendance, so that the demo's go back to a draft first
    await clerk.goto(`${office.base}/office/meetings/1/minutes`);
    await clerk.getByRole('button', { name: 'Take them back to draft' }).click();
    for (const page of [clerk, tablet]) {
      await page.goto(`${office.base}/office/meetings/1/live`);
    }
    const seat = (page, name) => page.locator('.quorate-live__seat', { has: page.getByText(name, { exact: true }) });
    await seat(clerk, 'Kent Police').getByRole('button', { name: /^Apologies/ }).click();
    await seat(tablet, 'Kent Police').locator('.govuk-tag', { hasText: 'Apologies' }).waitFor();
    await tablet.getByText('5 responsible authorities are represented').waitFor();
    await seat(clerk, 'Kent Police').getByRole('button', { name: /^Online/ }).click();
    await tablet.getByText('6 responsible authorities are represented').waitFor();

    await clerk.context().setOffline(true);
    await seat(clerk, 'Probation Service').getByRole('button', { name: /^Apologies/ }).click();
    await clerk.getByText('There is no connection to the office').waitFor();
    await clerk.context().setOffline(false);
    await seat(tablet, 'Probation Service').locator('.govuk-tag', { hasText: 'Apologies' }).waitFor();
    await clerk.getByText('There is no connection to the office').waitFor({ state: 'hidden' });
    assert.equal(await clerk.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('quorate-live')).length), 0);
    assert.deepEqual(await axeFindings(tablet), []);
    assert.deepEqual(tablet.complaints, []);
  } finally {
    await browser.close();
    await office.clear();
  }
});
