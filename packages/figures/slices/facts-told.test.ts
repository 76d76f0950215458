import { factsTold } from './facts-told.ts';
import { aLaterContract } from '../testing/a-later-contract.ts';
import { aToy, type Toy } from '../testing/a-toy.ts';

/** In which machines that were mended are called fixed. */
const LATER = aLaterContract((facts) =>
  facts.map((one) => (one.measure === 'computersMended' ? { ...one, measure: 'computersFixed' } : one)),
);

describe('What was told by an older version', () => {
  let toy: Toy;
  beforeAll(async () => void (toy = await aToy()));
  afterAll(() => toy.close());

  it('is read as it is meant now, or a sealed year would be adjusted by all that it tells', async () => {
    await toy.add('toy_mending', [{ mended_on: '2010-03-02', commune: 'COM-56121', amount: 4 }]);
    await toy.build();
    const asking = { association: 'defis', periods: ['2010-03'], names: ['computersFixed'] };
    const told = { period: '2010-03', part: 0, territory: 'COM-56121', value: 4 };
    expect(await factsTold(toy.database.pool, asking)).toEqual([]);
    expect(await factsTold(toy.database.pool, { ...asking, contracts: LATER })).toEqual([
      expect.objectContaining({ ...told, measure: 'computersFixed' }),
    ]);
  });
});
