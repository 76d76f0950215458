import { connectionOf } from '../../kit/paging/connection.ts';
import { Loan } from './loan.entity.ts';

/** A page of loans, oldest first. */
export const LoanConnection = connectionOf('Loan', () => Loan);
