import { createInterface } from 'node:readline';

/** Asks whoever sits at the terminal. Lines that are pasted, or come before they are asked for, are kept in their order. */
export interface Asker {
  /** The next line; `undefined` when one has gone away (Ctrl+C, Ctrl+D). */
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

/** An {@link Asker} at this program's terminal. */
export function askTerminal(): Asker {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const typed = lines[Symbol.asyncIterator]();
  return {
    async ask(question) {
      lines.setPrompt(question);
      lines.prompt();
      const { value, done } = await typed.next();
      return done ? undefined : value;
    },
    close: () => lines.close(),
  };
}
