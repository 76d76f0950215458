import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { countDocument } from '../../../packages/platform/documents/count-document.ts';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Place } from '../place/place.entity.ts';
import { nameShown } from '../place/place.rules.ts';
import { shownByPlace } from './calendar.loaders.ts';
import { writeCalendar } from './write-calendar.ts';

@Resolver(() => Place)
export class CalendarFields {
  @FieldResolver(() => File, {
    description:
      'Its collective sessions open to all, from a year ago on, to subscribe to (iCalendar, RFC 5545, in French): planned, held and cancelled ones, and nobody who comes.',
  })
  async calendar(@Root() place: Place, @Ctx() context: ServiceContext): Promise<File> {
    countDocument(context);
    const sessions = await shownByPlace(context).load(place.id);
    const { commune, address, accessibility } = place;
    const announced = { name: nameShown(place, context.viewer), commune, address, accessibility };
    return fileOf(`${place.id}.ics`, 'text/calendar', writeCalendar(announced, sessions));
  }
}
