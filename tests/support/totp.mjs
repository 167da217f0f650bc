// The codes of an authenticator app (RFC 6238), for scenarios: by Node's own cryptography, so that nothing of the program checks itself.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { password } from './office.mjs';

function fromBase32(letters) {
  let bits = 0, value = 0;
  const bytes = [];
  for (const c of letters.replace(/[\s=]/g, '')) {
    value = (value << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c);
    bits += 5;
    if (bits >= 8) { bytes.push((value >>> (bits - 8)) & 255); bits -= 8; }
  }
  return Buffer.from(bytes);
}

/** The code of a secret now, or so many steps of 30 seconds away. */
export function totp(secret, away = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + away));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest(), at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/** Sets two-step sign-in up as a person signed in does; secret and recovery codes are kept in the visitor. */
export async function setUpSecondStep(visitor) {
  await visitor.open('/account/second-step');
  await visitor.submit({ password }, '/begin');
  visitor.secret = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(visitor.text)[1].replace(/ /g, '');
  await visitor.submit({ code: totp(visitor.secret) }, '/set-up');
  assert.equal(visitor.status, 200, visitor.words.slice(0, 300));
  visitor.codes = [...visitor.text.matchAll(/<code[^>]*>([0-9a-z-]{19})<\/code>/g)].map((m) => m[1]);
  assert.equal(new Set(visitor.codes).size, 10);
  return visitor;
}
