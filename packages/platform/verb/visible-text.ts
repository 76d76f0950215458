/** Blanks, controls, zero widths, and the few letters and signs that show nothing: nobody sees them at either end of a text. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** A text without what nobody sees at its ends; empty when nothing in it shows. */
export function visibleText(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && INVISIBLE.test(text[from]!)) from++;
  while (to > from && INVISIBLE.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}
