import { GraphQLClient } from 'graphql-request';
import { Pool } from 'pg';
import { askToken } from '../../gateway/sign-in/ask-token.ts';
import { systemClock } from '../../packages/calendar/clock.ts';
import { connectionOptions } from '../../packages/platform/database/database.ts';
import { enrolAtHub } from '../../packages/figures/replication/install/enrol-at-hub.ts';
import type { InstallKey } from '../../packages/platform/peers/install-key.ts';
import { thisInstall } from '../../packages/figures/replication/install/this-install.ts';

/** An association's instance, and the hub it is to enrol at. */
export interface Enrolling {
  association: string;
  /** With the login of partners. */
  databaseUrl: string;
  key: InstallKey;
  /** The graph of the hub: `http://127.0.0.1:4000/graphql`. */
  hub: string;
  /** The development issuer. */
  issuer: string;
}

const KNOWN = 'query ($id: ID!) { association(id: $id) { installs { install state } } }';
const INVITE = 'mutation ($id: ID!) { inviteInstall(input: { associationId: $id }) { code userErrors { message } } }';
const APPROVE = 'mutation ($id: ID!) { approveInstall(input: { installId: $id }) { userErrors { message } } }';

/**
 * Enrols an instance as its operator and a coordinator of the hub would, one with the other. Gives whether it is enrolled: not
 * before its association is registered at the hub.
 */
export async function enrolInstance({ association, databaseUrl, key, hub, issuer }: Enrolling): Promise<boolean> {
  const authorization = `Bearer ${await askToken(issuer, { role: 'coordinator' })}`;
  const coordinator = new GraphQLClient(hub, { headers: { authorization } });
  const ask = <Answer>(document: string, id: string): Promise<Answer> => coordinator.request(document, { id });
  const { association: known } = await ask<{ association: { installs: Known[] } | null }>(KNOWN, association);
  if (!known) return false;
  const pool = new Pool({ connectionString: databaseUrl, options: connectionOptions('partners'), max: 1 });
  try {
    const installing = { pool, association, publicKey: key.publicKey, clock: systemClock };
    const { id } = await thisInstall(installing);
    if (known.installs.some(({ install, state }) => install === id && state === 'APPROVED')) return true;
    const { inviteInstall } = await ask<{ inviteInstall: { code: string } & Answered }>(INVITE, association);
    expectDone(inviteInstall);
    const token = (): Promise<string> => askToken(issuer, { role: 'instance', association });
    const enrolled = await enrolAtHub(installing, { url: hub, key, token }, inviteInstall.code);
    expectDone(enrolled);
    expectDone((await ask<{ approveInstall: Answered }>(APPROVE, enrolled.install!.id)).approveInstall);
    return true;
  } finally {
    await pool.end();
  }
}

interface Known {
  install: string | null;
  state: string;
}

interface Answered {
  userErrors: readonly { message: string }[];
}

function expectDone({ userErrors: [refusal] }: Answered): void {
  if (refusal) throw new Error(`The hub enrols no instance: ${refusal.message}`);
}
