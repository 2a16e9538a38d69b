import * as v from "valibot";

/** A date-time of RFC 3339, kept as the text that it is. */
export const DateTime = v.pipe(
  v.string(),
  v.isoTimestamp("a date-time"),
  // valibot takes a space in place of the T as well.
  v.check((text) => !text.includes(" "), "a date-time"),
);
