import { readFileSync } from 'node:fs';
import { MUTATIONS } from './mutations.ts';

describe('Each mutation', () => {
  it('finds its place exactly once, and the test that is to see it', () => {
    const lost = MUTATIONS.flatMap(({ name, file, edits, test, named }) => {
      const source = readFileSync(file, 'utf8');
      const places = edits.filter(({ find }) => source.split(find).length !== 2).map(({ find }) => `${name}: ${find}`);
      const isTested = readFileSync(test, 'utf8').includes(named.replace(/ [A-Z_]+$/, ''));
      return isTested ? places : [...places, `${name}: no test is called "${named}"`];
    });
    expect(lost).toEqual([]);
  });
});
