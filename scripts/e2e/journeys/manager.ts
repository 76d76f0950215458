import { aKey, act, ask, done, learn } from '../network/ask.ts';
import { DEFIS } from '../network/network.ts';
import { findOrganisation } from '../network/ready-computers.ts';
import { somebody, type Stage } from './journey.ts';

/** Whoever manages Défis. */
export function managerJourney(stage: Stage): void {
  describe('A manager', () => {
    const manager = somebody(stage, 'manager', DEFIS);

    it('takes an agreement from its proposal to money that never exceeds it', async () => {
      const client = await manager();
      const organisationId = await findOrganisation(client, 'Bretagne Sud Habitat');
      const proposed = await done(
        client,
        'proposeAgreement',
        {
          organisationId,
          kind: 'FUNDING',
          title: 'E2E',
          on: '2013-01-10',
          startsOn: '2013-02-01',
          endsOn: '2013-12-31',
          amount: 1000,
          instalments: [
            { dueOn: '2013-03-01', amount: 600 },
            { dueOn: '2013-09-01', amount: 400 },
          ],
          idempotencyKey: aKey(),
        },
        'agreement { id instalments { id } }',
      );
      const [first, second] = proposed.instalments;
      const receive = (instalmentId: string, amount?: number) =>
        act(
          client,
          'receiveInstalment',
          { instalmentId, amount, on: '2013-03-05', idempotencyKey: aKey() },
          'agreement { instalments { receivedAmount } }',
        );
      expect((await receive(first.id)).codes).toEqual(['NOT_SIGNED']);
      await done(client, 'signAgreement', { agreementId: proposed.id, on: '2013-01-20' }, 'agreement { id }');
      expect((await receive(first.id)).made.instalments).toEqual([{ receivedAmount: 600 }, { receivedAmount: null }]);
      expect((await receive(second.id, 400.01)).codes).toEqual(['BEYOND_THE_AGREEMENT']);
    });

    it('cannot register an organisation under a SIRET with a wrong check digit', async () => {
      const input = {
        name: 'E2E',
        kind: 'COMPANY',
        commune: 'COM-56121',
        siret: '12345678900011',
        idempotencyKey: aKey(),
      };
      expect((await act(await manager(), 'registerOrganisation', input, 'organisation { id }')).codes).toHaveLength(1);
    });

    it('reads the nine funders of 2011 with their instalments', async () => {
      const document = `{ agreements(first: 100) { nodes { title kind organisation { name } programme { name } amount instalments { amount receivedOn receivedAmount } } } }`;
      const { agreements } = await learn(await manager(), document);
      const funders = agreements.nodes.filter((each: any) =>
        each.instalments.some((part: any) => part.receivedOn?.startsWith('2011')),
      );
      expect(new Set(funders.map((each: any) => each.organisation.name)).size).toBe(9);
    });

    it('reads everything in the association, and may not publish for it', async () => {
      const client = await manager();
      const document =
        '{ people(first: 1) { nodes { id } } loans(first: 1) { nodes { id } } visas(first: 1) { nodes { id } } computers(first: 1) { nodes { id } } }';
      expect((await ask(client, document)).errors).toEqual([]);
      const publish =
        'mutation { receiveLendingFigures(input: { slices: [], heartbeats: [] }) { slices { outcome } } }';
      expect((await ask(client, publish)).errors).toEqual(['receiveLendingFigures: FORBIDDEN']);
    });
  });
}
