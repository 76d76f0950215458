import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { LoanMachine } from './loan-machine.entity.ts';
import type { LoanTerm } from './loan-term.entity.ts';
import type { Loan } from './loan.entity.ts';

export const loanById = oneByKey<Loan>('select * from loan where id = any($1)', ({ id }) => id);

export const termsByLoan = manyByKey<LoanTerm>(
  'select * from loan_term where loan_id = any($1) order by number',
  ({ loanId }) => loanId,
);

/** The computers a loan had or has, first one first; not one that is only reserved. */
export const machinesByLoan = manyByKey<LoanMachine>(
  'select * from loan_machine where loan_id = any($1) and from_on is not null order by from_on, id',
  ({ loanId }) => loanId,
);

export const loansByHousehold = pagesByParent<Loan>('select * from loan where household_id = parent.key');
export const loansByOrganisation = pagesByParent<Loan>('select * from loan where organisation_id = parent.key');
export const loansByProgramme = pagesByParent<Loan>('select * from loan where programme_id = parent.key');

export const loansByComputer = pagesByParent<Loan>(
  `select * from loan where id in (
     select loan_id from loan_machine where computer_id = parent.key and from_on is not null
   )`,
);

/** The loan a computer is on now. */
export const loanOfComputer = oneByKey<Loan & { computerId: string }>(
  `select loan.*, machine.computer_id from loan_machine machine join loan on loan.id = machine.loan_id
    where machine.computer_id = any($1) and machine.from_on is not null and machine.to_on is null`,
  ({ computerId }) => computerId,
);
