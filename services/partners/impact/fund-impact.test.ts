import { anAgreement, receiveInstalment } from '../agreement/agreement.factory.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService, buildFigures } from '../testing/partners.ts';

let partners: ServiceUnderTest;
const funders: string[] = [];
beforeAll(async () => {
  partners = await aPartnersService({ today: '2012-02-01' });
  await registerProgramme(partners.as('manager'), { id: 'ordi-2-0' });
  for (let count = 0; count < 3; count++) funders.push((await anOrganisation(partners.as('manager'))).id);
  funders.sort();
  await pay(funders[0]!, 500.1, '2011-03-31');
  await pay(funders[0]!, 200.2, '2011-04-01');
  await pay(funders[0]!, 40, '2011-04-02', { programmeId: 'ordi-2-0' });
  await pay(funders[1]!, 300, '2011-04-02', { programmeId: 'ordi-2-0' });
  await pay(funders[2]!, 400, '2011-12-31');
  await buildFigures(partners);
});
afterAll(() => partners.close());

async function pay(organisationId: string, amount: number, on: string, changes: object = {}): Promise<void> {
  const api = partners.as('manager');
  const agreement = await anAgreement(api, {
    organisationId,
    amount,
    instalments: [{ dueOn: on, amount }],
    ...changes,
  });
  await receiveInstalment(api, agreement.instalments[0]!.id, { on });
}

interface Share {
  funder: { id: string };
  programme: { id: string } | null;
  amount: number;
  instalments: number;
}

async function sharesOf(scope: string, client = partners.as('manager')) {
  const query = `{ impact(${scope}) { funding { value }
    fundingByFunder { funder { id } programme { id } amount instalments } } }`;
  const { impact } = await client.request(query);
  const shares = (impact.fundingByFunder as Share[]).map(
    ({ funder, programme, amount, instalments }) =>
      [funders.indexOf(funder.id), programme?.id ?? null, amount, instalments] as const,
  );
  return { shares, funding: impact.funding.value as number | null };
}

describe('fundingByFunder', () => {
  it('tells who paid how much in which programme, and adds up to the funding', async () => {
    const { shares, funding } = await sharesOf('period: "2011"');
    expect(shares).toEqual([
      [0, null, 700.3, 2],
      [0, 'ordi-2-0', 40, 1],
      [1, 'ordi-2-0', 300, 1],
      [2, null, 400, 1],
    ]);
    expect(shares.reduce((sum, [, , amount]) => sum + amount, 0)).toBeCloseTo(funding!, 6);
  });

  it('counts what the figure counts: its programme, its period, its places', async () => {
    expect((await sharesOf('programme: "ordi-2-0", period: "2011"')).shares).toHaveLength(2);
    expect((await sharesOf('period: "2011-Q1"')).shares).toEqual([[0, null, 500.1, 1]]);
    expect((await sharesOf('period: "2010"')).shares).toEqual([]);
    expect((await sharesOf('territory: "COM-56121", period: "ever"')).shares).toHaveLength(4);
    expect((await sharesOf('territory: "EPCI-245600341", period: "2011", geography: TODAY')).shares).toHaveLength(4);
    expect((await sharesOf('territory: "DEP-29", period: "2011"')).shares).toEqual([]);
  });

  it('tells a funder of itself, and nobody else', async () => {
    const { shares } = await sharesOf('period: "2011"', partners.as('partner', { organisation: funders[1]! }));
    expect(shares).toEqual([[1, 'ordi-2-0', 300, 1]]);
    await expect(sharesOf('period: "2011"', partners.as('anonymous'))).rejects.toThrow('fundingByFunder');
    await expect(sharesOf('period: "2011"', partners.as('lender'))).rejects.toThrow('fundingByFunder');
  });

  it('costs one statement for all months of a year as for one', async () => {
    const count = (parts: string) =>
      partners.countStatements(() =>
        partners.as('manager').request(`{ impact(period: "2011") { ${parts} { fundingByFunder { amount } } } }`),
      );
    expect(await count('over(by: MONTH)')).toBe(await count('over(by: YEAR)'));
  });

  it('is not known to a hub', async () => {
    const hub = await aPartnersService({ association: null });
    const query = '{ impact(period: "2011") { fundingByFunder { amount } } }';
    await expect(hub.as('manager').request(query)).rejects.toThrow('FORBIDDEN');
    await hub.close();
  });
});
