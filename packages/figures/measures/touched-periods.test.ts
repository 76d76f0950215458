import { periodsToBuild, touchedMonths } from './touched-periods.ts';

describe('The months to compute again', () => {
  it('are those of the markers, an open end reaching today', () => {
    expect(touchedMonths([{ fromMonth: '2011-05-01', toMonth: '2011-06-01' }], '2011-12-31', '2011-12-31')).toEqual([
      '2011-05',
      '2011-06',
    ]);
    expect(touchedMonths([{ fromMonth: '2011-11-01', toMonth: null }], '2011-12-31', '2011-12-31')).toEqual([
      '2011-11',
      '2011-12',
    ]);
  });

  it('leave out what has not come yet', () => {
    expect(touchedMonths([{ fromMonth: '2012-03-01', toMonth: '2012-04-01' }], '2011-12-31', '2011-12-31')).toEqual([]);
  });

  it('include those that began since the last build, and the month that went on', () => {
    expect(touchedMonths([], '2011-10-31', '2012-01-02')).toEqual(['2011-10', '2011-11', '2011-12', '2012-01']);
    expect(touchedMonths([], '2012-01-02', '2012-01-03')).toEqual(['2012-01']);
  });

  it('include the ends of years that have closed since, on which the year before may wait', () => {
    expect(touchedMonths([], '2013-01-14', '2013-01-15')).toEqual(['2012-12', '2013-01']);
    expect(touchedMonths([], '2013-01-15', '2013-01-16')).toEqual(['2013-01']);
    expect(touchedMonths([], '2012-01-02', '2013-01-20').slice(0, 2)).toEqual(['2011-12', '2012-01']);
  });

  it('are none on a quiet day', () => {
    expect(touchedMonths([], '2011-12-31', '2011-12-31')).toEqual([]);
  });
});

describe('The slices to compute again', () => {
  it('are those that contain a touched month', () => {
    expect(periodsToBuild(['2011-05'], false, '2011-12-31')).toEqual(['2011-05', '2011-Q2', '2011', 'ever']);
  });

  it('include the other months of the year, and of the years beside it, for people', () => {
    const periods = periodsToBuild(['2011-02'], true, '2011-03-10');
    expect(periods.filter((period) => period.startsWith('2011'))).toEqual([
      '2011-01',
      '2011-Q1',
      '2011',
      '2011-02',
      '2011-03',
    ]);
    expect(periods).toHaveLength(5 + 17 + 1);
  });
});
