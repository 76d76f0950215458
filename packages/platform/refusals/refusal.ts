import 'reflect-metadata';
import { Field, ObjectType, Directive, Arg, registerEnumType, Resolver, FieldResolver, Root } from 'type-graphql';

export enum Language {
  EN = 'EN',
  FR = 'FR',
}
registerEnumType(Language, { name: 'Language', description: 'A language people are spoken to in.' });

/** A sentence for people, in both languages of the network. */
export interface Sentence {
  en: string;
  fr: string;
}

/**
 * Thrown by a use case when the domain says no. The transaction is rolled back and the caller receives it as a
 * `UserError`; anything else that is thrown is a bug.
 */
export class Refusal<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    readonly field: string | null,
    readonly sentence: Sentence,
  ) {
    super(sentence.en);
  }
}

@Directive('@shareable')
@ObjectType({ description: 'Why a request was refused. Nothing of it was kept, unless its code says otherwise.' })
export class UserError {
  @Field(() => [String], { nullable: true, description: 'Path to the input field at fault, when there is one.' })
  field!: string[] | null;

  @Field(() => String, { description: 'A stable code in SCREAMING_SNAKE; each mutation lists its own.' })
  code!: string;

  sentence!: Sentence;
}

@Resolver(() => UserError)
export class UserErrorResolver {
  @Directive('@shareable')
  @FieldResolver(() => String, { description: 'A sentence for the person, saying what to do instead.' })
  message(
    @Root() error: UserError,
    @Arg('language', () => Language, { defaultValue: Language.EN }) language: Language,
  ): string {
    return language === Language.FR ? error.sentence.fr : error.sentence.en;
  }
}

export function userError(refusal: Refusal): UserError {
  return {
    field: refusal.field === null ? null : refusal.field.split('.'),
    code: refusal.code,
    sentence: refusal.sentence,
  };
}

/** Throws what a rule answered, when it said no: `refuse(whyNotRenewable(loan) ?? whyNotOn(loan, day))`. */
export function refuse(whyNot: Refusal | null): void {
  if (whyNot) throw whyNot;
}

/** The refusal for an id that names nothing. */
export function notFound(field: string, id: string): Refusal<'NOT_FOUND'> {
  return new Refusal('NOT_FOUND', field, {
    en: `Nothing is known under ${id}.`,
    fr: `Rien n'est connu sous ${id}.`,
  });
}
