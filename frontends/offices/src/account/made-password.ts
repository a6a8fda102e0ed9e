const letters = 'abcdefghijkmnpqrstuvwxyz';
const capitals = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';

const pick = (from: string) => from[crypto.getRandomValues(new Uint32Array(1))[0]! % from.length]!;
const group = () => pick(capitals) + pick(letters) + pick(letters) + pick(digits);

/** A first password to be read from paper: four groups of capital, letters and digit, nothing that looks alike. */
export const madePassword = () => [group(), group(), group(), group()].join('-');
