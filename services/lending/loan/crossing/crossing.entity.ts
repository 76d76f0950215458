import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { ComputerCondition } from '../loan-machine.entity.ts';

export type CrossingVerb = 'handOverComputer' | 'swapComputer' | 'returnComputer';

/**
 * A hand-over, swap or return that was decided here and that inventory has not answered yet. It exists from the first
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
  computerOut!: string | null;

  /** The computer that comes back. */
  @Property({ type: 'text', nullable: true })
  computerBack!: string | null;

  @Property({ type: 'text', nullable: true })
  condition!: ComputerCondition | null;

  /** The subject of whoever decided it, for the history. */
  @Property({ type: 'text' })
  requestedBy!: string;

  /** Given back when inventory refuses, so that the same request may be made again. */
  @Property({ type: 'text' })
  idempotencyKey!: string;
}
