// PDFs made for tests: plain ones by hand, others with qpdf.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PDF of as many A4 pages as there are texts, one line each. */
export function makePdf(...texts) {
  const objects = [];
  const kids = texts.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  objects[1] = '<< /Type /Catalog /Pages 2 0 R >>';
  objects[2] = `<< /Type /Pages /Kids [${kids}] /Count ${texts.length} >>`;
  objects[3] = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  texts.forEach((text, i) => {
    const content = `BT /F1 14 Tf 72 760 Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`;
    objects[4 + 2 * i] = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`;
    objects[5 + 2 * i] = `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
  });
  let out = '%PDF-1.4\n';
  const places = [];
  for (let n = 1; n < objects.length; n++) { places[n] = out.length; out += `${n} 0 obj\n${objects[n]}\nendobj\n`; }
  const start = out.length;
  out += `xref\n0 ${objects.length}\n0000000000 65535 f \n`;
  for (let n = 1; n < objects.length; n++) out += `${String(places[n]).padStart(10, '0')} 00000 n \n`;
  out += `trailer\n<< /Size ${objects.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'quorate-pdf-'));
  try { return work(folder); } finally { rmSync(folder, { recursive: true, force: true }); }
}

export const encryptedPdf = (bytes) => withFolder((folder) => {
  writeFileSync(join(folder, 'in.pdf'), bytes);
  const r = spawnSync('qpdf', ['--encrypt', 'secret', 'owner', '256', '--', join(folder, 'in.pdf'), join(folder, 'out.pdf')], { encoding: 'utf8' });
  if (r.status !== 0) throw new Error(r.stderr);
  return readFileSync(join(folder, 'out.pdf'));
});

/** The words of a PDF, as poppler reads them. */
export const pdfWords = (bytes) => withFolder((folder) => {
  writeFileSync(join(folder, 'in.pdf'), bytes);
  return spawnSync('pdftotext', ['-layout', join(folder, 'in.pdf'), '-'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
});

export const pdfCheck = (bytes) => withFolder((folder) => {
  writeFileSync(join(folder, 'in.pdf'), bytes);
  const check = spawnSync('qpdf', ['--check', join(folder, 'in.pdf')], { encoding: 'utf8' });
  const info = spawnSync('pdfinfo', [join(folder, 'in.pdf')], { encoding: 'utf8' }).stdout;
  const structure = spawnSync('pdfinfo', ['-struct-text', join(folder, 'in.pdf')], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  return { status: check.status, complaints: check.stdout + check.stderr, pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]), tagged: /Tagged:\s+yes/.test(info), structure };
});
