import { aHousehold } from '../household/household.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { registerPerson } from './person.factory.ts';

describe('Registering a person', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  it('is for trainers too, of somebody who comes alone', async () => {
    const { person, userErrors } = await registerPerson(lending.as('trainer'), { birthYear: 1980, on: '2011-06-01' });
    expect(userErrors).toEqual([]);
    expect(person).toMatchObject({ givenName: 'Yann', familyName: 'Le Bihan', birthYear: 1980 });
    expect(person['history']).toEqual([{ verb: 'registerPerson', happenedOn: '2011-06-01', details: {} }]);
  });

  it('adds to a household', async () => {
    const api = lending.as('lender');
    const householdId = await aHousehold(api);
    const { person } = await registerPerson(api, { householdId });
    const { household } = await api.request(`{ household(id: "${householdId}") { people { id } } }`);
    expect(household.people).toEqual([{ id: person.id }]);
  });

  it('cannot tell a trainer which households exist', async () => {
    const householdId = await aHousehold(lending.as('lender'));
    const { userErrors } = await registerPerson(lending.as('trainer'), { householdId });
    expect(userErrors).toMatchObject([{ field: ['householdId'], code: 'NOT_FOUND' }]);
  });

  it.each([
    ['NOT_FOUND', 'householdId', { householdId: 'household_none' }],
    ['BORN_IN_THE_FUTURE', 'birthYear', { birthYear: 2012 }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'birthYear', { birthYear: 1899 }],
    ['INVALID_INPUT', 'familyName', { familyName: '' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { person, userErrors } = await registerPerson(lending.as('lender'), input);
    expect(person).toBeNull();
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});
