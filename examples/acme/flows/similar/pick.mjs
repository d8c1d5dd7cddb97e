import fs from "node:fs";

const { customers, asked } = inputs;
const picked = Array.from({ length: asked }, (_, index) => Math.floor((index * customers) / asked));
fs.writeFileSync(outputs.asked.path, JSON.stringify(picked));
console.log(`picked ${picked.length} of ${customers} customers`);
