/**
 * When this browser may be asked again, kept for visitors whom the server does not know yet. One survey at a time:
 * `<epoch milliseconds> <survey id>`; the loader reads the number to know whether to keep room for the question.
 */
const key = 'hearth-nps';

// Storage may be blocked or full: then the page's own memory must do.
let memory = '';

const read = (): string => {
  try {
    return localStorage.getItem(key) ?? memory;
  } catch {
    return memory;
  }
};

/** From now on, and for so many days, this survey is not asked here. */
export const rest = (surveyId: string, days: number): void => {
  const entry = `${Date.now() + days * 86_400_000} ${surveyId}`;
  try {
    localStorage.setItem(key, entry);
  } catch {
    // The visitor may be asked again on the next page, never on this one.
    memory = entry;
  }
};

/** Whether this survey, or when none is given any survey, was answered or dismissed here within its days. */
export const isResting = (surveyId?: string): boolean => {
  const [until, id] = read().split(' ');
  return Number(until) > Date.now() && (!surveyId || id === surveyId);
};
