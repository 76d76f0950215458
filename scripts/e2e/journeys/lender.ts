import { aKey, act, ask, learn } from '../network/ask.ts';
import { signedLoan } from '../network/borrowers.ts';
import { DEFIS } from '../network/network.ts';
import { readyComputers } from '../network/ready-computers.ts';
import { somebody, type Stage } from './journey.ts';

const LOAN = `loan { id state startedOn dueOn returnedOn terms { number startsOn endsOn }
  machines { computer { id } fromOn toOn } computer { id custody } }`;

/** Whoever lends at Défis. */
export function lenderJourney(stage: Stage): void {
  describe('A lender', () => {
    const lender = somebody(stage, 'lender', DEFIS);
    const technician = somebody(stage, 'technician', DEFIS);
    let first: string;
    let second: string;
    beforeAll(async () => {
      [first, second] = (await readyComputers(await technician(), 2, '2015-01-05')) as [string, string];
    });

    it('lends a household a computer for a year, renews, swaps it, and takes it back', async () => {
      const client = await lender();
      const loanId = await signedLoan(client, '2015-01-10');
      const step = async (verb: string, input: object) => {
        const { made, codes } = await act(client, verb, { loanId, idempotencyKey: aKey(), ...input }, LOAN);
        return (
          codes[0] ?? `${made.state} until ${made.dueOn} with ${made.computer ? named(made.computer.id) : 'nothing'}`
        );
      };
      const named = (id: string) => (id === first ? 'the first' : 'the second');
      const steps = [
        await step('renewLoan', { on: '2015-01-12' }),
        await step('handOverComputer', { computerId: first, on: '2015-01-12' }),
        await step('handOverComputer', { computerId: second, on: '2015-01-12' }),
        await step('renewLoan', { on: '2015-06-01' }),
        await step('renewLoan', { on: '2015-12-20' }),
        await step('swapComputer', { computerId: second, condition: 'BROKEN', on: '2016-02-01' }),
        await step('renewLoan', { on: '2017-02-01' }),
        await step('returnComputer', { condition: 'WORKING', on: '2017-02-01' }),
        await step('returnComputer', { condition: 'WORKING', on: '2017-02-02' }),
      ];
      expect(steps).toEqual([
        'NOT_ACTIVE',
        'OVERDUE until 2016-01-12 with the first',
        'NOT_SIGNED',
        'TOO_SOON',
        'OVERDUE until 2017-01-12 with the first',
        'OVERDUE until 2017-01-12 with the second',
        'OVERDUE',
        'RETURNED until 2017-01-12 with nothing',
        'NOT_ACTIVE',
      ]);
      const { loan } = await learn(
        client,
        `query Loan($id: ID!) { loan(id: $id) { ...L } } fragment L on Loan { terms { number } machines { computer { id custody processing } fromOn toOn } history { verb happenedOn } }`,
        { id: loanId },
      );
      expect(loan).toMatchObject({
        terms: [{ number: 1 }, { number: 2 }],
        machines: [
          { computer: { id: first, custody: 'IN_STOCK' }, fromOn: '2015-01-12', toOn: '2016-02-01' },
          { computer: { id: second, custody: 'IN_STOCK' }, fromOn: '2016-02-01', toOn: '2017-02-01' },
        ],
      });
    });

    it('cannot lend one computer twice, nor one that is not ready, whatever the day', async () => {
      const client = await lender();
      const [computerId] = await readyComputers(await technician(), 1);
      const handOver = async (id: string) =>
        act(
          client,
          'handOverComputer',
          { loanId: await signedLoan(client), computerId: id, idempotencyKey: aKey() },
          LOAN,
        );
      expect((await handOver(first)).codes).toEqual(['COMPUTER_NOT_READY']);
      expect((await handOver(computerId!)).codes).toEqual([]);
      expect((await handOver(computerId!)).codes).toEqual(['COMPUTER_ALREADY_OUT']);
    });

    it('hands a computer over once, however often the same request is sent', async () => {
      const client = await lender();
      const [computerId] = await readyComputers(await technician(), 1);
      const input = { loanId: await signedLoan(client), computerId, idempotencyKey: aKey() };
      const answers = await Promise.all([1, 2, 3].map(() => act(client, 'handOverComputer', input, LOAN)));
      await act(client, 'handOverComputer', input, LOAN);
      expect(answers.flatMap(({ codes }) => codes).filter((code) => code !== 'CROSSING_PENDING')).toEqual([]);
      const { computer } = await learn(
        client,
        'query C($id: ID!) { computer(id: $id) { custody loans { nodes { id } } history { verb } } }',
        { id: computerId },
      );
      expect(computer).toMatchObject({ custody: 'ON_LOAN', loans: { nodes: [{ id: input.loanId }] } });
      expect(computer.history.filter(({ verb }: any) => verb === 'takeOutComputer')).toHaveLength(1);
    });

    it('sees what is due and overdue', async () => {
      const document =
        '{ loansDue(before: "2100-01-01") { nodes { state isOverdue } } loansOverdue { nodes { state } } }';
      const { loansDue, loansOverdue } = await learn(await lender(), document);
      expect(loansDue.nodes.length).toBeGreaterThan(0);
      expect(loansDue.nodes.every(({ isOverdue }: any) => !isOverdue)).toBe(true);
      expect(loansOverdue.nodes).toEqual([]);
    });

    it('reads past loans with their borrowers and computers', async () => {
      const document = `{ loans(first: 50, state: RETURNED) { nodes {
        startedOn returnedOn household { commune { name } people { familyName } } machines { computer { kind donation { donor { name } } } }
      } } }`;
      const { loans } = await learn(await lender(), document);
      expect(loans.nodes).toHaveLength(50);
      stage.expectSameInBothModes(document, loans);
    });

    it.each([
      ['visas', '{ visas { nodes { id } } }'],
      ['agreements', '{ agreements { nodes { id } } }'],
    ])('has no business with %s', async (field, document) => {
      expect((await ask(await lender(), document)).errors).toEqual([`${field}: FORBIDDEN`]);
    });
  });
}
