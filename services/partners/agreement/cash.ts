import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { existing } from '../existing.ts';
import { Agreement } from './agreement.entity.ts';
import { Instalment } from './instalment.entity.ts';
import { Receipt } from './receipt.entity.ts';

/**
 * An instalment with its agreement, locked, and the agreement's other instalments. It is the agreement that is locked:
 * two instalments at once could else go beyond it together. Refuses `NOT_FOUND`, `WITHDRAWN`.
 */
export async function lockedInstalment(em: EntityManager, id: string) {
  const { agreementId } = await existing(em, Instalment, id, 'instalmentId');
  const agreement = await findLocked(em, Agreement, agreementId, 'instalmentId');
  const all = await em.find(Instalment, { agreementId }, { refresh: true });
  const instalment = all.find((one) => one.id === id)!;
  if (instalment.withdrawnIn !== null) throw withdrawn(instalment.withdrawnIn);
  return { agreement, instalments: all.filter(({ withdrawnIn }) => withdrawnIn === null), instalment };
}

const withdrawn = (version: number): Refusal =>
  new Refusal('WITHDRAWN', 'instalmentId', {
    en: `Version ${version} of the terms put other instalments in its place; name one of those.`,
    fr: `La version ${version} de la convention l'a remplacée par d'autres tranches ; désignez l'une d'elles.`,
  });

/** Books money that came for an instalment, at the seat. */
export function book(
  { em, newId }: Pick<Acting, 'em' | 'newId'>,
  instalment: Instalment,
  money: { cents: number; on: string; seat: string },
): void {
  const { cents, on, seat } = money;
  Object.assign(instalment, { receivedOn: on, receivedCents: cents, commune: seat });
  const entry = { instalmentId: instalment.id, receivedOn: on, cents, reverses: null, reason: null };
  em.create(Receipt, { id: newId('receipt'), ...entry });
}

/** The seat where money counts; refuses `NO_SEAT` at a hub. */
export function seatOfCash(seat: string | null): string {
  if (seat) return seat;
  throw new Refusal('NO_SEAT', null, {
    en: 'A hub takes in no money of its own; record it at the association that received it.',
    fr: "Un nœud régional n'encaisse rien ; enregistrez la somme dans l'association qui l'a reçue.",
  });
}

/** Undoes the last entry of an instalment that was recorded as received; the entry stays in the ledger, with its reversal. */
export async function reverse(
  { em, newId }: Pick<Acting, 'em' | 'newId'>,
  instalment: Instalment,
  reason: string,
): Promise<void> {
  const entries = await em.find(Receipt, { instalmentId: instalment.id });
  const undone = new Set(entries.map(({ reverses }) => reverses));
  const { id: reverses, receivedOn, cents } = entries.find((entry) => !entry.reverses && !undone.has(entry.id))!;
  const reversal = { instalmentId: instalment.id, receivedOn, cents: -cents, reverses, reason };
  em.create(Receipt, { id: newId('receipt'), ...reversal });
  Object.assign(instalment, { receivedOn: null, receivedCents: null, commune: null });
}
