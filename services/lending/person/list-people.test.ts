import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { registerPerson } from './person.factory.ts';

describe('Listing people', () => {
  let lending: LendingUnderTest;
  const ids: string[] = [];
  beforeAll(async () => {
    lending = await aLending();
    for (const [givenName, familyName] of [
      ['Élodie', 'Le Goff'],
      ['Yann', 'Guégan'],
      ['Soizic', 'Le Goff'],
    ] as const) {
      ids.push((await registerPerson(lending.as('lender'), { givenName, familyName })).person.id);
    }
  });
  afterAll(() => lending.close());

  const search = async (args: string): Promise<string[]> => {
    const { people } = await lending.as('trainer').request(`{ people${args} { nodes { id } } }`);
    return people.nodes.map(({ id }: { id: string }) => id);
  };

  it('shows everybody, first registered first', async () => {
    expect(await search('')).toEqual(ids);
  });

  it.each([
    ['le goff', [0, 2]],
    ['ÉLODIE LE', [0]],
    ['%', []],
  ])('finds "%s" in first and last names, in any letter case', async (text, found) => {
    expect(await search(`(search: "${text}")`)).toEqual(found.map((index) => ids[index]));
  });

  it('knows somebody by their id', async () => {
    const { person, nobody } = await lending
      .as('trainer')
      .request(`{ person(id: "${ids[1]}") { familyName } nobody: person(id: "person_none") { id } }`);
    expect([person, nobody]).toEqual([{ familyName: 'Guégan' }, null]);
  });
});
