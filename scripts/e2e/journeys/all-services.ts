import { learn } from '../network/ask.ts';
import { DEFIS } from '../network/network.ts';
import { somebody, type Stage } from './journey.ts';

const FROM_A_DONOR_TO_ITS_EFFECTS = `{
  organisations(search: "CAF du Pays de Lorient", first: 1) { nodes {
    name commune { name }
    agreements { nodes { title } }
    donations(first: 2) { nodes {
      offeredOn
      computers(first: 3) { nodes {
        kind processing
        loans { nodes {
          startedOn returnedOn
          household { commune { name ancestors { name } } people { familyName attendances(first: 2) { nodes { status session { heldOn place { name } } } } visas { nodes { state amount } } } }
        } }
      } }
    } }
  } }
}`;

/** One query that crosses the four services. */
export function allServicesJourney(stage: Stage): void {
  describe('One query', () => {
    const manager = somebody(stage, 'manager', DEFIS);

    it('follows a gift from its donor to the people it served and what they learnt', async () => {
      const { organisations } = await learn(await manager(), FROM_A_DONOR_TO_ITS_EFFECTS);
      stage.expectSameInBothModes(FROM_A_DONOR_TO_ITS_EFFECTS, organisations);
      const [{ agreements, donations }] = organisations.nodes;
      const computers = donations.nodes.flatMap((each: any) => each.computers.nodes);
      const loans = computers.flatMap((each: any) => each.loans.nodes);
      const people = loans.flatMap((each: any) => each.household?.people ?? []);
      expect(agreements.nodes.length).toBeGreaterThan(0);
      expect(computers).toHaveLength(6);
      expect(loans.length).toBeGreaterThan(0);
      expect(people.length).toBeGreaterThan(0);
    });
  });
}
