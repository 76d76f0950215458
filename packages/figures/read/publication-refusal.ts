import { Arg, Directive, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Language, type Sentence } from '../../platform/refusals/refusal.ts';
import { GraphQLDateTimeISO } from '../../platform/schema/scalars.ts';

@Directive('@shareable')
@ObjectType({ description: 'Why a hub does not take what an association publishes.' })
export class PublicationRefusal {
  @Field(() => String, { description: "The hub's reason, in SCREAMING_SNAKE: `NOT_ENROLLED`, `NOT_APPROVED`…" })
  code!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when, without a message being taken in between.' })
  since!: Date;
}

@Resolver(() => PublicationRefusal)
export class PublicationRefusalResolver {
  @Directive('@shareable')
  @FieldResolver(() => String, { description: 'The same in a sentence, saying what to do.' })
  message(
    @Root() { code }: PublicationRefusal,
    @Arg('language', () => Language, { defaultValue: Language.EN }) language: Language,
  ): string {
    const { en, fr } = SENTENCES[code] ?? otherwise(code);
    return language === Language.FR ? fr : en;
  }
}

const SENTENCES: Record<string, Sentence> = {
  UNSIGNED: {
    en: 'The instance does not sign what it publishes: upgrade it, then enrol it with a code of the hub.',
    fr: "L'instance ne signe pas ce qu'elle publie : mettez-la à jour, puis inscrivez-la avec un code de la plateforme.",
  },
  NOT_ENROLLED: {
    en: 'This installation is not enrolled at the hub: ask the hub for a code, and enrol with it.',
    fr: "Cette installation n'est pas inscrite auprès de la plateforme : demandez-lui un code, et inscrivez-vous avec lui.",
  },
  NOT_APPROVED: {
    en: 'This installation waits for somebody of the hub to approve it: call them.',
    fr: "Cette installation attend que la plateforme l'approuve : appelez-la.",
  },
  INSTALL_REVOKED: {
    en: 'This installation was revoked: ask the hub for a new code, and enrol with it.',
    fr: 'Cette installation a été révoquée : demandez un nouveau code à la plateforme, et inscrivez-vous avec lui.',
  },
  INSTALL_SUPERSEDED: {
    en: 'Another installation of this association speaks instead: stop this one, or enrol it anew.',
    fr: "Une autre installation de l'association parle à sa place : arrêtez celle-ci, ou inscrivez-la de nouveau.",
  },
  ANOTHER_RUN_IS_ALIVE: {
    en: 'Another copy of this database speaks: stop one of the two, then start the one that is to go on.',
    fr: 'Une autre copie de cette base parle : arrêtez l’une des deux, puis redémarrez celle qui doit continuer.',
  },
  WRONG_SIGNATURE: {
    en: 'What is published is not signed by the key that was enrolled: use that key, or enrol with the new one.',
    fr: 'Ce qui est publié n’est pas signé par la clé inscrite : reprenez cette clé, ou inscrivez-vous avec la nouvelle.',
  },
  OUTSIDE_COVERAGE: {
    en: 'Figures lie where the association does not work, as the hub knows it: correct its operations, or have the coordinator change its territories (changeCoverage). “npm run figures -- status” names them.',
    fr: 'Des chiffres sont en dehors des territoires déclarés de l’association : corrigez ses opérations, ou demandez à la coordination d’y ajouter ce territoire (changeCoverage). « npm run figures -- status » les nomme.',
  },
  IMPLAUSIBLE: {
    en: 'Far more is told than ever before: a coordinator of the hub accepts it (“npm run figures -- accept”), or the association corrects it.',
    fr: 'Bien plus est annoncé que jamais : la coordination l’accepte (« npm run figures -- accept »), ou l’association le corrige.',
  },
};

const otherwise = (code: string): Sentence => ({
  en: `The hub refuses with ${code}: “npm run figures -- status” at the association names the figures concerned.`,
  fr: `La plateforme refuse avec ${code} : « npm run figures -- status » chez l'association dit quels chiffres.`,
});
