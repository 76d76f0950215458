import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server that takes everything for everybody, and keeps it. */
export interface CatchAll {
  url: string;
  received: ParsedMail[];
  /** Answers the next recipients with this code; 0 takes them. */
  refuseWith: number;
  close(): Promise<void>;
}

export async function aMailServer(): Promise<CatchAll> {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => done(catchAll.refuseWith ? refusal(catchAll.refuseWith) : null),
    onData: (stream, _session, done) =>
      simpleParser(stream, {}, (error, mail) => {
        if (!error) received.push(mail);
        done(error);
      }),
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const catchAll: CatchAll = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuseWith: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return catchAll;
}

const refusal = (responseCode: number): Error => Object.assign(new Error('Not now'), { responseCode });
