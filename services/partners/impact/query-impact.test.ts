import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import { aPartnersService } from '../testing/partners.ts';

let hub: ServiceUnderTest;
beforeAll(async () => {
  hub = await aPartnersService({ association: null });
  await registerAssociation(hub.as('coordinator'));
  await registerProgramme(hub.as('coordinator'));
});
afterAll(() => hub.close());

const ask = (query: string, variables?: object) => hub.as('anonymous').request(query, variables);

describe('impact', () => {
  it('says what it is about', async () => {
    const { impact } = await ask(`{
      impact(territory: "COM-56121", association: "defis", programme: "ordi-2-0", period: "2011-Q3", geography: TODAY) {
        id territory { name } association { name } programme { name } period geography
      }
    }`);
    expect(impact).toEqual({
      id: 'territory=COM-56121&association=defis&programme=ordi-2-0&period=2011-Q3&geography=TODAY',
      territory: { name: 'Lorient' },
      association: { name: 'Défis' },
      programme: { name: 'Ordi 2.0' },
      period: '2011-Q3',
      geography: 'TODAY',
    });
  });

  it('is about everything unless told otherwise', async () => {
    const { impact } = await ask(
      '{ impact(period: "ever") { territory { name } association { name } programme { name } } }',
    );
    expect(impact).toEqual({ territory: null, association: null, programme: null });
  });

  it('is the same from every side', async () => {
    const sides = await ask(`{
      territory(code: "REG-53") { impact(period: "2011", geography: AT_PERIOD_END) { id } }
      association(id: "defis") { impact(period: "2011") { id } }
      programme(id: "ordi-2-0") { impact(period: "2011") { id } }
      inTerritory: impact(territory: "REG-53", period: "2011", geography: AT_PERIOD_END) { id }
      byAssociation: impact(association: "defis", period: "2011") { id }
      inProgramme: impact(programme: "ordi-2-0", period: "2011") { id }
    }`);
    expect(sides.territory.impact).toEqual(sides.inTerritory);
    expect(sides.association.impact).toEqual(sides.byAssociation);
    expect(sides.programme.impact).toEqual(sides.inProgramme);
  });

  it.each([
    ['territory: "REG-99"', '"territory" is not the code of a territory'],
    ['territory: "DEP-56~other"', '"territory" is not the code of a territory'],
    ['association: "defi"', '"association" is not the id of a member association'],
    ['programme: "ordi"', '"programme" is not the id of a programme'],
  ])('refuses %s', async (argument, message) => {
    await expect(ask(`{ impact(${argument}, period: "2011") { id } }`)).rejects.toThrow(message);
  });

  it('refuses what is no period, and says what is one', async () => {
    await expect(ask('{ impact(period: "2011-13") { id } }')).rejects.toThrow('a quarter "2011-Q3"');
  });

  it('is null by reference when the id is of no scope', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { period } } }';
    const ids = ['period=2011', 'period=20', 'what=ever', 'territory=REG-99&period=2011'];
    const r = ids.map((id) => ({ __typename: 'Impact', id }));
    expect((await ask(query, { r }))._entities).toEqual([{ period: '2011' }, null, null, null]);
  });
});
