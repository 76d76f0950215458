import type { FigureBounds } from '../read/figure.ts';
import { countedByName } from '../measures/measure.ts';
import { applySlice } from '../slices/apply-slice.ts';
import { inTransaction } from '../slices/transaction.ts';
import type { Toy } from './a-toy.ts';
import { aSlice } from './a-slice.ts';
import { CELLS, worldOn, type Told } from './attacked-world.ts';
import type { Known, Secret, Sum } from './attacker.ts';
import { TOY_MEASURES } from './toy-measures.ts';

/** What one association tells, and what is true there. */
export interface Member {
  association: string;
  people: readonly number[];
  facts: readonly Told[];
}

const SIZE = CELLS.length;
const MEASURES = countedByName(TOY_MEASURES);
/** The variables of cells of the nth association. */
const of = (member: number, cells: readonly number[]): number[] => cells.map((cell) => member * SIZE + cell);

/** Tells a hub, from an empty beginning, what each association tells. */
export async function tellHub(hub: Toy, members: readonly Member[]): Promise<void> {
  await hub.reset();
  await inTransaction(hub.database.pool, 'read committed', async (client) => {
    for (const { association, facts } of members) {
      for (const [period, own] of Map.groupBy(facts, (fact) => fact.period)) {
        const told = own.map((fact) => ({ ...fact, programme: '*', member: '' }));
        const slice = aSlice({ association, period, facts: told, asOf: hub.clock.now() });
        await applySlice(client, slice, MEASURES, hub.clock.now());
      }
    }
  });
}

interface Question extends Sum {
  association: string | null;
  measure: string;
  place: string;
  period: string;
}

/** Every figure of each association and of all together, with the cells that it counts. */
function questionsOn(today: string, members: readonly Member[]): Question[] {
  return worldOn(today).figures.flatMap(({ cells, ...figure }) => [
    { ...figure, association: null, cells: members.flatMap((_, i) => of(i, cells)) },
    ...members.map(({ association }, i) => ({ ...figure, association, cells: of(i, cells) })),
  ]);
}

/** Everything that the hub answers to anybody. Households of two associations are different ones here. */
export async function readHub(hub: Toy, today: string, members: readonly Member[]): Promise<Known[]> {
  const known = questionsOn(today, members).map(async ({ association, measure, place, period, cells }) => {
    const answer = await hub.read(measure, { association, territory: place, period });
    return { cells, ...boundsIn(answer) };
  });
  return Promise.all(known);
}

function boundsIn({ status, atLeast, atMost }: FigureBounds): { least: number; most: number } {
  if (status !== 'EXACT' && status !== 'BOUNDED') return { least: 0, most: Infinity };
  return { least: atLeast ?? 0, most: atMost ?? Infinity };
}

/** What a member knows of itself: everything. */
export const knowsItself = (members: readonly Member[], insider: number): Known[] =>
  members[insider]!.people.map((count, cell) => ({ cells: of(insider, [cell]), least: count, most: count }));

/** What the naive rule tells of all together: each figure that counts eleven or more, whoever hides a part of it. */
export const addNaively = (today: string, members: readonly Member[]): Known[] => {
  const people = members.flatMap((member) => member.people);
  return questionsOn(today, members)
    .filter(({ association }) => association === null)
    .map(({ cells }) => ({ cells, size: sum(people, cells) }))
    .filter(({ size }) => size > 10)
    .map(({ cells, size }) => ({ cells, least: size, most: size }));
};

/** Groups of one to ten of those that the insider does not know. */
export const groupsBeside = (today: string, members: readonly Member[], insider: number): Secret[] =>
  members.flatMap(({ association, people }, i) =>
    worldOn(today)
      .secrets.map(({ name, cells }) => ({
        name: `${association} ${name}`,
        cells: of(i, cells),
        size: sum(people, cells),
      }))
      .filter(({ size }) => i !== insider && size > 0 && size <= 10),
  );

const sum = (people: readonly number[], cells: readonly number[]): number =>
  cells.reduce((all, cell) => all + people[cell]!, 0);
