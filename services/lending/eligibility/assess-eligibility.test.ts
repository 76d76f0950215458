import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aHousehold as registered } from '../household/household.factory.ts';
import { aKey, aLoan, anActiveLoan, tell } from '../loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { bandsOn, lastDayOf } from './eligibility.rules.ts';

const FIELDS = `eligibility { ground band prescriber { id } assessedOn expiresOn }
  household { quotientBand quotientBandUntil isEligibilityExpired eligibilities { ground expiresOn } history { verb details } }`;

interface Answer {
  eligibility: object;
  household: { history: object[] } & Record<string, unknown>;
}

let lending: LendingUnderTest;
beforeAll(async () => void (lending = await aLending()));
afterAll(() => lending.close());
afterEach(() => lending.clock.set('2011-06-15'));

const lender = () => lending.as('lender');
/** A household of which nothing was told. */
const aHousehold = (api: GraphQLClient, input = {}) =>
  registered(api, { quotientBand: null, quotientBandUntil: null, ...input });
const assess = (input: object) =>
  callVerb<Answer>(lender(), 'assessEligibility', FIELDS, { idempotencyKey: aKey(), ...input });

describe('What soon entitles a household no more', () => {
  const expiring = async (before: string): Promise<string[]> => {
    const { eligibilityExpiring } = await lender().request(
      `{ eligibilityExpiring(before: "${before}", first: 100) { nodes { id isEligibilityExpired } } }`,
    );
    return eligibilityExpiring.nodes.map(({ id }: { id: string }) => id);
  };
  const assessed = async (householdId: string, expiresOn: string) => {
    const vouched = { ground: 'MINIMUM_BENEFIT', on: '2011-05-02', expiresOn };
    expect((await assess({ householdId, ...vouched })).userErrors).toEqual([]);
    return householdId;
  };

  it('is listed by the last day of all that does, from today on', async () => {
    const ends = await assessed(await aHousehold(lender()), '2011-07-14');
    const today = await assessed(await aHousehold(lender()), '2011-06-15');
    const over = await assessed(await aHousehold(lender()), '2011-06-14');
    const goesOn = await assessed(await assessed(await aHousehold(lender()), '2011-07-14'), '2011-12-31');
    const banded = await aHousehold(lender(), { quotientBand: 'UP_TO_400', quotientBandUntil: '2011-07-01' });
    const never = await aHousehold(lender());
    const erased = await assessed(await aHousehold(lender()), '2011-07-14');
    await callVerb(lender(), 'eraseHousehold', 'household { id }', { householdId: erased, idempotencyKey: aKey() });
    const found = await expiring('2011-07-15');
    expect([ends, today, banded].filter((id) => !found.includes(id))).toEqual([]);
    expect([over, goesOn, never, erased].filter((id) => found.includes(id))).toEqual([]);
    expect(await expiring('2011-07-14')).not.toContain(ends);
  });

  it('is for those who lend', async () => {
    const query = '{ eligibilityExpiring(before: "2012-01-01") { nodes { id } } }';
    await expect(lending.as('technician').request(query)).rejects.toThrow('eligibilityExpiring');
  });
});

