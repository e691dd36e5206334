/** The longest span that a figure at the cursor is made of, in seconds: that of the theory check. */
export const longestWindow = 60;
