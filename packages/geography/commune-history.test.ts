import { CHANGES } from './changes.ts';
import { cog } from './cog.ts';
import { communeOn, lifeOf, predecessorsOf, statesOf } from './commune-history.ts';
import { holdsOn } from './territory.ts';

const changed = [...new Set(CHANGES.flatMap(({ communes }) => communes.map(({ code }) => code)))];

test('every commune of today exists today, and every other one has ended', () => {
  for (const code of changed) {
    expect([code, statesOf(code).at(-1)!.to === null]).toEqual([code, cog().communes.has(code)]);
  }
});

test('a commune is in one state at a time, and ends after it began', () => {
  for (const code of changed) {
    const states = statesOf(code);
    expect([code, states.every(({ from, to }) => to === null || (from ?? '') < to)]).toEqual([code, true]);
    const overlapping = states.slice(1).filter(({ from }, i) => from === null || from < states[i]!.to!);
    expect([code, overlapping]).toEqual([code, []]);
  }
});

test('on the day before and the day of any change, a code stands for a commune that existed', () => {
  for (const code of changed) {
    for (const day of ['2000-01-02', ...statesOf(code).flatMap(({ from, to }) => [from, to])]) {
      const commune = day === null ? code : communeOn(code, day);
      const known = commune === null || day === null || statesOf(commune).some((state) => holdsOn(state, day));
      expect([code, day, known]).toEqual([code, day, true]);
    }
  }
});

test('the land of a commune never gets lost: whatever ended became something', () => {
  const lost = changed.filter((code) => communeOn(code, '2026-11-22') === null);
  expect(lost).toEqual([]);
});

test('an ended commune is known to what it became', () => {
  const forgotten = changed.filter((code) =>
    statesOf(code).some(({ successors }) =>
      successors.some((one) => one !== code && !predecessorsOf(one).includes(code)),
    ),
  );
  expect(forgotten).toEqual([]);
});

test('a commune that only changed its name lived on without a break', () => {
  expect(lifeOf('35004')).toEqual([{ from: null, to: null }]);
  expect(lifeOf('14666')).toEqual([
    { from: null, to: '2017-01-01' },
    { from: '2020-01-01', to: null },
  ]);
});
