import type pg from 'pg';
import type { Period } from '../../calendar/period.ts';
import { ownEpoch } from '../slices/own-epoch.ts';
import { Refusal } from '../../platform/refusals/refusal.ts';
import { applySlice } from '../slices/apply-slice.ts';
import type { Builder } from '../slices/build-slices.ts';
import { inDryTransaction, type DryRun } from '../slices/dry-run.ts';
import { differencesInYear } from './examine.ts';
import { countedByName } from '../measures/measure.ts';
import { undated } from '../slices/renew-slices.ts';
import { sealedYears } from '../slices/seal-state.ts';
import type { DatedFact } from '../measures/fact.ts';
import { CONTRACT, digestOf, LONGEST_REASON } from '../slices/slice.ts';

export interface AdjustOptions extends DryRun {
  /** A sealed year: its months and quarters are adjusted with it. */
  period: Period;
  /** Why, for everybody to read; it names nobody. */
  reason: string;
}

/** What an adjustment came to, or would. */
export interface AdjustReport extends DryRun {
  /** Which slices it adds: part 1 is the first adjustment of a period. */
  slices: { period: Period; part: number; facts: number }[];
  /** How many facts differ and are not told, since they rest on too few people. */
  withheld: number;
}

/**
 * Tells what operations of a sealed year now count differently, as adjustments: slices of their own beside what was sealed,
 * whose facts are differences.
 *
 * Refused with REASON_REQUIRED, REASON_TOO_LONG, NOT_SEALED, NOTHING_TO_ADJUST, TOO_FEW_PEOPLE.
 */
export async function adjustPeriod(builder: Builder, options: AdjustOptions): Promise<AdjustReport> {
  const { period: year, dryRun } = options;
  const reason = checkedReason(options.reason);
  return inDryTransaction(builder.pool, 'repeatable read', { dryRun }, async (client) => {
    if (!(await sealedYears(client, builder.association)).has(year)) throw notSealed(year);
    const { tellable, withheld } = await differencesInYear(client, builder, year);
    if (tellable.length === 0) throw withheld === 0 ? nothing(year) : tooFew(year);
    const slices: AdjustReport['slices'] = [];
    for (const [period, facts] of Map.groupBy(tellable, (fact) => fact.period)) {
      slices.push(await addPart(client, builder, { period, facts, reason }));
    }
    if (withheld === 0) await client.query(SETTLED, [year]);
    else await client.query(STILL_PENDING, [year, withheld, builder.clock.now()]);
    return { dryRun, slices, withheld };
  });
}

const SETTLED = 'delete from pending_adjustment where year = $1';
const STILL_PENDING = 'update pending_adjustment set differences = $2, examined_at = $3 where year = $1';

async function addPart(
  client: pg.ClientBase,
  { association, measures, clock }: Builder,
  { period, facts: dated, reason }: { period: Period; facts: DatedFact[]; reason: string },
): Promise<AdjustReport['slices'][number]> {
  const { rows } = await client.query<{ part: number }>(
    'select max(part) + 1 as part from slice where association = $1 and period = $2',
    [association, period],
  );
  const [{ part }] = rows as [{ part: number }];
  const now = clock.now();
  const facts = dated.map(undated);
  const key = { association, period, part, epoch: await ownEpoch(client), revision: 1 };
  const said = { contract: CONTRACT, sealed: true, reason, install: null, signature: null, asOf: now };
  const slice = { ...key, ...said, facts, digest: digestOf(facts) };
  await applySlice(client, slice, countedByName(measures), now);
  return { period, part, facts: facts.length };
}

function checkedReason(text: string): string {
  const reason = text.trim();
  if (reason === '') {
    throw new Refusal('REASON_REQUIRED', 'reason', {
      en: 'Say why the sealed figures change, naming nobody: everybody can read it.',
      fr: 'Dites pourquoi les chiffres scellés changent, sans nommer personne : tout le monde peut le lire.',
    });
  }
  if (reason.length > LONGEST_REASON) {
    throw new Refusal('REASON_TOO_LONG', 'reason', {
      en: `Say it in ${LONGEST_REASON} characters at most.`,
      fr: `Dites-le en ${LONGEST_REASON} caractères au plus.`,
    });
  }
  return reason;
}

const notSealed = (year: Period): Refusal<'NOT_SEALED'> =>
  new Refusal('NOT_SEALED', 'period', {
    en: `${year} is no sealed year: its figures follow its operations by themselves. Adjust whole years that are sealed.`,
    fr: `${year} n'est pas une année scellée : ses chiffres suivent d'eux-mêmes ses opérations. Ajustez une année scellée.`,
  });

const nothing = (year: Period): Refusal<'NOTHING_TO_ADJUST'> =>
  new Refusal('NOTHING_TO_ADJUST', 'period', {
    en: `What is told of ${year} is what its operations count: there is nothing to adjust.`,
    fr: `Ce qui est dit de ${year} est ce que comptent ses opérations : il n'y a rien à ajuster.`,
  });

const tooFew = (year: Period): Refusal<'TOO_FEW_PEOPLE'> =>
  new Refusal('TOO_FEW_PEOPLE', 'period', {
    en: `What changed in ${year} concerns fewer than 11 people somewhere, who could be found; wait until there are more.`,
    fr: `Ce qui a changé en ${year} concerne par endroits moins de 11 personnes, qu'on pourrait retrouver ; attendez.`,
  });
