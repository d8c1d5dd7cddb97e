/** The name in JavaScript's own words for one that nothing declares, or undefined for any other error. */
export function unknownNameIn(error: string): string | undefined {
  return /^(?:ReferenceError: )?([\p{ID_Start}$_][\p{ID_Continue}$]{0,200}) is not defined/u.exec(error)?.[1];
}
