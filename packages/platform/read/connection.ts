import { Directive, Field, ObjectType, type ClassType } from 'type-graphql';
import { cursorOf } from './page-args.ts';

@Directive('@shareable')
@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether the list goes on.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Pass it as `after` to read on.' })
  endCursor!: string | null;
}

export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: PageInfo;
}

/** The Relay connection type of a node type; `shareable` where several subgraphs list the same nodes. */
export function connectionOf<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
  directives: string[] = [],
) {
  @Directive('@shareable')
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => String)
    cursor!: string;

    @Field(node)
    node!: Node;
  }

  @Directive('@shareable')
  @ObjectType(`${name}Connection`)
  class NodeConnection implements Connection<Node> {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => [node()], { description: 'The nodes alone, for whoever needs no cursor.' })
    nodes!: Node[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  for (const directive of directives) Directive(directive)(NodeConnection);
  return NodeConnection;
}

/** A connection from rows read with one more than was asked for. */
export function toConnection<Node extends { id: string }>(rows: Node[], first: number): Connection<Node> {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    edges: nodes.map((node) => ({ cursor: cursorOf(node.id), node })),
    nodes,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? cursorOf(last.id) : null },
  };
}
