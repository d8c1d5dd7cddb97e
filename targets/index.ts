/** The targets that we ship, by name. Nothing outside this file names one. */
export const targets = {} as const;
