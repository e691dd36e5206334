/** Writes text to a stream to its end. A reader that has gone (`| head`) is no error of ours. */
export function writeOut(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null): void => {
      if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(error);
    };
    // Stays: a stream reports a broken pipe once to the writer and once more as an event.
    stream.on('error', settle);
    stream.write(text, settle);
  });
}
