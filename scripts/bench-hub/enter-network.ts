import type { GraphQLClient } from 'graphql-request';
import type { Pool } from 'pg';
import { newTypeId } from '../../packages/platform/context/ids.ts';
import { type InstallKey, newInstallKeyPem, readInstallKey } from '../../packages/platform/peers/install-key.ts';
import { enrolmentText } from '../../packages/figures/replication/install/signed-text.ts';
import { SUBGRAPH_NAMES } from '../../packages/platform/peers/subgraph.ts';
import { done } from '../e2e/network/ask.ts';
import type { BenchedHub } from './open-hub.ts';
import type { SimulatedAssociation } from './simulate-network.ts';

/** An association whose installation the hub believes. */
export interface Speaker extends SimulatedAssociation {
  install: string;
  run: string;
  key: InstallKey;
  /** The hub's graph, as its instance. */
  api: GraphQLClient;
}

const AT_ONCE = 8;

/** Registers and enrols every association, as a coordinator of the hub and each instance do together. */
export async function enterNetwork(
  hub: Pick<BenchedHub, 'as'>,
  associations: readonly SimulatedAssociation[],
  memberSince: string,
): Promise<Speaker[]> {
  const coordinator = await hub.as('coordinator');
  const speakers: Speaker[] = [];
  for (let from = 0; from < associations.length; from += AT_ONCE) {
    const some = associations.slice(from, from + AT_ONCE);
    speakers.push(...(await Promise.all(some.map((each) => enter(hub, coordinator, each, memberSince)))));
  }
  return speakers;
}

async function enter(
  hub: Pick<BenchedHub, 'as'>,
  coordinator: GraphQLClient,
  association: SimulatedAssociation,
  memberSince: string,
): Promise<Speaker> {
  const { id, communes, epci } = association;
  const input = { id, name: `Association ${id}`, seat: communes[0], covers: [epci], memberSince, isSample: true };
  await done(coordinator, 'registerAssociation', input, 'association { id }');
  return enrol(association, coordinator, await hub.as('instance', id));
}

async function enrol(
  association: SimulatedAssociation,
  coordinator: GraphQLClient,
  api: GraphQLClient,
): Promise<Speaker> {
  const key = readInstallKey(newInstallKeyPem());
  const [install, run, { publicKey }] = [newTypeId('install'), newTypeId('run'), key];
  const code: string = await done(coordinator, 'inviteInstall', { associationId: association.id }, 'code');
  const signature = key.sign(enrolmentText(code, install, publicKey));
  const enrolled = await done(api, 'enrolInstall', { code, install, publicKey, signature }, 'install { id }');
  await done(coordinator, 'approveInstall', { installId: enrolled.id }, 'install { id }');
  return { ...association, install, run, key, api };
}

/** One in a hundred was never heard of, three are late: their last sign of life is two days old. */
export async function giveSignsOfLife(pool: Pool, associations: readonly SimulatedAssociation[]): Promise<void> {
  const heard = associations.map(({ id }) => id).filter((_, number) => number % 100 !== 99);
  const isLate = heard.map((_, number) => number % 33 === 32);
  for (const service of SUBGRAPH_NAMES) {
    await pool.query(`delete from ${service}.heard where association <> all($1)`, [heard]);
    await pool.query(
      `insert into ${service}.heard (association, as_of, received_at)
       select id, now() - case when is_late then interval '2 days' else interval '0' end, now()
       from unnest($1::text[], $2::boolean[]) as h(id, is_late)
       on conflict (association) do update set as_of = excluded.as_of, received_at = excluded.received_at`,
      [heard, isLate],
    );
  }
}
