/** How many a page holds unless told, and at most. */
export const DEFAULT_PAGE = 20;
export const LONGEST_PAGE = 100;
