/** Why the contracts would refuse a consent now. */
export type Refusal = "forged" | "unusable";
