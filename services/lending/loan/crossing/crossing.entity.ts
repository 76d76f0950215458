import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { ComputerCondition } from '../loan-machine.entity.ts';
import type { LoanLossKind } from '../loan.entity.ts';

export const CROSSING_VERBS = [
  'handOverComputer',
  'swapComputer',
  'returnComputer',
  'reportFault',
  'cedeLoanedComputer',
  'declareUnrecovered',
] as const;
export type CrossingVerb = (typeof CROSSING_VERBS)[number];

/**
 * A step of a loan that was decided here and that inventory has not answered yet. It exists from the first
 * transaction to the last one: whatever is left of it after a crash, a durable job settles.
 */
@Entity({ tableName: 'crossing' })
export class Crossing {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  loanId!: string;

  @Property({ type: 'text' })
  verb!: CrossingVerb;

  /** The day it happens. */
  @Property({ type: 'date' })
  happensOn!: string;

  /** The computer that leaves the stock. */
  @Property({ type: 'text', nullable: true })
  computerOut?: string | null;

  /** The computer that leaves the loan: it comes back, is ceded, or is given up. */
  @Property({ type: 'text', nullable: true })
  computerBack?: string | null;

  /** The computer that stays where it is, and needs a repair. */
  @Property({ type: 'text', nullable: true })
  computerKept?: string | null;

  @Property({ type: 'text', nullable: true })
  condition?: ComputerCondition | null;

  /** The fault that is being reported, and what is wrong. */
  @Property({ type: 'text', nullable: true })
  faultId?: string | null;

  @Property({ type: 'text', nullable: true })
  problem?: string | null;

  @Property({ type: 'integer', nullable: true })
  priceCents?: number | null;

  @Property({ type: 'text', nullable: true })
  loss?: LoanLossKind | null;

  @Property({ type: 'date', nullable: true })
  complainedOn?: string | null;

  /** The subject of whoever decided it, for the history. */
  @Property({ type: 'text' })
  requestedBy!: string;

  /** Given back when inventory refuses, so that the same request may be made again. */
  @Property({ type: 'text' })
  idempotencyKey!: string;
}
