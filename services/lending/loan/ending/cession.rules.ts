import { Refusal } from '../../../../packages/platform/refusals/refusal.ts';

/** What a computer may cost at most when it is ceded, in cents, from a day on. */
export interface PriceCaps {
  since: string;
  laptop: number;
  /** A desktop with its screen, keyboard and mouse; also whatever is neither. */
  desktop: number;
}

/**
 * The solidarity price caps of the network's programmes: 180 € for a laptop, 150 € for a desktop set. They hold from the day
 * of the line on; another amount is another line, never a change of one, so that a past cession stays within its cap.
 */
const PRICE_CAPS: readonly PriceCaps[] = [{ since: '2007-01-01', laptop: 180_00, desktop: 150_00 }];

/** The cap on a day for a kind of computer, in cents; one whose kind nobody told has the lower one. Lines in the order of their days. */
export function priceCap(kind: string | null, on: string, lines: readonly PriceCaps[] = PRICE_CAPS): number {
  const caps = lines.findLast(({ since }) => since <= on) ?? lines[0]!;
  return kind === 'LAPTOP' ? caps.laptop : Math.min(caps.laptop, caps.desktop);
}

/** `PRICE_ABOVE_CAP`: a computer that was given is ceded at a solidarity price, or for nothing. */
export function whyNotPrice(
  cents: number,
  kind: string | null,
  on: string,
  lines: readonly PriceCaps[] = PRICE_CAPS,
): Refusal | null {
  const cap = priceCap(kind, on, lines);
  if (cents <= cap) return null;
  return new Refusal('PRICE_ABOVE_CAP', 'price', {
    en: `On ${on} this computer may cost ${cap / 100} € at most; ask for that or less, or for nothing.`,
    fr: `Au ${on}, cet ordinateur peut coûter ${cap / 100} € au plus ; demandez ce prix ou moins, ou rien.`,
  });
}
