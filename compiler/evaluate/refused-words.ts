/** How the message of every refusal ends: an error that was refused is told where that happened, and nowhere else. */
export const refusedWords = "is not there while definitions are evaluated.";
