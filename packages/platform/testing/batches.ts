/**
 * How many statements or calls more a batched reading may take on a busy machine: where two ways lead to one loader, what comes
 * back first decides whether they share a batch. One for each entry would be many more.
 */
export const SPLIT_BATCHES = 3;
