/** The port of the development issuer, counted from that of the hub. */
export const ISSUER_OFFSET = 10;
