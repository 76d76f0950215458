import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import type { Computer } from './computer.entity.ts';
import { whyNotStrikable } from './computer.rules.ts';
import type { ComputerLine } from './computer.payload.ts';
import type { StrikeOutReason } from './computer.states.ts';
import { takeEach, type ComputerStep } from './step.ts';

/**
 * Strikes machines out: what they had reached counts no more, and no name finds them, so that their labels are free. Refuses
 * what `takeEach` refuses and what `whyNotStrikable` says.
 */
export async function strikeOutAll(
  context: ServiceContext,
  acting: Acting,
  computerIds: readonly string[],
  { reason, on }: { reason: StrikeOutReason; on?: string | null },
): Promise<Computer[]> {
  if (computerIds.length === 0) return [];
  const lines = computerIds.map((computerId) => ({ computerId }));
  const struckOut = await takeEach(context, acting, lines, on, strikingOut(reason));
  await acting.em.flush();
  for (const table of ['milestone', 'alias'])
    await acting.em.execute(`delete from ${table} where computer_id in (select jsonb_array_elements_text(?::jsonb))`, [
      JSON.stringify(computerIds),
    ]);
  return struckOut;
}

const strikingOut = (reason: StrikeOutReason): ComputerStep<ComputerLine, Set<string>> => ({
  verb: 'strikeOutComputer',
  know: workedOn,
  whyNot: (computer, _line, worked) => whyNotStrikable(computer, worked.has(computer.id)),
  change: (computer) => {
    computer.custody = 'STRUCK_OUT';
    return { reason };
  },
});

/** All that may have happened to a machine that should not be there; what is known of it may have been completed. */
const HARMLESS = [
  'registerComputer',
  'importComputers',
  'correctComputer',
  'addComputerAlias',
  'retireComputerAlias',
  'addStorage',
  'pickUpDonation',
  'triageComputer',
];

async function workedOn({ em }: Acting, computerIds: string[]): Promise<Set<string>> {
  const rows = await em.execute<{ noun_id: string }[]>(
    `select distinct noun_id from history
      where noun_id in (select jsonb_array_elements_text(?::jsonb))
        and verb not in (select jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(computerIds), JSON.stringify(HARMLESS)],
  );
  return new Set(rows.map((row) => row.noun_id));
}
