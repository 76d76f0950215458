import type { Policies } from '../../platform/access/policies.ts';
import type { SubgraphName } from '../../platform/peers/subgraph.ts';
import type { Role } from '../../platform/access/viewer.ts';
import { operationVerb, statusQuery } from '../replication/message/figures-names.ts';

const OPERATORS: Role[] = ['manager', 'coordinator'];
const VERBS = ['compare', 'republish', 'restore', 'seal', 'adjust', 'audit'];

/** Who may run the operator's commands of a service; at an association its managers, at a hub its coordinators. */
export const operatorPolicies = (service: SubgraphName): Policies => ({
  [`Query.${statusQuery(service)}`]: OPERATORS,
  [`Mutation.${operationVerb('accept', service)}`]: ['coordinator'],
  ...Object.fromEntries(VERBS.map((verb) => [`Mutation.${operationVerb(verb, service)}`, OPERATORS])),
});
