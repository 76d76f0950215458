import { gql } from 'graphql-request';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';

const REGISTER = gql`
  mutation ($input: RegisterHouseholdInput!) {
    registerHousehold(input: $input) {
      household {
        id
        commune {
          code
        }
        size
        quotientBand
        quotientBandUntil
        registeredOn
        people {
          givenName
          familyName
          birthYear
          household {
            size
          }
          history {
            verb
            details
          }
        }
        loans {
          nodes {
            id
          }
        }
        history {
          verb
          happenedOn
          details
        }
      }
      userErrors {
        field
        code
        message(language: FR)
      }
    }
  }
`;

describe('Registering a household', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const register = async (input: object) =>
    (await lending.as('lender').request(REGISTER, { input: { commune: 'COM-56121', ...input } })).registerHousehold;

  it('keeps its commune, its means as a band, and its people', async () => {
    const { household, userErrors } = await register({
      size: 3,
      quotientBand: 'UP_TO_600',
      quotientBandUntil: '2011-12-31',
      on: '2011-01-03',
      people: [
        { givenName: 'Nolwenn', familyName: 'Le Goff', birthYear: 1975 },
        { givenName: 'Maël', familyName: 'Le Goff' },
      ],
    });
    expect(userErrors).toEqual([]);
    expect(household).toMatchObject({
      commune: { code: 'COM-56121' },
      size: 3,
      quotientBand: 'UP_TO_600',
      quotientBandUntil: '2011-12-31',
      registeredOn: '2011-01-03',
      loans: { nodes: [] },
    });
    expect(household.people).toMatchObject([
      { givenName: 'Nolwenn', familyName: 'Le Goff', birthYear: 1975, household: { size: 3 } },
      { givenName: 'Maël', birthYear: null },
    ]);
  });

  it('keeps no personal data in any history', async () => {
    const { household } = await register({
      on: '2011-01-03',
      people: [{ givenName: 'Nolwenn', familyName: 'Le Goff' }],
    });
    expect(household.history).toEqual([
      { verb: 'registerHousehold', happenedOn: '2011-01-03', details: { people: 1 } },
    ]);
    expect(household.people[0].history).toEqual([{ verb: 'registerHousehold', details: {} }]);
  });

  it('registers one household when a call is repeated with its key', async () => {
    const input = { idempotencyKey: 'one household' };
    const [first, again] = [await register(input), await register(input)];
    expect(again.household.id).toBe(first.household.id);
  });

  it.each([
    ['UNKNOWN_COMMUNE', 'commune', { commune: 'COM-99999' }],
    ['BAND_MISSING', 'quotientBand', { quotientBandUntil: '2011-12-31' }],
    ['BORN_IN_THE_FUTURE', 'people.0.birthYear', { people: [{ givenName: 'A', familyName: 'B', birthYear: 2012 }] }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'size', { size: 31 }],
    ['INVALID_INPUT', 'people.0.givenName', { people: [{ givenName: '', familyName: 'B' }] }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { household, userErrors } = await register(input);
    expect(household).toBeNull();
    expect(userErrors).toEqual([{ field: field.split('.'), code, message: expect.any(String) }]);
  });
});
