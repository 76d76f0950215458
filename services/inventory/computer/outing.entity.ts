import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How a machine came back from a loan, or why it will not. */
export type OutingEnding = 'WORKING' | 'BROKEN' | 'LOST' | 'STOLEN' | 'CEDED';

/** One stay of a machine with a borrower; at most one is open at a time. */
@Entity({ tableName: 'outing' })
export class Outing {
  @PrimaryKey({ type: 'bigint', autoincrement: true })
  id!: string;

  @Property({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  loanId!: string;

  @Property({ type: 'date' })
  takenOn!: string;

  @Property({ type: 'date', nullable: true })
  backOn?: string | null;

  @Property({ type: 'text', nullable: true })
  ending?: OutingEnding | null;

  /** Where the machine is counted while it is out. */
  @Property({ type: 'text' })
  commune!: string;
}
