import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import type { ClaimOutcome, RejectionReason, VisaClaim } from './claim.entity.ts';

/** One visa of a claim, and what was answered. */
export interface ClaimLine {
  claimId: string;
  visaId: string;
  amountCents: number;
  outcome: ClaimOutcome | null;
  reason: RejectionReason | null;
}

export const claimById = oneByKey<VisaClaim>('select * from visa_claim where id = any($1)', ({ id }) => id);

export const linesByClaim = manyByKey<ClaimLine>(
  `select visa_claim_line.*, visa.amount_cents
     from visa_claim_line join visa on visa.id = visa_claim_line.visa_id
    where claim_id = any($1)
    order by visa.id`,
  ({ claimId }) => claimId,
);
