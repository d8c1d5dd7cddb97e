import { rulesOf } from "./rule.ts";

/** Blocks of a shuffle are gone or out of reach. */
export const sparkShuffleFetch = rulesOf("spark.shuffle_fetch", {
  "fetch-failed": {
    strength: 3,
    says: [
      "fetchfailedexception",
      "fetchfailed(",
      "metadatafetchfailed",
      "missing an output location for shuffle",
      "failed to get block",
      "due to a fetch failure",
      "due to fetch failure",
      "failed to fetch block",
      "failed to fetch shuffle",
      "shuffle fetch",
      "external shuffle server",
      "externalshuffle",
      "error in opening filesegmentmanagedbuffer",
      "while beginning fetch of",
      "failed while starting block fetches",
      "shuffle block * not found",
    ],
  },
  "files-lost": {
    strength: 1,
    says: ["shuffle files lost"],
  },
});
