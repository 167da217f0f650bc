// Open data: the JSON beside a public page.
import assert from 'node:assert/strict';

/** The page at `path` (with its query) is there, names its twin, and the twin is open, whole and says when in full. Gives back what the twin tells. */
export async function assertTwin(base, path) {
  const [way, query] = path.split('?');
  const page = await fetch(base + path), words = await page.text();
  assert.equal(page.status, 200, path);
  assert.match(words, /rel="alternate"[^>]*application\/json|type="application\/json"/, `${path} names its twin`);
  const twin = (way === '/' ? '/index' : way) + '.json' + (query ? '?' + query : '');
  const answer = await fetch(base + twin), text = await answer.text();
  assert.equal(answer.status, 200, twin);
  assert.match(answer.headers.get('content-type'), /^application\/json/, twin);
  assert.equal(answer.headers.get('access-control-allow-origin'), '*', `${twin} is open data`);
  const told = JSON.parse(text);
  assert.equal(typeof told, 'object');
  assert.ok(Object.keys(told).length > 0, twin);
  assert.doesNotMatch(text, /"\w+":\s*(NaN|undefined)/, twin);
  for (const m of text.matchAll(/"(\d{4}-\d{2}-\d{2}T[^"]*)"/g)) assert.match(m[1], /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/, twin);
  return told;
}
