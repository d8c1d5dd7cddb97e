/** What S3 answers: flat XML of its own writing, of which a few elements are read. */

export interface Listing {
  readonly keys: readonly string[];
  /** Whether there is more. */
  readonly isCut: boolean;
  readonly next: string | undefined;
}

/** A page of ListObjectsV2 with keys encoded as in a URL; undefined where it is something else. */
export function readListing(xml: string): Listing | undefined {
  if (!xml.includes("<ListBucketResult")) return undefined;
  const keys = elements(xml, "Key").flatMap((text) => decoded(text) ?? []);
  return { keys, isCut: elements(xml, "IsTruncated")[0] === "true", next: elements(xml, "NextContinuationToken")[0] };
}

/** The code of an error: "AccessDenied". */
export function codeIn(xml: string): string {
  const code = elements(xml, "Code")[0];
  return code !== undefined && /^[A-Za-z0-9.]{1,80}$/.test(code) ? code : "it says no more";
}

function elements(xml: string, name: string): readonly string[] {
  const found: string[] = [];
  const [open, close] = [`<${name}>`, `</${name}>`];
  for (let at = xml.indexOf(open); at >= 0; ) {
    const end = xml.indexOf(close, at);
    if (end < 0) break;
    found.push(withoutEntities(xml.slice(at + open.length, end)));
    at = xml.indexOf(open, end);
  }
  return found;
}

const entities: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };

function withoutEntities(text: string): string {
  return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
