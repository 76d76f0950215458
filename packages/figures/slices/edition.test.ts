import { aToy, loans, type Toy } from '../testing/a-toy.ts';

const LORIENT = 'COM-56121';
const LANESTER = 'COM-56098';

describe('An edition', () => {
  let toy: Toy;
  beforeAll(async () => {
    toy = await aToy({ today: '2011-06-01' });
  });
  afterEach(() => toy.reset());
  afterAll(() => toy.close());

  let households = 0;
  const come = (commune: string, count: number, fromOn: string, toOn: string | null = null) =>
    toy.add(
      'toy_loan',
      loans(commune, count, { from_on: fromOn, to_on: toOn }).map((loan) => ({
        ...loan,
        household: `${households++}`,
      })),
    );
  const families = async (territory: string | null = null) => {
    await toy.build();
    return (await toy.read('familiesEquipped', { territory })).value;
  };

  it('of a year that runs is replaced in steps of at least eleven', async () => {
    await come(LORIENT, 12, '2011-02-01');
    expect(await families()).toBe(12);
    await come(LORIENT, 1, '2011-05-01');
    expect(await families()).toBe(12);
    await come(LORIENT, 9, '2011-05-02');
    expect(await families()).toBe(12);
    await come(LORIENT, 1, '2011-05-03');
    expect(await families()).toBe(23);
  });

  it('does not tell the eleventh family as it comes', async () => {
    await come(LORIENT, 10, '2011-02-01');
    expect(await families()).toBeNull();
    await come(LORIENT, 1, '2011-05-01');
    expect(await families()).toBeNull();
    await come(LORIENT, 10, '2011-05-01');
    expect(await families()).toBe(21);
  });

  it('leaves no commune at an exact zero where its department may not be told', async () => {
    await come(LORIENT, 11, '2009-03-01', '2010-03-01');
    await come(LORIENT, 22, '2010-03-01');
    await come(LORIENT, 11, '2010-03-01', '2010-11-01');
    await come(LANESTER, 3, '2011-03-01');
    await toy.build();
    expect(await toy.told('familiesEquipped')).toContain('2011 DEP-56~other hidden');
    for (const territory of [LANESTER, 'EPCI-245600341', 'DEP-56~other', 'DEP-56', 'FR'])
      expect(await toy.read('familiesEquipped', { territory })).toMatchObject({
        status: 'PROTECTED',
        reason: 'YEAR_NOT_CLOSED',
      });
  });

  it('waits until every place changes by enough', async () => {
    await come(LORIENT, 20, '2011-02-01');
    await come('COM-29019', 20, '2011-02-01');
    expect(await families()).toBe(40);
    await come(LORIENT, 11, '2011-05-01');
    await come('COM-29019', 1, '2011-05-01');
    expect(await families('DEP-56')).toBe(20);
    await come('COM-29019', 10, '2011-05-01');
    expect([await families('DEP-56'), await families('DEP-29')]).toEqual([31, 31]);
  });

  it('of a year told before takes no commune into "other places" beside a family that would be left over', async () => {
    const year = (day: string) => `2009-${day}`;
    await come(LORIENT, 39, year('04-10'), year('10-20'));
    await come(LANESTER, 1, year('04-10'), year('10-20'));
    await come('COM-56162', 15, year('10-10'), year('10-20'));
    const told = ['2009 COM-56121 39', '2009 DEP-56~other 16'];
    await toy.build();
    expect(await toy.told('familiesEquipped')).toEqual(expect.arrayContaining(told));
    toy.clock.set('2011-10-25');
    await come('COM-56162', 43, year('04-10'), year('10-20'));
    await toy.build();
    expect(await toy.told('familiesEquipped')).toEqual(expect.arrayContaining(told));
    await come(LANESTER, 11, year('04-10'), year('10-20'));
    await toy.build();
    expect((await toy.told('familiesEquipped')).filter((one) => /^2009 (COM|DEP)/.test(one))).toEqual([
      '2009 COM-56098 12',
      '2009 COM-56121 39',
      '2009 COM-56162 58',
    ]);
  });

  it('is final when the year closes, and tells communes then', async () => {
    await come(LORIENT, 12, '2011-02-01');
    expect(await families()).toBe(12);
    await come(LANESTER, 3, '2011-05-01');
    expect(await families()).toBe(12);
    toy.clock.set('2012-01-14');
    expect(await families()).toBe(12);
    toy.clock.set('2012-01-15');
    expect(await families()).toBe(15);
    expect(await toy.told('familiesEquipped')).toContain('2011 DEP-56~other 15');
  });

  it('tells the end of a year once the next has closed, where nothing else has moved', async () => {
    await come(LORIENT, 40, '2011-02-01');
    toy.clock.set('2012-01-15');
    await toy.build();
    expect(await toy.read('loansEnded', {})).toMatchObject({ value: null, status: 'PROTECTED' });
    toy.clock.set('2013-01-14');
    await toy.build();
    expect(await toy.read('loansEnded', {})).toMatchObject({ value: null, status: 'PROTECTED' });
    toy.clock.set('2013-01-15');
    await toy.build();
    expect(await toy.read('loansEnded', {})).toMatchObject({ value: 0, status: 'EXACT' });
    expect(await toy.read('familiesEquippedAt', {})).toMatchObject({ value: 40, status: 'EXACT' });
  });

  it('of a closed year waits for corrections of at least eleven people', async () => {
    await come(LORIENT, 30, '2011-02-01');
    await families();
    toy.clock.set('2012-01-20');
    expect(await families(LORIENT)).toBe(30);
    await come(LORIENT, 1, '2011-03-01');
    expect(await families(LORIENT)).toBe(30);
    await come(LORIENT, 10, '2011-03-01');
    expect(await families(LORIENT)).toBe(30);
    await come(LORIENT, 10, '2011-03-01');
    expect(await families(LORIENT)).toBe(51);
  });

  it('of a year that had closed before it was entered is open for seven days', async () => {
    toy.clock.set('2014-03-01');
    await come(LORIENT, 30, '2011-02-01');
    expect(await families(LORIENT)).toBe(30);
    await come(LORIENT, 1, '2011-03-01');
    toy.clock.set('2014-03-07');
    expect(await families(LORIENT)).toBe(31);
    await come(LORIENT, 1, '2011-03-01');
    toy.clock.set('2014-03-09');
    expect(await families(LORIENT)).toBe(31);
  });

  it('marks a month that begins while the year waits, and holds nothing but people', async () => {
    await come(LORIENT, 30, '2011-02-01');
    await families();
    toy.clock.set('2011-07-02');
    await come(LORIENT, 1, '2011-07-01');
    await toy.add('toy_mending', [{ mended_on: '2011-07-01', commune: LORIENT, amount: 1 }]);
    expect(await families()).toBe(30);
    expect(await toy.read('familiesEquipped', { period: '2011-07' })).toMatchObject({ reason: 'YEAR_NOT_CLOSED' });
    expect(await toy.read('computersMended', { period: '2011-07' })).toMatchObject({ value: 1 });
  });

  it('of all of time is hidden while one of its years waits, since it would tell what waits', async () => {
    const ever = async () => {
      await toy.build();
      return (await toy.read('familiesEquipped', { period: 'ever' })).value;
    };
    await come(LORIENT, 13, '2009-10-10', '2010-04-20');
    expect(await ever()).toBe(13);
    toy.clock.set('2011-12-20');
    await toy.database.pool.query('delete from toy_loan where id = (select min(id) from toy_loan)');
    expect(await ever()).toBe(13);
    toy.clock.set('2012-01-16');
    expect(await ever()).toBeNull();
    expect(await toy.read('familiesEquipped', { period: '2010' })).toMatchObject({ value: 13 });
    await come(LORIENT, 12, '2009-10-10', '2010-04-20');
    expect(await ever()).toBe(24);
  });
});
