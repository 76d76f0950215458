import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parsePeriod, type Period } from '../../calendar/period.ts';

function read(value: unknown): Period {
  try {
    return parsePeriod(String(value));
  } catch (error) {
    throw new GraphQLError((error as Error).message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
}

/** Reporting periods in the graph. */
export const GraphQLPeriod = new GraphQLScalarType<Period, string>({
  name: 'Period',
  description:
    'A year "2011", a quarter "2011-Q3", a month "2011-07", or "ever", in which people who count once are those of the years that have closed. Days are those of Europe/Paris.',
  serialize: String,
  parseValue: read,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return read(node.value);
    throw new GraphQLError('A period is a string, such as "2011" or "2011-Q3".', {
      nodes: node,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
});
