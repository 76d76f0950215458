import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsEmail,
  IsInt,
  IsNumber,
  IsOptional,
  IsPositive,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { GraphQLLocalDate } from '../schema/scalars.ts';
import { IsIdOf } from '../references/id-forms.ts';
import { whyMisshapen } from './misshapen.ts';
import { OfSeveralLines } from './several-lines.ts';

class Inner {
  @Length(2, 5) code = 'ok';
  @OfSeveralLines() @MaxLength(2000) reason = 'two\nlines';
}

class Input {
  @Length(8, 200) key = 'long enough';
  @MaxLength(5) note = 'short';
  name = 'Café numérique';
  @Min(1) @Max(10) @IsInt() count: number = 3;
  @IsPositive() @IsNumber({ maxDecimalPlaces: 2 }) amount: number = 1;
  @IsOptional() @IsEmail() email?: string;
  @ArrayMinSize(2) @ArrayMaxSize(3) @ArrayUnique() several = ['a', 'b'];
  @ArrayNotEmpty() some = ['a'];
  @IsOptional() @IsIdOf('person') personId?: string;
  @ValidateNested({ each: true }) inner: Inner[] = [];
}

const refusalOf = (part: Partial<Input>) => whyMisshapen(Object.assign(new Input(), part));

test('an input of the right shape is not refused', async () => {
  expect(await refusalOf({})).toBeNull();
});

describe('a misshapen input is told in French as in English:', () => {
  test.each<[Partial<Input>, string]>([
    [{ key: 'short' }, 'key doit avoir au moins 8 caractères.'],
    [{ key: 'x'.repeat(201) }, 'key doit avoir au plus 200 caractères.'],
    [{ note: 'too long' }, 'note doit avoir au plus 5 caractères.'],
    [{ count: 0 }, 'count doit valoir au moins 1.'],
    [{ count: 11 }, 'count doit valoir au plus 10.'],
    [{ count: 1.5 }, 'count doit être un nombre entier.'],
    [{ amount: -1 }, 'amount doit être plus grand que zéro.'],
    [{ email: 'nobody' }, 'email doit être une adresse électronique.'],
    [{ several: ['a'] }, 'several doit compter au moins 2 éléments.'],
    [{ several: ['a', 'b', 'c', 'd'] }, 'several doit compter au plus 3 éléments.'],
    [{ several: ['a', 'a'] }, 'several ne doit pas répéter un élément.'],
    [{ some: [] }, 'some ne doit pas être vide.'],
  ])('%j', async (part, fr) => {
    expect((await refusalOf(part))?.sentence.fr).toBe(fr);
  });

  test('with the example of the form, when there is one', async () => {
    const refusal = await refusalOf({ personId: 'me' });
    expect(refusal?.sentence.en).toContain('such as "person_');
    expect(refusal?.sentence.fr).toContain('n\'a pas la forme attendue, par exemple "person_');
  });

  test('with the path to a nested field', async () => {
    const refusal = await refusalOf({ inner: [new Inner(), Object.assign(new Inner(), { code: 'x' })] });
    expect(refusal).toMatchObject({ field: 'inner.1.code', code: 'INVALID_INPUT' });
  });
});

test('a character that no text of the database holds is refused with its place', async () => {
  const refusal = await refusalOf({ several: ['a', 'b\0'] });
  expect(refusal).toMatchObject({ field: 'several.1', code: 'INVALID_INPUT' });
});

@InputType()
class PersonOfTest {
  @Field(() => String)
  name: string = 'Anna';
}

@InputType()
abstract class DatedOfTest {
  @Field(() => GraphQLLocalDate, { nullable: true })
  on?: string | null;
}

@InputType()
class InputOfTest extends DatedOfTest {
  @Field(() => [PersonOfTest])
  people: PersonOfTest[] = [];

  @Field(() => [String])
  words: string[] = [];

  @Field(() => String, { nullable: true })
  note?: string | null;
}

describe('What the graph says of a field holds without a decorator:', () => {
  const shaped = (part: object) => Object.assign(new InputOfTest(), part);
  const named = (name: string) => Object.assign(new PersonOfTest(), { name });

  test.each(['  ', '\u200b\u200d', '\t\n', '\u2800', '\u3164 '])(
    'a required text shows something (%j)',
    async (name) => {
      const refusal = await whyMisshapen(shaped({ people: [named('Anna'), named(name)] }));
      expect(refusal).toMatchObject({ field: 'people.1.name', code: 'INVALID_INPUT' });
      expect(refusal?.sentence.fr).toBe('people.1.name doit contenir quelque chose de visible.');
    },
  );

  test('a text is kept as it is shown', async () => {
    const input = shaped({ people: [named(' \u200bAnna Le Goff \u00a0')], note: ' 👩‍👧 ' });
    expect(await whyMisshapen(input)).toBeNull();
    expect([input.people[0]!.name, input.note]).toEqual(['Anna Le Goff', '👩‍👧']);
  });

  test('a day is not before anything could be', async () => {
    expect(await whyMisshapen(shaped({ on: '1990-01-01' }))).toBeNull();
    const refusal = await whyMisshapen(shaped({ on: '0026-11-30' }));
    expect(refusal).toMatchObject({ field: 'on', code: 'INVALID_INPUT' });
    expect(refusal?.sentence.en).toContain('before 1990-01-01');
  });
});

describe('a text of one line', () => {
  test.each(['a\nb', 'a\rb', 'a\r\nb', 'a\tb', 'a\vb', 'a\fb', 'a\u0085b', 'a\u2028b', 'a\u2029b', '\n'])(
    'may not break: %j',
    async (name) => {
      const refusal = await refusalOf({ name });
      expect(refusal).toMatchObject({ field: 'name', code: 'INVALID_INPUT' });
      expect(refusal?.sentence.fr).toBe('name tient sur une ligne, sans tabulation : écrivez-le sans retour.');
    },
  );

  test.each(['a\x1bb', 'a\x07b', 'a\x7fb', 'a\x9bb'])('may not hold a control character: %j', async (name) => {
    expect((await refusalOf({ name }))?.sentence.en).toBe('name may not hold a control character.');
  });

  test.each(['Café « À l’Ère numérique » – n° 3 (Lorient)', 'L\u2019Œuvre', 'مقهى', '😀 café'])(
    'may be %s',
    async (name) => {
      expect(await refusalOf({ name })).toBeNull();
    },
  );
});

test('a text of several lines may break, and holds no control character either', async () => {
  const withReason = (reason: string) => refusalOf({ inner: [Object.assign(new Inner(), { reason })] });
  expect(await withReason('first,\r\n\tsecond\n')).toBeNull();
  expect(await withReason('red \x1b[31m')).toMatchObject({ field: 'inner.0.reason', code: 'INVALID_INPUT' });
});
