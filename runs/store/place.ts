/**
 * Where texts are kept by key: a folder, or a bucket
 *
 * Keys are parts of letters, digits and `. _ ~ % -`, joined by "/". A text is written whole or not at all.
 */

/** A text, and a tag that is another one once somebody wrote there. */
export interface Kept {
  readonly text: string;
  readonly tag: string;
}

export interface Place {
  /** As the user knows it: "s3://acme-ml/runs". */
  readonly name: string;
  /** The keys below a folder that come after `after`, in order of their bytes. Those before it are not looked at. */
  readonly list: (folder: string, after?: string) => AsyncIterable<string>;
  /** Undefined where nothing is kept. */
  readonly read: (key: string) => Promise<Kept | undefined>;
  /** Writes where still nothing is kept (null) or what has this tag; false where another writer was faster. */
  readonly put: (key: string, text: string, before: string | null) => Promise<boolean>;
}

/** Thrown where a place cannot be used: it is not reached, refuses, or says what is not understood. */
export class PlaceFault extends Error {
  readonly place: string;
  /** A sentence's end: "answered 403: AccessDenied". */
  readonly reason: string;
  readonly help: string;
  constructor(place: string, reason: string, help: string) {
    super(`"${place}" ${reason}`);
    this.name = "PlaceFault";
    this.place = place;
    this.reason = reason;
    this.help = help;
  }
}
