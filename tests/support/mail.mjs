// A real mail server for tests: it takes mail over SMTP, keeps it in memory and answers as it is told to.
import { SMTPServer } from 'smtp-server';
import { until } from './office.mjs';

/** Quoted-printable in UTF-8, as RFC 2045 has it. */
const decoded = (text) => Buffer.from(text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');

function parse(raw, envelope) {
  const whole = raw.toString('latin1');
  const [head, ...rest] = whole.split('\r\n\r\n');
  const headers = Object.fromEntries(head.replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]));
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'])?.[1];
  const parts = rest.join('\r\n\r\n').split('--' + boundary).map((part) => ({ part, body: decoded(part.slice(part.indexOf('\r\n\r\n') + 4)) }));
  return { from: envelope.mailFrom.address, to: envelope.rcptTo.map((r) => r.address), headers, raw: whole,
    plain: parts.find((p) => /text\/plain/.test(p.part))?.body ?? '', html: parts.find((p) => /text\/html/.test(p.part))?.body ?? '' };
}

export class MailServer {
  /** `answer(address, stage)` may give an error with a responseCode for "rcpt" or "data". */
  constructor(answer = () => null) {
    this.mails = [];
    this.answer = answer;
    const reply = (address, stage) => {
      const code = this.answer(address, stage);
      return code ? Object.assign(new Error(code >= 500 ? 'no such mailbox here' : 'come again later'), { responseCode: code }) : null;
    };
    this.server = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
      onRcptTo: (address, session, done) => done(reply(address.address, 'rcpt')),
      onData: (stream, session, done) => {
        const chunks = [];
        stream.on('data', (c) => chunks.push(c));
        stream.on('end', () => {
          const refused = reply(session.envelope.rcptTo[0].address, 'data');
          if (!refused) this.mails.push(parse(Buffer.concat(chunks), session.envelope));
          done(refused);
        });
      } });
    this.server.on('error', () => {}); // a client that was killed
  }
  start(port = 0) {
    return new Promise((done) => this.server.listen(port, '127.0.0.1', () => { this.port = this.server.server.address().port; done(this); }));
  }
  stop() { return new Promise((done) => this.server.close(done)); }
  to(address) { return this.mails.filter((m) => m.to.includes(address)); }
  /** Waits for a mail to somebody that `fits`. */
  arrived(address, fits = () => true, seconds = 30) {
    return until(() => this.to(address).find(fits), `a mail to ${address}`, seconds);
  }
}

/** The options by which Quorate uses the server. */
export const mailOptions = (server, base) => ['--mail-server', `smtp://127.0.0.1:${server.port}`, '--mail-without-tls',
  '--mail-from', 'office@kcsp.example', '--site-address', base];
