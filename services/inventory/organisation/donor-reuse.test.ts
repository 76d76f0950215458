import { donationEnd } from '../certificate/certificate.factory.ts';
import { aComputer } from '../computer/computer.factory.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, CAF, TOWN, type Inventory } from '../inventory.factory.ts';

interface Reuse {
  given: number;
  yield: number | null;
}

const REUSE = `given triaged ready lent recycled yield
  medianDaysToReady meanDaysToReady medianDaysToCertificate meanDaysToCertificate`;
const NOBODY = 'SIRET-10000000000001';

describe('What became of the gifts of a donor', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
    await giveOfCaf();
    const { id } = await aDonation(inventory, 'PICKED_UP', { donorId: TOWN });
    await aComputer(inventory, 'READY', id);
  }, 120_000);
  afterAll(() => inventory.close());

  /** Five machines picked up on 5 January: READY after 7, 7 and 36 days; three certified after 27, one after 46. */
  async function giveOfCaf(): Promise<void> {
    const { id: donationId } = await aDonation(inventory, 'PICKED_UP', { donorId: CAF });
    for (const standing of ['READY', 'ON_LOAN', 'RECYCLED', 'COLLECTED'] as const)
      await aComputer(inventory, standing, donationId);
    const { issue } = donationEnd(inventory);
    await issue({ donationId, on: '2011-02-01' });
    const { id: computerId } = await aComputer(inventory, 'ERASED', donationId);
    await inventory.refurbish({ computerId, grade: 'A', testsPassed: true, on: '2011-02-10' });
    await issue({ donationId, on: '2011-02-20' });
  }

  const ask = async (ids: string[], period = '2011', who = inventory.as('manager')): Promise<(Reuse | null)[]> => {
    const representations = ids.map((id) => ({ __typename: 'Organisation', id }));
    const { _entities } = await who.request<{ _entities: { reuse: Reuse | null }[] }>(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organisation { reuse(period: "${period}") { ${REUSE} } } } }`,
      { r: representations },
    );
    return _entities.map(({ reuse }) => reuse);
  };

  it('is counted as the figures of the network are, with the days it took', async () => {
    expect(await ask([CAF])).toEqual([
      {
        given: 5,
        triaged: 4,
        ready: 3,
        lent: 1,
        recycled: 1,
        yield: 0.75,
        medianDaysToReady: 7,
        meanDaysToReady: expect.closeTo(50 / 3),
        medianDaysToCertificate: 27,
        meanDaysToCertificate: expect.closeTo(127 / 4),
      },
    ]);
  });

  it('keeps to its period, the days being those of the machines given in it', async () => {
    const [february] = await ask([CAF], '2011-02');
    expect(february).toMatchObject({ given: 0, triaged: 0, ready: 1, yield: null, medianDaysToReady: null });
    expect((await ask([NOBODY]))[0]).toMatchObject({ given: 0, yield: null, meanDaysToCertificate: null });
  });

  it('is told of many donors in as many statements as of one', async () => {
    const few = await inventory.countStatements(() => ask([CAF]));
    const many = await inventory.countStatements(async () => {
      const told = await ask([CAF, TOWN, NOBODY, ...Array.from({ length: 47 }, (_, index) => `SIRET-${index}`)]);
      expect(told.slice(0, 3).map((reuse) => reuse?.given)).toEqual([5, 1, 0]);
    });
    expect(many).toBe(few);
  });

  it('is told to the donor itself and to staff', async () => {
    const caf = inventory.as('partner', { organisation: CAF });
    expect(await ask([CAF], '2011', caf)).toMatchObject([{ given: 5 }]);
    expect(await ask([CAF], '2011', inventory.as('lender'))).toMatchObject([{ given: 5 }]);
    await expect(ask([TOWN], '2011', caf)).rejects.toThrow('Organisation.reuse is for the organisation itself');
    await expect(ask([CAF], '2011', inventory.as('trainer'))).rejects.toThrow('Organisation.reuse');
  });

  it('is not known at a hub, nor of days to come', async () => {
    expect(await ask([CAF], '2012')).toEqual([null]);
    const hub = await anInventory({ association: null });
    expect(await ask([CAF], '2011', hub.as('coordinator'))).toEqual([null]);
    await hub.close();
  });
});
