import { newTypeId } from '../../packages/platform/context/ids.ts';
import { openDatabase, type Database } from '../../packages/platform/database/database.ts';
import { encodeScope } from '../../packages/figures/read/impact-scope.ts';
import { createFigures } from '../../packages/figures/run/figures-jobs.ts';
import { aHousehold } from './household/household.factory.ts';
import { Loan } from './loan/loan.entity.ts';
import { aKey, aLoan, anActiveLoan, tell } from './loan/loan.factory.ts';
import { measures } from './measures.ts';
import { aLending, type LendingUnderTest } from './testing/a-lending.ts';

const LORIENT = 'COM-56121';
const LANESTER = 'COM-56098';
const ORGANISATIONS = ['SIRET-21560098000012', 'RNA-W561000001', 'RNA-W561000002'];

/**
 * 2010: twelve families of Lanester on 20 March. 2011: eleven of them go on for a year, one returns late; thirteen
 * families of Lorient on 10 May, three organisations on 1 June. Today is 15 January 2012.
 */
describe('The figures of lending', () => {
  let lending: LendingUnderTest;
  let database: Database;
  beforeAll(async () => {
    lending = await aLending({ today: '2012-01-15' });
    database = await openDatabase({ url: lending.loginUrl, service: 'lending', entities: [Loan] });
    await familiesOf2010();
    await familiesOf2011();
    await organisationsOf2011();
    await build();
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await lending.close();
  });

  const lender = () => lending.as('lender');
  const build = () => {
    const { clock } = lending;
    return createFigures({ database, measures, clock, association: 'defis', seat: LORIENT, upstream: null }).build();
  };
  const giveBack = (loanId: string, on: string) =>
    tell(lender(), 'returnComputer', { loanId, condition: 'WORKING', on, idempotencyKey: aKey() });

  async function familiesOf2010(): Promise<void> {
    for (let count = 0; count < 12; count++) {
      const householdId = await aHousehold(lender(), { commune: LANESTER });
      const { loanId } = await anActiveLoan(lender(), { householdId, startedOn: '2010-03-20' });
      if (count === 0) await giveBack(loanId, '2011-04-02');
      else await tell(lender(), 'renewLoan', { loanId, on: '2011-02-10', idempotencyKey: aKey() });
    }
  }

  const lorient: string[] = [];
  async function familiesOf2011(): Promise<void> {
    for (let count = 0; count < 13; count++) {
      const programmeId = 'ordi-solidaire-bretagne';
      const { loanId } = await anActiveLoan(lender(), { startedOn: '2011-05-10', programmeId });
      lorient.push(loanId);
      if (count === 0) await swap(loanId);
    }
    await aLoan(lender(), { on: '2011-05-10' });
  }

  const swap = (loanId: string) =>
    tell(lender(), 'swapComputer', {
      loanId,
      computerId: newTypeId('computer'),
      condition: 'BROKEN',
      on: '2011-07-01',
      idempotencyKey: aKey(),
    });

  async function organisationsOf2011(): Promise<void> {
    for (const organisationId of ORGANISATIONS) {
      await anActiveLoan(lender(), { organisationId, commune: LORIENT, startedOn: '2011-06-01' });
    }
  }

  const figure = async (name: string, period: string, territory: string | null = null) => {
    const id = encodeScope({ territory, period, programme: null, association: null, geography: 'AT_EVENT' });
    const { _entities } = await lending
      .as('anonymous')
      .request(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { ${name} { value status } } } }`,
        { r: [{ __typename: 'Impact', id }] },
      );
    return _entities[0][name];
  };
  const exactly = (value: number) => ({ value, status: 'EXACT' });

  it.each([
    ['familiesEquipped', '2010', 12],
    ['familiesEquipped', '2011', 25],
    ['familiesEquippedAt', '2010', 12],
    ['organisationsEquipped', '2011', 3],
    ['organisationsEquipped', '2010', 0],
    ['loansActive', '2010', 12],
    ['loansStarted', '2010', 12],
    ['loansStarted', '2011', 16],
    ['loansRenewed', '2011', 11],
    ['loanTermsEnded', '2011', 12],
  ])('%s in %s is %d', async (name, period, value) => {
    expect(await figure(name, period)).toEqual(exactly(value));
  });

  it('does not tell how many were renewed where that tells of the one who was not', async () => {
    for (const name of ['loanTermsRenewed', 'renewalRate']) {
      expect(await figure(name, '2011')).toMatchObject({ value: null, status: 'PROTECTED' });
    }
  });

  it('counts families where they live', async () => {
    expect(await figure('familiesEquipped', '2011', LANESTER)).toEqual(exactly(12));
    expect(await figure('familiesEquipped', '2011', LORIENT)).toEqual(exactly(13));
  });

  it('does not tell what rests on fewer than eleven families', async () => {
    expect(await figure('loansReturned', '2011')).toMatchObject({ value: null, status: 'PROTECTED' });
    expect(await figure('loansOverdue', '2011-03')).toMatchObject({ value: null, status: 'PROTECTED' });
  });

  it('tells neither who left in a year nor who is there at its end, where that tells of the one who left', async () => {
    for (const name of ['familiesEquippedAt', 'loansActive', 'loansReturned']) {
      expect(await figure(name, '2011')).toMatchObject({ value: null, status: 'PROTECTED' });
    }
  });

  it('tells nothing of loans of the year that runs', async () => {
    lending.clock.set('2012-05-20');
    await build();
    expect(await figure('loansOverdue', '2012-05')).toMatchObject({ value: null, status: 'PROTECTED' });
    expect(await figure('loansStarted', '2012')).toMatchObject({ value: null, status: 'PROTECTED' });
  });

  it('tells what was renewed, and what is overdue by the calendar alone, beside enough of the others', async () => {
    for (const loanId of lorient)
      await tell(lender(), 'renewLoan', { loanId, on: '2012-05-02', idempotencyKey: aKey() });
    await build();
    expect(await figure('loanTermsRenewed', '2012')).toEqual(exactly(13));
    expect(await figure('renewalRate', '2012')).toEqual(exactly(1));
    lending.clock.set('2014-02-01');
    await build();
    // Eleven families and the three organisations.
    expect(await figure('loansOverdue', '2012')).toEqual(exactly(14));
  });

  it('leaves out of the rate of renewal what is still to be settled', async () => {
    // All of them were due in 2013, or before: none was renewed then, none given back.
    for (const name of ['loanTermsEnded', 'loanTermsRenewed']) expect(await figure(name, '2013')).toEqual(exactly(0));
    expect(await figure('renewalRate', '2013')).toEqual({ value: null, status: 'UNAVAILABLE' });
  });

  it('says of each figure which text or data it comes from, and when that dates from', () => {
    expect(measures.filter(({ source }) => !/\b(19|20)\d\d\b/.test(source)).map(({ name }) => name)).toEqual([]);
  });

  it('does not count organisations as families that hide one another', async () => {
    for (let n = 3; n < 13; n++) {
      const organisationId = `RNA-W5610000${String(n).padStart(2, '0')}`;
      await anActiveLoan(lender(), { organisationId, commune: LORIENT, startedOn: '2012-01-10' });
    }
    const householdId = await aHousehold(lender(), { commune: LORIENT });
    await anActiveLoan(lender(), { householdId, startedOn: '2012-01-11' });
    await build();
    expect(await figure('loansStarted', '2012')).toMatchObject({ value: null, status: 'PROTECTED' });
  });
});
