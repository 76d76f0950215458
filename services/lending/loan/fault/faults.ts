import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { manyByKey } from '../../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { ComputerStub } from '../../computer/computer.reference.ts';
import { Loan } from '../loan.entity.ts';
import { loanById } from '../loan.loaders.ts';
import { LoanFault } from './loan-fault.entity.ts';
import { RepairTicketStub } from './repair-ticket.reference.ts';

const faultsByLoan = manyByKey<LoanFault>(
  'select * from loan_fault where loan_id = any($1) order by reported_on, id',
  ({ loanId }) => loanId,
);

@Resolver(() => Loan)
export class FaultsOfLoan {
  @FieldResolver(() => [LoanFault], { description: 'The faults its borrower reported, first one first.' })
  faults(@Root() loan: Loan, @Ctx() context: ServiceContext) {
    return faultsByLoan(context).load(loan.id);
  }
}

@Resolver(() => LoanFault)
export class LoanFaultFields {
  @FieldResolver(() => Loan, { description: 'The loan whose borrower reported it.' })
  loan(@Root() { loanId }: LoanFault, @Ctx() context: ServiceContext) {
    return loanById(context).load(loanId);
  }

  @FieldResolver(() => ComputerStub, { description: 'The computer that failed.' })
  computer(@Root() { computerId }: LoanFault): ComputerStub {
    return { id: computerId };
  }

  @FieldResolver(() => RepairTicketStub, { description: 'The repair that the inventory opened for it.' })
  repairTicket(@Root() { repairTicketId }: LoanFault): RepairTicketStub {
    return { id: repairTicketId };
  }
}
