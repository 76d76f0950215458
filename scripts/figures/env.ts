/** Where an operator's commands go and by which token, when no option says so: a token in an option is seen by others. */
export function readFiguresEnv(variables: Record<string, string | undefined> = process.env): {
  url: string | undefined;
  token: string | undefined;
} {
  return { url: variables['PASSERELLE_URL'], token: variables['PASSERELLE_TOKEN'] };
}
