// Starts Quorate as its users would, on SQLite and on PostgreSQL, and speaks HTTP with it over a real socket.
import { spawn, spawnSync } from 'node:child_process';
import { after } from 'node:test';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const program = process.env.QUORATE ?? 'build/quorate';
export const password = 'kent-demo-quorate-2025';
const work = process.env.QUORATE_TEST_WORK ?? tmpdir();
/** Keys of installations lie here, never among those of whoever runs the tests. */
export const config = process.env.QUORATE_TEST_WORK ? process.env.XDG_CONFIG_HOME : mkdtempSync(join(work, 'config-'));
export const environment = { ...process.env, XDG_CONFIG_HOME: config, ASAN_OPTIONS: (process.env.ASAN_OPTIONS ?? '') };
delete environment.QUORATE_SEAL_KEY;

/** Runs a command to its end: {status, out, err}. */
export function run(args, input = '') {
  const r = spawnSync(program, args, { input, encoding: 'utf8', env: environment, maxBuffer: 1 << 28 });
  return { status: r.status, out: r.stdout, err: r.stderr };
}

export function freePort() {
  return new Promise((done) => {
    const s = createServer();
    s.listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
  });
}

export const newFolder = () => mkdtempSync(join(work, 'data-'));

/** Which engines this run has: always SQLite; PostgreSQL where the runner started one. */
export const engines = ['sqlite', ...(process.env.QUORATE_TEST_POSTGRES ? ['postgresql'] : [])];

function sql(text) {
  const r = spawnSync('psql', ['-q', process.env.QUORATE_TEST_POSTGRES, '-c', text], { encoding: 'utf8' });
  if (r.status !== 0) throw new Error(r.stderr);
}

/** A database of its own on the private PostgreSQL server, as options of every command. */
function newDatabase(template = null, name = 'scenario_' + process.pid + '_' + Math.random().toString(36).slice(2, 8)) {
  const office = new URL(process.env.QUORATE_TEST_POSTGRES), site = new URL(process.env.QUORATE_TEST_POSTGRES_PUBLIC);
  sql(`create database ${name}` + (template ? ` template ${template}` : ''));
  office.pathname = site.pathname = '/' + name;
  return { office: office.href, site: site.href, name };
}

/** The demo partnership is made once and copied: by tests/run for all test programs, or once for each program that is run by itself. */
const demos = {};
function demoOf(engine) {
  if (demos[engine]) return demos[engine];
  const made = process.env.QUORATE_TEST_DEMO;
  if (made) return demos[engine] = { data: join(made, engine), database: engine === 'postgresql' ? { name: 'demo' } : null };
  const demo = { data: newFolder() };
  const options = ['--data', demo.data];
  if (engine === 'postgresql') {
    demo.database = newDatabase(null, `demo_${process.pid}`);
    options.push('--database', demo.database.office, '--public-database', demo.database.site);
  }
  const r = run(['init', ...options, '--demo']);
  if (r.status !== 0) throw new Error('init: ' + r.err);
  return demos[engine] = demo;
}

/** What a failed test left running would keep its program from ending. */
const running = new Set();
after(() => { for (const child of running) child.kill('SIGKILL'); });

