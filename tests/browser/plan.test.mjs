// The plan's tables on a telephone: rows become cards and nothing scrolls sideways, while it stays a table for screen readers and on paper.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { Office } from '../support/office.mjs';
import { axeFindings, launch, newPage, pageFindings, pictures, signIn } from '../support/browser.mjs';

let office, browser;
before(async () => { [office, browser] = await Promise.all([new Office().init('--demo').serve(), launch()]); });
after(async () => { await browser?.close(); await office?.clear(); });

/** How the tables of the page are laid out. */
const laidOut = (page) => page.evaluate(() => {
  const tables = [...document.querySelectorAll('table.quorate-stacked')], cell = tables[0].querySelector('td');
  return {
    count: tables.length,
    sideways: tables.filter((t) => t.parentElement.scrollWidth > t.parentElement.clientWidth).length,
    row: getComputedStyle(tables[0].querySelector('tbody tr')).display,
    label: getComputedStyle(cell, '::before').content,
    unlabelled: tables.flatMap((t) => [...t.querySelectorAll('tbody tr')].filter((r) => r.children.length !== t.querySelectorAll('thead th').length
      || [...r.querySelectorAll('td')].some((d, i) => d.dataset.column !== t.querySelectorAll('thead th')[i + 1].textContent))).length,
  };
});

async function look(page, name) {
  for (const width of [1100, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const found = await laidOut(page);
    assert.ok(found.count > 0);
    assert.equal(found.unlabelled, 0, 'each cell says the name of its column');
    assert.equal(found.row, width === 360 ? 'block' : 'table-row');
    if (width === 360) assert.equal(found.sideways, 0, 'no table scrolls sideways');
    if (width === 360) assert.match(found.label, /Objective/);
    else assert.equal(found.label, 'none');
    const rows = page.getByRole('table').first().getByRole('row');
    assert.ok(await rows.nth(1).getByRole('cell').count() >= 4 && await rows.nth(1).getByRole('rowheader').count() === 1, 'it is a table for screen readers');
    assert.equal(await rows.nth(0).getByRole('columnheader').count(), await rows.nth(1).locator('th,td').count());
    assert.deepEqual(await axeFindings(page), [], `${name} at ${width}`);
    assert.deepEqual(await pageFindings(page), [], `${name} at ${width}`);
  }
  await pictures(page, name);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.emulateMedia({ media: 'print' });
  assert.equal((await laidOut(page)).row, 'table-row', 'on paper it is a table');
  await page.emulateMedia({ media: 'screen' });
}

test('the plan of a year, what is found in all years, and the plan in public, on a telephone', async () => {
  const page = await newPage(browser);
  await page.goto(office.base + '/plan/2025-26');
  await look(page, 'public-plan');
  await signIn(page, office.base, 'member@demo.example');
  await page.goto(office.base + '/office/plan/actions');
  await look(page, 'member-actions-of-all-years');
  await page.locator('section h2 a').first().click();
  await look(page, 'member-action-plan');
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});
