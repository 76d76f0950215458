import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import { aPartnersService } from '../testing/partners.ts';

let hub: ServiceUnderTest;
beforeAll(async () => {
  hub = await aPartnersService({ association: null, today: '2017-03-15' });
  const register = (id: string, changes: object) => registerAssociation(hub.as('coordinator'), { id, ...changes });
  await register('defis', {});
  await register('caen', { covers: ['REG-25'], memberSince: '2009-05-01' });
  await register('gone', { covers: ['DEP-56'], memberUntil: '2010-12-31' });
});
afterAll(() => hub.close());

const ask = (query: string, variables?: object) => hub.as('anonymous').request(query, variables);

const codesOf = async (territory: string, period: string, level: string, geography = 'AT_EVENT'): Promise<string[]> => {
  const query = `query ($territory: ID, $period: Period!, $level: TerritoryLevel!, $geography: Geography!) {
    impact(territory: $territory, period: $period, geography: $geography) { byTerritory(level: $level) { territory { code } } }
  }`;
  const { impact } = await ask(query, { territory, period, level, geography });
  return impact.byTerritory.map((part: { territory: { code: string } }) => part.territory.code);
};

describe('byTerritory', () => {
  it('takes the map of the time', async () => {
    expect(await codesOf('REG-53', '2011', 'DEPARTMENT')).toEqual(['DEP-22', 'DEP-29', 'DEP-35', 'DEP-56']);
    expect(await codesOf('REG-25', '2011', 'DEPARTMENT')).toEqual(['DEP-14', 'DEP-50', 'DEP-61']);
    expect(await codesOf('FR', '2011', 'REGION')).not.toContain('REG-28');
  });

  it('leaves out no region that existed for a part of the period', async () => {
    const ever = await codesOf('FR', 'ever', 'REGION');
    expect(ever).toEqual(expect.arrayContaining(['REG-23', 'REG-25', 'REG-28', 'REG-53']));
    expect(await codesOf('FR', '2015', 'REGION')).not.toContain('REG-28');
  });

  it('takes the map that was asked for', async () => {
    expect(await codesOf('FR', '2011', 'REGION', 'TODAY')).toContain('REG-28');
    expect(await codesOf('REG-28', '2011', 'DEPARTMENT', 'TODAY')).toHaveLength(5);
    expect(await codesOf('FR', 'ever', 'REGION', 'AT_PERIOD_END')).not.toContain('REG-25');
  });

  it('refuses a level that is not narrower, and all communes of France at once', async () => {
    await expect(codesOf('DEP-56', '2011', 'REGION')).rejects.toThrow('"level" is not narrower');
    await expect(codesOf('FR', '2011', 'COMMUNE')).rejects.toThrow('ask inside a region');
  });

  it('costs as many statements for four departments as for 250 communes', async () => {
    const count = (territory: string, level: string) =>
      hub.countStatements(() =>
        ask(
          `{ impact(territory: "${territory}", period: "2011") { byTerritory(level: ${level}) { funding { value } servicesDelivered { value } } } }`,
        ),
      );
    expect(await count('DEP-56', 'COMMUNE')).toBe(await count('REG-53', 'DEPARTMENT'));
  });
});

describe('otherPlaces', () => {
  const restOf = async (territory: string | null, level: string, geography = 'AT_EVENT'): Promise<string[]> => {
    const query = `query ($territory: ID, $level: TerritoryLevel!, $geography: Geography!) {
      impact(territory: $territory, period: "2011", geography: $geography) {
        otherPlaces(level: $level) { id isOtherPlaces territory { code } }
      }
    }`;
    const { impact } = await ask(query, { territory, level, geography });
    return impact.otherPlaces.map(({ id, isOtherPlaces, territory: { code } }: Rest) => {
      expect([isOtherPlaces, decodeURIComponent(id).includes(`${code}~other`)]).toEqual([true, true]);
      return code;
    });
  };
  interface Rest {
    id: string;
    isOtherPlaces: boolean;
    territory: { code: string };
  }

  it('is what the territories of a level leave, level by level', async () => {
    expect(await restOf('DEP-56', 'COMMUNE')).toEqual(['DEP-56']);
    expect(await restOf('REG-53', 'DEPARTMENT')).toEqual(['REG-53']);
    expect(await restOf('REG-53', 'COMMUNE')).toEqual(['REG-53', 'DEP-22', 'DEP-29', 'DEP-35', 'DEP-56']);
    expect(await restOf('REG-28', 'DEPARTMENT', 'TODAY')).toEqual(['REG-28']);
    expect(await restOf(null, 'REGION')).toEqual(['FR']);
    expect((await restOf(null, 'DEPARTMENT')).slice(0, 2)).toEqual(['FR', 'REG-01']);
  });

  it('is nothing inside an EPCI, and has no parts itself', async () => {
    expect(await restOf('EPCI-200042174', 'COMMUNE', 'TODAY')).toEqual([]);
    await expect(
      ask('{ impact(period: "2011") { otherPlaces(level: REGION) { byTerritory(level: REGION) { id } } } }'),
    ).rejects.toThrow('"level" is not narrower');
    await expect(restOf('DEP-56', 'REGION')).rejects.toThrow('"level" is not narrower');
  });
});

