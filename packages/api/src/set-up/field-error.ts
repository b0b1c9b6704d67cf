import { HearthError } from '../errors/hearth-error.ts';

/** A rule that only the database could check, in the words in which zod's are told: the console finds the field. */
export const fieldError = (field: string, sentence: string, cause?: unknown): HearthError =>
  new HearthError('bad_request', `The field "${field}" is not valid: ${sentence}`, { cause });
