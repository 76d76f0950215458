import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aKey } from '../loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';

describe('The contact of an organisation that borrows', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const ORGANISATION = 'RNA-W561000001';
  const FIELDS = 'organisation { id loanContact { email remindedByEmailSince } }';
  const send = (input: object, api = lending.as('lender')) =>
    callVerb<{ organisation: object }>(api, 'recordOrganisationContact', FIELDS, {
      organisationId: ORGANISATION,
      email: 'bureau@asso.example',
      remindByEmail: true,
      idempotencyKey: aKey(),
      ...input,
    });

  it('is an address, with the day it agreed to be reminded there; withdrawn as easily', async () => {
    const { organisation, userErrors } = await send({ on: '2011-05-02' });
    expect(userErrors).toEqual([]);
    expect(organisation).toEqual({
      id: ORGANISATION,
      loanContact: { email: 'bureau@asso.example', remindedByEmailSince: '2011-05-02' },
    });
    expect((await send({ remindByEmail: false })).organisation).toMatchObject({
      loanContact: { email: 'bureau@asso.example', remindedByEmailSince: null },
    });
    expect((await send({ remindByEmail: false, email: null })).organisation).toMatchObject({ loanContact: null });
  });

  it('is kept once when two people note it at the same moment', async () => {
    const answers = await Promise.all([send({}), send({})]);
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], []]);
  });

  it.each([
    ['ADDRESS_MISSING', 'email', { email: null }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'email', { email: 'the office' }],
    ['INVALID_INPUT', 'organisationId', { organisationId: 'the town' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    expect((await send(input)).userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('is nothing for anybody else to see', async () => {
    const asked = lending.as('technician').request(
      `{ _entities(representations: [{ __typename: "Organisation", id: "${ORGANISATION}" }]) {
        ... on Organisation { loanContact { email } } } }`,
    );
    await expect(asked).rejects.toThrow('FORBIDDEN');
  });
});
