import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, aLoan, anActiveLoan, aSignedLoan, tell } from './loan.factory.ts';

const FIELDS = `startedOn dueOn isSettling computer { id } machines { computer { id } fromOn toOn condition }
  terms { number startsOn endsOn agreedOn } history { verb happenedOn recordedBy details }`;

describe('Handing a computer over', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const handOver = (input: object) =>
    tell(
      lending.as('lender'),
      'handOverComputer',
      { computerId: newTypeId('computer'), idempotencyKey: aKey(), ...input },
      FIELDS,
    );

  it('starts the first year', async () => {
    const loanId = await aSignedLoan(lending.as('lender'));
    const computerId = newTypeId('computer');
    const { loan, userErrors } = await handOver({ loanId, computerId, on: '2011-01-10' });
    expect(userErrors).toEqual([]);
    expect(loan).toMatchObject({
      state: 'ACTIVE',
      startedOn: '2011-01-10',
      dueOn: '2012-01-10',
      isSettling: false,
      computer: { id: computerId },
      machines: [{ computer: { id: computerId }, fromOn: '2011-01-10', toOn: null, condition: null }],
      terms: [{ number: 1, startsOn: '2011-01-10', endsOn: '2012-01-10', agreedOn: '2011-01-10' }],
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({
      verb: 'handOverComputer',
      happenedOn: '2011-01-10',
      recordedBy: 'test:lender',
      details: { computerOut: computerId, computerBack: null, condition: null },
    });
    expect(lending.inventory.out.get(computerId)).toBe(loanId);
  });

  it('is refused with what the inventory says, and leaves the loan as it was', async () => {
    const loanId = await aSignedLoan(lending.as('lender'));
    const computerId = newTypeId('computer');
    lending.inventory.notReady.add(computerId);
    const input = { loanId, computerId, idempotencyKey: aKey() };
    expect((await handOver(input)).userErrors).toEqual([
      {
        field: ['computerId'],
        code: 'COMPUTER_NOT_READY',
        message: 'Inventory says COMPUTER_NOT_READY.',
        fr: "L'inventaire dit COMPUTER_NOT_READY.",
      },
    ]);
    const { loan } = await lending
      .as('lender')
      .request(`{ loan(id: "${loanId}") { state isSettling machines { fromOn } } }`);
    expect(loan).toEqual({ state: 'SIGNED', isSettling: false, machines: [] });
    lending.inventory.notReady.delete(computerId);
    expect((await handOver(input)).loan.state).toBe('ACTIVE');
  });

  it('hands over once when a call is repeated with its key', async () => {
    const input = {
      loanId: await aSignedLoan(lending.as('lender')),
      computerId: newTypeId('computer'),
      idempotencyKey: aKey(),
    };
    const answers = [await handOver(input), ...(await Promise.all([handOver(input), handOver(input)]))];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.loan['terms']).toHaveLength(1);
  });

  it('hands over once when a call and its repetition race', async () => {
    const input = {
      loanId: await aSignedLoan(lending.as('lender')),
      computerId: newTypeId('computer'),
      idempotencyKey: aKey(),
    };
    const answers = await Promise.all(Array.from({ length: 4 }, () => handOver(input)));
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], [], [], []]);
    const history = answers[0]!.loan['history'] as { verb: string }[];
    expect(history.filter(({ verb }) => verb === 'handOverComputer')).toHaveLength(1);
  });

  it('gives a computer to one of two loans that want it at the same moment', async () => {
    const computerId = newTypeId('computer');
    const loans = [await aSignedLoan(lending.as('lender')), await aSignedLoan(lending.as('lender'))];
    const answers = await Promise.all(loans.map((loanId) => handOver({ loanId, computerId })));
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['COMPUTER_ALREADY_OUT']);
    expect(lending.inventory.calls.filter((call) => call.endsWith(computerId))).toHaveLength(1);
  });

  it('is refused before the contract is signed', async () => {
    const { userErrors } = await handOver({ loanId: await aLoan(lending.as('lender')) });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_SIGNED' }]);
  });

  it('is refused for a computer that is on a loan', async () => {
    const { computerId } = await anActiveLoan(lending.as('lender'));
    const { userErrors } = await handOver({ loanId: await aSignedLoan(lending.as('lender')), computerId });
    expect(userErrors).toMatchObject([{ field: ['computerId'], code: 'COMPUTER_ALREADY_OUT' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-01-02' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'computerId', { computerId: 'PC 12' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { userErrors } = await handOver({ loanId: await aSignedLoan(lending.as('lender')), ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});
