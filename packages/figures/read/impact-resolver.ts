import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root, type ClassType } from 'type-graphql';
import type { SubgraphName } from '../../platform/peers/subgraph.ts';
import { Adjustment, adjustmentsOf } from './adjustments.ts';
import { Figure, toFigure } from './figure.ts';
import { figureRatio, figureShare } from './figure-arithmetic.ts';
import { Freshness, tellFreshness } from './freshness.ts';
import { decodeScope, type ImpactScope } from './impact-scope.ts';
import type { Measure, RatioMeasure } from '../measures/measure.ts';
import { createFigureReader, type FigureReader, type Reading } from './read-figures.ts';

/** One `Impact` as a service's resolvers receive it; fields that another service owns come with `@requires`. */
export interface ImpactRoot {
  id: string;
  scope: ImpactScope;
}

/** A service's share of the federated `Impact`. */
export interface ImpactPart {
  /** The object type, for further `@Resolver(() => Impact)` classes and for fields that return it. */
  Impact: ClassType<ImpactRoot>;
  /** Put it in the list of resolvers. */
  ImpactResolver: ClassType;
  /** Put it in `references` under the name `Impact`; null for what is not the id of a scope. */
  findImpact(reference: { id: string }): ImpactRoot | null;
  /** The service's own figures, several at a time for the price of one statement. */
  figures: FigureReader;
}

export interface ImpactOptions {
  service: SubgraphName;
  measures: readonly Measure[];
  /** Names of fields that other services own and that this one needs for `@requires`. */
  external?: { figures?: string[]; members?: string[]; freshness?: string[] };
}

/**
 * Makes a service's share of `Impact`: one `Figure` field per measure, `<set>Members` beside each SET and
 * `<service>Freshness`, the last two hidden from clients and there for the composites of other services.
 */
export function createImpactPart({ service, measures, external = {} }: ImpactOptions): ImpactPart {
  @Directive('@key(fields: "id")')
  @ObjectType('Impact', {
    description: 'What was achieved in a territory, by an association, in a programme, over a period.',
  })
  class Impact implements ImpactRoot {
    @Field(() => ID, { description: 'Readable: the territory, association, programme, period and map it is about.' })
    id!: string;

    scope!: ImpactScope;
  }
  for (const name of external.figures ?? []) declareExternal(Impact, name, () => Figure);
  for (const name of external.members ?? []) declareExternal(Impact, name, () => [String]);
  for (const name of external.freshness ?? []) declareExternal(Impact, name, () => [Freshness]);

  @Resolver(() => Impact)
  class ImpactResolver {}
  const figures = createFigureReader(measures);
  for (const measure of measures) addFigure(ImpactResolver, { service, measure, figures });
  for (const measure of measures) if (measure.kind === 'SET') addMembers(ImpactResolver, measure, figures);
  addFreshness(ImpactResolver, service);
  addAdjustments(ImpactResolver, service, measures);

  return { Impact, ImpactResolver, findImpact: (reference) => asImpact(new Impact(), reference), figures };
}

/** An `Impact` to return for a scope that was asked for by arguments. */
export function impactOf<I extends ImpactRoot>(impact: I, id: string, scope: ImpactScope): I {
  return Object.assign(impact, { id, scope });
}

function asImpact<I extends ImpactRoot>(impact: I, reference: { id: string }): I | null {
  const scope = decodeScope(reference.id);
  return scope && Object.assign(impact, reference, { scope });
}

function declareExternal(Impact: ClassType, name: string, type: () => ClassType | [ClassType | typeof String]): void {
  Field(type, { nullable: true, description: 'Counted by another service; what is composed here rests on it.' })(
    Impact.prototype,
    name,
  );
  Directive('@external')(Impact.prototype, name);
}

type Resolve = (impact: ImpactRoot, context: Reading) => Promise<unknown>;

interface AddedField {
  name: string;
  description: string;
  type: () => ClassType | [ClassType | typeof String];
  isInaccessible: boolean;
  resolve: Resolve;
  nullable?: boolean;
}

/** What `@FieldResolver` on a method would do, for a method whose name is only known at run time. */
function addField(target: ClassType, field: AddedField): void {
  const { name, description, type, isInaccessible, resolve, nullable = false } = field;
  const prototype = target.prototype as Record<string, Resolve>;
  prototype[name] = resolve;
  const method = Object.getOwnPropertyDescriptor(prototype, name)!;
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
  if (isInaccessible) Directive('@inaccessible')(prototype, name, method);
  FieldResolver(type, { description, nullable })(prototype, name, method);
}

interface OwnFigure {
  service: SubgraphName;
  measure: Measure;
  figures: FigureReader;
}

function addFigure(target: ClassType, { service, measure, figures }: OwnFigure): void {
  const { name, label, definition, inaccessible: isInaccessible = false } = measure;
  const resolve: Resolve =
    measure.kind === 'RATIO'
      ? (impact, context) => readRatio(measure, impact, context, figures)
      : async ({ scope }, context) => toFigure(measure, await figures.read(context, scope, name));
  const description = `${label.en}. ${definition} Null with an error when ${service} does not answer.`;
  addField(target, { name, description, type: () => Figure, isInaccessible, resolve, nullable: true });
}

async function readRatio(
  measure: RatioMeasure,
  { scope }: ImpactRoot,
  context: Reading,
  figures: FigureReader,
): Promise<Figure> {
  const [numerator, denominator] = await Promise.all([
    figures.read(context, scope, measure.numerator),
    figures.read(context, scope, measure.denominator),
  ]);
  const divide = measure.unit === 'RATIO' ? figureShare : figureRatio;
  return toFigure(measure, divide(numerator, denominator));
}

function addMembers(target: ClassType, { name }: Measure, figures: FigureReader): void {
  addField(target, {
    name: `${name}Members`,
    description: `The organisations behind ${name}, to be united with those of other services.`,
    type: () => [String],
    isInaccessible: true,
    resolve: ({ scope }, context) => figures.readMembers(context, scope, name),
  });
}

function addFreshness(target: ClassType, service: SubgraphName): void {
  addField(target, {
    name: `${service}Freshness`,
    description: `How recent the figures of ${service} are, per association.`,
    type: () => [Freshness],
    isInaccessible: true,
    resolve: ({ scope }, context) => tellFreshness(scope, context),
  });
}

function addAdjustments(target: ClassType, service: SubgraphName, measures: readonly Measure[]): void {
  addField(target, {
    name: `${service}Adjustments`,
    description: `Corrections of sealed years that these figures of ${service} contain: the latest 1,000 of the association and year asked for, the latest first.`,
    type: () => [Adjustment],
    isInaccessible: false,
    resolve: ({ scope }, context) => adjustmentsOf(scope, measures, context),
  });
}
