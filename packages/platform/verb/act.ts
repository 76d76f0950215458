import type { EntityManager } from '@mikro-orm/postgresql';
import { today } from '../../calendar/clock.ts';
import { failpoint } from '../context/failpoint.ts';
import { forgetLoaded } from '../read/loader.ts';
import { settleNames, type TellNaming } from '../references/settle-names.ts';
import { Refusal, refuse, userError, type UserError } from '../refusals/refusal.ts';
import type { ServiceContext } from '../context/service-context.ts';
import { happeningValues, INSERT_HAPPENINGS, type Happening } from './history.ts';
import { inTransaction } from './in-transaction.ts';
import { whyMisshapen } from './misshapen.ts';
import { digestOf, recall, REMEMBER, rememberedValues } from './idempotency.ts';

/** What a use case works with: one transaction, and the present. */
export interface Acting {
  em: EntityManager;
  /** The calendar day in France. */
  today: string;
  now: Date;
  /** Who acts, as the history names them. */
  subject: string;
  newId(prefix: string): string;
  /** Appends to the history, when the transaction ends. */
  happened(...happenings: Happening[]): Promise<void>;
}

/** Every mutation's payload: what it made or changed, or why it did not. */
export type Payload<Result> = Partial<Result> & { userErrors: UserError[] };

/**
 * Runs one verb: checks the input's shape, asks other services what its ids of theirs name (`@ForeignId`), then runs the use
 * case in one transaction. A `Refusal` rolls everything back and becomes `userErrors`. With an `idempotencyKey`, a repeated
 * call answers what the first one did and does nothing again, whatever has become of its ids since.
 */
export async function act<Result extends object>(
  context: ServiceContext,
  verb: string,
  input: object,
  useCase: (acting: Acting) => Promise<Result>,
  tellNaming: TellNaming = () => ({}),
): Promise<Payload<Result>> {
  try {
    refuse(await whyMisshapen(input));
    const call = { verb, input, digest: digestOf(input) };
    const whyNotNamed = await settleNames(context, input, tellNaming);
    const result = await inTransaction(context, async (em) => {
      const repeated = await recall<Result>(em, context, call);
      if (repeated) return repeated;
      refuse(whyNotNamed);
      const happenings: Happening[] = [];
      const acting = actingIn(em, context, happenings);
      const done = await useCase(acting);
      await em.flush();
      // In one statement, since what a verb costs is mostly its statements.
      await em.execute(`with remembered as (${REMEMBER}) ${INSERT_HAPPENINGS}`, [
        ...rememberedValues(context, input, done),
        ...happeningValues({ subject: context.viewer.subject, at: acting.now }, happenings),
      ]);
      await failpoint('VERB_WRITTEN', verb);
      return done;
    });
    await failpoint('VERB_COMMITTED', verb);
    forgetLoaded(context);
    context.changed();
    return { ...result, userErrors: [] };
  } catch (error) {
    return { userErrors: [refused(context, error)] } as unknown as Payload<Result>;
  }
}

/** What a caller is told of a `Refusal`, which is counted; anything else is thrown on. */
export function refused(
  { metrics, database }: Pick<ServiceContext, 'metrics' | 'database'>,
  error: unknown,
): UserError {
  if (!(error instanceof Refusal)) throw error;
  metrics.refusals.inc({ service: database.service, code: error.code });
  return userError(error);
}

function actingIn(em: EntityManager, { clock, newId, viewer }: ServiceContext, happenings: Happening[]): Acting {
  const now = clock.now();
  return {
    em,
    now,
    subject: viewer.subject ?? 'system',
    newId,
    today: today(clock),
    happened: async (...newOnes) => void happenings.push(...newOnes),
  };
}
