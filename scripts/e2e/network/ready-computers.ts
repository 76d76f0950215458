import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { aKey, done, learn } from './ask.ts';

const ERASED = { method: 'CLEAR', standard: 'NIST SP 800-88', tool: 'nwipe 0.34', succeeded: true };

/** The id of the organisation of a name, in the directory of an association. */
export async function findOrganisation(client: GraphQLClient, name: string): Promise<string> {
  const document = 'query Find($name: String!) { organisations(search: $name, first: 1) { nodes { id } } }';
  return (await learn(client, document, { name })).organisations.nodes[0].id;
}

/** Computers that a donor gave, one of the sample unless told, and that are at the workshop, COLLECTED; gives their ids. */
export async function donatedComputers(
  technician: GraphQLClient,
  count: number,
  on?: string,
  donor?: string,
): Promise<string[]> {
  const donorId = donor ?? (await findOrganisation(technician, 'Entreprise exemple 01'));
  const step = (verb: string, input: object, made = 'donation { id }'): Promise<any> =>
    done(technician, verb, { ...input, on, idempotencyKey: aKey() }, made);
  const { id: donationId } = await step('offerDonation', { donorId, announcedMachines: count });
  await step('acceptDonation', { donationId });
  await step('pickUpDonation', { donationId });
  const computers = Array.from({ length: count }, () => ({ label: newTypeId('computer').slice(-20), kind: 'LAPTOP' }));
  const made: { id: string }[] = await step('registerComputers', { donationId, computers }, 'computers { id }');
  return made.map(({ id }) => id);
}

/** Computers that may be handed over; gives their ids. Dated `on`, today by default. */
export async function readyComputers(
  technician: GraphQLClient,
  count: number,
  on?: string,
  donor?: string,
): Promise<string[]> {
  const ids = await donatedComputers(technician, count, on, donor);
  const bulk = (verb: string, line: object): Promise<unknown> => {
    const computers = ids.map((computerId) => ({ computerId, ...line }));
    return done(technician, verb, { on, idempotencyKey: aKey(), computers }, 'computers { id }');
  };
  await bulk('triageComputers', { outcome: 'REFURBISH' });
  await bulk('recordErasures', ERASED);
  await bulk('refurbishComputers', { grade: 'A', testsPassed: true });
  return ids;
}
