import DataLoader from 'dataloader';
import { tellFigure, type Figure, type FigureBounds } from '../../../packages/figures/read/figure.ts';
import { freshnessOf, type Freshness } from '../../../packages/figures/read/freshness.ts';
import { encodeScope, type ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import { perRequest } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import { ComposeFigures } from './compose-figures.ts';
import { figures, toImpact, type ImpactWithIngredients } from './impact-part.ts';
import { askPeer, type PeerAnswer } from './ask-peer.ts';
import { FiguresUnreachable } from './unreachable.ts';
import type { Catalogue, CataloguedMeasure } from '../measure/catalogue.ts';

/** A figure of some scope, by the name of its measure. */
export interface AskedFigure {
  scope: ImpactScope;
  measure: string;
}

/** A figure, who told it, and up to when everything is counted in it; `asOf` null when nothing was ever counted. */
export interface ToldFigure {
  figure: Figure;
  service: SubgraphName;
  asOf: Date | null;
  /** Whether something is committed that is not counted in it yet. */
  isPending: boolean;
}

/** Asks for any number of figures, of whichever service: each service is called once per request and tick. */
export type AskFigures = (context: ServiceContext) => DataLoader<AskedFigure, ToldFigure, string>;

/** What the composites of this service are made of, by the service that has it. */
const INGREDIENTS: Record<string, Partial<Record<SubgraphName, string[]>>> = {
  structuresStrengthened: { lending: ['organisationsEquippedMembers'], training: ['organisationsTrainedMembers'] },
  standardCost: { inventory: ['refurbishingCost'], training: ['individualSupportCost'] },
  costPerFamily: {
    inventory: ['refurbishingCost'],
    training: ['individualSupportCost'],
    lending: ['familiesEquipped'],
  },
};
const PEERS = ['inventory', 'lending', 'training'] as const;
const compose = new ComposeFigures();

type Peer = (typeof PEERS)[number];
type Answers = Map<Peer, Map<string, PeerAnswer> | FiguresUnreachable>;

/** Makes the asker of the figures of a catalogue. */
export function createAskFigures(catalogue: Catalogue): AskFigures {
  const byName = new Map(catalogue.map((measure) => [measure.name, measure]));
  return perRequest<ServiceContext, AskedFigure, ToldFigure>(
    (context) =>
      new DataLoader<AskedFigure, ToldFigure, string>((asked) => answerAll(asked, byName, context), {
        cacheKeyFn: ({ scope, measure }) => `${measure}?${encodeScope(scope)}`,
      }),
  );
}

async function answerAll(
  asked: readonly AskedFigure[],
  catalogue: ReadonlyMap<string, CataloguedMeasure>,
  context: ServiceContext,
): Promise<(ToldFigure | Error)[]> {
  const wanted = asked.map(({ scope, measure }) => ({ scope, measure: catalogue.get(measure)! }));
  const answers = await askPeers(wanted, context);
  return Promise.all(
    wanted.map(({ scope, measure }) => tell(scope, measure, answers, context).catch((error: Error) => error)),
  );
}

/** The fields that a figure needs of the peers; none of this service itself. */
function needsOf({ name, service }: CataloguedMeasure): Partial<Record<SubgraphName, string[]>> {
  return service === 'partners' ? (INGREDIENTS[name] ?? {}) : { [service]: [name] };
}

async function askPeers(
  wanted: readonly { scope: ImpactScope; measure: CataloguedMeasure }[],
  context: ServiceContext,
): Promise<Answers> {
  const ask = async (peer: Peer): Promise<[Peer, Map<string, PeerAnswer> | FiguresUnreachable]> => {
    const concerned = wanted.filter(({ measure }) => needsOf(measure)[peer]);
    if (concerned.length === 0) return [peer, new Map<string, PeerAnswer>()];
    const ids = [...new Set(concerned.map(({ scope }) => encodeScope(scope)))];
    const fields = [...new Set(concerned.flatMap(({ measure }) => needsOf(measure)[peer]!))];
    return [peer, await askPeer(context, peer, ids, fields).catch((error: FiguresUnreachable) => error)];
  };
  return new Map(await Promise.all(PEERS.map(ask)));
}

async function tell(
  scope: ImpactScope,
  measure: CataloguedMeasure,
  answers: Answers,
  context: ServiceContext,
): Promise<ToldFigure> {
  const { service } = measure;
  const peers = PEERS.filter((peer) => needsOf(measure)[peer]);
  const told = peers.map((peer) => answerOf(answers, peer, scope));
  const own = service === 'partners' ? await freshnessOf(scope, context) : [];
  const heard = [...told.flatMap(({ freshness }) => freshness), ...own];
  const asOf = oldest(heard, scope, measure);
  const bounds = service === 'partners' ? await tellOwn(scope, measure, told, context) : told[0]![measure.name];
  return {
    figure: asFigure(measure, bounds as FigureBounds),
    service,
    asOf,
    isPending: heard.some(({ isPending }) => isPending),
  };
}

function answerOf(answers: Answers, peer: Peer, scope: ImpactScope): PeerAnswer {
  const answer = answers.get(peer)!;
  if (answer instanceof FiguresUnreachable) throw answer;
  return answer.get(encodeScope(scope))!;
}

function tellOwn(
  scope: ImpactScope,
  { name }: CataloguedMeasure,
  told: readonly PeerAnswer[],
  context: ServiceContext,
): Promise<FigureBounds> | FigureBounds {
  if (!(name in INGREDIENTS)) return figures.read(context, scope, name);
  const impact = Object.assign(toImpact(scope), ...told) as ImpactWithIngredients;
  if (name === 'standardCost') return compose.standardCost(impact);
  if (name === 'costPerFamily') return compose.costPerFamily(impact);
  return compose.structuresStrengthened(impact, context);
}

/** A measure as it is described, with its figure: as the graph's `Figure`. */
function asFigure(catalogued: CataloguedMeasure, bounds: FigureBounds): Figure {
  const { service: _service, ...measure } = catalogued;
  return tellFigure(measure, bounds);
}

/** Up to when all is counted in a figure; a quotient may rest on people. */
function oldest(
  freshness: readonly Freshness[],
  { association }: ImpactScope,
  { kind, protects }: CataloguedMeasure,
): Date | null {
  const mayBeOnPeople = kind === 'RATIO' || protects === 'PERSON';
  const instants = freshness
    .filter((heard) => association === null || heard.association === association)
    .map(({ asOf, peopleAsOf }) => new Date((mayBeOnPeople && peopleAsOf) || asOf).getTime());
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
}
