import { isRna } from './rna.ts';

test.each(['W561000123', 'W2A1000045', 'W9R1000678'])('%s is an RNA number', (rna) => {
  expect(isRna(rna)).toBe(true);
});

test.each(['561000123', 'W56100012', 'W5610001234', 'w561000123', 'WAB1000123', ''])('%j is no RNA number', (rna) => {
  expect(isRna(rna)).toBe(false);
});
