import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { Computer } from '../computer/computer.entity.ts';
import type { Custody } from '../computer/computer.states.ts';
import { became, standingOf } from '../computer/standing.rules.ts';

/** Keeps which machines a transfer is about, and what they were called when they were offered. */
export async function keepLines(
  em: EntityManager,
  transferId: string,
  computers: readonly { id: string; label: string }[],
): Promise<void> {
  const lines = computers.map(({ id, label }) => ({ id, label }));
  await em.execute(
    `insert into transfer_line (transfer_id, computer_id, label)
     select ?, id, label from jsonb_to_recordset(?::jsonb) as line (id text, label text)`,
    [transferId, JSON.stringify(lines)],
  );
}

interface Ending {
  transferId: string;
  verb: string;
  on: string;
  custody: Custody;
}

/** Ends the stay IN_TRANSFER of the machines of an offer. */
export async function endStay({ em, happened }: Acting, { transferId, verb, on, custody }: Ending): Promise<void> {
  const lines = await em.execute<{ computer_id: string }[]>(
    'select computer_id from transfer_line where transfer_id = ?',
    [transferId],
  );
  const computers = await em.find(
    Computer,
    { id: { $in: lines.map((line) => line.computer_id) } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  for (const computer of computers) {
    const before = standingOf(computer);
    computer.custody = custody;
    if (computer.movedOn < on) computer.movedOn = on;
    const details = { transferId, ...became(before, computer) };
    await happened({ noun: 'Computer', id: computer.id, verb, on, details });
  }
}
