import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { aHousehold } from '../household/household.factory.ts';
import { aKey, aLoan, anActiveLoan, done, tell } from '../loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';

let lending: LendingUnderTest;
beforeAll(async () => {
  lending = await aLending();
});
afterAll(() => lending.close());

const lender = () => lending.as('lender');
const anId = (): string => newTypeId('organisation').replace('organisation_', 'ORG-');
const tellTo = async (api: GraphQLClient, merges: [id: string, keptId: string][]) => {
  const verb = `mutation ($input: FollowMergesInput!) {
    followLendingMerges(input: $input) { changed userErrors { code } } }`;
  const input = { merges: merges.map(([id, keptId]) => ({ id, keptId })) };
  return (await api.request(verb, { input })).followLendingMerges;
};
const follow = (...merges: [id: string, keptId: string][]) => tellTo(lending.as('service'), merges);
const borrow = (organisationId: string): Promise<string> => aLoan(lender(), { organisationId, commune: 'COM-56121' });
const loansOf = async (...ids: string[]): Promise<string[][]> => {
  const query =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organisation { loans { nodes { id } } } } }';
  const r = ids.map((id) => ({ __typename: 'Organisation', id }));
  const { _entities } = await lender().request(query, { r });
  return _entities.map(({ loans }: { loans: { nodes: { id: string }[] } }) => loans.nodes.map(({ id }) => id));
};
const contactOf = async (id: string): Promise<string | undefined> => {
  const query =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organisation { loanContact { email } } } }';
  const { _entities } = await lender().request(query, { r: [{ __typename: 'Organisation', id }] });
  return _entities[0].loanContact?.email;
};
const write = (organisationId: string, email: string) =>
  callVerb(lender(), 'recordOrganisationContact', 'organisation { id }', {
    organisationId,
    email,
    remindByEmail: false,
    idempotencyKey: aKey(),
  });

describe('An organisation that was entered twice', () => {
  it('has the loans of both, under either id, and nothing more when it is told again', async () => {
    const [given, kept] = [anId(), anId()];
    const loans = [await borrow(given), await borrow(kept)];
    expect(await follow([given, kept])).toEqual({ changed: 1, userErrors: [] });
    expect(await follow([given, kept])).toEqual({ changed: 0, userErrors: [] });
    expect(await loansOf(given, kept)).toEqual([loans, loans]);
  });

  it('says in the history of each loan whose it was', async () => {
    const [given, kept] = [anId(), anId()];
    const id = await borrow(given);
    await follow([given, kept]);
    const query = `{ loan(id: "${id}") { organisation { id } history { verb details } } }`;
    const { loan } = await lender().request(query);
    expect(loan.organisation.id).toBe(kept);
    expect(loan.history[0]).toMatchObject({ verb: 'requestLoan', details: { organisationId: given } });
    expect(loan.history[1]).toEqual({ verb: 'followLendingMerges', details: { given, kept } });
  });

  it.each([
    ['in their order', [0, 1]],
    ['the last one first', [1, 0]],
    ['together', [0, 1, 0, 1]],
  ])('goes on to a third, when two merges are told %s', async (_how, order) => {
    const [first, second, third] = [anId(), anId(), anId()] as const;
    const loans = [await borrow(first), await borrow(second), await borrow(third)];
    const merges: [string, string][] = [
      [first, second],
      [second, third],
    ];
    for (const one of order) await follow(merges[one]!);
    expect(await loansOf(first, second, third)).toEqual([loans, loans, loans]);
    expect(await follow([first, third], [second, third])).toEqual({ changed: 0, userErrors: [] });
  });

  it('is who borrows, directs, vouches and gave, whichever id is written from then on', async () => {
    const [given, kept] = [anId(), anId()];
    await follow([given, kept]);
    const borrowed = await borrow(given);
    const householdId = await aHousehold(lender());
    const vouched = { householdId, ground: 'PRESCRIBER', prescriberId: given, on: '2011-01-03' };
    await callVerb(lender(), 'assessEligibility', 'eligibility { id }', { ...vouched, idempotencyKey: aKey() });
    const refused = await aLoan(lender(), { householdId });
    await done(lender(), 'refuseLoan', { loanId: refused, reason: 'OTHER', referralOrganisationId: given });
    const query = `{
      borrowed: loan(id: "${borrowed}") { organisation { id } }
      refused: loan(id: "${refused}") { refusal { organisation { id } } household { eligibilities { prescriber { id } } } }
    }`;
    expect(await lender().request(query)).toEqual({
      borrowed: { organisation: { id: kept } },
      refused: {
        refusal: { organisation: { id: kept } },
        household: { eligibilities: [{ prescriber: { id: kept } }] },
      },
    });
  });

  it('bears the sanction of either', async () => {
    const [given, kept] = [anId(), anId()];
    const { loanId } = await anActiveLoan(lender(), { organisationId: given, commune: 'COM-56121' });
    await done(lender(), 'declareUnrecovered', {
      loanId,
      how: 'LOST',
      on: '2011-06-01',
      idempotencyKey: aKey(),
    });
    await follow([given, kept]);
    for (const organisationId of [given, kept]) {
      const { userErrors } = await tell(lender(), 'requestLoan', { organisationId, commune: 'COM-56121' });
      expect(userErrors).toMatchObject([{ code: 'SANCTION' }]);
    }
  });

  it('keeps one address: its own, else one that comes with another entry', async () => {
    const [first, second, kept, other] = [anId(), anId(), anId(), anId()];
    await write(first, 'first@exemple.fr');
    await write(second, 'second@exemple.fr');
    await follow([first, kept], [second, kept]);
    expect([await contactOf(first), await contactOf(kept)]).toEqual(['first@exemple.fr', 'first@exemple.fr']);
    await write(other, 'other@exemple.fr');
    await follow([kept, other]);
    expect(await contactOf(first)).toBe('other@exemple.fr');
    expect((await write(first, 'new@exemple.fr')).userErrors).toEqual([]);
    expect(await contactOf(other)).toBe('new@exemple.fr');
  });

  it('loses no loan that is asked for meanwhile', async () => {
    const [given, kept] = [anId(), anId()];
    const [, ...loans] = await Promise.all([follow([given, kept]), ...[given, kept, given, given].map(borrow)]);
    const [ofGiven, ofKept] = await loansOf(given, kept);
    expect(ofKept).toEqual(loans.toSorted());
    expect(ofGiven).toEqual(ofKept);
  });

  it.each(['lender', 'manager', 'coordinator', 'partner', 'anonymous'] as const)('is not told by %s', async (role) => {
    await expect(tellTo(lending.as(role), [[anId(), anId()]])).rejects.toThrow(/followLending/);
  });
});
