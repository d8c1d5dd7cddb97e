/**
 * What came of flows in earlier builds
 *
 * Of a flow without a finding: its artifacts for one target, and what the files about all flows need of it, by a hash of everything that decides them. Where the
 * hash is met again, the flow need not be planned, checked and lowered.
 */
import { createHash } from "node:crypto";
import type { Product } from "../product.ts";
import { type Block, type KeptFileWriter, openKeptFiles } from "./kept-files.ts";
import { isBlock, isListOf, isObject, isText, isTuple } from "./shapes.ts";

export interface Products {
  of(key: string): Product | undefined;
  keep(key: string, product: Product): void;
  /** Keeps what was made for the next build. */
  end(): void;
}

interface Entry {
  readonly artifacts: readonly (readonly [path: string, from: readonly string[], hash: string, text: Block])[];
  readonly part: unknown;
}
type Index = Readonly<Record<string, Entry>>;

/** Opens the products in a folder that is this user's alone. `keeps`: whether this build adds to them. */
export function openProducts(folder: string, keeps: boolean): Products {
  const files = openKeptFiles<Index>(folder, "products", readIndex);
  const read = files.read();
  const made: Record<string, Entry> = {};
  let writer: KeptFileWriter<Index> | undefined;
  return {
    of(key) {
      for (const { index, block } of read) {
        const entry = Object.hasOwn(index, key) ? index[key] : undefined;
        if (entry === undefined) continue;
        const artifacts = entry.artifacts.flatMap(([path, from, hash, place]) => {
          const bytes = block(place);
          return bytes !== undefined && hashOf(bytes) === hash ? [{ path, from, text: bytes.toString("utf8") }] : [];
        });
        return artifacts.length === entry.artifacts.length ? { artifacts, part: entry.part } : undefined;
      }
      return undefined;
    },
    keep(key, { artifacts, part }) {
      if (!keeps) return;
      writer ??= files.begin();
      const add = (text: string): readonly [string, Block] => {
        const bytes = Buffer.from(text);
        return [hashOf(bytes), writer?.add(bytes) ?? [0, 0]];
      };
      made[key] = { artifacts: artifacts.map(({ path, from, text }) => [path, from, ...add(text)]), part };
    },
    end() {
      writer?.finish(made);
      writer = undefined;
    },
  };
}

function readIndex(value: unknown): Index | undefined {
  return isObject(value) && Object.values(value).every(isEntry) ? (value as Index) : undefined;
}

function isEntry(value: unknown): boolean {
  return (
    isObject(value) &&
    isListOf(value["artifacts"], (artifact) => isTuple(artifact, isText, (from) => isListOf(from, isText), isText, isBlock))
  );
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("base64url");
}
