import { learn } from '../network/ask.ts';
import { DEFIS, HUB } from '../network/network.ts';
import { readyComputers } from '../network/ready-computers.ts';
import { somebody, type Stage } from '../journeys/journey.ts';
import { eventually } from '../network/eventually.ts';

const COMPLETENESS = `{ impact(period: "2011") {
  familiesEquipped { atLeast atMost }
  completeness { expected reporting upToDate late { id } oldestAsOf newestAsOf }
} }`;
// A figure of machines: those on people are told in steps of eleven.
const READY = '{ impact(association: "defis", period: "2009") { computersRefurbished { value } } }';

/** What the hub knows of what happens at its associations, and how honestly it says so. */
export function freshnessOfTheHub(stage: Stage): void {
  describe('The hub', () => {
    const visitor = somebody(stage, null, HUB);
    const completeness = async () => (await learn(await visitor(), COMPLETENESS)).impact.completeness;

    it('answers with a computer refurbished at an association within seconds', async () => {
      const technician = await stage.network().as('technician', DEFIS);
      const refurbished = async () => (await learn(await visitor(), READY)).impact.computersRefurbished.value;
      const before = await refurbished();
      await readyComputers(technician, 1, '2009-11-02');
      expect(await eventually(refurbished, (now) => now > before)).toBe(before + 1);
    }, 60_000);

    it('goes on answering when an association stops, says that it is late, and no more when it is back', async () => {
      await stage.network().settle();
      expect(await completeness()).toMatchObject({ upToDate: 3, late: [] });
      const stopped = await Promise.all(
        stage
          .network()
          .processesOf(DEFIS)
          .map(async (each) => [each.name, await each.stop()]),
      );
      expect(stopped.filter(([, code]) => code !== 0)).toEqual([]);
      const without = await eventually(completeness, ({ upToDate }) => upToDate === 2);
      expect(without).toMatchObject({ expected: 3, reporting: 3, upToDate: 2, late: [{ id: 'defis' }] });
      expect(Date.parse(without.oldestAsOf)).toBeLessThan(Date.parse(without.newestAsOf));
      const { impact } = await learn(await visitor(), COMPLETENESS);
      expect(impact.familiesEquipped).toEqual({ atLeast: 380, atMost: 530 });
      await stage.network().revive(DEFIS);
      expect(await eventually(completeness, ({ upToDate }) => upToDate === 3)).toMatchObject({ upToDate: 3, late: [] });
    }, 90_000);
  });
}
