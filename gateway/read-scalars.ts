import {
  getVariableValues,
  GraphQLError,
  isScalarType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { GraphQLPeriod } from '../packages/figures/measures/period-scalar.ts';
import { GraphQLDateTimeISO, GraphQLJSONObject, GraphQLLocalDate } from '../packages/platform/schema/scalars.ts';

const SCALARS = [GraphQLPeriod, GraphQLLocalDate, GraphQLDateTimeISO, GraphQLJSONObject];

/**
 * A supergraph names its scalars and does not say how they are read, so any text would pass for a day here and be an
 * error of a service later. Where the network's own scalars are known, a wrong value is refused with the document.
 */
export function readScalarsOf(schema: GraphQLSchema): void {
  for (const { name, parseValue, parseLiteral } of SCALARS) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
}

/** The values of an operation's variables as its schema reads them, or what is wrong with them: `BAD_USER_INPUT`, each naming its variable. */
export function readVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: Record<string, unknown> = {},
): { errors: GraphQLError[]; variables: Record<string, unknown> } {
  const { errors = [], coerced = {} } = getVariableValues(schema, variableDefinitions, values, { maxErrors: 10 });
  return {
    errors: errors.map(
      ({ message, nodes }) => new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } }),
    ),
    variables: coerced,
  };
}
