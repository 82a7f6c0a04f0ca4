import { Presets, SingleBar } from 'cli-progress';

/** Shorter work shows no bar. */
const FEWEST_FILES = 20;

export interface Progress {
  step(): void;
  stop(): void;
}

/** A bar on the terminal's error stream; nothing where there is no terminal or little to do. */
export function startProgress(files: number, stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY || files < FEWEST_FILES) return { step: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    {
      format: '{bar} {value}/{total} 个文件，剩余约 {eta_formatted}',
      stream,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  bar.start(files, 0);
  return {
    step: () => {
      bar.increment();
    },
    stop: () => {
      bar.stop();
    },
  };
}
