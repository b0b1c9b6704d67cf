import type { ActInput, ActOutput, ModerationVerb } from '@hearth/schema';
import { backend, sentenceFor } from '../backend.ts';
import { toast } from '../parts/toast.ts';
import { resultOf } from './wording.ts';

/** Does what operators decide, says what came of it, and can take the last of it back. */
export class Desk {
  /** What U takes back; null: nothing yet. */
  #last: { batchId: string; verb: ModerationVerb } | null = null;
  #busy = false;
  readonly #done: (output: ActOutput, undone: boolean) => void;

  /** `done` is called after each change that the backend has made. */
  constructor(done: (output: ActOutput, undone: boolean) => void) {
    this.#done = done;
  }

  async act(input: ActInput): Promise<void> {
    const { verb } = input;
    await this.#run(async () => {
      const output = await backend.moderation.act.mutate(input);
      const { batchId } = output;
      if (batchId) this.#last = { batchId, verb };
      toast({
        text: resultOf(verb, output),
        ...(batchId
          ? { action: { label: 'Undo', run: () => void this.#undo({ batchId, verb }) } }
          : { problem: true }),
      });
      this.#done(output, false);
    });
  }

  undo(): void {
    if (this.#last) void this.#undo(this.#last);
    else toast({ text: 'There is nothing of yours to take back yet.' });
  }

  async #undo({ batchId, verb }: { batchId: string; verb: ModerationVerb }): Promise<void> {
    await this.#run(async () => {
      const output = await backend.moderation.undo.mutate({ batchId });
      if (this.#last?.batchId === batchId) this.#last = null;
      toast({ text: resultOf(verb, output, true), problem: output.batchId === null });
      this.#done(output, true);
    });
  }

  /** One thing at a time: a key pressed twice is not two decisions. */
  async #run(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await work();
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
    } finally {
      this.#busy = false;
    }
  }
}
