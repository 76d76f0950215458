import type { EntityManager } from '@mikro-orm/postgresql';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import type { Agreement } from './agreement.entity.ts';
import { Instalment } from './instalment.entity.ts';
import { Target } from './target.entity.ts';
import type { AimedAt } from './target.rules.ts';

/** Money planned for a day, in cents. */
export interface Planned {
  dueOn: string;
  amountCents: number;
}

/** What a version of an agreement's terms says beside its days and amount. */
interface Written {
  agreedOn: string;
  /** Every instalment of this version, received ones too. */
  instalments: readonly Planned[];
  targets: readonly AimedAt[];
  /** Why the terms were amended; null for the first ones. */
  reason: string | null;
}

const KEEP = `
  insert into agreement_terms (agreement_id, version, agreed_on, starts_on, ends_on, amount_cents, instalments, targets, reason)
  values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)`;

/** Keeps the agreement's present terms as one more version, which nothing rewrites. The agreement must be flushed. */
export async function keepTerms(em: EntityManager, agreement: Agreement, written: Written): Promise<void> {
  const { id, version, startsOn, endsOn, amountCents } = agreement;
  const { agreedOn, instalments, targets, reason } = written;
  const lists = [JSON.stringify(instalments), JSON.stringify(targets)];
  await em.execute(KEEP, [id, version, agreedOn, startsOn, endsOn, amountCents, ...lists, reason]);
}

/** Plans instalments in the order of their due days, numbered after those that stay. */
export function plan(
  { em, newId }: Pick<Acting, 'em' | 'newId'>,
  agreementId: string,
  planned: readonly Planned[],
  after = 0,
): void {
  const inOrder = planned.toSorted((one, other) => one.dueOn.localeCompare(other.dueOn));
  for (const [index, instalment] of inOrder.entries()) {
    const nothingYet = { receivedOn: null, receivedCents: null, commune: null, withdrawnIn: null };
    em.create(Instalment, {
      id: newId('instalment'),
      agreementId,
      number: after + index + 1,
      ...instalment,
      ...nothingYet,
    });
  }
}

/** Sets the agreement's targets. */
export function aimAt(
  { em, newId }: Pick<Acting, 'em' | 'newId'>,
  agreementId: string,
  targets: readonly AimedAt[],
): void {
  for (const target of targets) em.create(Target, { id: newId('target'), agreementId, ...target });
}
