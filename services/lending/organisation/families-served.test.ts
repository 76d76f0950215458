import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { Role } from '../../../packages/platform/access/viewer.ts';
import { aKey, anActiveLoan, tell } from '../loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';

const CAF = 'SIRET-77560000000019';
const TOWN = 'SIRET-21560121000016';
const BAKER = 'RNA-W561000001';

describe('Families served by a donor', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => {
    lending = await aLending();
    for (let count = 0; count < 12; count++) await aLoanOfMachineFrom(CAF, '2011-01-10');
    for (let count = 0; count < 11; count++) await aLoanOfMachineFrom(TOWN, '2011-01-10');
    const { loanId } = await aLoanOfMachineFrom(BAKER, '2010-01-10');
    await tell(lending.as('lender'), 'returnComputer', {
      loanId,
      condition: 'WORKING',
      on: '2010-12-31',
      idempotencyKey: aKey(),
    });
  }, 60_000);
  afterAll(() => lending.close());

  function aLoanOfMachineFrom(donor: string, startedOn: string) {
    const computerId = newTypeId('computer');
    lending.inventory.donors.set(computerId, donor);
    return anActiveLoan(lending.as('lender'), { startedOn, computerId });
  }

  const ask = async (role: Role, id: string, period: string, organisation: string | null = null) => {
    const query = `query ($references: [_Any!]!) {
      _entities(representations: $references) {
        ... on Organisation { familiesServed(period: "${period}") { value status reason unit measure { name } } }
      }
    }`;
    const references = [{ __typename: 'Organisation', id }];
    const answer = await lending.as(role, { organisation }).request(query, { references });
    return answer._entities[0].familiesServed;
  };

  it('are counted over a year', async () => {
    expect(await ask('manager', CAF, '2011')).toEqual({
      value: 12,
      status: 'EXACT',
      reason: null,
      unit: 'HOUSEHOLD',
      measure: { name: 'familiesEquipped' },
    });
    expect(await ask('lender', TOWN, '2011')).toMatchObject({ value: 11, status: 'EXACT' });
    expect(await ask('manager', 'RNA-W561000002', '2011')).toMatchObject({ value: 0, status: 'EXACT' });
  });

  it('are not told where they are fewer than eleven, nor where that could be subtracted', async () => {
    expect(await ask('manager', BAKER, 'ever')).toMatchObject({ value: null, status: 'PROTECTED' });
    expect(await ask('manager', TOWN, 'ever')).toMatchObject({ value: null, status: 'PROTECTED' });
    expect(await ask('manager', CAF, 'ever')).toMatchObject({ value: 12, status: 'EXACT' });
  });

  it('are not told for months and quarters, nor for the future', async () => {
    expect(await ask('manager', CAF, '2011-03')).toMatchObject({ status: 'PROTECTED', reason: 'FINER_THAN_PUBLISHED' });
    expect(await ask('manager', CAF, '2011-Q1')).toMatchObject({ status: 'PROTECTED', reason: 'FINER_THAN_PUBLISHED' });
    expect(await ask('manager', CAF, '2012')).toMatchObject({ status: 'UNAVAILABLE', reason: 'IN_THE_FUTURE' });
  });

  it('are told to a donor for itself only', async () => {
    expect(await ask('partner', CAF, '2011', CAF)).toMatchObject({ value: 12 });
    await expect(ask('partner', CAF, '2011', TOWN)).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
  });

  it('are not known at a hub', async () => {
    const hub = await aLending({ association: null });
    const query = `{ _entities(representations: [{ __typename: "Organisation", id: "${CAF}" }]) {
      ... on Organisation { familiesServed(period: "2011") { value status } } } }`;
    const answer = await hub.as('coordinator').request(query);
    expect(answer._entities[0].familiesServed).toEqual({ value: null, status: 'UNAVAILABLE' });
    await hub.close();
  });
});
