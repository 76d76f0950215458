import { ArgsType, Field, Int } from 'type-graphql';
import { badInput } from '../refusals/bad-input.ts';
import { DEFAULT_PAGE, LONGEST_PAGE } from './page-limits.ts';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: 'How many at most, from 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The cursor after which to go on.' })
  after?: string | null;
}

/** `first` and the id to go on after; throws `BAD_USER_INPUT` naming the argument. */
export function readPageArgs({ first, after }: PageArgs): { first: number; afterId: string | null } {
  if (first < 1 || first > LONGEST_PAGE) throw badInput('first', `must lie between 1 and ${LONGEST_PAGE}`);
  return { first, afterId: after ? idOf(after) : null };
}

export const cursorOf = (id: string): string => Buffer.from(id).toString('base64url');

function idOf(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (cursorOf(id) !== cursor || !/^[\w:~-]+$/.test(id)) throw badInput('after', 'is not a cursor of this list');
  return id;
}
