import { undescribed } from './undescribed.ts';

describe('What nobody described', () => {
  it('is found in types, fields and arguments', () => {
    const sdl = `
      type Query { "Told." told("Told." a: Int): Int  untold("Told." a: Int, b: Int): Silent }
      type Silent { "Told." x: Int }
      "Told." input Heard { y: Int }`;
    expect(undescribed(sdl)).toEqual(['Query.untold', 'Query.untold(b)', 'Silent', 'Heard.y']);
  });
});
