import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

export interface MadeAllocation {
  allocation: { id: string; left: number; issued: number; history: object[] };
}

const ALLOCATION = `allocation {
  id visas issued left amountEach hours reference allocatedOn validFrom validUntil programme { id } funder { id }
  history { verb happenedOn details }
}`;

/** A thousand visas of 100 € in ordi solidaire Bretagne, from 2007 to 2013, unless told otherwise; the payload. */
export const allocateVisas = (manager: GraphQLClient, input: object = {}) =>
  callVerb<MadeAllocation>(manager, 'allocateVisas', ALLOCATION, {
    idempotencyKey: newTypeId('key'),
    programmeId: 'ordi-solidaire-bretagne',
    visas: 1000,
    amountEach: 100,
    on: '2007-01-01',
    validFrom: '2007-01-01',
    validUntil: '2013-12-31',
    ...input,
  });
