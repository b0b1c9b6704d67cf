/** What is looked for in PostgreSQL's protocol, version 3. */
export interface Message {
  /** A client asks for the commit. */
  isCommit: boolean;
  /** The server says that it is done: from then on it is durable. */
  isCommitted: boolean;
}

const QUERY = 'Q'.charCodeAt(0);
const PARSE = 'P'.charCodeAt(0);
const COMPLETE = 'C'.charCodeAt(0);
/** A type and the length of what follows, itself included. */
const HEAD = 5;

/** Finds one connection's messages, of one direction, in the pieces that TCP makes of them. */
export class MessageReader {
  #rest = Buffer.alloc(0);
  #atStartup: boolean;

  /** `hasStartup`: the client's direction, whose first message has no type. */
  constructor({ hasStartup }: { hasStartup: boolean }) {
    this.#atStartup = hasStartup;
  }

  /** Those that this piece completes. */
  read(piece: Buffer): Message[] {
    return this.readWhole(piece).map(describe);
  }

  /** Their bytes: the type, the length and what follows. */
  readWhole(piece: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, piece]);
    const messages: Buffer[] = [];
    for (;;) {
      const head = this.#atStartup ? 0 : 1;
      if (this.#rest.length < head + 4) return messages;
      const end = head + this.#rest.readUInt32BE(head);
      if (this.#rest.length < end) return messages;
      if (!this.#atStartup) messages.push(this.#rest.subarray(0, end));
      this.#atStartup = false;
      this.#rest = this.#rest.subarray(end);
    }
  }
}

function describe(message: Buffer): Message {
  const [type] = message;
  const text = () => message.toString('latin1', HEAD);
  return {
    // By itself, or at the end of what is sent along with it.
    isCommit: (type === QUERY || type === PARSE) && /(^|;\s*|\0)COMMIT;?\0/i.test(text()),
    isCommitted: type === COMPLETE && text() === 'COMMIT\0',
  };
}
