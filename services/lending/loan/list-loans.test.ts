import { SPLIT_BATCHES } from '../../../packages/platform/testing/batches.ts';
import { aHousehold } from '../household/household.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, aLoan, anActiveLoan, aSignedLoan, tell } from './loan.factory.ts';

describe('Listing loans', () => {
  let lending: LendingUnderTest;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    lending = await aLending();
    const api = lending.as('lender');
    ids['REQUESTED'] = await aLoan(api);
    ids['SIGNED'] = await aSignedLoan(api);
    ids['ACTIVE'] = (await anActiveLoan(api, { startedOn: '2010-07-01' })).loanId;
    ids['DUE'] = (await anActiveLoan(api, { startedOn: '2010-06-15' })).loanId;
    ids['OVERDUE'] = (await anActiveLoan(api, { startedOn: '2010-06-14' })).loanId;
    const returned = await anActiveLoan(api, { startedOn: '2010-03-01' });
    await tell(api, 'returnComputer', { loanId: returned.loanId, condition: 'WORKING', idempotencyKey: aKey() });
    ids['RETURNED'] = returned.loanId;
  });
  afterAll(() => lending.close());

  const list = async (field: string): Promise<string[]> => {
    const { found } = await lending.as('lender').request(`{ found: ${field} { nodes { id } } }`);
    return found.nodes.map(({ id }: { id: string }) => id);
  };

  it('shows every loan, first requested first', async () => {
    expect(await list('loans')).toEqual(Object.values(ids));
  });

  it.each(['REQUESTED', 'SIGNED', 'ACTIVE', 'DUE', 'OVERDUE', 'RETURNED'])('finds those %s today', async (state) => {
    expect(await list(`loans(state: ${state})`)).toEqual([ids[state]]);
    const { loan } = await lending.as('lender').request(`{ loan(id: "${ids[state]}") { state } }`);
    expect(loan.state).toBe(state);
  });

  it('shows what is due before a day, today included', async () => {
    expect(await list('loansDue(before: "2011-07-01")')).toEqual([ids['DUE']]);
    expect(await list('loansDue(before: "2011-07-02")')).toEqual([ids['ACTIVE'], ids['DUE']]);
  });

  it('shows what is overdue', async () => {
    expect(await list('loansOverdue')).toEqual([ids['OVERDUE']]);
  });

  it('knows no loan of another id', async () => {
    expect((await lending.as('lender').request('{ loan(id: "loan_none") { id } }')).loan).toBeNull();
  });
});

describe('Reading loans with all that belongs to them', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => {
    lending = await aLending();
    const api = lending.as('lender');
    const people = [{ givenName: 'Yann', familyName: 'Le Bihan' }];
    for (let count = 0; count < 50; count++) {
      const householdId = await aHousehold(api, { people, idempotencyKey: aKey() });
      await anActiveLoan(api, { householdId });
    }
  }, 120_000);
  afterAll(() => lending.close());

  const count = (query: (first: number) => string, first: number): Promise<number> =>
    lending.countStatements(() => lending.as('lender').request(query(first)));

  const LOAN = `household { id people { id household { id } history { verb } } history { verb } }
    computer { id loans(first: 2) { nodes { id } } currentLoan { id } }
    organisation { id } programme { id } machines { computer { id } } terms { number } history { verb }
    waitingPosition overdueStage sanction { until } cession { price } loss { how } faults { id repairTicket { id } }`;

  it.each([
    ['loans', (first: number) => `{ loans(first: ${first}) { nodes { ${LOAN} } } }`],
    ['loansDue', (first: number) => `{ loansDue(before: "2012-12-31", first: ${first}) { nodes { ${LOAN} } } }`],
    [
      'households',
      (first: number) => `{ households(first: ${first}) { nodes { loans(first: 3) { nodes { ${LOAN} } } } } }`,
    ],
    ['people', (first: number) => `{ people(first: ${first}) { nodes { household { loans { nodes { id } } } } } }`],
  ])('takes as many statements for two %s as for fifty', async (_name, query) => {
    const [forTwo, forFifty] = [await count(query, 2), await count(query, 50)];
    expect(forTwo).toBeGreaterThan(1);
    expect(forFifty).toBeLessThanOrEqual(forTwo + SPLIT_BATCHES);
  });

  it.each(['Loan', 'Household', 'Person', 'Computer', 'Programme', 'Organisation'])(
    'takes as many statements for two references to %s as for fifty',
    async (type) => {
      const ids = await idsOf(type);
      const countReferences = (first: number): Promise<number> =>
        lending.countStatements(() =>
          lending
            .as('lender')
            .request(`query ($references: [_Any!]!) { _entities(representations: $references) { ${REFERENCES} } }`, {
              references: ids.slice(0, first).map((id) => ({ __typename: type, id })),
            }),
        );
      const [forTwo, forFifty] = [await countReferences(2), await countReferences(50)];
      expect(forTwo).toBeGreaterThan(0);
      expect(forFifty).toBeLessThanOrEqual(forTwo + SPLIT_BATCHES);
    },
  );

  const REFERENCES = `
    ... on Loan { state household { id } terms { number } }
    ... on Household { size people { id } borrowed: loans { nodes { id } } }
    ... on Person { givenName household { id } }
    ... on Computer { loans { nodes { id } } currentLoan { id } }
    ... on Programme { loans { nodes { id } } }
    ... on Organisation { loans { nodes { id } } familiesServed(period: "2011") { value } }`;

  async function idsOf(type: string): Promise<string[]> {
    const { loans, people } = await lending
      .as('lender')
      .request(
        '{ loans(first: 50) { nodes { id household { id } computer { id } } } people(first: 50) { nodes { id } } }',
      );
    if (type === 'Person') return people.nodes.map(({ id }: { id: string }) => id);
    if (type === 'Programme' || type === 'Organisation')
      return Array.from({ length: 50 }, (_, index) => `some-${index}`);
    return loans.nodes.map((loan: Row) =>
      type === 'Loan' ? loan.id : type === 'Household' ? loan.household.id : loan.computer.id,
    );
  }

  interface Row {
    id: string;
    household: { id: string };
    computer: { id: string };
  }
});
