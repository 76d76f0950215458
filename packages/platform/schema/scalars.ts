import {
  GraphQLDateTimeISO as DateTimeISO,
  GraphQLJSONObject as JSONObject,
  GraphQLLocalDate as LocalDate,
} from 'graphql-scalars';

/** The scalars every service speaks, under one name each in the supergraph. */
export const GraphQLLocalDate = LocalDate;
export const GraphQLDateTimeISO = DateTimeISO;
export const GraphQLJSONObject = JSONObject;
