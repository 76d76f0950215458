import { buildSchema, parse, validate, type OperationDefinitionNode } from 'graphql';
import { readScalarsOf, readVariables } from './read-scalars.ts';

const schema = buildSchema(`
  scalar Period
  scalar LocalDate
  type Query { impact(period: Period!, first: Int): Int  loan(on: LocalDate): Int }
`);
readScalarsOf(schema);

const problems = (document: string) => validate(schema, parse(document)).map(({ message }) => message);

describe('A value of one of the network’s scalars', () => {
  it.each(['"2011-13"', '"hello"', '"2011-Q5"', '2011'])(
    'is refused with the document when a period is %s',
    (period) => {
      expect(problems(`{ impact(period: ${period}) }`)).toHaveLength(1);
    },
  );

  it.each(['"hier"', '"2024-02-31"'])('is refused with the document when a day is %s', (day) => {
    expect(problems(`{ loan(on: ${day}) }`)).toHaveLength(1);
  });

  it('passes when it can be read', () => {
    expect(problems('{ impact(period: "2011-Q3") loan(on: "2024-02-29") }')).toEqual([]);
  });

  it('is refused as a variable, which the error names', () => {
    const [operation] = parse(
      'query ($period: Period!, $first: Int) { impact(period: $period, first: $first) }',
    ).definitions;
    const wrong = (values: Record<string, unknown>) =>
      readVariables(schema, operation as OperationDefinitionNode, values).errors.map(({ message, extensions }) => [
        message,
        extensions,
      ]);
    expect(wrong({ period: '2011' })).toEqual([]);
    expect(wrong({ period: '2011-13', first: 'ten' })).toEqual([
      [expect.stringContaining('$period'), { code: 'BAD_USER_INPUT' }],
      [expect.stringContaining('$first'), { code: 'BAD_USER_INPUT' }],
    ]);
  });
});
