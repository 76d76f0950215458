import type { RunningGateway } from '../../../gateway/start-gateway.ts';
import { systemClock } from '../../../packages/calendar/clock.ts';
import type { Logins } from '../../../packages/platform/database/logins.ts';
import { startInProcess } from './instance-in-process.ts';

/** An instance in this very process, on an existing database, that counts what its services read. */
export interface CountedInstance extends RunningGateway {
  /** Read statements of all four services since it was last asked. */
  statements(): number;
}

export async function startCountedInstance(
  logins: Logins,
  association: string,
  issuer: string,
): Promise<CountedInstance> {
  let statements = 0;
  const gateway = await startInProcess({
    logins,
    association,
    issuer,
    seat: 'COM-56121',
    clock: systemClock,
    onStatement: () => void statements++,
  });
  return {
    ...gateway,
    statements: () => {
      const counted = statements;
      statements = 0;
      return counted;
    },
  };
}
