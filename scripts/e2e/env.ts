/** A folder that `npm start` has filled, to save the time of filling one; its contents are changed. */
export const readKeptData = (variables: Record<string, string | undefined> = process.env): string | undefined =>
  variables['E2E_DATA'];
