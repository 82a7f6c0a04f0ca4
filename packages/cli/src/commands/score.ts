import { streamSink } from '../output/sink.ts';
import { problemText } from '../output/words.ts';
import {
  EXIT,
  findInputs,
  isUnreadable,
  workThrough,
  type CommonOptions,
  type Exit,
  type Session,
} from '../session.ts';
import type { ScoreOptions } from '../work/task.ts';

/** `jiheng score`: printed and computed scores side by side. */
export async function score(
  session: Session,
  files: readonly string[],
  options: CommonOptions & ScoreOptions,
): Promise<Exit> {
  const inputs = await findInputs(session, files);
  const stdout = streamSink(session.stdout);
  const stderr = streamSink(session.stderr);
  const isJson = options.format === 'json';
  let separator = '';
  let unreadable = 0;
  let scored = 0;
  let differing = 0;
  if (isJson) await stdout.write('[\n');
  await workThrough(session, inputs, 'score', { format: options.format }, options, async (result) => {
    if (isUnreadable(result)) unreadable += 1;
    const problems = result.problems.map(problemText).join('');
    if (problems !== '') await stderr.write(`${result.file}\n${problems}`);
    if (!result.output) return;
    scored += result.output.scored;
    differing += result.output.differing;
    await stdout.write(isJson ? separator + result.output.text : `${result.output.text}\n`);
    separator = ',\n';
  });
  await stdout.write(isJson ? '\n]\n' : `合计：${scored} 张自评表，${differing} 张有不符之处\n`);
  if (unreadable > 0) return EXIT.unreadable;
  return differing > 0 ? EXIT.findings : EXIT.clean;
}