describe('Assessing the eligibility of a household', () => {
  it('keeps a band for one year, and never what it was read from', async () => {
    const householdId = await aHousehold(lender());
    const { userErrors, eligibility, household } = await assess({
      householdId,
      ground: 'QUOTIENT_FAMILIAL',
      band: 'UP_TO_600',
      on: '2011-05-02',
    });
    expect(userErrors).toEqual([]);
    expect(eligibility).toEqual({
      ground: 'QUOTIENT_FAMILIAL',
      band: 'UP_TO_600',
      prescriber: null,
      assessedOn: '2011-05-02',
      expiresOn: '2012-05-01',
    });
    expect(household).toMatchObject({
      quotientBand: 'UP_TO_600',
      quotientBandUntil: '2012-05-01',
      isEligibilityExpired: false,
      eligibilities: [{ ground: 'QUOTIENT_FAMILIAL' }],
    });
    expect(household.history.at(-1)).toEqual({
      verb: 'assessEligibility',
      details: { expiresOn: '2012-05-01' },
    });
  });

  it('keeps who vouched, until the day they said', async () => {
    const prescriberId = 'SIRET-26560121000014';
    const input = {
      householdId: await aHousehold(lender()),
      ground: 'PRESCRIBER',
      prescriberId,
      expiresOn: '2011-12-31',
    };
    expect((await assess(input)).eligibility).toMatchObject({
      prescriber: { id: prescriberId },
      expiresOn: '2011-12-31',
    });
  });

  it('lets an older band say nothing against a later one', async () => {
    const householdId = await aHousehold(lender());
    await assess({ householdId, ground: 'QUOTIENT_FAMILIAL', band: 'UP_TO_800', on: '2011-03-01' });
    const { household } = await assess({
      householdId,
      ground: 'QUOTIENT_FAMILIAL',
      band: 'UP_TO_400',
      on: '2010-03-01',
    });
    expect(household).toMatchObject({ quotientBand: 'UP_TO_800', quotientBandUntil: '2012-02-29' });
  });

  it.each([
    ['NOT_FOUND', 'householdId', { householdId: 'household_none' }],
    ['BAND_OF_QUOTIENT', 'band', { ground: 'QUOTIENT_FAMILIAL' }],
    ['BAND_OF_QUOTIENT', 'band', { band: 'UP_TO_400' }],
    ['PRESCRIBER_OF_PRESCRIPTION', 'prescriberId', { ground: 'PRESCRIBER' }],
    ['PRESCRIBER_OF_PRESCRIPTION', 'prescriberId', { prescriberId: 'SIRET-26560121000014' }],
    ['EXPIRES_BEFORE', 'expiresOn', { expiresOn: '2011-06-14' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'prescriberId', { ground: 'PRESCRIBER', prescriberId: 'the social worker' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { eligibility, userErrors } = await assess({
      householdId: await aHousehold(lender()),
      ground: 'MINIMUM_BENEFIT',
      ...input,
    });
    expect([eligibility, userErrors]).toMatchObject([null, [{ field: [field], code }]]);
  });
});

describe('A household whose eligibility has expired', () => {
  const expired = async (): Promise<string> => {
    const householdId = await aHousehold(lender());
    await assess({ householdId, ground: 'MINIMUM_BENEFIT', on: '2010-02-01', expiresOn: '2011-01-31' });
    return householdId;
  };
  const codes = async (verb: string, input: object) =>
    (await tell(lender(), verb, input)).userErrors.map(({ code }) => code);

  it('is granted no loan until it is assessed again', async () => {
    const householdId = await expired();
    const loanId = await aLoan(lender(), { householdId, on: '2011-02-03' });
    expect(await codes('approveLoan', { loanId })).toEqual(['ELIGIBILITY_EXPIRED']);
    const { household } = await assess({ householdId, ground: 'MINIMUM_BENEFIT' });
    expect(household).toMatchObject({ isEligibilityExpired: false });
    expect(await codes('approveLoan', { loanId })).toEqual([]);
  });

  it('is granted what it was entitled to on the day of the decision', async () => {
    const loanId = await aLoan(lender(), { householdId: await expired(), on: '2011-01-03' });
    expect(await codes('approveLoan', { loanId, on: '2011-01-31' })).toEqual([]);
  });

  it('has its loan renewed once it is assessed again', async () => {
    const householdId = await expired();
    const { loanId } = await anActiveLoan(lender(), { householdId, startedOn: '2011-01-10' });
    lending.clock.set('2012-01-05');
    const renewal = { loanId, idempotencyKey: aKey() };
    expect(await codes('renewLoan', renewal)).toContain('ELIGIBILITY_EXPIRED');
    await assess({ householdId, ground: 'MINIMUM_BENEFIT' });
    expect(await codes('renewLoan', renewal)).not.toContain('ELIGIBILITY_EXPIRED');
  });
});

describe('The bands of the family quotient', () => {
  it('are those of a day', async () => {
    const { quotientBands } = await lender().request('{ quotientBands { band above upTo since until } }');
    expect(quotientBands[0]).toEqual({ band: 'UP_TO_400', above: null, upTo: 400, since: '2007-01-01', until: null });
    expect(quotientBands).toHaveLength(4);
    expect(bandsOn('2006-12-31')).toEqual([]);
  });

  it('give way to a new scale on its day', () => {
    const old = { band: 'UP_TO_400', above: null, upTo: 400, since: '2007-01-01', until: '2011-12-31' } as const;
    const scales = [old, { ...old, upTo: 450, since: '2012-01-01', until: null }];
    expect([bandsOn('2011-12-31', scales), bandsOn('2012-01-01', scales)]).toEqual([[scales[0]], [scales[1]]]);
  });
});

test.each([
  ['2011-05-02', '2012-05-01'],
  ['2012-02-29', '2013-02-28'],
  ['2011-01-01', '2011-12-31'],
])('an assessment of %s holds until %s', (assessedOn, last) => expect(lastDayOf(assessedOn)).toBe(last));
