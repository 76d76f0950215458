import { Matches, ValidateBy, type ValidationOptions } from 'class-validator';
import { isIdOf } from '../context/ids.ts';

/**
 * Checks the form of an id (`@IsIdOf('place')`), whoever owns it. Refused as `INVALID_INPUT`. What it names is for the verb to
 * look up; where another service owns it, that service is asked by `@ForeignId`, which checks the form too.
 */
export const IsIdOf = (prefix: string, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isIdOf',
      validator: {
        validate: (value) => typeof value === 'string' && isIdOf(prefix, value),
        defaultMessage: () => `$property must be the id of a ${prefix}, such as "${prefix}_01h455vb4pex5vsknk084sn02q"`,
      },
    },
    options,
  );

/** An organisation's id: `SIRET-` and 14 digits, else `RNA-W` and 9 signs (`W2A…` in Corse), else `ORG-` and a suffix. */
export const ORGANISATION_ID = /^(SIRET-\d{14}|RNA-W\d[\dA-Z]\d{7}|ORG-[0-9a-hjkmnp-tv-z]{26})$/;

/** The id of a programme or an association: `ordi-solidaire-bretagne`. */
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Checks the form of an organisation's id. */
export const IsOrganisationId = (): PropertyDecorator =>
  Matches(ORGANISATION_ID, {
    message: '$property must be the id of an organisation, such as "SIRET-21560121000016" or "RNA-W561000001"',
  });

/** Checks the form of the id of a programme or an association. */
export const IsSlug = (): PropertyDecorator =>
  Matches(SLUG, { message: '$property must be a slug, such as "ordi-solidaire-bretagne"' });