export class Office {
  constructor(engine = 'sqlite') {
    this.engine = engine;
    this.data = newFolder();
    this.log = '';
  }
  get options() {
    if (this.engine === 'postgresql' && !this.database) this.database = newDatabase();
    return ['--data', this.data, ...(this.database ? ['--database', this.database.office, '--public-database', this.database.site] : []),
      ...(this.key ? ['--seal-key', this.key] : [])];
  }
  /** A key file of its own, for tests that change it or take it away: copies of the demo share that of the demo. */
  withOwnKey() {
    const shared = /Key file +(\S+)/.exec(run(['key', 'show', ...this.options]).out)[1];
    const key = join(newFolder(), 'own.key');
    cpSync(shared, key);
    this.key = key;
    return this;
  }
  init(...more) {
    if (more.length === 1 && more[0] === '--demo') {
      const demo = demoOf(this.engine);
      cpSync(demo.data, this.data, { recursive: true });
      if (this.engine === 'postgresql') this.database = newDatabase(demo.database.name);
      return this;
    }
    const r = run(['init', ...this.options, ...more]);
    if (r.status !== 0) throw new Error('init: ' + r.err);
    return this;
  }
  async serve(...more) {
    this.port = await freePort();
    this.base = `http://127.0.0.1:${this.port}`;
    this.child = spawn(program, ['serve', ...this.options, '--listen', `127.0.0.1:${this.port}`, ...more], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.child);
    this.child.on('exit', () => running.delete(this.child));
    this.child.stderr.on('data', (d) => { this.log += d; });
    this.child.stdout.on('data', (d) => { this.log += d; });
    this.ended = new Promise((done) => this.child.on('exit', (code, signal) => done({ code, signal })));
    for (let i = 0; i < 400; i++) {
      try { if ((await fetch(this.base + '/healthz')).ok) return this; } catch { /* not yet */ }
      if (this.child.exitCode !== null) throw new Error('serve ended: ' + this.log);
      await new Promise((r) => setTimeout(r, 25));
    }
    throw new Error('serve did not answer: ' + this.log);
  }
  /** Stops it as an administrator would; resolves to its exit code. */
  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    const { code } = await this.ended;
    if (code) console.error(`The program ended with ${code}: ${this.log.slice(-6000)}`);
    return code;
  }
  /** Ends it if it still runs and takes its folder away. */
  async clear() {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) await this.stop('SIGKILL').catch(() => {});
    if (existsSync(this.data)) rmSync(this.data, { recursive: true, force: true });
    if (this.key) rmSync(dirname(this.key), { recursive: true, force: true });
    if (this.database) sql(`drop database if exists ${this.database.name} with (force)`);
  }
}

/** A visitor with a cookie jar, who reads pages and sends the forms that stand in them. */
export class Visitor {
  constructor(base) { this.base = base; this.cookies = new Map(); }
  async request(path, options = {}) {
    const headers = { ...(options.headers ?? {}) };
    if (this.cookies.size) headers.cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    const ask = () => fetch(new URL(path, this.base), { redirect: 'manual', ...options, headers });
    // a connection kept from before may have been closed as idle meanwhile; what only reads is asked again
    const r = await ask().catch((e) => { if ((options.method ?? 'GET') === 'GET' && e.cause?.code === 'UND_ERR_SOCKET') return ask(); throw e; });
    for (const c of r.headers.getSetCookie?.() ?? splitCookies(r.headers.get('set-cookie'))) {
      const [pair] = c.split(';'); const at = pair.indexOf('=');
      const name = pair.slice(0, at), value = pair.slice(at + 1);
      if (value === '' || /max-age=0/i.test(c)) this.cookies.delete(name); else this.cookies.set(name, value);
    }
    return r;
  }
  /** GET, following redirects; keeps the page: {status, text, path}. */
  async open(path) {
    for (let hops = 0; hops < 5; hops++) {
      const r = await this.request(path);
      if (r.status >= 300 && r.status < 400 && r.headers.get('location')) { path = r.headers.get('location'); continue; }
      this.path = path; this.status = r.status; this.headers = r.headers; this.text = await r.text();
      return this;
    }
    throw new Error('too many redirects at ' + path);
  }
  /** The bytes at an address; `status` is left in the visitor. */
  async download(path) {
    const r = await this.request(path);
    this.status = r.status;
    return Buffer.from(await r.arrayBuffer());
  }
  /** Sends the form on the page whose action ends in `action` (or the only one with a button), with its hidden and filled values and `values`. */
  async submit(values = {}, action = null, files = null) {
    const form = findForm(this.text, action, this.path);
    if (!form) throw new Error(`no form ${action ?? ''} on ${this.path}: ${this.text.slice(0, 300)}`);
    const all = new Map();
    for (const [k, v] of form.values) { if (!all.has(k)) all.set(k, []); all.get(k).push(v); }
    for (const [k, v] of Object.entries(values)) { if (v === null) all.delete(k); else all.set(k, [].concat(v)); }
    const to = new URL(form.action || this.path, this.base);
    let body;
    if (files || form.multipart) {
      body = new FormData();
      for (const [k, list] of all) for (const v of list) body.append(k, v);
      for (const [k, some] of Object.entries(files ?? {})) for (const f of [].concat(some)) body.append(k, new Blob([f.bytes], { type: f.type ?? 'application/pdf' }), f.name);
    } else {
      body = new URLSearchParams();
      for (const [k, list] of all) for (const v of list) body.append(k, v);
    }
    const r = await this.request(to.pathname + to.search, { method: 'POST', body, headers: { origin: this.base } });
    if (r.status >= 300 && r.status < 400) return this.open(r.headers.get('location'));
    this.path = to.pathname + to.search; this.status = r.status; this.headers = r.headers; this.text = await r.text();
    return this;
  }
  /** Sends the GET form that has an input of that name, filled with `values`, as a browser would. */
  async ask(name, values) {
    const form = [...this.text.matchAll(/<form\b[^>]*method="get"[\s\S]*?<\/form>/g)].map((m) => m[0]).find((f) => f.includes(`name="${name}"`));
    if (!form) throw new Error(`no form with ${name} on ${this.path}`);
    const all = new URLSearchParams([...form.matchAll(/<input\b[^>]*>/g)].map((m) => [attribute(m[0], 'name'), attribute(m[0], 'value') ?? '']));
    for (const [k, v] of Object.entries(values)) {
      if (!all.has(k)) throw new Error(`no input ${k} in the form`);
      all.set(k, v);
    }
    return this.open(`${(attribute(/<form\b[^>]*>/.exec(form)[0], 'action') ?? this.path).split('?')[0]}?${all}`);
  }
  async signIn(email, secret = password) {
    await this.open('/sign-in');
    await this.submit({ email, password: secret }, '/sign-in');
    return this;
  }
  get title() { return decode((/<title>([^<]*)/.exec(this.text) ?? [, ''])[1]); }
  get words() { return decode(this.text.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, ' ').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' '); }
}

