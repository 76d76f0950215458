import { gql, type GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../kit/ids.ts';

const REGISTER = gql`
  mutation ($input: RegisterPlaceInput!) {
    registerPlace(input: $input) {
      place {
        id
        name
        kind
        address
        accessibility
        commune {
          code
        }
        history {
          verb
          happenedOn
          recordedBy
          details
        }
      }
      userErrors {
        field
        code
      }
    }
  }
`;

let numbered = 0;

/** Asks for a café numérique in Lorient, unless told otherwise; answers the payload. */
export async function registerPlace(trainer: GraphQLClient, input: object = {}) {
  const usual = {
    idempotencyKey: newTypeId('key'),
    name: `Café numérique ${++numbered}`,
    kind: 'CAFE_NUMERIQUE',
    commune: 'COM-56121',
  };
  return (await trainer.request(REGISTER, { input: { ...usual, ...input } })).registerPlace;
}

/** The id of a new place. */
export async function aPlace(trainer: GraphQLClient, input: object = {}): Promise<string> {
  return (await registerPlace(trainer, input)).place.id;
}
