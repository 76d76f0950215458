import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aTrainingService } from '../training.factory.ts';
import { registerPlace } from './place.factory.ts';

describe('Registering a place', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const register = (input: object) => registerPlace(training.as('trainer'), input);
  const refusalOf = async (input: object) => {
    const { place, userErrors } = await register(input);
    expect(place).toBeNull();
    return userErrors[0];
  };

  it('keeps what people need to find it', async () => {
    const input = { name: 'Maison de quartier', address: '1 rue du Port', accessibility: ['LSF', 'MOTOR'] };
    const { place, userErrors } = await register({ ...input, kind: 'NEIGHBOURHOOD_HOUSE', on: '2010-01-04' });
    expect(userErrors).toEqual([]);
    expect(place).toEqual({
      ...input,
      id: expect.stringMatching(/^place_/),
      kind: 'NEIGHBOURHOOD_HOUSE',
      commune: { code: 'COM-56121' },
      closedOn: null,
      history: [
        {
          verb: 'registerPlace',
          happenedOn: '2010-01-04',
          recordedBy: 'test:trainer',
          details: { kind: 'NEIGHBOURHOOD_HOUSE', commune: 'COM-56121' },
        },
      ],
    });
  });

  it('keeps no address of a home', async () => {
    expect(await refusalOf({ kind: 'HOME', address: '3 rue de la Paix' })).toMatchObject({
      code: 'HOME_HAS_NO_ADDRESS',
      field: ['address'],
    });
    expect((await register({ kind: 'HOME' })).userErrors).toEqual([]);
  });

  it.each(['COM-00000', 'DEP-56', '56121'])('needs a commune: not %s', async (commune) => {
    expect(await refusalOf({ commune })).toMatchObject({ code: 'UNKNOWN_COMMUNE', field: ['commune'] });
  });

  it('takes one name once in a commune', async () => {
    await register({ name: 'P@T de Lanester', commune: 'COM-56098' });
    expect(await refusalOf({ name: 'P@T de Lanester', commune: 'COM-56098' })).toMatchObject({
      code: 'PLACE_ALREADY_REGISTERED',
      field: ['name'],
    });
    expect((await register({ name: 'P@T de Lanester' })).userErrors).toEqual([]);
  });

  it('registers one place when two people do it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => register({ name: 'Raced' })));
    expect(answers.filter(({ place }) => place)).toHaveLength(1);
  });

  it('does not begin in the future', async () => {
    expect(await refusalOf({ on: '2011-06-16' })).toMatchObject({ code: 'IN_THE_FUTURE', field: ['on'] });
  });

  it('refuses a name too short', async () => {
    expect(await refusalOf({ name: 'X' })).toMatchObject({ code: 'INVALID_INPUT', field: ['name'] });
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(registerPlace(training.as(role))).rejects.toThrow(/registerPlace/);
  });
});
