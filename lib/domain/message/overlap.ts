/**
 * A sync begins this much before the last one. A write carries the second in which it was begun and may be seen later: by
 * the time limit of a function, 29 s at most, and by what two clocks differ. Clients drop what they know.
 */
export const overlapSeconds = 60;
