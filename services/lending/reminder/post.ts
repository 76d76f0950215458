import { createTransport } from 'nodemailer';
import type { MailSettings } from '../../../packages/platform/context/service-context.ts';
import type { Letter } from './letter.rules.ts';

export interface Mail extends Letter {
  /** The same whenever it is sent again, so that the mailbox can tell. */
  id: string;
  to: string;
  at: Date;
}

/** A mail server waits no longer than a job may hold its reminder. */
const PATIENCE_MS = 15_000;
const TIME_OUTS = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };

/** Hands one e-mail to the server, which took it when this resolves. Rejects with the library's error. */
export async function post({ url, from }: MailSettings, { id, to, at, subject, text }: Mail): Promise<void> {
  const server = createTransport({ ...serverAt(url), ...TIME_OUTS, disableFileAccess: true, disableUrlAccess: true });
  const messageId = `<${id.replaceAll('~', '.')}@${from.split('@')[1]}>`;
  try {
    // RFC 3834: nobody's out-of-office message is to answer.
    const headers = { 'Auto-Submitted': 'auto-generated' };
    await server.sendMail({ from, to, subject, text, messageId, date: at, headers });
  } finally {
    server.close();
  }
}

function serverAt(address: string) {
  const { protocol, hostname: host, port, username, password } = new URL(address);
  const secure = protocol === 'smtps:';
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined;
  // A password never travels in the clear.
  return { host, ...(port && { port: Number(port) }), secure, ...(auth && { auth, requireTLS: !secure }) };
}

/** Why a server did not take an e-mail, as it numbers it, without the address; and whether another try may succeed. */
export function readFailure(error: unknown): { failure: string; isForGood: boolean } {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const failure = [code ?? 'ERROR', responseCode].filter(Boolean).join(' ');
  return { failure, isForGood: responseCode !== undefined && responseCode >= 500 && code === 'EENVELOPE' };
}
