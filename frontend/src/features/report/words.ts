/** How many words a text has, counted as the report does: runs without white space. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((w) => w !== '').length
}

/** The limits of page one, in words (backend/debrief). */
export const limits = { lead: 28, learning: 30, learnings: 3 }
