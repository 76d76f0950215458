import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Organisation } from './organisation.entity.ts';

type Entry = Pick<Organisation, 'id' | 'closedOn' | 'mergedInto' | 'registeredOn'>;

/** `MERGED`: the entry is another name of an organisation already. */
export function whyMerged(entry: Pick<Entry, 'mergedInto'> | null, field: string): Refusal<'MERGED'> | null {
  if (!entry?.mergedInto) return null;
  return new Refusal('MERGED', field, {
    en: `It was merged into ${entry.mergedInto}; use that one.`,
    fr: `Il a été fusionné avec ${entry.mergedInto} ; utilisez celui-là.`,
  });
}

/**
 * Why one entry cannot be merged into another on a day: `SAME_ONE`, `MERGED`, `BOTH_CLOSED`, `ORGANISATION_CLOSED` (the
 * kept one alone is closed), `BEFORE_REGISTRATION`.
 */
export function whyNotMergeable(other: Entry, kept: Entry, on: string): Refusal | null {
  if (other.id === kept.id) {
    return new Refusal('SAME_ONE', 'keptOrganisationId', {
      en: `Both are ${kept.id}; name two entries.`,
      fr: `Les deux sont ${kept.id} ; désignez deux inscriptions.`,
    });
  }
  return (
    whyMerged(other, 'organisationId') ??
    whyMerged(kept, 'keptOrganisationId') ??
    whyKeptIsClosed(other, kept) ??
    whyBeforeRegistration(other, kept, on)
  );
}

function whyKeptIsClosed(other: Entry, kept: Entry): Refusal | null {
  if (!kept.closedOn) return null;
  if (other.closedOn) {
    return new Refusal('BOTH_CLOSED', null, {
      en: `Both exist no more (${other.closedOn}, ${kept.closedOn}); leave them as they are.`,
      fr: `Les deux n'existent plus (${other.closedOn}, ${kept.closedOn}) ; laissez-les ainsi.`,
    });
  }
  return new Refusal('ORGANISATION_CLOSED', 'keptOrganisationId', {
    en: `It closed on ${kept.closedOn}; keep the other one, which exists.`,
    fr: `Il a fermé le ${kept.closedOn} ; conservez l'autre, qui existe.`,
  });
}

function whyBeforeRegistration(other: Entry, kept: Entry, on: string): Refusal | null {
  const [, since] = [other.registeredOn, kept.registeredOn].toSorted();
  if (on >= since!) return null;
  return new Refusal('BEFORE_REGISTRATION', 'on', {
    en: `Both are registered since ${since} only; give that day or a later one.`,
    fr: `Les deux ne sont inscrits que depuis le ${since} ; donnez ce jour ou un jour plus tardif.`,
  });
}
