import type { EntityManager } from '@mikro-orm/postgresql';
import { manyByKey } from '../../../packages/platform/read/loader.ts';

/** What the figures count, once per machine: the first day it was collected, triaged, ready, recycled. */
export type MilestoneKind = 'COLLECTED' | 'TRIAGED' | 'READY' | 'RECYCLED';

export interface Milestone {
  computerId: string;
  kind: MilestoneKind;
  reachedOn: string;
}

/** Keeps milestones in the transaction of their cause; one that a machine already reached stays as it was. */
export async function reach(em: EntityManager, commune: string, milestones: readonly Milestone[]): Promise<void> {
  if (milestones.length === 0) return;
  const rows = milestones.map(() => '(?, ?, ?, ?)').join(', ');
  await em.execute(
    `insert into milestone (computer_id, kind, reached_on, commune) values ${rows} on conflict do nothing`,
    milestones.flatMap(({ computerId, kind, reachedOn }) => [computerId, kind, reachedOn, commune]),
  );
}

export const milestonesByComputer = manyByKey<Milestone>(
  'select * from milestone where computer_id = any($1)',
  ({ computerId }) => computerId,
);
