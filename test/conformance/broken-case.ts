/** What upstream code says of a manifest: a part of its message where it refuses, null where it lets the manifest through. */
interface Upstream {
  /** A patch of the sound release, in YAML; see `applyPatch`. */
  readonly manifest: string;
  readonly lint: string | null;
  readonly crd: string | null;
}

interface Ours {
  /** The definition in our language. The finding must lie on a line that ends with `// here`. */
  readonly source: string;
  readonly code: string;
  /** Files beside the definition. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** A mistake that both can be written in our language and reach a manifest. */
export interface BothWays extends Upstream, Ours {
  readonly broken: string;
}

/** A mistake that can be written in our language, and for which no manifest exists. */
export interface OnlyDefinition extends Ours {
  readonly broken: string;
  /** Why it never reaches a manifest. */
  readonly noManifest: string;
}

/** A mistake in a manifest that our language has no words for. */
export interface OnlyManifest extends Upstream {
  readonly broken: string;
  readonly noDefinition: string;
}

export type BrokenCase = BothWays | OnlyDefinition | OnlyManifest;

export function hasManifest(broken: BrokenCase): broken is BothWays | OnlyManifest {
  return "manifest" in broken;
}

export function hasDefinition(broken: BrokenCase): broken is BothWays | OnlyDefinition {
  return "source" in broken;
}
