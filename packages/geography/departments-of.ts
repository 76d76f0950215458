import { ancestorsOf } from './ancestors.ts';
import { codesInside } from './list-territories.ts';
import { parseCode } from './territory.ts';

/**
 * The departments that a place of facts lies in, or holds, on the map of a day: "COM-56121" → DEP-56; "REG-53~other" → its
 * four departments.
 * @throws RangeError when no fact may be recorded there on that day
 */
export function departmentsOf(code: string, on: string): string[] {
  const own = ancestorsOf(code, on).find((each) => each.startsWith('DEP-') && !parseCode(each)?.isOther);
  return own ? [own] : codesInside(code.replace('~other', ''), 'DEPARTMENT', on);
}
