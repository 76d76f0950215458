import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { ANONYMOUS } from '../../packages/platform/access/viewer.ts';
import { UNRESOLVED_REFERENCE } from '../answer/tell-all.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { createDocumentCheck } from '../limits/refuse-document.ts';
import { DEVELOPMENT_ROLES } from '../sign-in/development-clients.ts';
import { examplesAt } from './examples.ts';

const EXAMPLES = [...examplesAt(null), ...examplesAt('defis')];

let gateway: Gateway;

beforeAll(async () => {
  gateway = await createGateway({
    supergraphSdl: await readFile('schema/supergraph.graphql', 'utf8'),
    // What is asked is planned in full; what would be answered is not the matter here.
    sourceFor: () => ({ process: async () => ({ data: null }), ready: async () => {}, close: async () => {} }),
    log: pino({ level: 'silent' }),
    showSchemaHints: true,
  });
});

afterAll(() => gateway.close());

describe('an example of the sandbox', () => {
  test.each(EXAMPLES.map((example) => [example.title, example] as const))(
    '“%s” is within the limits and fits the schema',
    async (_title, { document, variables }) => {
      expect(createDocumentCheck()(document)).toBeNull();
      const contextValue = { viewer: ANONYMOUS, signedViewer: '' };
      const { body } = await gateway.server.executeOperation({ query: document, variables }, { contextValue });
      expect(body).toMatchObject({ kind: 'single' });
      const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
      // Nobody answers: what may not be null is missing, and nothing else may be wrong.
      const codes = errors.map(({ extensions }) => extensions?.['code']);
      expect(codes.filter((code) => code !== UNRESOLVED_REFERENCE)).toEqual([]);
    },
  );

  test('exists for every kind of user who asks by hand', () => {
    const roles = new Set(EXAMPLES.map(({ role }) => role));
    expect([...roles].sort()).toEqual(['', ...DEVELOPMENT_ROLES.filter((role) => role !== 'instance')].sort());
  });
});
