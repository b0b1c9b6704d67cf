/** What is open keeps the process: it is closed when what is to follow fails. */
export async function orClose<T>(open: { close(): Promise<unknown> }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await open.close();
    throw error;
  }
}
