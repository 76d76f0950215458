import { oneByKey } from '../../../packages/platform/read/loader.ts';

/** The digest of each loan's agreement as it was signed. */
export const signedByLoan = oneByKey<{ loanId: string; digest: string }>(
  'select * from signed_agreement where loan_id = any($1)',
  ({ loanId }) => loanId,
);