function splitCookies(header) { return header ? header.split(/,(?=[^;,]*=)/) : []; }

export const decode = (s) => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;|&#x27;/gi, "'").replace(/&nbsp;/g, ' ').replace(/&amp;/g, '&');

const attribute = (tag, name) => { const m = new RegExp(`\\s${name}="([^"]*)"`).exec(tag); return m ? decode(m[1]) : null; };

/** A form of the page: {action, multipart, values: [[name, value] ...]} as a browser would send it untouched. */
export function findForm(html, action, path) {
  for (const m of html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)) {
    const head = /<form\b[^>]*>/.exec(m[0])[0];
    if (attribute(head, 'method')?.toLowerCase() !== 'post') continue;
    const to = attribute(head, 'action') ?? path;
    if (!action && to === '/sign-out') continue; // stands on every page
    if (action && !to.split('?')[0].endsWith(action) && !to.endsWith(action)) continue;
    const values = [];
    for (const t of m[0].matchAll(/<input\b[^>]*>|<textarea\b[^>]*>([\s\S]*?)<\/textarea>|<select\b[^>]*>([\s\S]*?)<\/select>/g)) {
      const tag = t[0], name = attribute(tag, 'name');
      if (!name || /\sdisabled/.test(tag.split('>')[0])) continue;
      if (tag.startsWith('<textarea')) values.push([name, decode(t[1]).replace(/^\n/, '')]);
      else if (tag.startsWith('<select')) {
        const chosen = [...t[2].matchAll(/<option\b[^>]*>/g)].find((o) => /\sselected/.test(o[0])) ?? [...t[2].matchAll(/<option\b[^>]*>/g)][0];
        if (chosen) values.push([name, attribute(chosen[0], 'value') ?? '']);
      } else {
        const type = attribute(tag, 'type') ?? 'text';
        if (['checkbox', 'radio'].includes(type)) { if (/\schecked/.test(tag)) values.push([name, attribute(tag, 'value') ?? 'on']); }
        else if (!['submit', 'button', 'file', 'image'].includes(type)) values.push([name, attribute(tag, 'value') ?? '']);
      }
    }
    return { action: to, multipart: /multipart/.test(head), values };
  }
  return null;
}

/** Waits until `ready` gives something true. */
export async function until(ready, what, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const r = await ready();
    if (r) return r;
    await new Promise((r2) => setTimeout(r2, 100));
  }
  throw new Error('waited in vain for ' + what);
}
