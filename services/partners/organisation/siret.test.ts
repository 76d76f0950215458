import { isSiret } from './siret.ts';

describe('A SIRET', () => {
  it.each(['73282932000074', '21560121200016', '35600000000048', '35600000009075'])('may be %s', (siret) => {
    expect(isSiret(siret)).toBe(true);
  });

  it.each([
    ['73282932000075', 'its key is wrong'],
    ['73282932100072', 'the key of its SIREN is wrong'],
    ['7328293200007', 'it has thirteen digits'],
    ['732 829 320 00074', 'it has spaces'],
    ['35600000009076', 'it is of La Poste and its digits add up to no multiple of five'],
    ['', 'it is empty'],
  ])('is not %j, since %s', (siret) => {
    expect(isSiret(siret)).toBe(false);
  });
});
