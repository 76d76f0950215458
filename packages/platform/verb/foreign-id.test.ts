import { validateSync } from 'class-validator';
import { newTypeId } from '../context/ids.ts';
import { IsIdOf, IsOrganisationId, IsSlug } from '../references/id-forms.ts';

class Input {
  @IsIdOf('person')
  personId = newTypeId('person');

  @IsOrganisationId()
  organisationId = 'SIRET-21560121000016';

  @IsSlug()
  programmeId = 'ordi-solidaire-bretagne';
}

const faults = (input: Partial<Input>): string[] =>
  validateSync(Object.assign(new Input(), input)).map(({ property }) => property);

describe('The id of a thing that another service owns', () => {
  it.each(['SIRET-21560121000016', 'RNA-W561000001', 'RNA-W2A1000001', newTypeId('').replace(/^_?/, 'ORG-')])(
    'is well formed as an organisation: %s',
    (organisationId) => expect(faults({ organisationId })).toEqual([]),
  );

  it.each([
    { personId: 'person_1' },
    { personId: newTypeId('loan') },
    { organisationId: 'SIRET-123' },
    { organisationId: 'Emmaüs' },
    { programmeId: 'Ordi Solidaire' },
    { programmeId: '-' },
  ])('is refused when misshapen: %o', (input) => expect(faults(input)).toEqual(Object.keys(input)));
});
