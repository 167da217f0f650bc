// PDFs made for tests: plain ones by hand, others with qpdf.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, deflateRawSync, deflateSync } from 'node:zlib';

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

/** Objects of a PDF, the first at index 1, as strings or buffers, put together with a table of their places. */
function assemble(objects) {
  const pieces = [Buffer.from('%PDF-1.5\n')], places = [];
  let length = pieces[0].length;
  const put = (b) => { pieces.push(b); length += b.length; };
  for (let n = 1; n < objects.length; n++) { places[n] = length; put(Buffer.from(`${n} 0 obj\n`)); for (const part of [].concat(objects[n])) put(Buffer.from(part)); put(Buffer.from('\nendobj\n')); }
  const start = length;
  put(Buffer.from(`xref\n0 ${objects.length}\n0000000000 65535 f \n` + places.slice(1).map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('') +
    `trailer\n<< /Size ${objects.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(pieces);
}

const onePage = (contents) => ['', '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [4 0 R] /Count 1 >>', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>', contents];

/** A valid PDF of exactly `bytes` bytes with one page; most of it is an attachment that nothing shows. */
export function paddedPdf(bytes, text) {
  const content = `BT /F1 14 Tf 72 760 Td (${text}) Tj ET`;
  const of = (n) => assemble([...onePage(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`), [`<< /Length ${String(n).padStart(10)} >>\nstream\n`, Buffer.alloc(n, 'quorate padding '), '\nendstream']]);
  let room = bytes - of(0).length;
  for (let i = 0; i < 3; i++) { // the places of the table may have taken more digits
    const made = of(room);
    if (made.length === bytes) return made;
    room += bytes - made.length;
  }
  throw new Error('no PDF of that size');
}

/** A small PDF whose page content unpacks to `bytes` bytes: zeros deflated twice. */
export function bombPdf(bytes) {
  const piece = Buffer.alloc(1 << 26, ' ');
  const parts = [];
  const once = deflateSync(piece, { level: 9 });
  // one long deflate stream made of repeated whole blocks: the body of a stream that was flushed to a byte border
  const body = deflateRawSync(piece, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  parts.push(once.subarray(0, 2));
  for (let made = 0; made < bytes; made += piece.length) parts.push(body);
  parts.push(Buffer.from([3, 0]));
  const inner = Buffer.concat(parts);
  const packed = deflateSync(inner, { level: 9 });
  return assemble(onePage([`<< /Length ${packed.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`, packed, '\nendstream']));
}

export function manyPagesPdf(count) {
  const objects = ['', '<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${Array.from({ length: count }, (_, i) => `${3 + i} 0 R`).join(' ')}] /Count ${count} >>`];
  for (let i = 0; i < count; i++) objects.push('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>');
  return assemble(objects);
}

/** The words of each page of a PDF. */
export const pdfPageWords = (bytes) => pdfWords(bytes).split('\f').slice(0, -1);

/** The same pages as pictures, with no word in them: what a scanner makes. */
export const picturesOf = (bytes) => withFolder((folder) => {
  writeFileSync(join(folder, 'in.pdf'), bytes);
  const r = spawnSync('pdftoppm', ['-q', '-gray', '-r', '200', join(folder, 'in.pdf')], { maxBuffer: 1 << 28 });
  if (r.status !== 0) throw new Error(String(r.stderr));
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', null], kids = [];
  for (let at = 0; at < r.stdout.length;) {
    const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(r.stdout.subarray(at, at + 40).toString('latin1'));
    const end = at + head.length + width * height, packed = deflateSync(r.stdout.subarray(at + head.length, end));
    const n = objects.length + 1, content = 'q 595 0 0 842 0 0 cm /Im Do Q';
    kids.push(`${n} 0 R`);
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im ${n + 2} 0 R >> >> /Contents ${n + 1} 0 R >>`);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    objects.push(Buffer.concat([Buffer.from(`<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`), packed, Buffer.from('\nendstream')]));
    at = end;
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  const pieces = [Buffer.from('%PDF-1.4\n')], places = [];
  let length = pieces[0].length;
  const put = (piece) => { pieces.push(piece); length += piece.length; };
  objects.forEach((object, i) => { places.push(length); put(Buffer.from(`${i + 1} 0 obj\n`)); put(Buffer.from(object)); put(Buffer.from('\nendobj\n')); });
  const start = length;
  put(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(pieces);
});
