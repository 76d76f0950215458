import { priceCap, whyNotPrice, type PriceCaps } from './cession.rules.ts';

const LINES: readonly PriceCaps[] = [
  { since: '2007-01-01', laptop: 180_00, desktop: 150_00 },
  { since: '2012-07-01', laptop: 120_00, desktop: 130_00 },
];

describe('What a computer may cost when it is ceded', () => {
  it.each([
    ['LAPTOP', '2006-12-31', 180_00],
    ['LAPTOP', '2007-01-01', 180_00],
    ['LAPTOP', '2012-06-30', 180_00],
    ['LAPTOP', '2012-07-01', 120_00],
    ['DESKTOP', '2012-06-30', 150_00],
    ['DESKTOP', '2012-07-01', 120_00],
    [null, '2012-06-30', 150_00],
  ])('is, for %s on %s, %d cents at most', (kind, on, cap) => {
    expect(priceCap(kind, on, LINES)).toBe(cap);
  });

  it('is judged by the line of its day, the cap included', () => {
    expect(whyNotPrice(180_00, 'LAPTOP', '2012-06-30', LINES)).toBeNull();
    expect(whyNotPrice(120_00, 'LAPTOP', '2012-07-01', LINES)).toBeNull();
    expect(whyNotPrice(120_01, 'LAPTOP', '2012-07-01', LINES)).toMatchObject({
      code: 'PRICE_ABOVE_CAP',
      field: 'price',
      sentence: { en: expect.stringContaining('120 €'), fr: expect.stringContaining('120 €') },
    });
  });
});
