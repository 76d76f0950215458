import { getIntrospectionQuery } from 'graphql';
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';
import { LIMITS } from './limits.ts';
import { createDocumentCheck } from './refuse-document.ts';

const excessOf = createDocumentCheck();
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');
const nested = (depth: number) => `{ ${times(depth - 1, (i) => `f${i} {`)} leaf ${'}'.repeat(depth - 1)} }`;
const names = (count: number) => times(count, (i) => `field${i}`);

describe('a document is refused that', () => {
  test.each([
    ['characters', `{ ${' '.repeat(LIMITS.characters)} ping }`],
    ['tokens', `{ ${times(LIMITS.tokens, () => 'a')} }`],
    ['depth', nested(LIMITS.depth + 1)],
    ['depth', `{ a { ...F } } fragment F on Query ${nested(LIMITS.depth)}`],
    ['rootFields', `{ ${names(LIMITS.rootFields + 1)} }`],
    ['rootFields', `{ ...F ...G } fragment F on Query { ${names(20)} } fragment G on Query { ${names(20)} }`],
    ['aliases', `{ here { ${times(LIMITS.aliases + 1, (i) => `a${i}: field${i}`)} } }`],
    ['repetitions', `{ here { ${times(LIMITS.repetitions + 1, () => 'again')} } }`],
    ['repetitions', `{ here { ${times(LIMITS.repetitions + 1, (i) => `a${i}: again`)} } }`],
    ['directives', `{ here { ${times(LIMITS.directives + 1, (i) => `field${i} @skip(if: false)`)} } }`],
    ['directivesInOnePlace', `query ${times(LIMITS.directivesInOnePlace + 1, (i) => `@made${i}`)} { ping }`],
    ['fields', doubling(12)],
  ] as const)('exceeds %s', (limit, document) => {
    const excess = excessOf(document);
    expect(excess).not.toBeNull();
    expect(excess).toEqual({ limit: excess!.limit, allowed: LIMITS[excess!.limit] });
    expect(excess!.limit).toBe(limit);
  });
});

/** Fragments that each hold the next one twice. */
function doubling(levels: number): string {
  const fragments = times(levels, (i) => `fragment F${i} on A { x { ...F${i + 1} } y { ...F${i + 1} } }`);
  return `{ a { ...F0 } } ${fragments} fragment F${levels} on A { z }`;
}

describe('a document passes that', () => {
  test.each([
    ['asks for the whole schema', getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true })],
    ['goes through six connections', nested(LIMITS.depth)],
    [
      'asks for a year by month, compared with another',
      `{ ${times(24, (i) => `m${i}: impact(period: "${i}") { value }`)} }`,
    ],
    ['does not parse: the server explains why', '{ broken'],
  ])('%s', (_what, document) => expect(excessOf(document)).toBeNull());
});

test('a document of fragments that double two hundred times is judged at once', () => {
  const began = performance.now();
  expect(excessOf(doubling(200))).not.toBeNull();
  expect(performance.now() - began).toBeLessThan(500);
});

test('a fragment inside itself is left to the server to refuse', () => {
  expect(excessOf('{ ...F } fragment F on Query { ping ...F }')).toBeNull();
});

describe('a gateway that refuses a document', () => {
  let gateway: TestGateway;
  beforeAll(async () => (gateway = await startTestGateway({ mode: 'in-process' })));
  afterAll(() => gateway.close());

  test('names the limit and its value', async () => {
    expect(await gateway.ask(nested(LIMITS.depth + 1))).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'DOCUMENT_LIMIT_EXCEEDED', limit: 'depth', allowed: LIMITS.depth } }],
    });
  });

  test('refuses it by GET as well', async () => {
    const query = encodeURIComponent(nested(LIMITS.depth + 1));
    const answer = await fetch(`${gateway.url}?query=${query}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await answer.text()).toContain('DOCUMENT_LIMIT_EXCEEDED');
  });

  test('lets the introspection query through', async () => {
    expect((await gateway.ask(getIntrospectionQuery())).errors).toBeUndefined();
  });
});
