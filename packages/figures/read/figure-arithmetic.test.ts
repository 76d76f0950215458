import {
  asLastTold,
  between,
  exactly,
  figureRatio,
  figureShare,
  protectedFigure,
  sumFigures,
  unavailable,
} from './figure-arithmetic.ts';

const bounded = (atLeast: number, atMost: number | null) => between(atLeast, atMost, 'DOUBLES_NOT_DEDUCTED');

describe('The arithmetic of figures', () => {
  it('adds exact figures exactly, in decimals', () => {
    expect(sumFigures(exactly(0.1), exactly(0.2))).toEqual(exactly(0.3));
  });

  it('adds bounds to bounds', () => {
    expect(sumFigures(exactly(10), bounded(3, 5))).toMatchObject({
      atLeast: 13,
      atMost: 15,
      value: 15,
      status: 'BOUNDED',
    });
  });

  it('knows no upper bound when one part has none', () => {
    expect(sumFigures(exactly(10), bounded(3, null))).toMatchObject({ atLeast: 13, atMost: null, value: null });
  });

  it('divides towards the widest interval', () => {
    expect(figureRatio(exactly(100), bounded(4, 5))).toMatchObject({ atLeast: 20, atMost: 25, value: 25 });
    expect(figureRatio(exactly(95_000), exactly(380))).toEqual(exactly(250));
    expect(figureRatio(exactly(1), bounded(0, 5))).toMatchObject({ atLeast: 0.2, atMost: null });
  });

  it('has nothing to say of a division by zero', () => {
    expect(figureRatio(exactly(1), exactly(0))).toEqual(unavailable('NOTHING_TO_DIVIDE_BY'));
  });

  it('keeps a share of a whole within the whole', () => {
    expect(figureShare(bounded(3, 10), bounded(8, 12))).toMatchObject({ atLeast: 0.25, atMost: 1, value: 1 });
    expect(figureShare(exactly(1), bounded(0, 5))).toMatchObject({ atLeast: 0.2, atMost: 1 });
    expect(figureShare(exactly(3), exactly(4))).toEqual(exactly(0.75));
    expect(figureShare(protectedFigure(), exactly(4))).toEqual(protectedFigure());
  });

  it('says that what rests on figures as last told is so itself', () => {
    const reason = { status: 'EXACT', reason: 'AS_LAST_TOLD' };
    expect(asLastTold(exactly(3))).toEqual({ ...exactly(3), ...reason });
    expect(sumFigures(exactly(1), asLastTold(exactly(3)))).toMatchObject({ value: 4, ...reason });
    expect(figureRatio(asLastTold(exactly(3)), exactly(4))).toMatchObject({ value: 0.75, ...reason });
    expect(asLastTold(bounded(1, 2))).toEqual(bounded(1, 2));
    expect(sumFigures(asLastTold(exactly(3)), bounded(1, 2))).toMatchObject({ reason: 'DOUBLES_NOT_DEDUCTED' });
  });

  it('tells nothing that rests on something protected or unavailable', () => {
    expect(sumFigures(exactly(1), protectedFigure())).toMatchObject({
      status: 'PROTECTED',
      value: null,
      atLeast: null,
    });
    expect(figureRatio(protectedFigure(), unavailable('IN_THE_FUTURE'))).toMatchObject({
      status: 'UNAVAILABLE',
      reason: 'IN_THE_FUTURE',
    });
  });
});
