/** The form of the ids that people choose: `ordi-solidaire-bretagne`. */
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const SLUG_MESSAGE = 'id must be lower-case words joined by hyphens, such as ordi-solidaire-bretagne';
