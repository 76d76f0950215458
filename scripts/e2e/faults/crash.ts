import { setTimeout as wait } from 'node:timers/promises';
import { aKey, act, learn } from '../network/ask.ts';
import { signedLoan } from '../network/borrowers.ts';
import { DEFIS } from '../network/network.ts';
import { readyComputers } from '../network/ready-computers.ts';
import { somebody, type Stage } from '../journeys/journey.ts';
import { eventually } from '../network/eventually.ts';

const BOTH_SIDES = `query BothSides($loan: ID!, $computer: ID!) {
  loan(id: $loan) { state isSettling computer { id } }
  computer(id: $computer) { custody currentLoan { id } }
}`;

/** Milliseconds between sending a hand-over and the crash of all it runs in; `crossings` kills at each point by name. */
const CRASHES_AFTER_MS = [15];

/** Crashes in the middle of a hand-over: lending and inventory agree in the end, whatever was reached. */
export function crashOfLending(stage: Stage): void {
  describe('A hand-over', () => {
    const lender = somebody(stage, 'lender', DEFIS);
    const technician = somebody(stage, 'technician', DEFIS);

    it.each(CRASHES_AFTER_MS)(
      'whose lending is killed %d ms after it was sent is whole or has never been',
      async (ms: number) => {
        const client = await lender();
        const [computerId] = await readyComputers(await technician(), 1);
        const input = { loanId: await signedLoan(client), computerId, idempotencyKey: aKey() };
        const handOver = () => act(client, 'handOverComputer', input, 'loan { state }');
        const sent = handOver().catch(() => null);
        await wait(ms);
        await stage.network().processWith('lending', DEFIS).kill();
        await sent;
        await stage.network().revive(DEFIS);

        const bothSides = () => learn(client, BOTH_SIDES, { loan: input.loanId, computer: computerId });
        const settled = await eventually(bothSides, ({ loan }) => !loan.isSettling);
        const whole = {
          loan: { state: 'ACTIVE', isSettling: false, computer: { id: computerId } },
          computer: { custody: 'ON_LOAN', currentLoan: { id: input.loanId } },
        };
        const never = {
          loan: { state: 'SIGNED', isSettling: false, computer: null },
          computer: { custody: 'IN_STOCK', currentLoan: null },
        };
        expect([whole, never]).toContainEqual(settled);
        expect((await handOver()).codes).toEqual([]);
        expect(await bothSides()).toEqual(whole);
      },
      60_000,
    );
  });
}
