import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

export interface MadePlace {
  place: {
    id: string;
    name: string;
    kind: string;
    address: string | null;
    accessibility: string[];
    history: object[];
  };
}

const PLACE = `place {
  id name kind address accessibility closedOn commune { code } history { verb happenedOn recordedBy details }
}`;

let numbered = 0;

/** Asks for a café numérique in Lorient, unless told otherwise; answers the payload. */
export function registerPlace(trainer: GraphQLClient, input: object = {}) {
  const usual = { name: `Café numérique ${++numbered}`, kind: 'CAFE_NUMERIQUE', commune: 'COM-56121' };
  return callVerb<MadePlace>(trainer, 'registerPlace', PLACE, { idempotencyKey: newTypeId('key'), ...usual, ...input });
}

/** Corrects a place; answers the payload. */
export const correctPlace = (trainer: GraphQLClient, input: object) =>
  callVerb<MadePlace>(trainer, 'correctPlace', PLACE, { idempotencyKey: newTypeId('key'), ...input });

/** The id of a new place. */
export async function aPlace(trainer: GraphQLClient, input: object = {}): Promise<string> {
  return (await registerPlace(trainer, input)).place.id;
}
