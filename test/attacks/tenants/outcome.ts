import { describeError, toHearthError } from '@hearth/api';
import { ask } from './attempt.ts';

/** What became of a call: an answer, or an error as its sender hears of it. */
export interface Outcome {
  /** "answered", or the error's reason. */
  reason: string;
  /** All that was said, as text. */
  said: string;
}

export async function outcomeOf(caller: unknown, path: string, input: unknown): Promise<Outcome> {
  try {
    return { reason: 'answered', said: JSON.stringify(await ask(caller, path, input)) ?? '' };
  } catch (error) {
    const said = JSON.stringify(describeError(error, { requestId: 'attack' }));
    return { reason: toHearthError(error).reason, said };
  }
}
