import { Client } from 'pg';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { recordSession } from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aPlace, correctPlace } from './place.factory.ts';

const NAME = 'Chez Mme Le Goff, 3 rue des Fleurs';
const FIELDS = 'id name kind commune { code } calendar { content }';
const OTHERS = ['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const;

describe('A home', () => {
  let training: ServiceUnderTest;
  let id: string;
  beforeAll(async () => {
    training = await aTrainingService();
    id = await aPlace(trainer(), { kind: 'HOME', name: NAME });
    await aPlace(trainer(), { name: 'Café numérique du port' });
    await recordSession(trainer(), { kind: 'INDIVIDUAL', mode: 'HOME', placeId: id });
  });
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');

  const everyWay = `query ($id: ID!, $r: [_Any!]!) {
    place(id: $id) { ${FIELDS} }
    homes: places(kind: HOME) { nodes { ${FIELDS} } }
    all: places { nodes { name } }
    _entities(representations: $r) { ... on Place { ${FIELDS} } }
  }`;
  const asked = () => ({ id, r: [{ __typename: 'Place', id }] });

  it.each(['trainer', 'manager'] as const)('is shown to a %s of the association, who goes there', async (role) => {
    const home = { id, name: NAME, kind: 'HOME', commune: { code: 'COM-56121' } };
    expect(await training.as(role).request(everyWay, asked())).toMatchObject({
      place: home,
      homes: { nodes: [home] },
      all: { nodes: [{ name: NAME }, { name: 'Café numérique du port' }] },
      _entities: [home],
    });
    const sessions = await training.as(role).request('{ sessions { nodes { mode place { name } } } }');
    expect(sessions.sessions.nodes).toEqual([{ mode: 'HOME', place: { name: NAME } }]);
  });

  it.each(OTHERS)('is nowhere to be found for %s', async (role) => {
    expect(await training.as(role).request(everyWay, asked())).toEqual({
      place: null,
      homes: { nodes: [] },
      all: { nodes: [{ name: 'Café numérique du port' }] },
      _entities: [null],
    });
  });

  it('of another association is none of a trainer’s business', async () => {
    const neighbour = training.as('trainer', { association: 'exemple-caen' });
    expect(await neighbour.request(everyWay, asked())).toMatchObject({ place: null, _entities: [null] });
  });

  it('is hidden in the database itself, but from the service, which counts', async () => {
    const seen = async (roles: string): Promise<number> => {
      const options = `-c role=passerelle_training -c search_path=training -c app.roles=${roles}`;
      const client = new Client({ connectionString: training.databaseUrl, options });
      await client.connect();
      const { rowCount } = await client.query("select from place where kind = 'HOME'");
      await client.end();
      return rowCount!;
    };
    expect([await seen('lender'), await seen(''), await seen('trainer'), await seen('service')]).toEqual([0, 0, 1, 1]);
  });

  it('is “at home” to the other services, whatever it is called', async () => {
    const { place } = await training.as('service').request('query ($id: ID!) { place(id: $id) { name } }', { id });
    expect(place).toEqual({ name: 'À domicile' });
  });

  it('leaves none of its names in a history', async () => {
    await correctPlace(trainer(), { placeId: id, name: 'Chez Mme Le Goff, 5 rue des Fleurs' });
    const moved = await aPlace(trainer(), { name: 'Chez M. Tanguy, quai des Indes' });
    const { place } = await correctPlace(trainer(), { placeId: moved, kind: 'HOME', name: 'Chez M. Tanguy' });
    expect(place.history.at(-1)).toMatchObject({
      details: { name: { was: null, is: null }, kind: { was: 'CAFE_NUMERIQUE', is: 'HOME' } },
    });
    const client = new Client({ connectionString: training.databaseUrl });
    await client.connect();
    const { rows } = await client.query("select details from training.history where details::text like '%Chez M%'");
    await client.end();
    expect(rows).toEqual([]);
  });
});
