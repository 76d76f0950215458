import fc from 'fast-check';
import { openDatabase, type Database } from '../../../packages/platform/database/database.ts';
import { encodeScope } from '../../../packages/figures/read/impact-scope.ts';
import { createFigures } from '../../../packages/figures/run/figures-jobs.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aHousehold } from '../household/household.factory.ts';
import { Loan } from '../loan/loan.entity.ts';
import { aKey, aLoan, anActiveLoan } from '../loan/loan.factory.ts';
import { measures } from '../measures.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';

const SIZE = 5;

/** Which entries to merge into which, by their places: `[kept, other]`, any number of times, sense or nonsense. */
const merges = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { maxLength: 12 });

/** What is expected of entries: who each is by now, by the ids it ever had. */
class Model {
  private readonly keptBy = new Map<string, string>();
  constructor(readonly ids: readonly string[]) {}

  kept(id: string): string {
    const into = this.keptBy.get(id);
    return into ? this.kept(into) : id;
  }

  merge(keptId: string, otherId: string): string | null {
    if (keptId === otherId) return 'SAME_ONE';
    if (this.keptBy.has(keptId) || this.keptBy.has(otherId)) return 'MERGED';
    this.keptBy.set(otherId, keptId);
    return null;
  }
}

describe('Entries merged in any order', () => {
  let lending: LendingUnderTest;
  let database: Database;
  beforeAll(async () => {
    lending = await aLending();
    database = await openDatabase({ url: lending.loginUrl, service: 'lending', entities: [Loan] });
  });
  afterAll(async () => {
    await database.close();
    await lending.close();
  });

  const lender = () => lending.as('lender');
  const merge = async (keptHouseholdId: string, householdId: string): Promise<string | null> => {
    const input = { keptHouseholdId, householdId, idempotencyKey: aKey() };
    const { userErrors } = await callVerb(lender(), 'mergeHouseholds', 'household { id }', input);
    return userErrors[0]?.code ?? null;
  };
  const holdings = async (id: string) => {
    const { household } = await lender().request(
      `{ household(id: "${id}") { id people { id } loans { nodes { id household { id } } } } }`,
    );
    return {
      id: household.id as string,
      loans: household.loans.nodes.map((loan: { id: string }) => loan.id) as string[],
      people: household.people.map((person: { id: string }) => person.id) as string[],
    };
  };

  it('lose no loan and nobody, and every id ever given answers', async () => {
    await fc.assert(
      fc.asyncProperty(merges, async (steps) => {
        const people = [{ givenName: 'Nolwenn', familyName: 'Le Goff' }];
        const ids: string[] = [];
        const before = new Map<string, { loans: string[]; people: string[] }>();
        for (let count = 0; count < SIZE; count++) {
          const id = await aHousehold(lender(), { people });
          await aLoan(lender(), { householdId: id });
          before.set(id, await holdings(id));
          ids.push(id);
        }
        const model = new Model(ids);
        for (const [kept, other] of steps) {
          const expected = model.merge(ids[kept]!, ids[other]!);
          expect(await merge(ids[kept]!, ids[other]!)).toBe(expected);
        }
        for (const id of ids) {
          const after = await holdings(id);
          expect(after.id).toBe(model.kept(id));
          const merged = ids.filter((each) => model.kept(each) === after.id).map((each) => before.get(each)!);
          expect(after.loans.toSorted()).toEqual(merged.flatMap(({ loans }) => loans).toSorted());
          expect(after.people.toSorted()).toEqual(merged.flatMap((each) => each.people).toSorted());
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('are counted once in months that are open, and every loan still is', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 13; count++) {
      const householdId = await aHousehold(lender());
      await anActiveLoan(lender(), { householdId, startedOn: '2011-02-01' });
      ids.push(householdId);
    }
    const { clock } = lending;
    clock.set('2012-02-01');
    const build = () =>
      createFigures({ database, measures, clock, association: 'defis', seat: 'COM-56121', upstream: null }).build();
    await build();
    expect(await figures()).toEqual({ familiesEquipped: 13, loansStarted: 13 });
    await merge(ids[0]!, ids[1]!);
    expect(await build()).toContain('2011');
    expect(await figures()).toEqual({ familiesEquipped: 12, loansStarted: 13 });
  }, 120_000);

  async function figures() {
    const territory = null;
    const id = encodeScope({ territory, period: '2011', programme: null, association: null, geography: 'AT_EVENT' });
    const { _entities } = await lending.as('manager').request(
      `query ($references: [_Any!]!) { _entities(representations: $references) {
          ... on Impact { familiesEquipped { value } loansStarted { value } } } }`,
      { references: [{ __typename: 'Impact', id }] },
    );
    const [{ familiesEquipped, loansStarted }] = _entities;
    return { familiesEquipped: familiesEquipped.value, loansStarted: loansStarted.value };
  }
});
