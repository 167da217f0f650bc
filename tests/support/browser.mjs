// Debian's Chromium driven by playwright-core; axe-core put into each page.
import { readFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { password } from './office.mjs';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

export async function launch() {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  });
  return browser;
}

/** A page that collects what its console and its requests complain of. */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, bypassCSP: false, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) page.complaints.push(`${page.url()}: ${m.text()}`); });
  page.on('pageerror', (e) => page.complaints.push(`${page.url()}: ${e}`));
  page.on('requestfailed', (r) => { if (!/ERR_ABORTED/.test(r.failure()?.errorText ?? '')) page.complaints.push(`${r.url()}: ${r.failure()?.errorText}`); });
  return page;
}

export async function signIn(page, base, email) {
  await page.goto(base + '/sign-in');
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/office/);
}

/** What axe finds wrong on the page as it is, one line each; WCAG 2.2 A and AA and the best practices. */
export async function axeFindings(page) {
  await page.evaluate(axe); // evaluated by the driver, outside the page's content security policy
  const r = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false }));
  return r.violations.flatMap((v) => v.nodes.map((n) => `${v.id} (${v.impact}): ${n.target.join(' ')}: ${n.html.slice(0, 160)}`));
}

/** What every page must have, besides axe. */
export async function pageFindings(page) {
  return page.evaluate(() => {
    const out = [];
    if (document.querySelectorAll('h1').length !== 1) out.push(`${document.querySelectorAll('h1').length} h1`);
    if (document.documentElement.lang !== 'en-GB' && document.documentElement.lang !== 'en') out.push('no lang');
    if (!document.querySelector('main')) out.push('no main');
    if (!document.querySelector('.govuk-skip-link')) out.push('no skip link');
    if (document.querySelector('[style],script:not([src])')) out.push('inline style or script');
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) out.push(`wider than the window by ${document.documentElement.scrollWidth - document.documentElement.clientWidth}`);
    return out;
  });
}

/**
 * The page without its words: elements, classes, roles, which attributes they have and whether words stand in them; rows alike count once.
 * Two shapes: that of the main part, and that of what stands around it, which is the same on most pages.
 */
export async function pageShapes(page) {
  return page.evaluate(() => {
    const named = new Set(['class', 'role', 'type', 'tabindex', 'aria-current', 'aria-hidden', 'hidden']);
    const main = document.querySelector('main');
    const shape = (e, top) => {
      if (e.nodeType === Node.TEXT_NODE) return e.data.trim() ? 'w' : '';
      if (e.nodeType !== Node.ELEMENT_NODE) return '';
      const marks = [...e.attributes].map((a) => (named.has(a.name) ? `${a.name}=${a.value}` : a.value.trim() ? a.name : `${a.name}-empty`)).sort();
      const inside = e === main && e !== top ? [] : [...e.childNodes].map((c) => shape(c, top)).filter(Boolean);
      return `${e.tagName}[${marks}](${inside.filter((s, i) => s !== inside[i - 1]).join('')})`;
    };
    return [shape(document.documentElement, null), main ? shape(main, main) : ''];
  });
}

const shots = process.env.QUORATE_SCREENSHOTS;
/** Keeps a picture of the whole page when QUORATE_SCREENSHOTS names a folder. */
export async function picture(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, name + '.png'), fullPage: true });
}

/** Both widths of it. The page keeps the width it has. */
export async function pictures(page, name) {
  if (!shots) return;
  const size = page.viewportSize();
  for (const [width, ending] of [[1100, ''], [360, '-narrow']]) {
    await page.setViewportSize({ width, height: 900 });
    await picture(page, name + ending);
  }
  await page.setViewportSize(size);
}
