import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound, type Refusal, refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { atLine } from '../../../packages/platform/verb/at-line.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import type { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Computer } from './computer.entity.ts';
import { whyNotOn } from './computer.rules.ts';
import { reach, type MilestoneKind } from './milestone.ts';
import { became, standingOf } from './standing.rules.ts';

/** A step that machines take, one or twenty at a time. */
export interface ComputerStep<L, Known = void> {
  /** As the mutation on one machine is named. */
  verb: string;
  /** What the step must know besides the machines, for all of them at once. */
  know?(acting: Acting, computerIds: string[], lines: readonly L[]): Promise<Known>;
  whyNot(computer: Computer, line: L, known: Known): Refusal | null;
  /** Changes the machine; what it gives back goes to the history, beside what became of the machine. */
  change(computer: Computer, line: L, on: string, acting: Acting, known: Known): Record<string, unknown> | void;
  /** What the machine has reached once changed, when figures count it. */
  milestone?(computer: Computer): MilestoneKind | null;
}

interface Line {
  computerId: string;
}

/** Takes one machine a step on; refuses what `takeEach` refuses. */
export function takeOne<L extends Line, Known = void>(
  context: ServiceContext,
  input: NoInfer<L> & VerbInput,
  step: ComputerStep<L, Known>,
) {
  return act(context, step.verb, input, async (acting) => {
    const [computer] = await takeEach<L, Known>(context, acting, [input], input.on, step);
    return { computer: computer! };
  });
}

/** Takes many machines a step on, all or none; a refusal names the line: `computers.12.computerId`. */
export function takeMany<L extends Line, Known = void>(
  context: ServiceContext,
  verb: string,
  input: VerbInput & { computers: NoInfer<L>[] },
  step: ComputerStep<L, Known>,
) {
  return act(context, verb, input, async (acting) => ({
    computers: await takeEach<L, Known>(context, acting, input.computers, input.on, step, 'computers'),
  }));
}

/** Refuses `NOT_FOUND`, `IN_THE_FUTURE`, `OUT_OF_ORDER` and what the step's rule says. */
export async function takeEach<L extends Line, Known>(
  context: ServiceContext,
  acting: Acting,
  lines: readonly L[],
  given: string | null | undefined,
  step: ComputerStep<L, Known>,
  list?: string,
): Promise<Computer[]> {
  const on = businessDay(given, acting.today);
  const locked = await lockAll(acting.em, lines);
  const known = (await step.know?.(acting, [...locked.keys()], lines)) as Known;
  const take = (line: L) => {
    const computer = locked.get(line.computerId);
    if (!computer) throw notFound('computerId', line.computerId);
    refuse(step.whyNot(computer, line, known) ?? whyNotOn(computer, on));
    const before = standingOf(computer);
    computer.movedOn = on;
    const details = step.change(computer, line, on, acting, known) ?? {};
    return { computer, details: { ...details, ...became(before, computer) } };
  };
  const taken = lines.map((line, index) => atLine(list, index, () => take(line), { shared: ['on'] }));
  await acting.happened(
    ...taken.map(({ computer: { id }, details }) => ({ noun: 'Computer', id, verb: step.verb, on, details })),
  );
  const computers = [...new Set(taken.map(({ computer }) => computer))];
  await reachAll(context, acting.em, computers, on, step);
  return computers;
}

/** In one order, so that two lists cannot wait for each other. */
async function lockAll(em: EntityManager, lines: readonly Line[]): Promise<Map<string, Computer>> {
  const ids = lines.map(({ computerId }) => computerId);
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
  const found = await em.find(Computer, { id: { $in: ids } }, lock);
  return new Map(found.map((computer) => [computer.id, computer]));
}

async function reachAll<L, Known>(
  context: ServiceContext,
  em: EntityManager,
  computers: Computer[],
  reachedOn: string,
  { milestone }: ComputerStep<L, Known>,
): Promise<void> {
  const milestones = computers.flatMap((computer) => {
    const kind = milestone?.(computer);
    return kind ? [{ computerId: computer.id, kind, reachedOn }] : [];
  });
  if (milestones.length > 0) await reach(em, operatingSeat(context), milestones);
}
