import { aKey, act, ask, learn } from '../network/ask.ts';
import { donatedComputers, findOrganisation } from '../network/ready-computers.ts';
import { DEFIS } from '../network/network.ts';
import { somebody, type Stage } from './journey.ts';

/** Whoever works at the workshop of Défis. */
export function technicianJourney(stage: Stage): void {
  describe('A technician', () => {
    const technician = somebody(stage, 'technician', DEFIS);

    it('takes a donated computer to READY, each step in its order', async () => {
      const client = await technician();
      const [computerId] = await donatedComputers(client, 1);
      const step = async (verb: string, input: object) => {
        const { made, codes } = await act(
          client,
          verb,
          { computerId, idempotencyKey: aKey(), ...input },
          'computer { processing custody grade }',
        );
        return codes[0] ?? made.processing;
      };
      const steps = [
        await step('refurbishComputer', { grade: 'A', testsPassed: true }),
        await step('triageComputer', { outcome: 'REFURBISH' }),
        await step('refurbishComputer', { grade: 'A', testsPassed: true }),
        await step('recordErasure', { method: 'CLEAR', standard: 'NIST SP 800-88', tool: 'nwipe', succeeded: true }),
        await step('refurbishComputer', { grade: 'A', testsPassed: true }),
      ];
      expect(steps).toEqual(['NOT_TRIAGED', 'TRIAGED', 'NOT_ERASED', 'ERASED', 'READY']);
      const { computer } = await learn(client, 'query History($id: ID!) { computer(id: $id) { history { verb } } }', {
        id: computerId,
      });
      expect(computer.history.map(({ verb }: any) => verb)).toEqual([
        'registerComputer',
        'triageComputer',
        'recordErasure',
        'refurbishComputer',
      ]);
    });

    it('sends a broken computer to the recycler, and cannot repair what is gone', async () => {
      const client = await technician();
      const [computerId] = await donatedComputers(client, 1);
      const recyclerId = await findOrganisation(client, 'Recycleur exemple');
      const on = (more: object) => ({ computerId, idempotencyKey: aKey(), ...more });
      const made = 'computer { processing custody }';
      await act(client, 'triageComputer', on({ outcome: 'RECYCLE' }), made);
      const recycled = await act(
        client,
        'recordRecycling',
        on({ recyclerId, certificate: 'BSDD-E2E', storagesDestroyed: true }),
        made,
      );
      expect(recycled.made).toEqual({ processing: 'TO_RECYCLE', custody: 'RECYCLED' });
      const repair = await act(client, 'openRepair', on({ problem: 'Does not start' }), 'repairTicket { id }');
      expect(repair.codes).toHaveLength(1);
    });

    it('reads the stock with where each machine comes from', async () => {
      const document = `{ computers(first: 50, custody: IN_STOCK) { nodes { kind processing donation { donor { name } } } } }`;
      const { computers } = await learn(await technician(), document);
      expect(computers.nodes).toHaveLength(50);
      stage.expectSameInBothModes(document, computers);
    });

    it.each([
      ['people', '{ people { nodes { id } } }'],
      ['loans', '{ loans { nodes { id } } }'],
      ['visas', '{ visas { nodes { id } } }'],
      ['agreements', '{ agreements { nodes { id } } }'],
    ])('has no business with %s', async (field, document) => {
      expect((await ask(await technician(), document)).errors).toEqual([`${field}: FORBIDDEN`]);
    });
  });
}
