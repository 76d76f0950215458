import { buildClientSchema, getIntrospectionQuery, getNamedType, isNonNullType, type GraphQLSchema } from 'graphql';
import { migrations as ofInventory } from '../../../services/inventory/migrations/migrations.ts';
import { createInventorySubgraph } from '../../../services/inventory/subgraph.ts';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { ROLES } from '../../../packages/platform/access/viewer.ts';
import { migrations as ofLending } from '../../../services/lending/migrations/migrations.ts';
import { createLendingSubgraph } from '../../../services/lending/subgraph.ts';
import { migrations as ofPartners } from '../../../services/partners/migrations/migrations.ts';
import { createPartnersSubgraph } from '../../../services/partners/subgraph.ts';
import { migrations as ofTraining } from '../../../services/training/migrations/migrations.ts';
import { createTrainingSubgraph } from '../../../services/training/subgraph.ts';
import { inputsWith, type InputWith } from './inputs-with.ts';

const SERVICES: Pick<ServiceSetting, 'name' | 'migrations' | 'create'>[] = [
  { name: 'inventory', migrations: ofInventory, create: createInventorySubgraph },
  { name: 'lending', migrations: ofLending, create: createLendingSubgraph },
  { name: 'training', migrations: ofTraining, create: createTrainingSubgraph },
  { name: 'partners', migrations: ofPartners, create: createPartnersSubgraph },
];

/** What machines send each other, signed: its form is checked by their protocol. */
const BETWEEN_MACHINES = /^(receive\w+Figures|adjust\w+Figures|meetInstalls)$/;

describe.each(SERVICES)('Whatever is told to $name', (setting) => {
  let service: ServiceUnderTest;
  let hub: ServiceUnderTest;
  let schema: GraphQLSchema;
  beforeAll(async () => {
    service = await aService(setting);
    hub = await aService({ ...setting, association: null });
    schema = buildClientSchema(await service.as([...ROLES]).request(getIntrospectionQuery()));
  });
  afterAll(() => Promise.all([service.close(), hub.close()]));

  const answer = async ({ verb, input }: InputWith) => {
    const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { payload: ${verb}(input: $input) { userErrors { field code fr: message(language: FR) } } }`;
    const ask = (at: ServiceUnderTest) =>
      at.as([...ROLES]).request<{ payload: { userErrors: object[] } }>(document, { input });
    // What is for nobody of an association is for somebody of a hub.
    const { payload } = await ask(service).catch(() => ask(hub));
    return payload.userErrors;
  };
  const between = ({ verb }: InputWith) => !BETWEEN_MACHINES.test(verb);

  it('bears no day before anything could be', async () => {
    const days = inputsWith(schema, ({ type }) => getNamedType(type).name === 'LocalDate', '0026-11-30');
    expect(days.length).toBeGreaterThan(10);
    for (const one of days)
      expect([one.verb, await answer(one)]).toMatchObject([
        one.verb,
        [{ field: one.field, code: 'INVALID_INPUT', fr: expect.stringContaining('avant le 1990-01-01') }],
      ]);
  });

  it('says something that can be seen, where a text is required', async () => {
    const isText = ({ type }: { type: unknown }) => isNonNullType(type) && String(type.ofType) === 'String';
    const texts = inputsWith(schema, isText, ' \u200b\t\u00a0').filter(between);
    expect(texts.length).toBeGreaterThan(10);
    for (const one of texts)
      expect([one.verb, await answer(one)]).toMatchObject([one.verb, [{ field: one.field, code: 'INVALID_INPUT' }]]);
  });
});
