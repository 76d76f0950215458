import { Refusal, userError } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { act, type Acting, type Payload } from '../../../../packages/platform/verb/act.ts';
import { inTransaction } from '../../../../packages/platform/verb/in-transaction.ts';
import type { Loan } from '../loan.entity.ts';
import { loanById } from '../loan.loaders.ts';
import { intend, type Intention } from './intend.ts';
import { settle } from './settle.ts';
import { settleLater, SOON_SECONDS } from './settle-later.ts';

interface CrossingInput {
  idempotencyKey: string;
}

/** What a use case decides: on which loan, and what is to happen to its computers. */
export interface Decision {
  loan: Loan;
  intention: Omit<Intention, 'verb' | 'idempotencyKey'>;
}

/**
 * Runs a verb that changes a loan and a computer's custody or repair: decides and reserves in one transaction, asks
 * inventory, concludes in another. When inventory does not answer the verb says so (`INVENTORY_UNREACHABLE`), and a
 * durable job finishes or undoes what was begun.
 */
export async function cross(
  context: ServiceContext,
  verb: Intention['verb'],
  input: CrossingInput,
  decide: (acting: Acting) => Promise<Decision>,
): Promise<Payload<{ loan: Loan }>> {
  const { idempotencyKey } = input;
  const begun = await act(context, verb, input, async (acting) => {
    const { loan, intention } = await decide(acting);
    return intend(acting, context, loan, { ...intention, verb, idempotencyKey });
  });
  if (!begun.loan || !begun.crossingId) return { userErrors: begun.userErrors };
  const refusal = await settle(context, begun.crossingId).catch((error) => giveUp(context, begun.crossingId!, error));
  if (refusal) return { userErrors: [userError(refusal)] };
  const loan = await loanById(context).load(begun.loan.id);
  return { ...(loan && { loan }), userErrors: [] };
}

/** Nobody waits for the answer any more: the job need not either. */
async function giveUp(context: ServiceContext, crossingId: string, error: unknown): Promise<Refusal> {
  if (!(error instanceof Refusal)) throw error;
  await inTransaction(context, (em) => settleLater(em, crossingId, SOON_SECONDS));
  return error;
}
