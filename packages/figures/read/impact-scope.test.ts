import fc from 'fast-check';
import { decodeScope, encodeScope, type ImpactScope } from './impact-scope.ts';

const someScope: fc.Arbitrary<ImpactScope> = fc.record({
  territory: fc.constantFrom(null, 'FR', 'REG-53', 'DEP-2A', 'EPCI-200042174', 'COM-56121'),
  association: fc.option(fc.string({ minLength: 1 })),
  programme: fc.option(fc.string({ minLength: 1 })),
  period: fc.constantFrom('2011', '2011-Q3', '2011-07', 'ever'),
  geography: fc.constantFrom('AT_EVENT' as const, 'AT_PERIOD_END' as const, 'TODAY' as const),
});

describe('The id of an Impact', () => {
  it('is readable', () => {
    const scope: ImpactScope = {
      territory: 'REG-53',
      association: null,
      programme: null,
      period: '2011-Q3',
      geography: 'AT_EVENT',
    };
    expect(encodeScope(scope)).toBe('territory=REG-53&period=2011-Q3');
  });

  it('is read back as what it was made of', () => {
    fc.assert(fc.property(someScope, (scope) => expect(decodeScope(encodeScope(scope))).toEqual(scope)));
  });

  it.each([
    '',
    'period=2011-13',
    'territory=REG-53',
    'territory=nowhere&period=2011',
    'territory=COM-56121~other&period=2011',
    'period=2011&geography=AT_EVENT',
    'period=2011&territory=FR',
    'period=2011&more=1',
  ])('is refused when it is "%s"', (id) => expect(decodeScope(id)).toBeNull());
});
