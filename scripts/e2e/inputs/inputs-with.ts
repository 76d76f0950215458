import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** A mutation, and an input whose one field holds what a test put there. */
export interface InputWith {
  verb: string;
  field: string[];
  input: object;
}

type Wanted = (field: GraphQLInputField) => boolean;

/** Every field of every mutation's input that is wanted, at any depth, in an input that is well typed beside it. */
export function inputsWith(schema: GraphQLSchema, wanted: Wanted, value: unknown): InputWith[] {
  return Object.values(schema.getMutationType()!.getFields()).flatMap(({ name: verb, args }) => {
    const type = args.find((argument) => argument.name === 'input')?.type;
    if (!type) return [];
    return pathsIn(type, wanted).map((field) => ({ verb, field, input: valueOf(type, field, value) as object }));
  });
}

function pathsIn(type: GraphQLInputType, wanted: Wanted): string[][] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => {
    const within = isList(field.type) ? [field.name, '0'] : [field.name];
    if (wanted(field)) return [within];
    return pathsIn(field.type, wanted).map((path) => [...within, ...path]);
  });
}

const isList = (type: GraphQLInputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

const SCALARS: Record<string, unknown> = {
  ID: 'an id',
  String: 'a text',
  Int: 1,
  Float: 1,
  Boolean: true,
  LocalDate: '2011-01-03',
  Period: '2011',
  DateTimeISO: '2011-01-03T10:00:00Z',
  JSONObject: {},
};

function valueOf(type: GraphQLInputType, [next, ...path]: string[], value: unknown): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, next === undefined ? [] : [next, ...path], value);
  if (isListType(type)) return [next === '0' && path.length === 0 ? value : valueOf(type.ofType, path, value)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return SCALARS[type.name];
  const fields = Object.values(type.getFields()).filter((field) => field.name === next || isNonNullType(field.type));
  return Object.fromEntries(
    fields.map((field) => {
      const isMeant = field.name === next && path.length === 0;
      return [field.name, isMeant ? value : valueOf(field.type, field.name === next ? path : [], value)];
    }),
  );
}
