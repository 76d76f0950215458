import { knownCommune } from './known-commune.ts';

describe('A commune given by a caller', () => {
  it('is kept under its present code', () => {
    expect(knownCommune('COM-56121', 'commune')).toBe('COM-56121');
  });

  it.each(['COM-99999', 'DEP-56', '56121', ''])('is refused when it is none: "%s"', (code) => {
    expect(() => knownCommune(code, 'commune')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_COMMUNE', field: 'commune' }),
    );
  });
});
