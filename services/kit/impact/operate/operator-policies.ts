import type { Policies } from '../../policies.ts';
import type { SubgraphName } from '../../subgraph.ts';
import type { Role } from '../../viewer.ts';
import { operationVerb, statusQuery } from './figures-names.ts';

const OPERATORS: Role[] = ['manager', 'coordinator'];
const VERBS = ['compare', 'republish', 'restore', 'seal', 'adjust', 'audit'];

/** Who may run the operator's commands of a service; at an association its managers, at a hub its coordinators. */
export const operatorPolicies = (service: SubgraphName): Policies => ({
  [`Query.${statusQuery(service)}`]: OPERATORS,
  [`Mutation.${operationVerb('accept', service)}`]: ['coordinator'],
  ...Object.fromEntries(VERBS.map((verb) => [`Mutation.${operationVerb(verb, service)}`, OPERATORS])),
});
