import type { Custody, Grade, Processing } from './computer.states.ts';

/** The three axes of a machine. */
export interface Standing {
  processing: Processing;
  custody: Custody;
  grade?: Grade | null;
}

/** What one entry of a history keeps of a step. */
export interface RecordedStep {
  happenedOn: string;
  details: Record<string, unknown>;
}

export const standingOf = ({ processing, custody, grade }: Standing): Standing => ({ processing, custody, grade });

const AXES = ['processing', 'custody', 'grade'] as const;

/** What a step made of a machine, for its history: the axes that changed, `{}` when none did. */
export function became(before: Partial<Standing>, after: Standing): { became?: Partial<Standing> } {
  const changed = AXES.filter((axis) => (after[axis] ?? null) !== (before[axis] ?? null));
  if (changed.length === 0) return {};
  return { became: Object.fromEntries(changed.map((axis) => [axis, after[axis]])) };
}

/**
 * What the recorded steps of a machine add up to, oldest first; with a day, those that had happened by then. Null while
 * nothing had. A machine that was registered late stands where it did since the day its registration says.
 */
export function fold(steps: readonly RecordedStep[], day?: string): Standing | null {
  const happened = steps.filter(
    ({ happenedOn, details }) => !day || ((details['since'] ?? happenedOn) as string) <= day,
  );
  const [first] = happened;
  if (!first?.details['became']) return null;
  const nothing = { grade: null } as Standing;
  return happened.reduce((standing, { details }) => ({ ...standing, ...(details['became'] as Standing) }), nothing);
}
