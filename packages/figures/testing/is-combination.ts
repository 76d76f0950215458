/** Whether a sum follows from told sums: whether it lies in the span of their rows (Gaussian elimination). */
export function isCombination(target: readonly number[], rows: readonly (readonly number[])[]): boolean {
  return rankOf([...rows, target]) === rankOf(rows);
}

function rankOf(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const pivot = left.findIndex((row, i) => i >= rank && Math.abs(row[column]!) > 1e-9);
    if (pivot === -1) continue;
    [left[rank], left[pivot]] = [left[pivot]!, left[rank]!];
    for (let i = rank + 1; i < left.length; i++) subtract(left[i]!, left[rank]!, column);
    rank++;
  }
  return rank;
}

function subtract(row: number[], pivot: readonly number[], column: number): void {
  const factor = row[column]! / pivot[column]!;
  for (let j = column; j < row.length; j++) row[j]! -= factor * pivot[j]!;
}
