// The codes of an authenticator app (RFC 6238), for scenarios: by Node's own cryptography, so that nothing of the program checks itself.
import { createHmac } from 'node:crypto';

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
