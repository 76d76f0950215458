import { aKey, ask, done } from '../network/ask.ts';
import { signedLoan } from '../network/borrowers.ts';
import { DEFIS } from '../network/network.ts';
import { readyComputers } from '../network/ready-computers.ts';
import { somebody, type Stage } from '../journeys/journey.ts';
import { eventually } from '../network/eventually.ts';

const FIGURES = `{
  associations { nodes { id } }
  impact(period: "2011") { familiesEquipped { status } computersCollected { status } costPerFamily { status } }
}`;
const LOAN = 'query Loan($id: ID!) { loan(id: $id) { state household { size } computer { kind } } }';

/** One service that is away, where each runs in a process of its own. */
export function outageOfAService(stage: Stage): void {
  describe('A gateway', () => {
    const lender = somebody(stage, 'lender', DEFIS);
    const technician = somebody(stage, 'technician', DEFIS);

    it('answers for the services that are there, says which part is missing, and heals', async () => {
      const client = await lender();
      const [computerId] = await readyComputers(await technician(), 1);
      const id = await signedLoan(client);
      await done(client, 'handOverComputer', { loanId: id, computerId, idempotencyKey: aKey() }, 'loan { id }');
      const whole = { loan: { state: 'ACTIVE', household: { size: 3 }, computer: { kind: 'LAPTOP' } } };
      expect(await ask(client, LOAN, { id })).toEqual({ data: whole, errors: [] });

      await stage.network().processWith('inventory', DEFIS).kill();
      expect(await ask(client, LOAN, { id })).toEqual({
        data: { loan: { ...whole.loan, computer: null } },
        errors: ['loan.computer: SUBGRAPH_UNAVAILABLE'],
      });
      const figures = await ask(client, FIGURES);
      expect(figures.data).toMatchObject({
        associations: { nodes: [{ id: DEFIS.association!.id }] },
        impact: { familiesEquipped: { status: 'EXACT' }, computersCollected: null, costPerFamily: null },
      });
      expect(figures.errors).toContain('impact.computersCollected: SUBGRAPH_UNAVAILABLE');
      expect(figures.errors).toContain('impact.costPerFamily: FIGURES_UNREACHABLE');
      const readiness = await fetch(new URL('/readyz', stage.network().addresses.originOf(DEFIS)));
      expect(await readiness.json()).toEqual({ ready: true, away: ['inventory'] });

      await stage.network().revive(DEFIS);
      const healed = await eventually(
        () => ask(client, LOAN, { id }),
        ({ errors }) => errors.length === 0,
      );
      expect(healed.data).toEqual(whole);
    }, 60_000);
  });
}
