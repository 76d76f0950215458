import { importEnded, importFile, JOBS, lineByLine, sendFile } from '../../../packages/imports/testing/import-file.ts';
import { aService, type ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { migrations } from '../migrations/migrations.ts';
import { registerPlace } from '../place/place.factory.ts';
import { createTrainingSubgraph } from '../subgraph.ts';

const HEADER =
  '"id","pivot","nom","commune","code_postal","code_insee","adresse","latitude","longitude","typologie","horaires","prise_en_charge_specifique","date_maj"';
type Cells = Partial<Record<'id' | 'nom' | 'commune' | 'cp' | 'insee' | 'adresse' | 'typologie' | 'charge', string>>;
const place = (cells: Cells = {}): string => {
  const usual = {
    id: 'p-1',
    nom: 'Espace numérique',
    commune: 'Lorient',
    cp: '56100',
    insee: '56121',
    adresse: '1 rue du Port',
  };
  const { id, nom, commune, cp, insee, adresse, typologie = 'EPN|ASSO', charge = '' } = { ...usual, ...cells };
  const values = [
    id,
    '43493312300029',
    nom,
    commune,
    cp,
    insee,
    adresse,
    '47.7',
    '-3.3',
    typologie,
    'Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00',
    charge,
    '2022-06-02',
  ];
  return values.map((value) => `"${value}"`).join(',');
};
const file = (...lines: string[]): string => [HEADER, ...lines].join('\n');

describe('Importing places', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => {
    training = await aService({ name: 'training', migrations, create: createTrainingSubgraph, jobs: JOBS });
  });
  afterAll(() => training.close());
  const importing = () => ({ api: training.as('trainer'), verb: 'importPlaces', query: 'placeImport' });
  const placesOf = async (commune: string) =>
    (
      await training
        .as('anonymous')
        .request(
          'query ($commune: ID!) { places(commune: $commune) { nodes { id name kind address accessibility } } }',
          { commune },
        )
    ).places.nodes;

  it('registers them under the commune of their INSEE code, and tells what it does not keep', async () => {
    const charge = 'Surdité|Langues étrangères (anglais)|Langues étrangères (autres)';
    const run = await importFile(
      importing(),
      file(place({ charge }), place({ id: 'p-2', nom: 'Mairie', typologie: 'MUNI' })),
    );
    expect(lineByLine(run)).toEqual(['2 CREATED', '3 CREATED']);
    expect(run.ignoredColumns).toEqual(['pivot', 'latitude', 'longitude', 'horaires', 'date_maj']);
    expect(await placesOf('COM-56121')).toMatchObject([
      {
        name: 'Espace numérique',
        kind: 'DIGITAL_SPACE',
        address: '1 rue du Port',
        accessibility: ['HEARING', 'FOREIGN_LANGUAGES'],
      },
      { name: 'Mairie', kind: 'OTHER', accessibility: [] },
    ]);
  });

  it('finds the commune by name and postal code when the code is missing', async () => {
    const lines = [
      place({ id: 'a', insee: '', commune: 'ST AVE', cp: '56890' }),
      place({ id: 'b', insee: '', commune: 'Ajaccio', cp: '20000' }),
      place({ id: 'c', insee: '', commune: 'Nulle-Part', cp: '56000' }),
      place({ id: 'd', insee: '99999' }),
    ];
    const run = await importFile(importing(), file(...lines));
    expect(lineByLine(run)).toEqual([
      '2 CREATED',
      '3 CREATED',
      '4 REFUSED UNKNOWN_COMMUNE commune',
      '5 REFUSED UNKNOWN_COMMUNE code_insee',
    ]);
    expect(await placesOf('COM-56206')).toHaveLength(1);
    expect(await placesOf('COM-2A004')).toHaveLength(1);
  });

  it('skips what is there already just so, and refuses what differs', async () => {
    await registerPlace(training.as('trainer'), { name: 'By hand', kind: 'OTHER', commune: 'COM-56098' });
    const elsewhere = { commune: 'Lanester', insee: '56098', typologie: '' };
    await importFile(importing(), file(place({ id: 'e', nom: 'First', ...elsewhere })));
    const run = await importFile(
      importing(),
      file(
        place({ id: 'e', nom: 'First', ...elsewhere }),
        place({ id: 'f', nom: 'By hand', adresse: '', ...elsewhere }),
        place({ id: 'g', nom: 'By hand', adresse: '2 rue', ...elsewhere }),
        place({ id: 'e', nom: 'Renamed', ...elsewhere }),
        place({ id: 'h', nom: 'X', ...elsewhere }),
        place({ id: 'i', charge: 'Somnambules', ...elsewhere }),
      ),
    );
    expect(lineByLine(run)).toEqual([
      '2 SKIPPED',
      '3 SKIPPED',
      '4 REFUSED PLACE_ALREADY_REGISTERED nom',
      '5 REFUSED TWICE_IN_FILE',
      '6 REFUSED INVALID_INPUT nom',
      '7 REFUSED UNKNOWN_WORD prise_en_charge_specifique',
    ]);
    expect(lineByLine(await importFile(importing(), file(place({ id: 'e', nom: 'Renamed', ...elsewhere }))))).toEqual([
      '2 REFUSED CHANGED_SINCE_IMPORT',
    ]);
  });

  it('is not for people outside of training, and cannot be stopped once it has ended', async () => {
    await expect(sendFile({ ...importing(), api: training.as('lender') }, file(place()))).rejects.toThrow(
      /importPlaces/,
    );
    const { importRun } = await sendFile(importing(), file(place()), { dryRun: true });
    await importEnded(importing(), importRun!.id);
    const stop = await callVerb(training.as('manager'), 'cancelPlaceImport', '', { importId: importRun!.id });
    expect(stop.userErrors).toMatchObject([{ code: 'IMPORT_ENDED' }]);
    const { placeImports } = await training.as('manager').request('{ placeImports { nodes { state } } }');
    expect(placeImports.nodes).not.toHaveLength(0);
  });
});
