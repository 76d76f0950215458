import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  getNamedType,
  GraphQLID,
  isInputObjectType,
  parse,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Policies } from '../../../packages/platform/access/policies.ts';
import { policiesOf } from '../../../packages/platform/schema/build-schema.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import { inventory } from '../../../services/inventory/subgraph.ts';
import { lending } from '../../../services/lending/subgraph.ts';
import { partners } from '../../../services/partners/subgraph.ts';
import { training } from '../../../services/training/subgraph.ts';
import { PROJECT } from '../network/run-process.ts';

/** An argument of a verb that is, or holds, an id: `recordSession`, `attendances.personId`. */
export interface IdArgument {
  service: SubgraphName;
  verb: string;
  path: string;
  /** Whose id it is. */
  owner: SubgraphName | 'nobody';
}

const INVENTORY =
  'donationId computerId storageId shiftId partId repairTicketId aliasId erasureId transferId certificateId missing';
const LENDING = 'personId householdId keptPersonId keptHouseholdId loanId duplicateId reminderId faultId';
const TRAINING = 'placeId sessionId attendanceId pathwayId visaId visaIds claimId';
const PARTNERS =
  'organisationId keptOrganisationId donorId recyclerId prescriberId referralOrganisationId funderId courseProviderId ' +
  'redirectedToId programmeId successorId agreementId deliveryId associationId installId instalmentId reportingPeriodId';
/** Codes of the geography and of the catalogue, new ids, and what each service keeps under the same name. */
const NOBODYS = 'commune territory seat covers indicator id ids hub install importId';
/** Names of associations as they name themselves: the network's, whose directory need not stand here. */
const ASSOCIATIONS = 'association toAssociation';

const ownedBy = (owner: IdArgument['owner'], names: string) => names.split(' ').map((name) => [name, owner] as const);
const OWNERS = new Map<string, IdArgument['owner']>([
  ...ownedBy('inventory', INVENTORY),
  ...ownedBy('lending', LENDING),
  ...ownedBy('training', TRAINING),
  ...ownedBy('partners', PARTNERS),
  ...ownedBy('nobody', NOBODYS),
  ...ownedBy('nobody', ASSOCIATIONS),
]);

const POLICIES: Record<SubgraphName, Policies> = {
  inventory: policiesOf(inventory),
  lending: policiesOf(lending),
  training: policiesOf(training),
  partners: policiesOf(partners),
};

/** Every argument of every verb of people that is an id of another service, out of the four schemas. */
export const foreignArguments = (): IdArgument[] =>
  idArguments().filter(({ service, owner }) => owner !== 'nobody' && owner !== service);

/** Ids that the table above says nothing of. */
export const unknownArguments = (): string[] =>
  idArguments()
    .filter(({ owner }) => owner === undefined)
    .map(({ service, verb, path }) => `${service} ${verb} ${path}`);

const idArguments = (): IdArgument[] => SUBGRAPH_NAMES.flatMap(idArgumentsOf);

function idArgumentsOf(service: SubgraphName): IdArgument[] {
  const schema = readSchema(service);
  return Object.values(schema.getMutationType()!.getFields())
    .filter(({ name }) => isOfPeople(POLICIES[service][`Mutation.${name}`]!))
    .flatMap(({ name: verb, args }) =>
      args.flatMap(({ type }) => {
        const input = getNamedType(type);
        return isInputObjectType(input) ? idPaths(input).map((path) => ({ service, verb, path })) : [];
      }),
    )
    .map((argument) => ({ ...argument, owner: OWNERS.get(argument.path.split('.').at(-1)!)! }));
}

/** Machines speak of what they own themselves, and sign it. */
const isOfPeople = (policy: Policies[string]): boolean =>
  policy === 'PUBLIC' || policy.some((role) => role !== 'service' && role !== 'instance');

function idPaths(input: GraphQLInputObjectType, above = ''): string[] {
  return Object.values(input.getFields()).flatMap(({ name, type }) => {
    const named = getNamedType(type);
    if (isInputObjectType(named)) return idPaths(named, `${above}${name}.`);
    return named === GraphQLID || named.name === GraphQLID.name ? [`${above}${name}`] : [];
  });
}

const readSchema = (service: SubgraphName): GraphQLSchema =>
  buildASTSchema(parse(readFileSync(join(PROJECT, `schema/${service}.graphql`), 'utf8')), { assumeValidSDL: true });
