console.log(`${inputs.found} pairs of customers are alike`);
