/** How sure a verdict may be: the share of right ones among those that looked alike. */

/** What a cell was on logs that its model had not seen. */
export interface CellOutcome {
  readonly cell: string;
  readonly right: boolean;
}

/** How many logs an expectation is worth. The rules were written with these logs in view, so a cell is not believed at once. */
const worth = 6;

/** What is expected of a cell before anything was measured. */
const expected: { readonly [cell: string]: number } = {
  "3/agrees": 0.93,
  "3/leans": 0.85,
  "3/doubts": 0.75,
  "3/objects": 0.6,
  "3/alone": 0.85,
  "2/agrees": 0.85,
  "2/leans": 0.7,
  "2/doubts": 0.55,
  "2/objects": 0.4,
  "2/alone": 0.65,
  "1/agrees": 0.7,
  "1/leans": 0.5,
  "1/doubts": 0.45,
  "1/objects": 0.3,
  "1/alone": 0.4,
  "0/alone": 0.5,
  quiet: 0.8,
  ...Object.fromEntries([...Array(10).keys()].map((tenth) => [`0/model-${tenth}`, tenth / 10])),
};

export function calibrationOf(outcomes: readonly CellOutcome[]): { readonly [cell: string]: number } {
  return Object.fromEntries(
    Object.entries(expected).map(([cell, expectation]) => {
      const own = outcomes.filter((outcome) => outcome.cell === cell);
      const right = own.filter((outcome) => outcome.right).length;
      return [cell, Math.round(((right + worth * expectation) / (own.length + worth)) * 1000) / 1000];
    }),
  );
}
