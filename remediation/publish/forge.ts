/**
 * What a forge is to the publisher
 *
 * It does what it is told, one thing a call, and knows no rule of when to do it. Another forge fills the same interface. Every call throws a `PublishFault` where it is not
 * answered as hoped for, and says by its result what somebody else may have done meanwhile.
 */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";

export interface Commit {
  readonly hash: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
}

/** What a path is in a commit. */
export interface Entry {
  readonly mode: string;
  readonly hash: string;
}

/** A file of a new tree; null for one that goes. */
export interface WrittenFile {
  readonly path: string;
  readonly mode: string;
  readonly text: string | null;
}

export interface ChangeRequest {
  readonly number: number;
  readonly url: string;
  readonly state: "open" | "merged" | "closed";
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly createdAt: Date;
  /** When it was merged or closed. */
  readonly endedAt: Date | null;
}

export interface Issue {
  readonly number: number;
  readonly url: string;
  readonly isOpen: boolean;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Whether it is the issue's side of a change request. */
  readonly isRequest: boolean;
  readonly createdAt: Date;
}

export interface Forge {
  /** "acme/ml-platform". */
  readonly repository: string;
  /** Throws where the repository cannot be written to. */
  readonly open: () => Promise<void>;
  /** The commit of a branch; undefined where there is none. */
  readonly branch: (name: string) => Promise<string | undefined>;
  /** Undefined where the repository has no such commit. */
  readonly commit: (hash: string) => Promise<Commit | undefined>;
  /** Whether `later` is `earlier` or has it among its ancestors. */
  readonly descends: (later: string, earlier: string) => Promise<boolean>;
  /** What lies at the paths of a tree; null for nothing. */
  readonly entries: (tree: string, paths: readonly string[]) => Promise<ReadonlyMap<string, Entry | null>>;
  /** The hash of a tree that is `base` with these files. */
  readonly writeTree: (base: string, files: readonly WrittenFile[]) => Promise<string>;
  readonly writeCommit: (commit: Omit<Commit, "hash">) => Promise<string>;
  /** False where a branch of that name is there. */
  readonly createBranch: (name: string, commit: string) => Promise<boolean>;
  /** Moves a branch to a descendant of where it is; false where it is elsewhere by now. Nothing is ever lost by it. */
  readonly advanceBranch: (name: string, commit: string) => Promise<boolean>;
  /** All requests from this branch, the latest first. */
  readonly requestsFrom: (branch: string) => Promise<readonly ChangeRequest[]>;
  /** Undefined where one is open for the branch. */
  readonly openRequest: (request: { branch: string; base: string; title: string; body: string }) => Promise<ChangeRequest | undefined>;
  readonly updateRequest: (number: number, change: { title?: string; body?: string; state?: "closed" }) => Promise<void>;
  /** Issues and change requests that have the label, open and closed, the latest first. */
  readonly labelled: (label: string) => Promise<readonly Issue[]>;
  readonly openIssue: (issue: { title: string; body: string; labels: readonly string[] }) => Promise<Issue>;
  readonly updateIssue: (number: number, change: { body?: string; state?: "closed" }) => Promise<void>;
  readonly addLabels: (number: number, labels: readonly string[]) => Promise<void>;
  readonly removeLabel: (number: number, label: string) => Promise<void>;
  /** The texts of the comments on an issue or a request. */
  readonly comments: (number: number) => Promise<readonly string[]>;
  readonly addComment: (number: number, text: string) => Promise<void>;
}

/** Thrown where the forge did not do what it was asked for. */
export class PublishFault extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = "PublishFault";
    this.diagnostic = diagnostic;
  }
}
