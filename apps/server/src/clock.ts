/** The time the backend goes by. Only the demo ever sets it, to live through its week in a few seconds. */
export class Clock {
  #set: Date | null = null;

  now = (): Date => this.#set ?? new Date();

  /** Stands still at this moment until set again, or set to null: back to the present. */
  set(moment: Date | null): void {
    this.#set = moment;
  }
}
