import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { aKey, done } from '../network/ask.ts';

/** What an id may be the id of, as far as services name things of each other. */
export type Noun = 'organisation' | 'programme' | 'person' | 'loan' | 'computer';

/** For each noun an id that names something today, and ids that may not be named, each with the code that says so. */
export type Directory = Record<Noun, { known: string; refused: Record<string, string> }>;

const CLOSED_ON = '2011-03-31';
const ENDED_ON = '2010-12-31';

/** Enters one of each kind, and what became of others. */
export async function aDirectory(manager: GraphQLClient): Promise<Directory> {
  const make = async (verb: string, input: object, made: string): Promise<string> =>
    (await done(manager, verb, input, `${made} { id }`)).id;
  const keyed = (verb: string, input: object, made: string): Promise<string> =>
    make(verb, { ...input, idempotencyKey: aKey() }, made);
  const organisation = (name: string): Promise<string> =>
    keyed('registerOrganisation', { name, kind: 'ASSOCIATION', commune: 'COM-56121' }, 'organisation');
  const programme = (id: string, startsOn: string, endsOn?: string): Promise<string> =>
    make('registerProgramme', { id, name: id, startsOn, endsOn }, 'programme');
  const person = (givenName: string): Promise<string> =>
    keyed('registerPerson', { givenName, familyName: 'Exemple' }, 'person');
  const loan = (organisationId: string): Promise<string> =>
    keyed('requestLoan', { organisationId, commune: 'COM-56121' }, 'loan');

  const open = await organisation('Association exemple');
  const closed = await organisation('Association fermée exemple');
  await make('closeOrganisation', { organisationId: closed, on: CLOSED_ON }, 'organisation');
  const erased = await person('Dominique');
  await keyed('erasePerson', { personId: erased }, 'person');
  const withdrawn = await loan(open);
  await keyed('withdrawLoan', { loanId: withdrawn }, 'loan');
  return {
    organisation: { known: open, refused: { NOT_FOUND: 'RNA-W561000999', ORGANISATION_CLOSED: closed } },
    programme: {
      known: await programme('ordi-solidaire-bretagne', '2010-01-01'),
      refused: {
        NOT_FOUND: 'nosuch',
        PROGRAMME_ENDED: await programme('ordi-2-0', '2008-01-01', ENDED_ON),
        PROGRAMME_NOT_BEGUN: await programme('ordi-3-0', '2012-01-01'),
      },
    },
    person: { known: await person('Camille'), refused: { NOT_FOUND: newTypeId('person'), ERASED: erased } },
    loan: { known: await loan(open), refused: { NOT_FOUND: newTypeId('loan'), LOAN_OVER: withdrawn } },
    computer: { known: newTypeId('computer'), refused: { NOT_FOUND: newTypeId('computer') } },
  };
}
