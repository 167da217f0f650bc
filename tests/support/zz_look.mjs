import { chromium } from "playwright-core";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const base = process.argv[2];
const pages = process.argv.slice(3);
for (const p of pages) {
  const [path, name, width] = p.split("=>");
  const c = await b.newContext({ viewport: { width: Number(width || 1100), height: 1400 } });
  const page = await c.newPage();
  await page.goto(base + path);
  await page.screenshot({ path: `/tmp/w/tryarch/${name}.png` });
  await c.close();
}
await b.close();
