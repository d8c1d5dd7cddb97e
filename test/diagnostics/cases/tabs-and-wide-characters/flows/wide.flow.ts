import { flow } from "millwright";

export const wide = flow("wide", { owner: "機械学習チーム" }, ({ step }) => {
	step("数える", { image: "ghcr.io/acme/数える", command: () => ["数える", "1", "2", "3", "4", "5", "6", "7", "8", "9"], description: "数える 😀 é", labels: { "team": "機械学習チーム" }, timeout: "1h" });
	step("z", {
		image: "ghcr.io/acme/z",
		command: () => ["z",	"二"],
	});
});
