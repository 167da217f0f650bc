// Debian's Chromium driven by playwright-core; axe-core put into each page.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as driver } from 'playwright-core';
import { password } from './office.mjs';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** The shell is the same Chromium without its own windows, and much cheaper to run; what it draws and how it answers keys is the same. */
const chromium = process.env.QUORATE_CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);

export async function launch() {
  const browser = await driver.launch({
    executablePath: chromium, headless: true,
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

/* These run in the page. */

/**
 * An element without its words: elements, classes, roles, the values of attributes that axe judges by their value, which others they have and whether
 * words stand in them. What is repeated counts once, in lists and tables in whatever order. `shapes`, when given, gets the shape of each element.
 * Names that point from one element to another are only there or not there: whether they lead anywhere is what namesHere looks at.
 */
const shapeOf = (top, but = null, shapes = null) => {
  const named = new Set(['class', 'role', 'type', 'tabindex', 'hidden', 'autocomplete', 'scope', 'lang',
    'aria-current', 'aria-hidden', 'aria-sort', 'aria-expanded']), rowsOf = /^(TBODY|UL|OL|DL|SELECT|OPTGROUP)$/;
  const shape = (e) => {
    if (e.nodeType === Node.TEXT_NODE) return e.data.trim() ? 'w' : '';
    if (e.nodeType !== Node.ELEMENT_NODE) return '';
    const marks = [...e.attributes].map((a) => (named.has(a.name) ? `${a.name}=${a.value}` : a.value.trim() ? a.name : `${a.name}-empty`)).sort();
    const inside = e === but ? [] : [...e.childNodes].map(shape).filter(Boolean);
    const once = rowsOf.test(e.tagName) ? [...new Set(inside)].sort() : inside.filter((s, i) => s !== inside[i - 1]);
    const s = `${e.tagName}[${marks}](${once.join('')})`;
    shapes?.set(e, s);
    return s;
  };
  return shape(top);
};

/**
 * Takes out of the page what was seen twice before: things of one shape in one kind of place, by the names and classes of all that stands around them.
 * Headings, landmarks, and what something elsewhere points at stay, and so does what has parts of its own that are new. `seen` is the count of each.
 */
const thinOut = (seen) => {
  const shapes = new Map(), pointing = new Map(), kinds = /^(TR|LI|P|TABLE|UL|OL|DL|FORM|SECTION|ARTICLE|DETAILS|DIV|OPTION)$/;
  const named = /^(TH|A|BUTTON|LABEL|LEGEND|SUMMARY|CAPTION|FIGCAPTION|H\d)$/; // what is in them is their name
  const pointers = ['for', 'headers', 'list', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-details', 'aria-errormessage', 'href'];
  shapeOf(document.body, null, shapes);
  for (const name of pointers)
    for (const e of document.querySelectorAll(name === 'href' ? '[href^="#"]' : `[${name}]`))
      for (const id of e.getAttribute(name).replace(/^#/, '').split(/\s+/)) pointing.set(id, [...(pointing.get(id) ?? []), e]);
  const isPointedAt = (e) => [e, ...e.querySelectorAll('[id]')].some((x) => x.id && pointing.get(x.id)?.some((from) => !e.contains(from)));
  const mayGo = (e, parent) => kinds.test(e.tagName) && parent.tagName !== 'THEAD' && !parent.hasAttribute('role') &&
    !e.querySelector('h1,h2,h3,h4,h5,h6,main,nav,header,footer,aside') && !isPointedAt(e);
  const walk = (parent, place) => {
    for (const e of [...parent.children]) {
      const here = `${place}>${e.tagName}.${e.className}`, kind = `${here} ${shapes.get(e)}`, times = seen.get(kind) ?? 0;
      if (times >= 2 && mayGo(e, parent)) { e.remove(); continue; }
      seen.set(kind, times + 1);
      if (!named.test(e.tagName)) walk(e, here);
    }
  };
  walk(document.body, '');
};

/** What every page must have, besides axe. */
const findingsHere = () => {
  const out = [];
  if (document.querySelectorAll('h1').length !== 1) out.push(`${document.querySelectorAll('h1').length} h1`);
  if (document.documentElement.lang !== 'en-GB' && document.documentElement.lang !== 'en') out.push('no lang');
  if (!document.querySelector('main')) out.push('no main');
  if (!document.querySelector('.govuk-skip-link')) out.push('no skip link');
  if (document.querySelector('[style],script:not([src])')) out.push('inline style or script');
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) out.push(`wider than the window by ${document.documentElement.scrollWidth - document.documentElement.clientWidth}`);
  return out;
};

/**
 * Whether what points at an id finds it, ids are there once, and every control has words for its label. Asked of every page as it stands, as thinOut leaves
 * axe only two of each kind, and a third form group whose label misses its control is of the same kind as the first.
 */
const namesHere = () => {
  const out = [], ids = new Map(), markOf = (e) => e.cloneNode(false).outerHTML.slice(0, 160);
  for (const e of document.querySelectorAll('[id]')) ids.set(e.id, [...(ids.get(e.id) ?? []), e]);
  for (const [id, all] of ids) if (all.length > 1 || !id) out.push(`${all.length} elements have the id "${id}": ${all.slice(0, 2).map(markOf).join(' ')}`);

  for (const name of ['headers', 'list', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-details', 'aria-errormessage'])
    for (const e of document.querySelectorAll(`[${name}]`)) {
      const lost = e.getAttribute(name).split(/\s+/).filter((id) => !ids.has(id));
      if (lost.length) out.push(`${name} points at no element "${lost.join(' ')}": ${markOf(e)}`);
    }
  for (const e of document.querySelectorAll('label[for]')) if (!e.control) out.push(`a label for no control: ${markOf(e)} ${e.textContent.trim().slice(0, 60)}`);
  for (const e of document.querySelectorAll('a[href^="#"]'))
    if (!ids.has(decodeURIComponent(e.hash.slice(1)))) out.push(`a link to no place on this page: ${markOf(e)}`);

  const wordsOf = (e) => {
    const copy = e.cloneNode(true);
    for (const control of copy.querySelectorAll('select,textarea')) control.remove(); // what can be chosen is not what it is called
    return [copy.textContent, ...[...copy.querySelectorAll('img[alt]')].map((i) => i.alt)].join(' ').trim();
  };
  const isLabelled = (e) => e.getAttribute('aria-label')?.trim() || [...e.labels].some(wordsOf) ||
    (e.getAttribute('aria-labelledby') ?? '').split(/\s+/).some((id) => ids.has(id) && wordsOf(ids.get(id)[0]));
  for (const e of document.querySelectorAll('input,select,textarea'))
    if (!/^(hidden|submit|button|reset|image)$/.test(e.type) && !isLabelled(e)) out.push(`a control without a label: ${markOf(e)}`);
  return out;
};

const formsHere = () => [...document.forms].map((f) => ({ method: (f.getAttribute('method') ?? 'get').toUpperCase(), action: f.getAttribute('action') ?? '',
  names: [...f.elements].map((e) => e.getAttribute('name')).filter(Boolean) }));

/** Makes this page another one, down to the elements, and has axe look at it. */
const putHere = async (html) => {
  const whole = new DOMParser().parseFromString(html, 'text/html'), root = document.documentElement;
  const sheets = (d) => [...d.querySelectorAll('link[rel=stylesheet]')].map((l) => l.getAttribute('href')).join();
  if (sheets(whole) !== sheets(document)) return ['other style sheets than the front page has'];
  for (const { name } of [...root.attributes]) root.removeAttribute(name);
  for (const { name, value } of whole.documentElement.attributes) root.setAttribute(name, value);
  for (const e of [...document.head.children]) if (!e.matches('link[rel=stylesheet]')) e.remove();
  document.head.append(...[...whole.head.children].filter((e) => !e.matches('link[rel=stylesheet],script')));
  document.body.replaceWith(whole.body);
  window.thinOut(window.seen);
  window.scrollTo(0, 0);
  return window.axeHere();
};

/* Those that ask the page. */

const axeHere = async () => {
  const r = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false });
  return r.violations.flatMap((v) => v.nodes.map((n) => `${v.id} (${v.impact}): ${n.target.join(' ')}: ${n.html.slice(0, 160)}`));
};

/** What axe finds wrong on the page as it is, one line each; WCAG 2.2 A and AA and the best practices. */
export async function axeFindings(page) {
  await page.evaluate(axe); // evaluated by the driver, outside the page's content security policy
  return page.evaluate(axeHere);
}

/**
 * Looks at many pages with axe. In a new page axe takes several times as long, because it is loaded and compiled anew: so it stays in one page, of the
 * same site, takes the page's width, and each page's elements, as its scripts left them, are put there. Of each kind of thing axe sees two: a hundred rows
 * take it ten times as long, and it says of the third what it said of the first, on this page or another.
 */
export class Examiner {
  #turn = Promise.resolve();
  static async of(browser, base) {
    const examiner = new Examiner();
    examiner.page = await newPage(browser);
    await examiner.page.goto(base + '/');
    await examiner.page.evaluate(axe);
    await examiner.page.evaluate(`window.shapeOf = ${shapeOf}; window.thinOut = ${thinOut}; window.axeHere = ${axeHere}; window.seen = new Map(); null`);
    return examiner;
  }
  /** One after the other: the promise of what is wrong with the page. */
  findings(page) {
    const found = this.#turn.then(async () => {
      await this.page.setViewportSize(page.viewportSize());
      return this.page.evaluate(putHere, await page.content());
    });
    this.#turn = found.catch(() => {});
    return found;
  }
}

export const pageFindings = (page) => page.evaluate(findingsHere);

/**
 * All that is asked of a page, at one time, as each asking costs: {findings, names, forms, links, shapes}. The names are those that lead nowhere.
 * Two shapes: that of the main part, and that of what stands around it, which is the same on most pages.
 */
export const readPage = (page) => page.evaluate(`(() => {
  const shapeOf = ${shapeOf}, main = document.querySelector('main');
  return { findings: (${findingsHere})(), names: (${namesHere})(), forms: (${formsHere})(), links: [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')),
    shapes: [shapeOf(document.documentElement, main), main ? shapeOf(main) : ''] };
})()`);

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
