import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Alias, AliasKind } from './alias.entity.ts';

/** What firmware says where nobody wrote a serial number: shared by machines without end, it names none. */
const PLACEHOLDER =
  /^(to be filled by o\.?e\.?m\.?|default string|system serial number|serial number|not (applicable|specified|available)|none|unknown|n\/?a|0+|x+|-+|\.+|1?23456789\d*)$/i;

/** A serial number worth keeping; null when it is missing or a placeholder of the firmware. */
export function serialOrNone(serial: string | null | undefined): string | null {
  const written = serial?.trim();
  return written && !PLACEHOLDER.test(written) ? written : null;
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const LONGEST_LABEL = 40;

/** Why a machine cannot get a name: `PLACEHOLDER_SERIAL`, `LABEL_TOO_LONG`, or `ALIAS_KNOWN` when it goes by it. */
export function whyNotNamed(aliases: readonly Alias[], kind: AliasKind, value: string): Refusal | null {
  if (kind === 'SERIAL' && !serialOrNone(value))
    return new Refusal('PLACEHOLDER_SERIAL', 'value', {
      en: 'Machines without number share this serial number; leave it out.',
      fr: "D'innombrables machines partagent ce numéro de série ; ne le saisissez pas.",
    });
  if (kind === 'LABEL' && value.length > LONGEST_LABEL)
    return new Refusal('LABEL_TOO_LONG', 'value', {
      en: `A label has at most ${LONGEST_LABEL} characters; shorten it.`,
      fr: `Une étiquette a au plus ${LONGEST_LABEL} caractères ; raccourcissez-la.`,
    });
  // A label that came off stays off, so that whoever finds the old one knows that it is old.
  const current = aliases.filter((alias) => alias.kind === kind && (kind === 'LABEL' || !alias.retiredOn));
  if (!current.some((alias) => isSame(alias.value, value))) return null;
  return new Refusal('ALIAS_KNOWN', 'value', {
    en: 'This machine goes, or went, by this name; give another one.',
    fr: 'Cette machine porte, ou a porté, ce nom ; donnez-en un autre.',
  });
}

/** Why a name cannot come off: `NOT_FOUND` when the machine does not go by it, or `LABEL_NEEDED`. */
export function whyNotRetirable(alias: Alias | undefined): Refusal | null {
  if (!alias)
    return new Refusal('NOT_FOUND', 'aliasId', {
      en: 'This machine does not go by such a name; read its aliases and give one that it still has.',
      fr: "Cette machine ne porte pas ce nom ; lisez ses noms et donnez-en un qu'elle porte encore.",
    });
  if (alias.kind !== 'LABEL') return null;
  return new Refusal('LABEL_NEEDED', 'aliasId', {
    en: 'A machine always wears a label; add the new one, and this one comes off.',
    fr: "Une machine porte toujours une étiquette ; ajoutez la nouvelle, et celle-ci s'en va.",
  });
}

/** The refusal for a label that another machine wears or wore. */
export const labelTaken = (field: string, label: string): Refusal =>
  new Refusal('LABEL_TAKEN', field, {
    en: `Another machine is or was labelled "${label}"; write another label on this one.`,
    fr: `Une autre machine porte ou portait l'étiquette « ${label} » ; mettez-en une autre sur celle-ci.`,
  });
