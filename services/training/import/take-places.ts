import type { EntityManager } from '@mikro-orm/postgresql';
import type { DraftLine, ImportKind, Outcome } from '../../../packages/imports/import-kind.ts';
import { made, takeOne } from '../../../packages/imports/take-one.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { RegisterPlace, RegisterPlaceInput } from '../place/register-place.ts';
import { PLACE_COLUMNS, readPlace, type PlaceDraft } from './place-sheet.ts';

/** Places of digital mediation, in their French schema. */
export const placeImport: ImportKind<PlaceDraft> = {
  verb: 'importPlaces',
  columns: PLACE_COLUMNS,
  batchSize: 50,
  read: readPlace,
  keyOf: ({ id, name, commune }) => id ?? `${name} ${commune}`,
  take: async (context, _settings, lines) => {
    const outcomes: Outcome[] = [];
    for (const line of lines) outcomes.push(await takePlace(context, line));
    return outcomes;
  },
};

const takePlace = (context: ServiceContext, line: DraftLine<PlaceDraft>): Promise<Outcome> =>
  takeOne(context, async (inside, em) => {
    const known = await samePlace(em, line.draft);
    if (known) return { status: 'SKIPPED', objectId: known };
    const { name, commune, address, kind, accessibility } = line.draft;
    const { idempotencyKey } = line;
    const input = { name, commune, address, kind, accessibility, idempotencyKey };
    const { place } = await made(
      new RegisterPlace().registerPlace(Object.assign(new RegisterPlaceInput(), input), inside),
    );
    return { status: 'CREATED', objectId: place!.id };
  });

/** A place that somebody registered by hand, just as the file has it. */
async function samePlace(em: EntityManager, { name, commune, address, kind }: PlaceDraft): Promise<string | null> {
  const [place] = await em.execute<{ id: string }[]>(
    'select id from place where name = ? and commune = ? and kind = ? and address is not distinct from ?::text',
    [name, commune, kind, address],
  );
  return place?.id ?? null;
}