describe('byProgramme', () => {
  const idsOf = async (period: string, programme: string | null = null): Promise<string[]> => {
    const query = `query ($period: Period!, $programme: ID) {
      impact(period: $period, programme: $programme) { byProgramme { programme { id } funding { status } } }
    }`;
    const { impact } = await ask(query, { period, programme });
    return impact.byProgramme.map((part: { programme: { id: string } }) => part.programme.id);
  };

  it('names those that ran in the period', async () => {
    const { as } = hub;
    await registerProgramme(as('coordinator'), { id: 'ordi-2-0', startsOn: '2008-01-01', endsOn: '2011-06-30' });
    await registerProgramme(as('coordinator'), { id: 'ordi-solidaire', startsOn: '2011-06-30', endsOn: null });
    expect(await idsOf('2010')).toEqual(['ordi-2-0']);
    expect(await idsOf('2011')).toEqual(['ordi-2-0', 'ordi-solidaire']);
    expect(await idsOf('2011-Q3')).toEqual(['ordi-solidaire']);
    expect(await idsOf('2007')).toEqual([]);
    expect(await idsOf('ever', 'ordi-2-0')).toEqual(['ordi-2-0']);
  });
});

describe('byAssociation', () => {
  const idsOf = async (
    territory: string | null,
    period: string,
    association: string | null = null,
  ): Promise<string[]> => {
    const query = `query ($territory: ID, $period: Period!, $association: ID) {
      impact(territory: $territory, period: $period, association: $association) { byAssociation { id association { id } } }
    }`;
    const { impact } = await ask(query, { territory, period, association });
    return impact.byAssociation.map((part: { association: { id: string } }) => part.association.id);
  };

  it('names the members of the period that work there', async () => {
    expect(await idsOf(null, '2011')).toEqual(['caen', 'defis']);
    expect(await idsOf('REG-53', '2011')).toEqual(['defis']);
    expect(await idsOf('REG-53', '2010')).toEqual(['defis', 'gone']);
    expect(await idsOf('FR', '2008')).toEqual(['defis', 'gone']);
    expect(await idsOf('REG-28', '2017')).toEqual(['caen']);
    expect(await idsOf(null, '2011', 'defis')).toEqual(['defis']);
  });
});

describe('over', () => {
  const periodsOf = async (period: string, by: string): Promise<string[]> => {
    const query =
      'query ($period: Period!, $by: Granularity!) { impact(period: $period) { over(by: $by) { period } } }';
    const { impact } = await ask(query, { period, by });
    return impact.over.map((part: { period: string }) => part.period);
  };

  it('cuts a period into what has begun of it', async () => {
    expect(await periodsOf('2011', 'QUARTER')).toEqual(['2011-Q1', '2011-Q2', '2011-Q3', '2011-Q4']);
    expect(await periodsOf('2017', 'MONTH')).toEqual(['2017-01', '2017-02', '2017-03']);
    expect(await periodsOf('2011-Q3', 'MONTH')).toEqual(['2011-07', '2011-08', '2011-09']);
    expect(await periodsOf('2018', 'MONTH')).toEqual([]);
  });

  it('begins with the first member of the network', async () => {
    const years = await periodsOf('ever', 'YEAR');
    expect([years[0], years.at(-1), years.length]).toEqual(['2007', '2017', 11]);
  });

  it('refuses parts that are longer than the whole', async () => {
    await expect(periodsOf('2011-07', 'QUARTER')).rejects.toThrow('"by" is longer than the period');
  });

  it('costs as many statements for months as for years', async () => {
    const count = (by: string) =>
      hub.countStatements(() => ask(`{ impact(period: "ever") { over(by: ${by}) { funding { value } } } }`));
    expect(await count('MONTH')).toBe(await count('YEAR'));
  });
});
