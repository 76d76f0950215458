import DataLoader from 'dataloader';
import { perRequest, type Loading } from './loader.ts';
import { toConnection, type Connection } from './connection.ts';
import { readPageArgs, type PageArgs } from './page-args.ts';

/** One page of a list, oldest first. `sql` selects the whole list with an `id` column and binds `parameters`. */
export async function readPage<Node extends { id: string }>(
  { sql }: Loading,
  args: PageArgs,
  list: string,
  parameters: readonly unknown[] = [],
): Promise<Connection<Node>> {
  const { first, afterId } = readPageArgs(args);
  const after = `$${parameters.length + 1}`;
  const rows = await sql.rows<Node>(
    `select * from (${list}) list where ${after}::text is null or id > ${after} order by id limit ${first + 1}`,
    [...parameters, afterId],
  );
  return toConnection(rows, first);
}

interface PageOfParent {
  parent: string;
  args: PageArgs;
}

/**
 * Pages of the lists of many parents in one statement. `list` selects a parent's whole list with an `id` column,
 * and names the parent's key `parent.key`.
 */
export function pagesByParent<Node extends { id: string }>(list: string) {
  const loader = perRequest<Loading, PageOfParent, Connection<Node>>(
    (context) =>
      new DataLoader((pages) => readPages<Node>(context, list, pages), {
        cacheKeyFn: ({ parent, args }) => JSON.stringify([parent, args.first, args.after]) as unknown as PageOfParent,
      }),
  );
  return (context: Loading, parent: string, args: PageArgs): Promise<Connection<Node>> =>
    loader(context).load({ parent, args });
}

async function readPages<Node extends { id: string }>(
  { sql }: Loading,
  list: string,
  pages: readonly PageOfParent[],
): Promise<Connection<Node>[]> {
  const wanted = pages.map(({ parent, args }) => ({ parent, ...readPageArgs(args) }));
  const rows = await sql.rows<Node & { pageNumber: number }>(
    `select page.number::int as page_number, list.*
       from unnest($1::text[], $2::text[], $3::int[]) with ordinality as page(parent, after, size, number)
      cross join lateral (select page.parent as key) parent
      cross join lateral (
        select * from (${list}) list where page.after is null or list.id > page.after order by list.id limit page.size
      ) list
      order by page.number, list.id`,
    [wanted.map(({ parent }) => parent), wanted.map(({ afterId }) => afterId), wanted.map(({ first }) => first + 1)],
  );
  const byPage = Map.groupBy(rows, ({ pageNumber }) => pageNumber);
  return wanted.map(({ first }, index) => toConnection<Node>(byPage.get(index + 1) ?? [], first));
}
