import { GraphQLError } from 'graphql';

/** A query argument that cannot be read: an error of the request, naming the argument. */
export function badInput(argument: string, problem: string): GraphQLError {
  return new GraphQLError(`"${argument}" ${problem}.`, { extensions: { code: 'BAD_USER_INPUT', argument } });
}
