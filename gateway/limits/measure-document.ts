import {
  Kind,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How much a selection asks once its fragments are written out. */
export interface Size {
  depth: number;
  fields: number;
  /** Fields side by side at the top of the selection. */
  rootFields: number;
  aliases: number;
  directives: number;
  directivesInOnePlace: number;
  /** The most often that one field stands in one selection set as it is written. */
  repetitions: number;
}

const NOTHING: Size = {
  depth: 0,
  fields: 0,
  rootFields: 0,
  aliases: 0,
  directives: 0,
  directivesInOnePlace: 0,
  repetitions: 0,
};

/**
 * Sizes a parsed document: all its operations and fragments together, used or not. Takes a time in proportion to the
 * document's length, whatever its fragments would grow to.
 */
export function measureDocument(document: DocumentNode): Size {
  const sizeOf = sizer(fragmentsOf(document));
  return document.definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION || each.kind === Kind.FRAGMENT_DEFINITION)
    .map((each) => along(directivesOf(each), sizeOf(each.selectionSet)))
    .reduce(along, NOTHING);
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function sizer(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode | undefined) => Size {
  const sizes = new Map<string, Size>();

  function ofSet(set: SelectionSetNode | undefined): Size {
    if (!set) return NOTHING;
    const size = set.selections.map(ofSelection).reduce(along, NOTHING);
    return { ...size, repetitions: Math.max(size.repetitions, mostRepeated(set)) };
  }

  function ofSelection(selection: SelectionNode): Size {
    const directives = directivesOf(selection);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return along(directives, ofFragment(selection.name.value));
    const inside = along(directives, ofSet(selection.selectionSet));
    if (selection.kind === Kind.INLINE_FRAGMENT) return inside;
    const aliases = inside.aliases + (selection.alias ? 1 : 0);
    return { ...inside, aliases, depth: inside.depth + 1, fields: inside.fields + 1, rootFields: 1 };
  }

  function ofFragment(name: string): Size {
    const known = sizes.get(name);
    if (known) return known;
    // A fragment inside itself counts for nothing here; validation refuses it.
    sizes.set(name, NOTHING);
    const size = ofSet(fragments.get(name)?.selectionSet);
    sizes.set(name, size);
    return size;
  }

  return ofSet;
}

/** Two selections side by side. */
function along(one: Size, other: Size): Size {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: one.fields + other.fields,
    rootFields: one.rootFields + other.rootFields,
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
    directivesInOnePlace: Math.max(one.directivesInOnePlace, other.directivesInOnePlace),
    repetitions: Math.max(one.repetitions, other.repetitions),
  };
}

function directivesOf(node: ASTNode): Size {
  const count = 'directives' in node ? (node.directives?.length ?? 0) : 0;
  return count === 0 ? NOTHING : { ...NOTHING, directives: count, directivesInOnePlace: count };
}

function mostRepeated(set: SelectionSetNode): number {
  const counts = new Map<string, number>();
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) continue;
    counts.set(selection.name.value, (counts.get(selection.name.value) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
