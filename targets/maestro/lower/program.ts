/** A SEL program in the making: statements, and a value at their end. Its own names begin with a dollar, which no parameter has. */

export interface Program {
  readonly statements: string[];
  /** How many names were given out. */
  names: number;
}

export function newProgram(): Program {
  return { statements: [], names: 0 };
}

/** A name that nothing else in the program has. */
export function freshName(program: Program): string {
  program.names += 1;
  return `$${program.names}`;
}

/** The text of the whole program. */
export function finished({ statements }: Program, value: string): string {
  return statements.length === 0 ? value : `${statements.join(" ")} return ${value};`;
}
