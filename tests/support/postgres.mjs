// A PostgreSQL of a test's own, which it may stop and start.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('postgres.sh', import.meta.url));

function call(...args) {
  const r = spawnSync(script, args, { encoding: 'utf8', env: { ...process.env, QUORATE_TEST_COMMIT: 'on' } });
  if (r.status !== 0) throw new Error(`postgres.sh ${args.join(' ')}: ${r.stderr}`);
  return r.stdout;
}

/** {office, site} addresses; stop(mode), start(), and end(), which takes it away. */
export function startPostgres(folder) {
  const [office, site] = call('start', folder).trim().split('\n');
  return { office, site, stop: (mode = 'fast') => call('down', folder, mode), start: () => call('up', folder), end: () => call('stop', folder) };
}
