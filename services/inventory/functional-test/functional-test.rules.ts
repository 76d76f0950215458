import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Grade } from '../computer/computer.states.ts';
import type { Check, CheckDone } from './functional-test.entity.ts';

/** Without these nobody can use a machine. */
const MANDATORY: readonly Check[] = ['START', 'MEMORY', 'STORAGE', 'SCREEN', 'KEYBOARD', 'POINTING_DEVICE', 'NETWORK'];

/** What a technician says of a machine on the bench. */
export interface Verdict {
  grade: Grade;
  testsPassed: boolean;
  checks?: readonly CheckDone[] | null;
}

/**
 * Why a verdict contradicts its checks: `CHECK_REPEATED`, `MANDATORY_CHECK_FAILED`, or `GRADE_TOO_HIGH`, since a machine with
 * a defect is a C at most.
 */
export function whyNotVerdict({ grade, testsPassed, checks }: Verdict): Refusal | null {
  const done = checks ?? [];
  const failed = done.filter(({ result }) => result === 'FAILED').map(({ check }) => check);
  if (new Set(done.map(({ check }) => check)).size < done.length)
    return new Refusal('CHECK_REPEATED', 'checks', {
      en: 'A check is given twice; keep its last result.',
      fr: 'Un contrôle est donné deux fois ; gardez son dernier résultat.',
    });
  if (!testsPassed || failed.length === 0) return null;
  if (failed.some((check) => MANDATORY.includes(check)))
    return new Refusal('MANDATORY_CHECK_FAILED', 'testsPassed', {
      en: 'A check that nobody can do without failed; repair it, or record that the tests did not pass.',
      fr: "Un contrôle indispensable a échoué ; réparez, ou enregistrez que les contrôles n'ont pas réussi.",
    });
  if (grade === 'C') return null;
  return new Refusal('GRADE_TOO_HIGH', 'grade', {
    en: 'A machine with a failed check is a C; repair it or give that grade.',
    fr: 'Une machine dont un contrôle a échoué est un C ; réparez-la ou donnez cette note.',
  });
}
